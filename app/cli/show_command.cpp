// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/show_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/open_ledger.h"
#include "app/cli/option_values.h"
#include "app/cli/output_device.h"
#include "app/cli/text_table.h"
#include "core/report/error_report.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShowCommand)
};

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QStringList countCells(const ledger::Counts &counts)
{
    return { number(counts.read),      number(counts.inserted), number(counts.updated),
             number(counts.duplicate), number(counts.filtered), number(counts.rejected) };
}

void printFiles(const std::vector<ledger::RunFileRecord> &files, const ledger::Counts &total)
{
    TextTable table({ Words::tr("No."), Words::tr("State"), Words::tr("File"), Words::tr("Read"),
                      Words::tr("Inserted"), Words::tr("Updated"), Words::tr("Duplicate"),
                      Words::tr("Filtered"), Words::tr("Rejected") },
                    3);
    for (const auto &file : files) {
        table.add(QStringList { QString::number(file.fileId), ledger::fileStateName(file.state),
                                printable(QFileInfo(file.path).fileName()) }
                  + countCells(file.counts));
    }
    table.add(QStringList { QString(), QString(),
                            Words::tr("Files: %1").arg(number(qint64(files.size()))) }
              + countCells(total));
    printOut(table.toString());
    for (const auto &file : files) {
        if (!file.errorCode.isEmpty())
            printOut(u"\n  "_s + printable(file.path) + u": "_s + printable(file.errorMessage)
                     + u" ["_s + file.errorCode + u"]\n"_s);
    }
}

Result<void> printRun(ledger::Ledger &ledger, std::int64_t runId)
{
    const auto run = ledger.run(runId);
    if (!run)
        return failure(run.error());
    if (!*run)
        return failure(ErrorCode::OptionInvalid,
                       { u"RUN"_s, QString::number(runId),
                         Words::tr("a number that “dockhand-cli history” shows") });
    const auto files = ledger.filesOf(runId);
    if (!files)
        return failure(files.error());
    const auto &record = **run;
    printOut(Words::tr("Run %1: %2, started %3")
                 .arg(record.id)
                 .arg(ledger::runStateName(record.state),
                      QLocale().toString(record.startedAt.toLocalTime(), QLocale::ShortFormat))
             + u'\n');
    if (record.kind == ledger::RunKind::Undo)
        printOut(Words::tr("It took these files out of the database again.") + u'\n');
    if (record.undoneBy != 0)
        printOut(Words::tr("What it brought in was undone by run %1.").arg(record.undoneBy)
                 + u'\n');
    printOut(u"\n"_s);
    printFiles(*files, record.counts);
    return {};
}

Result<void> show(const CommandLine &line, std::int64_t runId)
{
    const auto address = targetOption(line);
    if (!address)
        return failure(address.error());
    const auto open = openLedger(*address);
    if (!open)
        return failure(open.error());
    if (!line.has(u"json"_s))
        return printRun(*open->ledger, runId);
    OutputDevice output;
    auto written
        = report::writeSummaryReport(*open->ledger, runId, report::ReportFormat::Json, output);
    if (!written && isOutClosed())
        return {};
    return written;
}

} // namespace

int showCommand(const QStringList &arguments)
{
    CommandLine line(u"show"_s, u"RUN"_s, Words::tr("Shows one run and what became of its files."));
    line.addTargetOption();
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object."));
    if (const auto code = line.parse(arguments))
        return *code;
    bool isNumber = false;
    const auto runId = line.positional().value(0).toLongLong(&isNumber);
    if (line.positional().size() != 1 || !isNumber || runId < 1)
        return line.usageError(Words::tr("name one run by its number, as history shows it"));
    const auto shown = show(line, runId);
    if (shown)
        return kAllIn;
    if (shown.error().code == ErrorCode::OptionInvalid)
        return line.usageError(errorText(shown.error()));
    printError(shown.error());
    return kFailed;
}

} // namespace dockhand::cli
