// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/json_parts.h"

#include "core/report/issue_text.h"

namespace dockhand::report {

using namespace Qt::StringLiterals;

QJsonValue numberJson(std::int64_t value)
{
    return static_cast<qint64>(value);
}

QJsonValue knownNumber(std::int64_t value, std::int64_t unknown)
{
    return value == unknown ? QJsonValue() : numberJson(value);
}

QJsonValue knownText(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeJson(const QDateTime &moment)
{
    return moment.isValid() ? QJsonValue(moment.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject errorJson(const Error &error)
{
    return {
        { u"code"_s, errorId(error.code) },
        { u"message"_s, errorMessage(error.code, error.arguments) },
        { u"record"_s, knownNumber(error.place.record, 0) },
        { u"line"_s, knownNumber(error.place.line, 0) },
        { u"byte"_s, knownNumber(error.place.byte, -1) },
        { u"column"_s, knownText(error.place.column) },
        { u"value"_s, QJsonValue() },
    };
}

QJsonObject issueJson(const ledger::RejectRecord &reject, const ledger::RejectIssue &issue)
{
    return {
        { u"code"_s, issue.code },
        { u"message"_s, issueMessage(issue) },
        { u"record"_s, numberJson(reject.record) },
        { u"line"_s, knownNumber(reject.line, 0) },
        { u"byte"_s, knownNumber(issue.byte >= 0 ? issue.byte : reject.byte, -1) },
        { u"column"_s, knownText(issue.column) },
        { u"value"_s, issue.value },
    };
}

void insertCounts(QJsonObject &object, const ledger::Counts &counts)
{
    object.insert(u"read"_s, numberJson(counts.read));
    object.insert(u"inserted"_s, numberJson(counts.inserted));
    object.insert(u"updated"_s, numberJson(counts.updated));
    object.insert(u"duplicate"_s, numberJson(counts.duplicate));
    object.insert(u"filtered"_s, numberJson(counts.filtered));
    object.insert(u"rejected"_s, numberJson(counts.rejected));
}

void FileTotals::add(ledger::FileState state, std::int64_t bytes)
{
    using ledger::FileState;
    ++m_files;
    m_done += state == FileState::Done ? 1 : 0;
    m_partial += state == FileState::Partial ? 1 : 0;
    m_failed += state == FileState::Failed ? 1 : 0;
    m_skipped += state == FileState::Skipped ? 1 : 0;
    m_cancelled += state == FileState::Cancelled ? 1 : 0;
    m_bytes += bytes;
}

QJsonObject FileTotals::toJson(const ledger::Counts &counts) const
{
    QJsonObject totals {
        { u"files"_s, numberJson(m_files) },     { u"done"_s, numberJson(m_done) },
        { u"partial"_s, numberJson(m_partial) }, { u"failed"_s, numberJson(m_failed) },
        { u"skipped"_s, numberJson(m_skipped) }, { u"cancelled"_s, numberJson(m_cancelled) },
        { u"bytes"_s, numberJson(m_bytes) },
    };
    insertCounts(totals, counts);
    return totals;
}

} // namespace dockhand::report
