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
    double cpuSeconds = 0;      ///< user and system
    std::int64_t peakBytes = 0; ///< resident memory
    int exitCode = -1;          ///< -1: it could not be started, or a signal ended it
};

/// Runs a program to its end. `input` is its standard input (a path; empty: none); its standard
/// output is thrown away.
[[nodiscard]] Cost measure(const QString &program, const QStringList &arguments,
                           const QString &input = {});

} // namespace dockhand::bench
