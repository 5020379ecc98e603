// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace dockhand::bench {

/// What one run of a program cost, by the kernel's own account.
struct Cost
{
    double wallSeconds = 0;
    double cpuSeconds = 0;      ///< user and system, with the children it waited for
    std::int64_t peakBytes = 0; ///< resident memory; never less than the caller's own
    int exitCode = -1;          ///< -1: it could not be started, or a signal ended it
};

/// Where a program's standard streams lead.
struct Streams
{
    QString input = QStringLiteral("/dev/null");
    QString output = QStringLiteral("/dev/null");
};

/// Runs a program to its end. Before that, what is still to be written to disks is written.
[[nodiscard]] Cost measure(const QString &program, const QStringList &arguments,
                           const Streams &streams = {});

} // namespace dockhand::bench
