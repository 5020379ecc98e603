// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/repair_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/open_ledger.h"
#include "app/cli/option_values.h"
#include "app/cli/run_to_end.h"
#include "core/base/system_info.h"
#include "core/engine/measured_rates.h"
#include "core/engine/repair.h"

#include <QCoreApplication>
#include <QLocale>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RepairCommand)
};

/// The command line, understood.
struct Request
{
    QString path;
    engine::ImportOptions options;
    bool asJson = false;
};

Result<Request> readRequest(const CommandLine &line)
{
    Request request;
    request.path = line.positional().constFirst();
    request.asJson = line.has(u"json"_s);
    const auto target = targetOption(line);
    if (!target)
        return failure(target.error());
    request.options.target = *target;
    if (const auto name = line.value(u"on-duplicate"_s)) {
        const auto policy = profile::duplicatePolicyFromName(*name);
        if (!policy)
            return failure(ErrorCode::OptionInvalid,
                           { u"--on-duplicate"_s, *name, u"skip, update, reject"_s });
        request.options.duplicates = *policy;
    }
    const auto patience = durationOption(line, u"retry-for"_s);
    if (!patience)
        return failure(patience.error());
    request.options.retryFor = patience->value_or(request.options.retryFor);
    return request;
}

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

/// What the sheet held that does not come in, where there is any.
void tellLeftOut(const engine::Repair &repair)
{
    if (repair.alreadyIn > 0)
        printError(Words::tr("Of the %1 records %2 were brought in by an earlier repair.")
                       .arg(number(repair.records), number(repair.alreadyIn)));
    if (repair.unchanged > 0)
        printError(Words::tr("Of the %1 records %2 were broken as a whole and are unchanged; they "
                             "stay rejected.")
                       .arg(number(repair.records), number(repair.unchanged)));
    if (repair.withRest > 0)
        printError(
            Words::tr("Of the %1 records %2 still hold fields in dockhand_rest, so they have "
                      "more than the header; clear it once its fields have their place.")
                .arg(number(repair.records), number(repair.withRest)));
    if (repair.otherChannel > 0)
        printError(Words::tr("Of the %1 records %2 are of a channel that the import left out.")
                       .arg(number(repair.records), number(repair.otherChannel)));
}

QString stillRejected(std::int64_t records, std::int64_t unchanged)
{
    const auto how = Words::tr("“dockhand-cli errors --format repair” writes them again, with what "
                               "they lack now.");
    const auto count = unchanged == 0 ? Words::tr("Still rejected: %1.").arg(number(records))
                                      : Words::tr("Still rejected: %1, of these unchanged: %2.")
                                            .arg(number(records), number(unchanged));
    return count + u' ' + how;
}

Result<engine::Repair> prepare(const Request &request)
{
    // An older ledger keeps nothing that a repair could be made of.
    const auto open = openLedger(request.options.target);
    if (!open)
        return failure(open.error());
    return engine::prepareRepair(request.path, *open->target, *open->ledger);
}

int runRepair(Request &request)
{
    const InterruptSignal interrupt;
    auto repair = prepare(request);
    if (!repair) {
        printError(repair.error());
        return kFailed;
    }
    tellLeftOut(*repair);
    engine::apply(*repair, request.options);
    std::vector<advisor::FileSurvey> surveys { repair->survey };
    const auto rates = engine::measuredRates(request.options.target).value_or(advisor::Rates {});
    request.options.plan = advisor::makePlan(surveys, systemInfo(), rates, {});
    auto result = runToEnd(std::move(surveys), request.options, {}, interrupt);
    printResult(result, request.asJson);
    if (!request.asJson && result.counts.rejected > 0)
        printOut(stillRejected(result.counts.rejected, repair->unchanged) + u'\n');
    return exitCodeOf(result.state);
}

} // namespace

int repairCommand(const QStringList &arguments)
{
    CommandLine line(u"repair"_s, u"FILE"_s,
                     Words::tr("Brings rejected records in that were corrected in a file which "
                               "“dockhand-cli errors --format repair” wrote. Each keeps the key "
                               "that it would have had; what is in is marked as resolved."));
    line.addTargetOption();
    line.add(u"on-duplicate"_s, u"skip|update|reject"_s,
             Words::tr("What to do with a record whose key is already there. Default: skip."));
    line.add(u"retry-for"_s, u"TIME"_s,
             Words::tr("How long to try again while the database is locked or its disk is full, "
                       "for example 90s, 10m, 2h; 0: not at all. Default: 30m."));
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object instead of the summary."));
    if (const auto code = line.parse(arguments))
        return *code;
    if (line.positional().size() != 1)
        return line.usageError(Words::tr("name one file"));
    auto request = readRequest(line);
    if (!request)
        return line.usageError(errorText(request.error()));
    return runRepair(*request);
}

} // namespace dockhand::cli
