// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/history_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/open_ledger.h"
#include "app/cli/option_values.h"
#include "app/cli/text_table.h"
#include "core/base/clock.h"
#include "core/ledger/claim.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonValue>
#include <QLocale>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HistoryCommand)
};

QJsonValue timeJson(const QDateTime &moment)
{
    return moment.isValid() ? QJsonValue(moment.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject runJson(const ledger::RunRecord &run, const QDateTime &now)
{
    const auto number = [](std::int64_t value) { return QJsonValue(static_cast<qint64>(value)); };
    return {
        { u"run_id"_s, number(run.id) },
        { u"kind"_s, ledger::runKindName(run.kind) },
        { u"status"_s, ledger::runStateName(run.state) },
        { u"cut_off"_s, ledger::isCutOff(run, now) },
        { u"was_cut_off"_s, ledger::wasCutOff(run) },
        { u"undone_by"_s, run.undoneBy == 0 ? QJsonValue() : number(run.undoneBy) },
        { u"started_at"_s, timeJson(run.startedAt) },
        { u"finished_at"_s, timeJson(run.finishedAt) },
        { u"files"_s, number(run.files) },
        { u"bytes"_s, number(run.bytes) },
        { u"peak_memory_bytes"_s, number(run.peakMemoryBytes) },
        { u"read"_s, number(run.counts.read) },
        { u"inserted"_s, number(run.counts.inserted) },
        { u"updated"_s, number(run.counts.updated) },
        { u"duplicate"_s, number(run.counts.duplicate) },
        { u"filtered"_s, number(run.counts.filtered) },
        { u"rejected"_s, number(run.counts.rejected) },
    };
}

QString stateOf(const ledger::RunRecord &run, const QDateTime &now)
{
    const auto state = ledger::isCutOff(run, now) || ledger::wasCutOff(run)
        ? Words::tr("cut off")
        : ledger::runStateName(run.state);
    return run.undoneBy == 0 ? state : Words::tr("%1, undone by %2").arg(state).arg(run.undoneBy);
}

void printRuns(const std::vector<ledger::RunRecord> &runs, const QDateTime &now)
{
    if (runs.empty()) {
        printOut(Words::tr("Nothing was imported into this database yet.") + u'\n');
        return;
    }
    const QLocale locale;
    const auto number
        = [&](std::int64_t value) { return locale.toString(static_cast<qlonglong>(value)); };
    TextTable table({ Words::tr("Run"), Words::tr("Started"), Words::tr("Kind"), Words::tr("State"),
                      Words::tr("Files"), Words::tr("Read"), Words::tr("Inserted"),
                      Words::tr("Updated"), Words::tr("Duplicate"), Words::tr("Rejected") },
                    4);
    for (const auto &run : runs) {
        table.add({ QString::number(run.id),
                    locale.toString(run.startedAt.toLocalTime(), QLocale::ShortFormat),
                    ledger::runKindName(run.kind), stateOf(run, now), number(run.files),
                    number(run.counts.read), number(run.counts.inserted),
                    number(run.counts.updated), number(run.counts.duplicate),
                    number(run.counts.rejected) });
    }
    printOut(table.toString());
    const bool hasCutOff = std::any_of(runs.begin(), runs.end(),
                                       [&](const auto &run) { return ledger::isCutOff(run, now); });
    if (hasCutOff)
        printOut(u'\n'
                 + Words::tr("A run that was cut off goes on where it stopped when its files are "
                             "given to the same command again; “show” names them.")
                 + u'\n');
}

Result<std::vector<ledger::RunRecord>> readRuns(const target::TargetAddress &address)
{
    const auto open = openLedger(address);
    if (!open)
        return failure(open.error());
    return open->ledger->runs();
}

} // namespace

int historyCommand(const QStringList &arguments)
{
    CommandLine line(u"history"_s, QString(),
                     Words::tr("Lists the runs into a database, the newest first."));
    line.addTargetOption();
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object."));
    if (const auto code = line.parse(arguments))
        return *code;
    if (!line.positional().isEmpty())
        return line.usageError(
            Words::tr("“%1” is one argument too many").arg(line.positional().constFirst()));
    const auto address = targetOption(line);
    if (!address)
        return line.usageError(errorText(address.error()));
    const auto runs = readRuns(*address);
    if (!runs) {
        printError(runs.error());
        return kFailed;
    }
    const auto now = SystemClock().utcNow();
    if (line.has(u"json"_s)) {
        QJsonArray list;
        for (const auto &run : *runs)
            list.append(runJson(run, now));
        printJson({ { u"target"_s, address->toString() }, { u"runs"_s, list } });
    } else {
        printRuns(*runs, now);
    }
    return kAllIn;
}

} // namespace dockhand::cli
