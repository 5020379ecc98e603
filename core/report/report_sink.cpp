// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_sink.h"

#include "core/base/text.h"
#include "core/report/csv_cell.h"

#include <QCoreApplication>
#include <QFileDevice>

namespace dockhand::report {

namespace {

constexpr qsizetype kPieceBytes = 64 * 1024;

} // namespace

ReportSink::ReportSink(QIODevice &output)
    : m_output(output)
{
}

void ReportSink::put(const QByteArray &bytes)
{
    m_pending += bytes;
    if (m_pending.size() >= kPieceBytes)
        flush();
}

void ReportSink::putCsvLine(const QStringList &cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        line += csvCell(view(cells[i].toUtf8()));
    }
    put(line + "\r\n");
}

void ReportSink::flush()
{
    if (!m_failed && m_output.write(m_pending) != m_pending.size()) {
        m_failed = true;
        m_reason = m_output.errorString();
    }
    m_pending.clear();
}

Result<void> ReportSink::finish()
{
    flush();
    auto *file = qobject_cast<QFileDevice *>(&m_output);
    if (!m_failed && file != nullptr && !file->flush()) {
        m_failed = true;
        m_reason = file->errorString();
    }
    if (!m_failed)
        return {};
    const auto name
        = file != nullptr ? file->fileName() : QCoreApplication::translate("Report", "The report");
    return failure(ErrorCode::OutputUnwritable, { name, m_reason });
}

} // namespace dockhand::report
