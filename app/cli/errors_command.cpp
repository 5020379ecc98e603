// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/errors_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/open_ledger.h"
#include "app/cli/option_values.h"
#include "app/cli/output_device.h"
#include "app/cli/report_file.h"
#include "core/report/error_report.h"
#include "core/report/repair_sheet.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorsCommand)
};

/// The command line, understood.
struct Request
{
    target::TargetAddress address;
    ledger::Ledger::RejectFilter filter;
    report::ReportFormat format = report::ReportFormat::Csv;
    bool forRepair = false; ///< in the files' own shape, to be corrected
    QString output;         ///< empty: standard output
};

/// A file is called after what is in it, or has no ending: a workbook that holds CSV is damaged to
/// whoever opens it. Pipes and devices are called anything.
Result<void> checkEnding(const QString &output, const QStringList &possible)
{
    const QFileInfo file(output);
    const bool isSpecial = file.exists() && !file.isFile();
    if (isSpecial || file.suffix().isEmpty()
        || possible.contains(file.suffix(), Qt::CaseInsensitive))
        return {};
    QStringList names;
    for (const auto &ending : possible)
        names += u"*."_s + ending;
    return failure(ErrorCode::OptionInvalid, { u"--output"_s, output, names.join(u", "_s) });
}

Result<report::ReportFormat> readFormat(const CommandLine &line, const QString &output)
{
    using report::ReportFormat;
    const auto name = line.value(u"format"_s);
    const auto format = name
        ? report::reportFormatFromName(*name)
        : report::reportFormatFromName(QFileInfo(output).suffix()).value_or(ReportFormat::Csv);
    if (!format)
        return failure(ErrorCode::OptionInvalid, { u"--format"_s, *name, u"csv, json, repair"_s });
    const QStringList endings = !name   ? QStringList { u"csv"_s, u"json"_s }
        : *format == ReportFormat::Json ? QStringList { u"json"_s }
                                        : QStringList { u"csv"_s, u"txt"_s };
    if (auto checked = checkEnding(output, endings); !checked)
        return failure(checked.error());
    return *format;
}

Result<Request> readRequest(const CommandLine &line)
{
    Request request;
    const auto address = targetOption(line);
    if (!address)
        return failure(address.error());
    request.address = *address;
    const auto run = numberOption(line, u"run"_s, 1, INT64_MAX);
    if (!run)
        return failure(run.error());
    const auto file = numberOption(line, u"file"_s, 1, INT64_MAX);
    if (!file)
        return failure(file.error());
    request.filter = { run->value_or(0), file->value_or(0) };
    request.output = line.value(u"output"_s).value_or(QString());
    if (!request.output.isEmpty()) {
        const auto checked
            = checkOverwrites(u"output"_s, request.output, databaseFiles(request.address));
        if (!checked)
            return failure(checked.error());
    }
    request.forRepair = line.value(u"format"_s) == u"repair"_s;
    if (request.forRepair) {
        if (auto checked = checkEnding(request.output, { u"csv"_s, u"txt"_s }); !checked)
            return failure(checked.error());
        return request;
    }
    const auto format = readFormat(line, request.output);
    if (!format)
        return failure(format.error());
    request.format = *format;
    return request;
}

/// The newest run where none was named; checks that the run and the file exist.
Result<void> complete(ledger::Ledger &ledger, ledger::Ledger::RejectFilter &filter)
{
    if (filter.runId == 0 && filter.fileId == 0) {
        const auto runs = ledger.runs();
        if (!runs)
            return failure(runs.error());
        filter.runId = runs->empty() ? 0 : runs->front().id;
    } else if (filter.runId > 0) {
        const auto run = ledger.run(filter.runId);
        if (!run)
            return failure(run.error());
        if (!*run)
            return failure(ErrorCode::OptionInvalid,
                           { u"--run"_s, QString::number(filter.runId),
                             Words::tr("a number that “dockhand-cli history” shows") });
    }
    if (filter.fileId == 0)
        return {};
    const auto file = ledger.file(filter.fileId);
    if (!file)
        return failure(file.error());
    if (!*file)
        return failure(ErrorCode::OptionInvalid,
                       { u"--file"_s, QString::number(filter.fileId),
                         Words::tr("a number that “dockhand-cli show RUN” gives under No.") });
    return {};
}

/// The files whose errors are asked for, where they were when they were imported.
Result<QStringList> sources(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter)
{
    if (filter.fileId > 0) {
        const auto file = ledger.file(filter.fileId);
        if (!file)
            return failure(file.error());
        return *file ? QStringList { (*file)->identity.path } : QStringList {};
    }
    const auto files = ledger.filesOf(filter.runId);
    if (!files)
        return failure(files.error());
    QStringList paths;
    for (const auto &file : *files)
        paths << file.path;
    return paths;
}

/// The report must not take the place of a file that it is about.
Result<void> checkSources(ledger::Ledger &ledger, const Request &request)
{
    if (!QFileInfo::exists(request.output))
        return {};
    const auto paths = sources(ledger, request.filter);
    if (!paths)
        return failure(paths.error());
    return checkOverwrites(u"output"_s, request.output, *paths);
}

/// A sheet takes the place of an earlier one, and of nothing else.
Result<void> checkIsSheet(const QString &path)
{
    if (report::isFreeForSheet(path))
        return {};
    return failure(ErrorCode::OptionInvalid,
                   { u"--output"_s, path,
                     Words::tr("a new name; this file is there and holds something else") });
}

/// A sheet for each kind of file.
Result<void> writeSheets(ledger::Ledger &ledger, const Request &request)
{
    const auto shapes = ledger.repairShapes(request.filter);
    if (!shapes)
        return failure(shapes.error());
    if (shapes->empty()) {
        printError(request.output.isEmpty()
                       ? Words::tr("There is nothing to repair.")
                       : Words::tr("There is nothing to repair, so “%1” was not written.")
                             .arg(printable(request.output)));
        return {};
    }
    if (request.output.isEmpty() && shapes->size() > 1)
        return failure(ErrorCode::OptionInvalid,
                       { u"--output"_s, QString(),
                         Words::tr("a file, as the records are of files with different columns") });
    for (std::size_t i = 0; i < shapes->size() && !request.output.isEmpty(); ++i) {
        if (auto checked = checkIsSheet(report::numberedSheet(request.output, i + 1)); !checked)
            return checked;
    }
    for (std::size_t i = 0; i < shapes->size(); ++i) {
        const auto write = [&](QIODevice &output) {
            return report::writeRepairSheet(ledger, request.filter, (*shapes)[i].shapeId, output);
        };
        if (request.output.isEmpty()) {
            OutputDevice output;
            const auto written = write(output);
            return written || isOutClosed() ? Result<void>() : failure(written.error());
        }
        const auto path = report::numberedSheet(request.output, i + 1);
        if (auto written = writeReportFile({ path, report::ReportFormat::Csv }, write); !written)
            return written;
        printOut(
            Words::tr("%1: %2 records").arg(printable(path), QString::number((*shapes)[i].rejects))
            + u'\n');
    }
    return {};
}

Result<void> writeErrors(Request &request)
{
    auto open = openLedger(request.address);
    if (!open)
        return failure(open.error());
    const bool isOpenEnded = request.filter.runId == 0 && request.filter.fileId == 0;
    if (!request.forRepair || !isOpenEnded) { // else whatever is still to be repaired
        if (auto completed = complete(*open->ledger, request.filter); !completed)
            return completed;
    }
    if (auto checked = checkSources(*open->ledger, request); !checked)
        return checked;
    if (request.forRepair)
        return writeSheets(*open->ledger, request);
    const auto write = [&](QIODevice &output) {
        return report::writeErrorReport(*open->ledger, request.filter, request.format, output);
    };
    if (!request.output.isEmpty())
        return writeReportFile({ request.output, request.format }, write);
    OutputDevice output;
    if (const auto written = write(output); !written && !isOutClosed())
        return failure(written.error());
    return {};
}

} // namespace

int errorsCommand(const QStringList &arguments)
{
    CommandLine line(u"errors"_s, QString(),
                     Words::tr("Writes the errors of a run or a file: every rejected record with "
                               "its place, its reasons and its text. Without --run and --file: of "
                               "the newest run, or for repair of all."));
    line.addTargetOption();
    line.add(u"run"_s, u"N"_s, Words::tr("Errors of this run."));
    line.add(u"file"_s, u"N"_s, Words::tr("Errors of this file, over all runs."));
    line.add(u"format"_s, u"csv|json|repair"_s,
             Words::tr("Default: by the suffix of --output, else csv. repair: the rejected records "
                       "as their file had them, with the reasons beside them, for correction and "
                       "“dockhand-cli repair”; records of files with other columns go into "
                       "FILE-2, FILE-3, …"));
    line.add(u"output"_s, u"FILE"_s, Words::tr("Write to this file."));
    if (const auto code = line.parse(arguments))
        return *code;
    if (!line.positional().isEmpty())
        return line.usageError(
            Words::tr("“%1” is one argument too many").arg(line.positional().constFirst()));
    auto request = readRequest(line);
    if (!request)
        return line.usageError(errorText(request.error()));
    const auto written = writeErrors(*request);
    if (written)
        return kAllIn;
    if (written.error().code == ErrorCode::OptionInvalid)
        return line.usageError(errorText(written.error()));
    printError(written.error());
    return kFailed;
}

} // namespace dockhand::cli
