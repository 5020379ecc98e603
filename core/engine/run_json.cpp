// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_json.h"

#include "core/report/issue_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

namespace dockhand::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostErrors = 20; ///< per file

QJsonValue number(std::int64_t value)
{
    return static_cast<qint64>(value);
}

QJsonValue knownNumber(std::int64_t value, std::int64_t unknown)
{
    return value == unknown ? QJsonValue() : number(value);
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
        { u"message"_s, report::issueMessage(issue) },
        { u"record"_s, number(reject.record) },
        { u"line"_s, knownNumber(reject.line, 0) },
        { u"byte"_s, knownNumber(issue.byte >= 0 ? issue.byte : reject.byte, -1) },
        { u"column"_s, knownText(issue.column) },
        { u"value"_s, issue.value },
    };
}

QJsonArray errorsJson(const FileResult &file)
{
    QJsonArray errors;
    if (file.error)
        errors.append(errorJson(*file.error));
    for (const auto &reject : file.firstRejects) {
        for (const auto &issue : reject.issues) {
            if (errors.size() >= kMostErrors)
                return errors;
            errors.append(issueJson(reject, issue));
        }
    }
    return errors;
}

void insertCounts(QJsonObject &object, const ledger::Counts &counts)
{
    object.insert(u"read"_s, number(counts.read));
    object.insert(u"inserted"_s, number(counts.inserted));
    object.insert(u"updated"_s, number(counts.updated));
    object.insert(u"duplicate"_s, number(counts.duplicate));
    object.insert(u"filtered"_s, number(counts.filtered));
    object.insert(u"rejected"_s, number(counts.rejected));
}

QJsonObject fileJson(const FileResult &file)
{
    QJsonObject object {
        { u"path"_s, file.path },
        { u"file_id"_s, knownNumber(file.fileId, 0) },
        { u"status"_s, ledger::fileStateName(file.state) },
        { u"profile"_s, knownText(file.profileId) },
        { u"bytes"_s, number(file.bytes) },
        { u"duration_ms"_s, number(file.durationMs) },
        { u"attempts"_s, file.attempts },
        { u"resumed_at_record"_s, number(file.resumedAtRecord) },
        { u"note"_s, knownText(file.note) },
        { u"errors"_s, errorsJson(file) },
    };
    insertCounts(object, file.counts);
    return object;
}

QJsonObject totalsJson(const RunResult &result)
{
    std::int64_t done = 0;
    std::int64_t partial = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t cancelled = 0;
    std::int64_t bytes = 0;
    for (const auto &file : result.files) {
        done += file.state == ledger::FileState::Done ? 1 : 0;
        partial += file.state == ledger::FileState::Partial ? 1 : 0;
        failed += file.state == ledger::FileState::Failed ? 1 : 0;
        skipped += file.state == ledger::FileState::Skipped ? 1 : 0;
        cancelled += file.state == ledger::FileState::Cancelled ? 1 : 0;
        bytes += file.bytes;
    }
    QJsonObject totals {
        { u"files"_s, number(static_cast<std::int64_t>(result.files.size())) },
        { u"done"_s, number(done) },
        { u"partial"_s, number(partial) },
        { u"failed"_s, number(failed) },
        { u"skipped"_s, number(skipped) },
        { u"cancelled"_s, number(cancelled) },
        { u"bytes"_s, number(bytes) },
    };
    insertCounts(totals, result.counts);
    return totals;
}

QJsonObject runJson(const RunResult &result)
{
    return {
        { u"run_id"_s, knownNumber(result.runId, 0) },
        { u"status"_s, ledger::runStateName(result.state) },
        { u"target"_s, result.target },
        { u"started_at"_s, timeJson(result.startedAt) },
        { u"finished_at"_s, timeJson(result.finishedAt) },
        { u"duration_ms"_s, number(result.startedAt.msecsTo(result.finishedAt)) },
        { u"peak_memory_bytes"_s, number(result.peakMemoryBytes) },
        { u"writer_busy_ms"_s, number(result.writerBusyMs) },
        { u"writer_waited_ms"_s, number(result.writerWaitedMs) },
        { u"plan"_s, advisor::toJson(result.plan) },
        { u"totals"_s, totalsJson(result) },
        { u"error"_s, result.error ? QJsonValue(errorJson(*result.error)) : QJsonValue() },
        { u"files"_s, QJsonArray() },
    };
}

/// A member of a list that stands two levels deep.
QByteArray indented(const QJsonObject &object)
{
    auto text = QJsonDocument(object).toJson().trimmed();
    text.replace('\n', "\n        "); // in texts it is escaped
    return "\n        " + text;
}

} // namespace

void writeJson(const RunResult &result, const std::function<void(QByteArrayView)> &put)
{
    const auto text = QJsonDocument(runJson(result)).toJson();
    const QByteArrayView whole(text);
    // A line feed cannot stand in a text, nor this indentation in an object within.
    constexpr QByteArrayView kList("\n    \"files\": [");
    const auto inList = whole.indexOf(kList) + kList.size();
    Q_ASSERT(inList >= kList.size());
    put(whole.first(inList));
    const auto *separator = "";
    for (const auto &file : result.files) {
        put(separator + indented(fileJson(file)));
        separator = ",";
    }
    put(whole.sliced(inList));
}

} // namespace dockhand::engine
