// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt_signal.h"
#include "app/cli/open_ledger.h"
#include "app/cli/option_values.h"
#include "app/cli/progress_view.h"
#include "app/cli/report_file.h"
#include "app/cli/run_to_end.h"
#include "app/cli/surveyed_files.h"
#include "core/base/system_info.h"
#include "core/engine/import_options.h"
#include "core/engine/measured_rates.h"
#include "core/report/error_report.h"
#include "core/source/csv_reader.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kSmallestMemoryLimit = 32 << 20;

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ImportCommand)
};

/// The command line, understood.
struct Request
{
    QStringList paths;
    advisor::SurveyOptions survey;
    advisor::PlanOverrides plan;
    engine::ImportOptions options;
    std::optional<ReportFile> errorsTo;
    bool asJson = false;
    bool isQuiet = false; ///< no notes, either
    ProgressMode progress = ProgressMode::None;
};

void addOptions(CommandLine &line)
{
    line.addTargetOption();
    line.addSurveyOptions();
    line.add(u"channel"_s, u"NAME"_s, Words::tr("Keep only this channel's records."));
    line.add(u"on-duplicate"_s, u"skip|update|reject"_s,
             Words::tr("What to do with a record whose key is already there. Default: skip."));
    line.add(u"concurrency"_s, u"N|auto"_s, Words::tr("Files read at the same time."));
    line.add(u"chunk-rows"_s, u"N|auto"_s, Words::tr("Records parsed at a time."));
    line.add(u"memory-limit"_s, u"SIZE"_s, Words::tr("Memory to work in, 32M at least."));
    line.add(u"max-rejects"_s, u"N|P%"_s,
             Words::tr("Stop a file when more records than this, or a larger share of them, are "
                       "rejected."));
    line.add(u"retry-for"_s, u"TIME"_s,
             Words::tr("How long to try again while the database is locked or its disk is full, "
                       "for example 90s, 10m, 2h; 0: not at all. Default: 30m."));
    line.add(u"max-record-size"_s, u"SIZE"_s, Words::tr("Reject longer records. Default: 16M."));
    line.add(u"force"_s, QString(), Words::tr("Import files again whose content is already in."));
    line.add(u"no-resume"_s, QString(), Words::tr("Start files over that were cut off."));
    line.add(u"errors-to"_s, u"FILE"_s, Words::tr("Write all errors to this .csv or .json file."));
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object instead of the summary."));
    line.add(u"progress"_s, u"auto|bar|json|none"_s,
             Words::tr("How to show progress on standard error. Default: auto."));
    line.addDialectOptions();
    line.addConfigOption();
}

Result<void> readPlan(const CommandLine &line, advisor::PlanOverrides &plan)
{
    const auto concurrency = numberOption(line, u"concurrency"_s, 1, 64);
    if (!concurrency)
        return failure(concurrency.error());
    const auto chunkRows = numberOption(line, u"chunk-rows"_s, 1, 1'000'000);
    if (!chunkRows)
        return failure(chunkRows.error());
    const auto memory = sizeOption(line, u"memory-limit"_s, kSmallestMemoryLimit);
    if (!memory)
        return failure(memory.error());
    if (*concurrency)
        plan.concurrency = static_cast<int>(**concurrency);
    if (*chunkRows)
        plan.chunkRows = static_cast<int>(**chunkRows);
    plan.memoryLimitBytes = *memory;
    return {};
}

Result<void> readOutcome(const CommandLine &line, engine::ImportOptions &options)
{
    const auto target = targetOption(line);
    if (!target)
        return failure(target.error());
    options.target = *target;
    if (const auto name = line.value(u"on-duplicate"_s)) {
        const auto policy = profile::duplicatePolicyFromName(*name);
        if (!policy)
            return failure(ErrorCode::OptionInvalid,
                           { u"--on-duplicate"_s, *name, u"skip, update, reject"_s });
        options.duplicates = *policy;
    }
    if (const auto text = line.value(u"max-rejects"_s)) {
        const auto limit = engine::RejectLimit::fromString(*text);
        if (!limit)
            return failure(ErrorCode::OptionInvalid,
                           { u"--max-rejects"_s, *text,
                             Words::tr("a number of records such as 100, or a share such as 5%") });
        options.maxRejects = *limit;
    }
    const auto patience = durationOption(line, u"retry-for"_s);
    if (!patience)
        return failure(patience.error());
    options.retryFor = patience->value_or(options.retryFor);
    const auto record = sizeOption(line, u"max-record-size"_s, source::kSmallestRecordLimit,
                                   source::kLargestRecordLimit);
    if (!record)
        return failure(record.error());
    options.maxRecordBytes = record->value_or(options.maxRecordBytes);
    options.channel = line.value(u"channel"_s).value_or(QString());
    options.force = line.has(u"force"_s);
    options.resume = !line.has(u"no-resume"_s);
    return options.validate();
}

Result<void> readOutput(const CommandLine &line, Request &request)
{
    request.asJson = line.has(u"json"_s);
    const auto progress = line.value(u"progress"_s).value_or(u"auto"_s);
    const auto mode = progressModeFromName(progress);
    if (!mode)
        return failure(ErrorCode::OptionInvalid,
                       { u"--progress"_s, progress, u"auto, bar, json, none"_s });
    request.progress = *mode;
    request.isQuiet = progress == "none"_L1;
    if (const auto path = line.value(u"errors-to"_s)) {
        const auto file = reportFile(u"errors-to"_s, *path);
        if (!file)
            return failure(file.error());
        const auto kept = databaseFiles(request.options.target);
        if (auto checked = checkOverwrites(u"errors-to"_s, *path, kept); !checked)
            return checked;
        if (auto checked = checkWritable(*path); !checked)
            return checked;
        request.errorsTo = *file;
    }
    return {};
}

Result<Request> readRequest(const CommandLine &line)
{
    Request request;
    request.paths = line.positional();
    auto survey = surveyOptions(line);
    if (!survey)
        return failure(survey.error());
    request.survey = std::move(*survey);
    if (auto read = readPlan(line, request.plan); !read)
        return failure(read.error());
    if (auto read = readOutcome(line, request.options); !read)
        return failure(read.error());
    if (auto read = readOutput(line, request); !read)
        return failure(read.error());
    return request;
}

/// A remark before the run, where the run's own would stand.
void tell(const Request &request, const QString &remark)
{
    if (remark.isEmpty() || request.isQuiet)
        return;
    if (request.progress == ProgressMode::Json)
        printErrorJson({ { u"event"_s, u"note"_s }, { u"text"_s, remark } });
    else
        printError(remark);
}

/// What --channel cannot do; empty when it was not given or fits all files.
QString channelRemark(const QString &channel, const std::vector<advisor::FileSurvey> &surveys)
{
    if (channel.isEmpty())
        return {};
    QStringList profiles;
    for (const auto &survey : surveys) {
        if (survey.binding && survey.binding->profile->channelColumn < 0)
            profiles << survey.binding->profile->id;
    }
    if (profiles.isEmpty())
        return {};
    profiles.removeDuplicates();
    return Words::tr("--channel says nothing to files of the profile %1.")
        .arg(printable(profiles.join(u", "_s)));
}

/// What is said of files whose encoding is only a guess.
QString encodingRemark(const std::vector<advisor::FileSurvey> &surveys)
{
    QStringList names;
    for (const auto &survey : surveys) {
        if (!survey.error && survey.sniff.isEncodingGuessed)
            names << QFileInfo(survey.path).fileName();
    }
    if (names.isEmpty())
        return {};
    constexpr qsizetype kNamed = 3;
    auto text = printable(names.first(std::min(names.size(), kNamed)).join(u", "_s));
    if (names.size() > kNamed)
        text += u" …"_s;
    return Words::tr("Not UTF-8, read as windows-1252: %1 (%2). If letters come out wrong, give "
                     "their --encoding.")
        .arg(names.size())
        .arg(text);
}

/// The result of a run that did not take place, since no file can be imported.
engine::RunResult resultWithoutRun(const std::vector<advisor::FileSurvey> &surveys,
                                   const engine::ImportOptions &options)
{
    engine::RunResult result;
    result.state = ledger::RunState::Failed;
    result.target = options.target.toString();
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.finishedAt = result.startedAt;
    result.peakMemoryBytes = peakResidentBytes();
    result.plan = options.plan;
    for (const auto &survey : surveys) {
        engine::FileResult file;
        file.index = result.files.size();
        file.path = survey.path;
        file.state = ledger::FileState::Failed;
        file.bytes = survey.sizeBytes;
        file.error = survey.error;
        result.files.push_back(std::move(file));
    }
    return result;
}

/// What the ledger does not know of the run.
std::vector<report::Failure> failuresOutsideLedger(const engine::RunResult &result)
{
    std::vector<report::Failure> failures;
    if (result.error)
        failures.push_back({ QString(), *result.error });
    for (const auto &file : result.files) {
        if (file.error && (file.fileId == 0 || result.runId == 0))
            failures.push_back({ file.path, *file.error });
    }
    return failures;
}

Result<void> writeErrors(const ReportFile &file, const engine::RunResult &result,
                         const target::TargetAddress &address)
{
    OpenLedger open;
    if (result.runId > 0) {
        auto opened = openLedger(address);
        if (!opened)
            return failure(opened.error());
        open = std::move(*opened);
    }
    return writeReportFile(file, [&](QIODevice &output) {
        return report::writeErrorReport(open.ledger.get(), { result.runId, 0 },
                                        failuresOutsideLedger(result), file.format, output);
    });
}

int conclude(const Request &request, const engine::RunResult &result)
{
    int code = exitCodeOf(result.state);
    if (request.errorsTo) {
        const auto written = writeErrors(*request.errorsTo, result, request.options.target);
        if (!written) {
            printError(written.error());
            code = code == kAllIn ? kPartial : code;
        }
    }
    printResult(result, request.asJson);
    if (!flushOut() && outProblem() && (code == kAllIn || code == kPartial))
        printError(Words::tr("The import itself is in; only what it says of itself got lost."));
    return code;
}

/// The errors must not go into a file that is imported, named or found in a folder.
Result<void> checkInputs(const Request &request, const std::vector<advisor::FileSurvey> &surveys)
{
    if (!request.errorsTo)
        return {};
    QStringList inputs;
    for (const auto &survey : surveys)
        inputs << survey.path;
    return checkOverwrites(u"errors-to"_s, request.errorsTo->path, inputs);
}

int surveyAndImport(Request &request, const CommandLine &line)
{
    const InterruptSignal interrupt;
    auto files = surveyedFiles(request.paths, request.survey, interrupt);
    auto &surveys = files.surveys;
    if (interrupt.wasRaised()) {
        printError(Words::tr("Cancelled before anything was imported."));
        return kCancelled;
    }
    if (const auto checked = checkInputs(request, surveys); !checked)
        return line.usageError(errorText(checked.error()));
    tell(request, passedOverText(files.passedOver));
    tell(request, channelRemark(request.options.channel, surveys));
    tell(request, encodingRemark(surveys));
    // A database that cannot be asked leaves the first guess; the run says what is wrong with it.
    const auto rates = engine::measuredRates(request.options.target).value_or(advisor::Rates {});
    request.options.plan = advisor::makePlan(surveys, systemInfo(), rates, request.plan);
    if (importable(surveys) == 0) {
        auto result = resultWithoutRun(surveys, request.options);
        if (surveys.empty())
            result.error = noneFoundIn(request.paths);
        if (result.error && request.asJson)
            printError(*result.error);
        return conclude(request, result);
    }
    return conclude(request,
                    runToEnd(std::move(surveys), request.options,
                             { request.progress, request.isQuiet }, interrupt));
}

} // namespace

int importCommand(const QStringList &arguments)
{
    CommandLine line(u"import"_s, u"FILE|FOLDER…"_s,
                     Words::tr("Imports files into a database. Folders are searched for files."));
    addOptions(line);
    if (const auto code = line.parse(arguments))
        return *code;
    if (line.positional().isEmpty())
        return line.usageError(Words::tr("no file was named"));
    auto request = readRequest(line);
    if (!request)
        return line.usageError(errorText(request.error()));
    return surveyAndImport(*request, line);
}

} // namespace dockhand::cli
