// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/claim.h"
#include "core/report/error_report.h"
#include "core/report/json_parts.h"
#include "core/report/report_sink.h"
#include "core/report/run_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dockhand::report {

using namespace Qt::StringLiterals;

namespace {

/// As those of an import: what ended the file, then its first rejects of this run.
Result<QJsonArray> errorsJson(ledger::Ledger &ledger, const ledger::RunFileRecord &file)
{
    constexpr int kPage = 100;
    QJsonArray errors;
    if (!file.errorCode.isEmpty()) {
        ledger::RejectIssue issue { .code = file.errorCode };
        auto object = issueJson({}, issue);
        object.insert(u"message"_s, file.errorMessage);
        for (const auto &unknown : { u"record"_s, u"line"_s, u"byte"_s, u"value"_s })
            object.insert(unknown, QJsonValue());
        errors.append(object);
    }
    if (file.counts.rejected == 0)
        return errors;
    for (std::int64_t lastId = 0;;) {
        const auto page
            = ledger.rejects({ .runId = file.runId, .fileId = file.fileId }, lastId, kPage);
        if (!page)
            return failure(page.error());
        for (const auto &reject : *page) {
            if (reject.runId != file.runId)
                continue;
            for (const auto &issue : reject.issues) {
                if (errors.size() == kMostErrorsOfFile)
                    return errors;
                errors.append(issueJson(reject, issue));
            }
        }
        if (page->size() < kPage)
            return errors;
        lastId = page->back().id;
    }
}

QJsonValue twinJson(const FileFacts &facts)
{
    if (!facts.twin)
        return {};
    return QJsonObject { { u"file_id"_s, numberJson(facts.twin->id) },
                         { u"path"_s, facts.twin->identity.path },
                         { u"run_id"_s, numberJson(facts.twin->lastRun) } };
}

QJsonObject fileJson(const FileFacts &facts, const QJsonArray &errors)
{
    const auto &file = facts.part;
    QJsonObject object {
        { u"file_id"_s, numberJson(file.fileId) },
        { u"path"_s, file.path },
        { u"status"_s, ledger::fileStateName(file.state) },
        { u"profile"_s, file.profileId },
        { u"bytes"_s, numberJson(file.bytes) },
        { u"duration_ms"_s, numberJson(file.durationMs) },
        { u"attempts"_s, file.attempts },
        { u"resumed_at_record"_s, numberJson(file.resumedAtRecord) },
        { u"cut_off"_s, facts.isCutOff },
        { u"records_done"_s, numberJson(facts.recordsDone()) },
        { u"undone_by"_s, knownNumber(facts.undoneBy(), 0) },
        { u"same_as"_s, twinJson(facts) },
        { u"note"_s, knownText(skippedText(facts)) },
        { u"errors"_s, errors },
        { u"error_code"_s, knownText(file.errorCode) },
        { u"error"_s, knownText(file.errorMessage) },
    };
    insertCounts(object, file.counts);
    return object;
}

/// The plan of an import as it was shown; what an undo did, by its names.
void insertPlan(QJsonObject &object, const ledger::RunRecord &run)
{
    const auto plan = QJsonDocument::fromJson(run.planJson).object();
    if (run.kind == ledger::RunKind::Undo) {
        const auto undone = plan[u"undo"_s].toObject();
        object.insert(u"tables"_s, undone[u"tables"_s].toArray());
        object.insert(u"left_rows"_s, undone[u"left_rows"_s].toArray());
    } else {
        object.insert(u"plan"_s, plan.isEmpty() ? QJsonValue() : QJsonValue(plan));
    }
}

Result<QByteArray> json(ledger::Ledger &ledger, const RunFacts &facts)
{
    const auto &run = facts.run;
    QJsonArray list;
    FileTotals totals;
    for (const auto &file : facts.files) {
        const auto errors = errorsJson(ledger, file.part);
        if (!errors)
            return failure(errors.error());
        list.append(fileJson(file, *errors));
        totals.add(file.part.state, file.part.bytes);
    }
    const auto duration = run.finishedAt.isValid() ? run.startedAt.msecsTo(run.finishedAt) : -1;
    QJsonObject object {
        { u"run_id"_s, numberJson(run.id) },
        { u"kind"_s, ledger::runKindName(run.kind) },
        { u"status"_s, ledger::runStateName(run.state) },
        { u"cut_off"_s, facts.isCutOff },
        { u"was_cut_off"_s, ledger::wasCutOff(run) },
        { u"undone_by"_s, knownNumber(run.undoneBy, 0) },
        { u"started_at"_s, timeJson(run.startedAt) },
        { u"finished_at"_s, timeJson(run.finishedAt) },
        { u"duration_ms"_s, knownNumber(duration, -1) },
        { u"bytes"_s, numberJson(run.bytes) },
        { u"peak_memory_bytes"_s, numberJson(run.peakMemoryBytes) },
        { u"totals"_s, totals.toJson(run.counts) },
        { u"files"_s, list },
    };
    insertCounts(object, run.counts);
    insertPlan(object, run);
    return QJsonDocument(object).toJson();
}

QStringList countCells(const ledger::Counts &counts)
{
    return { QString::number(counts.read),     QString::number(counts.inserted),
             QString::number(counts.updated),  QString::number(counts.duplicate),
             QString::number(counts.filtered), QString::number(counts.rejected) };
}

void writeCsv(ReportSink &sink, const RunFacts &facts)
{
    const auto &run = facts.run;
    sink.put("\xEF\xBB\xBF");
    sink.putCsvLine({ u"run"_s, u"file"_s, u"status"_s, u"profile"_s, u"bytes"_s, u"duration_ms"_s,
                      u"read"_s, u"inserted"_s, u"updated"_s, u"duplicate"_s, u"filtered"_s,
                      u"rejected"_s, u"error_code"_s, u"error"_s });
    const auto id = QString::number(run.id);
    for (const auto &one : facts.files) {
        const auto &file = one.part;
        sink.putCsvLine(
            QStringList { id, file.path, ledger::fileStateName(file.state), file.profileId,
                          QString::number(file.bytes), QString::number(file.durationMs) }
            + countCells(file.counts) + QStringList { file.errorCode, file.errorMessage });
    }
    const auto duration = run.startedAt.msecsTo(run.finishedAt);
    sink.putCsvLine(QStringList { id, QString(), ledger::runStateName(run.state), QString(),
                                  QString::number(run.bytes), QString::number(duration) }
                    + countCells(run.counts) + QStringList { QString(), QString() });
}

} // namespace

Result<void> writeSummaryReport(ledger::Ledger &ledger, std::int64_t runId, const QDateTime &now,
                                ReportFormat format, QIODevice &output)
{
    const auto facts = runFacts(ledger, runId, now);
    if (!facts)
        return failure(facts.error());
    if (!*facts) {
        return failure(ErrorCode::OptionInvalid,
                       { u"run"_s, QString::number(runId), u"the number of a run"_s });
    }
    ReportSink sink(output);
    if (format == ReportFormat::Json) {
        const auto text = json(ledger, **facts);
        if (!text)
            return failure(text.error());
        sink.put(*text);
    } else {
        writeCsv(sink, **facts);
    }
    return sink.finish();
}

} // namespace dockhand::report
