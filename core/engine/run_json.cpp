// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_json.h"

#include "core/report/json_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

namespace dockhand::engine {

using namespace Qt::StringLiterals;
using report::errorJson;
using report::insertCounts;
using report::issueJson;
using report::knownNumber;
using report::knownText;
using report::timeJson;

namespace {

QJsonArray errorsJson(const FileResult &file)
{
    QJsonArray errors;
    if (file.error)
        errors.append(errorJson(*file.error));
    for (const auto &reject : file.firstRejects) {
        for (const auto &issue : reject.issues) {
            if (errors.size() >= report::kMostErrorsOfFile)
                return errors;
            errors.append(issueJson(reject, issue));
        }
    }
    return errors;
}

QJsonObject fileJson(const FileResult &file)
{
    QJsonObject object {
        { u"path"_s, file.path },
        { u"file_id"_s, knownNumber(file.fileId, 0) },
        { u"status"_s, ledger::fileStateName(file.state) },
        { u"profile"_s, knownText(file.profileId) },
        { u"bytes"_s, report::numberJson(file.bytes) },
        { u"duration_ms"_s, report::numberJson(file.durationMs) },
        { u"attempts"_s, file.attempts },
        { u"resumed_at_record"_s, report::numberJson(file.resumedAtRecord) },
        { u"note"_s, knownText(file.note) },
        { u"errors"_s, errorsJson(file) },
    };
    insertCounts(object, file.counts);
    return object;
}

QJsonObject totalsJson(const RunResult &result)
{
    report::FileTotals totals;
    for (const auto &file : result.files)
        totals.add(file.state, file.bytes);
    return totals.toJson(result.counts);
}

QJsonObject runJson(const RunResult &result)
{
    return {
        { u"run_id"_s, knownNumber(result.runId, 0) },
        { u"status"_s, ledger::runStateName(result.state) },
        { u"target"_s, result.target },
        { u"started_at"_s, timeJson(result.startedAt) },
        { u"finished_at"_s, timeJson(result.finishedAt) },
        { u"duration_ms"_s, report::numberJson(result.startedAt.msecsTo(result.finishedAt)) },
        { u"peak_memory_bytes"_s, report::numberJson(result.peakMemoryBytes) },
        { u"writer_busy_ms"_s, report::numberJson(result.writerBusyMs) },
        { u"writer_waited_ms"_s, report::numberJson(result.writerWaitedMs) },
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
