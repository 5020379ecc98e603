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
#include "core/base/clock.h"
#include "core/engine/undo.h"
#include "core/ledger/claim.h"
#include "core/report/error_report.h"
#include "core/report/run_facts.h"

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

QString stateOf(const report::FileFacts &file)
{
    if (file.isCutOff)
        return Words::tr("not finished");
    const auto state = ledger::fileStateName(file.part.state);
    return file.undoneBy() == 0 ? state
                                : Words::tr("%1, undone by %2").arg(state).arg(file.undoneBy());
}

/// What is to be said of a file beside its counts.
QStringList remarksOn(const report::FileFacts &file)
{
    QStringList remarks;
    if (!file.part.errorCode.isEmpty())
        remarks += printable(file.part.errorMessage) + u" ["_s + file.part.errorCode + u']';
    if (const auto why = report::skippedText(file); !why.isEmpty())
        remarks += printable(why);
    const bool isOpen = file.isCutOff || file.part.state == ledger::FileState::Cancelled;
    if (isOpen && file.wentOnIn() != 0)
        remarks += Words::tr("Run %1 went on with it last.").arg(file.wentOnIn());
    else if (isOpen && file.recordsDone() > 0 && file.file.undoneBy == 0)
        remarks += Words::tr(
                       "Its first %1 records are done; the next import goes on behind them, unless "
                       "they were changed since.")
                       .arg(number(file.recordsDone()));
    return remarks;
}

void printFiles(const report::RunFacts &facts)
{
    TextTable table({ Words::tr("No."), Words::tr("State"), Words::tr("File"), Words::tr("Read"),
                      Words::tr("Inserted"), Words::tr("Updated"), Words::tr("Duplicate"),
                      Words::tr("Filtered"), Words::tr("Rejected") },
                    3);
    for (const auto &file : facts.files) {
        table.add(QStringList { QString::number(file.part.fileId), stateOf(file),
                                printable(QFileInfo(file.part.path).fileName()) }
                  + countCells(file.part.counts));
    }
    table.add(QStringList { QString(), QString(),
                            Words::tr("Files: %1").arg(number(qint64(facts.files.size()))) }
              + countCells(facts.run.counts));
    printOut(table.toString());
    for (const auto &file : facts.files) {
        for (const auto &remark : remarksOn(file))
            printOut(u"\n  "_s + printable(file.part.path) + u": "_s + remark + u'\n');
    }
}

void printUndo(const engine::UndoRecord &undo)
{
    TextTable table({ Words::tr("Table"), Words::tr("Removed"), Words::tr("Restored"),
                      Words::tr("Left"), Words::tr("Kept for others") },
                    1);
    for (const auto &undone : undo.tables) {
        table.add({ printable(undone.name), number(undone.removed), number(undone.restored),
                    number(undone.left), number(undone.handedOver) });
    }
    printOut(u'\n' + table.toString());
    if (undo.leftRows.empty())
        return;
    printOut(u'\n' + Words::tr("Left as they are, since a later import changed them:") + u'\n');
    for (const auto &row : undo.leftRows)
        printOut(u"  "_s + printable(row.table) + u": "_s + printable(row.key) + u'\n');
    std::int64_t left = 0;
    for (const auto &undone : undo.tables)
        left += undone.left;
    const auto others = left - static_cast<std::int64_t>(undo.leftRows.size());
    if (others > 0)
        printOut(u"  "_s + Words::tr("and %1 more").arg(number(others)) + u'\n');
}

QString howToGoOn(ledger::RunKind kind)
{
    return kind == ledger::RunKind::Repair
        ? Words::tr("It was cut off before its end. Give the same sheet to “dockhand-cli repair” "
                    "again: nothing comes in twice.")
        : Words::tr("It was cut off before its end. Import the same files again to go on where "
                    "it stopped: nothing comes in twice.");
}

Result<void> printRun(ledger::Ledger &ledger, std::int64_t runId)
{
    const auto facts = report::runFacts(ledger, runId, SystemClock().utcNow());
    if (!facts)
        return failure(facts.error());
    if (!*facts)
        return failure(ErrorCode::OptionInvalid,
                       { u"RUN"_s, QString::number(runId),
                         Words::tr("a number that “dockhand-cli history” shows") });
    const auto &record = (*facts)->run;
    const auto state = (*facts)->isCutOff || ledger::wasCutOff(record)
        ? Words::tr("cut off")
        : ledger::runStateName(record.state);
    printOut(
        Words::tr("Run %1: %2, started %3")
            .arg(record.id)
            .arg(state, QLocale().toString(record.startedAt.toLocalTime(), QLocale::ShortFormat))
        + u'\n');
    if ((*facts)->isCutOff)
        printOut(howToGoOn(record.kind) + u'\n');
    if (record.kind == ledger::RunKind::Undo)
        printOut(Words::tr("It took these files out of the database again.") + u'\n');
    if (record.undoneBy != 0)
        printOut(Words::tr("What it brought in was undone by run %1.").arg(record.undoneBy)
                 + u'\n');
    printOut(u"\n"_s);
    printFiles(**facts);
    if (const auto undo = engine::undoRecord(record.planJson))
        printUndo(*undo);
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
    auto written = report::writeSummaryReport(*open->ledger, runId, SystemClock().utcNow(),
                                              report::ReportFormat::Json, output);
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
