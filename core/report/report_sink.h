// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QStringList>

namespace dockhand::report {

/// Writes bytes to a device in large pieces and remembers the first failure, so that callers check
/// once, at the end. One caller at a time.
class ReportSink final
{
public:
    explicit ReportSink(QIODevice &output);

    void put(const QByteArray &bytes);
    /// A line of guarded CSV cells, ended by CR LF.
    void putCsvLine(const QStringList &cells);
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    /// Hands the rest to the device. Errors: output.unwritable.
    [[nodiscard]] Result<void> finish();

private:
    void flush();

    QIODevice &m_output;
    QByteArray m_pending;
    bool m_failed = false;
    QString m_reason;
};

} // namespace dockhand::report
