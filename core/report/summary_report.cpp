// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/error_report.h"
#include "core/report/report_sink.h"
#include "core/report/run_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dockhand::report {

using namespace Qt::StringLiterals;

namespace {

QJsonObject countsJson(const ledger::Counts &counts)
{
    return {
        { u"read"_s, static_cast<qint64>(counts.read) },
        { u"inserted"_s, static_cast<qint64>(counts.inserted) },
        { u"updated"_s, static_cast<qint64>(counts.updated) },
        { u"duplicate"_s, static_cast<qint64>(counts.duplicate) },
        { u"filtered"_s, static_cast<qint64>(counts.filtered) },
        { u"rejected"_s, static_cast<qint64>(counts.rejected) },
    };
}

QJsonValue timeJson(const QDateTime &moment)
{
    return moment.isValid() ? moment.toUTC().toString(Qt::ISODateWithMs) : QJsonValue();
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : text;
}

QJsonObject fileJson(const FileFacts &facts)
{
    const auto &file = facts.part;
    auto object = countsJson(file.counts);
    object.insert(u"file_id"_s, static_cast<qint64>(file.fileId));
    object.insert(u"path"_s, file.path);
    object.insert(u"status"_s, ledger::fileStateName(file.state));
    object.insert(u"profile"_s, file.profileId);
    object.insert(u"bytes"_s, static_cast<qint64>(file.bytes));
    object.insert(u"duration_ms"_s, static_cast<qint64>(file.durationMs));
    object.insert(u"attempts"_s, file.attempts);
    object.insert(u"resumed_at_record"_s, static_cast<qint64>(file.resumedAtRecord));
    object.insert(u"cut_off"_s, facts.isCutOff);
    object.insert(u"records_done"_s, static_cast<qint64>(facts.recordsDone()));
    object.insert(u"error_code"_s, textOrNull(file.errorCode));
    object.insert(u"error"_s, textOrNull(file.errorMessage));
    return object;
}

void writeJson(ReportSink &sink, const RunFacts &facts)
{
    const auto &run = facts.run;
    QJsonArray list;
    for (const auto &file : facts.files)
        list.append(fileJson(file));
    auto object = countsJson(run.counts);
    object.insert(u"run_id"_s, static_cast<qint64>(run.id));
    object.insert(u"status"_s, ledger::runStateName(run.state));
    object.insert(u"cut_off"_s, facts.isCutOff);
    object.insert(u"started_at"_s, timeJson(run.startedAt));
    object.insert(u"finished_at"_s, timeJson(run.finishedAt));
    object.insert(u"bytes"_s, static_cast<qint64>(run.bytes));
    object.insert(u"peak_memory_bytes"_s, static_cast<qint64>(run.peakMemoryBytes));
    object.insert(u"files"_s, list);
    sink.put(QJsonDocument(object).toJson());
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
    if (format == ReportFormat::Json)
        writeJson(sink, **facts);
    else
        writeCsv(sink, **facts);
    return sink.finish();
}

} // namespace dockhand::report
