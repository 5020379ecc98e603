// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/undo_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt_signal.h"
#include "app/cli/option_values.h"
#include "app/cli/text_table.h"
#include "core/engine/hand_over.h"
#include "core/engine/undo.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QThread>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(UndoCommand)
};

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString listed(const std::vector<std::int64_t> &runs)
{
    QStringList texts;
    for (const auto run : runs)
        texts += QString::number(run);
    return texts.join(u", "_s);
}

engine::UndoResult undoToEnd(const engine::UndoOptions &options)
{
    const SystemClock clock;
    engine::RunControl control;
    engine::Undo undo(options, clock, control, [](const QString &note) { printError(note); });
    engine::UndoResult result;
    const InterruptSignal interrupt;
    QEventLoop loop;
    const auto thread = engine::threadFor([&] { result = undo.run(); });
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    QObject::connect(&interrupt, &InterruptSignal::raised, &loop, [&] {
        control.cancel();
        undo.interrupt();
    });
    thread->start();
    loop.exec();
    engine::waitFor(*thread);
    return result;
}

QJsonArray runsJson(const std::vector<std::int64_t> &runs)
{
    QJsonArray array;
    for (const auto run : runs)
        array.append(static_cast<qint64>(run));
    return array;
}

QJsonArray filesJson(const std::vector<ledger::NamedFile> &files)
{
    QJsonArray array;
    for (const auto &file : files) {
        array.append(QJsonObject { { u"file_id"_s, static_cast<qint64>(file.fileId) },
                                   { u"path"_s, file.path },
                                   { u"run_id"_s, static_cast<qint64>(file.runId) } });
    }
    return array;
}

QJsonArray repairsJson(const std::vector<ledger::RepairsLeft> &repairs)
{
    QJsonArray array;
    for (const auto &repair : repairs) {
        array.append(QJsonObject { { u"run_id"_s, static_cast<qint64>(repair.runId) },
                                   { u"records"_s, static_cast<qint64>(repair.records) } });
    }
    return array;
}

QJsonObject toJson(const engine::UndoResult &result)
{
    const auto json = [](std::int64_t value) { return QJsonValue(static_cast<qint64>(value)); };
    QJsonArray files;
    for (const auto &file : result.files)
        files.append(
            QJsonObject { { u"file_id"_s, json(file.id) }, { u"path"_s, file.identity.path } });
    QJsonArray tables;
    for (const auto &table : result.tables) {
        tables.append(QJsonObject { { u"table"_s, table.name },
                                    { u"removed"_s, json(table.removed) },
                                    { u"restored"_s, json(table.restored) },
                                    { u"left"_s, json(table.left) },
                                    { u"handed_over"_s, json(table.handedOver) } });
    }
    QJsonArray leftRows;
    for (const auto &row : result.leftRows)
        leftRows.append(QJsonObject { { u"table"_s, row.table }, { u"key"_s, row.key } });
    QJsonObject object { { u"run_id"_s, json(result.runId) },
                         { u"status"_s,
                           result.error               ? u"failed"_s
                               : result.hasLeftRows() ? u"partial"_s
                                                      : u"succeeded"_s },
                         { u"duration_ms"_s, json(result.startedAt.msecsTo(result.finishedAt)) },
                         { u"files"_s, files },
                         { u"tables"_s, tables },
                         { u"left_rows"_s, leftRows },
                         { u"other_runs"_s, runsJson(result.otherRuns) },
                         { u"files_with_duplicates"_s, filesJson(result.filesWithDuplicates) },
                         { u"skipped_files"_s, filesJson(result.skippedTwins) },
                         { u"repairs_left"_s, repairsJson(result.repairsLeft) },
                         { u"missing_tables"_s,
                           QJsonArray::fromStringList(result.missingTables) } };
    if (result.error) {
        object.insert(u"error"_s,
                      QJsonObject { { u"code"_s, errorId(result.error->code) },
                                    { u"message"_s, errorText(*result.error) } });
    }
    return object;
}

void printFiles(const QString &heading, const std::vector<ledger::NamedFile> &files)
{
    if (files.empty())
        return;
    printOut(u'\n' + heading + u'\n');
    for (const auto &file : files)
        printOut(u"  "_s + printable(file.path) + u'\n');
}

void printWhatIsLeft(const engine::UndoResult &result)
{
    if (!result.missingTables.isEmpty()) {
        printOut(u'\n'
                 + Words::tr("These tables are gone, so nothing was taken out of them: %1")
                       .arg(printable(result.missingTables.join(u", "_s)))
                 + u'\n');
    }
    for (const auto &repair : result.repairsLeft) {
        printOut(u'\n'
                 + Words::tr("Rejected records that repair run %1 brought in stay: %2. To take "
                             "them out, too: dockhand-cli undo %1")
                       .arg(repair.runId)
                       .arg(number(repair.records))
                 + u'\n');
    }
    printFiles(Words::tr("These files had records left out as duplicates, maybe of rows that are "
                         "gone now. Import them again: what is missing comes in."),
               result.filesWithDuplicates);
    printFiles(Words::tr("These files were skipped since their content was in. It is not any more; "
                         "import them again if it should be:"),
               result.skippedTwins);
}

void print(const engine::UndoResult &result, bool isRun)
{
    printOut(Words::tr("Undone by run %1, files: %2")
                 .arg(result.runId)
                 .arg(number(static_cast<std::int64_t>(result.files.size())))
             + u"\n\n"_s);
    TextTable table({ Words::tr("Table"), Words::tr("Removed"), Words::tr("Restored"),
                      Words::tr("Left"), Words::tr("Kept for others") },
                    1);
    for (const auto &undone : result.tables) {
        table.add({ printable(undone.name), number(undone.removed), number(undone.restored),
                    number(undone.left), number(undone.handedOver) });
    }
    printOut(table.toString());
    if (isRun && !result.otherRuns.empty()) {
        printOut(u'\n'
                 + Words::tr("Gone with them is what other runs brought in of the same files, by "
                             "number: %1")
                       .arg(listed(result.otherRuns))
                 + u'\n');
    }
    printWhatIsLeft(result);
    if (result.leftRows.empty())
        return;
    printOut(u'\n' + Words::tr("Left as they are, since a later import changed them:") + u'\n');
    for (const auto &row : result.leftRows)
        printOut(u"  "_s + printable(row.table) + u": "_s + printable(row.key) + u'\n');
    const auto others = result.countLeftRows() - static_cast<std::int64_t>(result.leftRows.size());
    if (others > 0)
        printOut(u"  "_s + Words::tr("and %1 more").arg(number(others)) + u'\n');
}

int conclude(const CommandLine &line, const engine::UndoResult &result)
{
    if (line.has(u"json"_s))
        printJson(toJson(result));
    else if (!result.error)
        print(result, !line.has(u"file"_s));
    if (!result.error)
        return result.hasLeftRows() ? kPartial : kAllIn;
    if (result.error->code == ErrorCode::RunCancelled) {
        printError(Words::tr("The undo was cancelled; nothing was changed."));
        return kCancelled;
    }
    printError(*result.error);
    return kFailed;
}

} // namespace

int undoCommand(const QStringList &arguments)
{
    CommandLine line(
        u"undo"_s, u"RUN"_s,
        Words::tr("Takes what a run (or one file) brought in out of the database "
                  "again: rows it inserted leave, rows it updated get their former "
                  "content back. Rows that a later import changed stay and are named."));
    line.addTargetOption();
    line.add(u"file"_s, u"N"_s,
             Words::tr("Undo one file, by the number that show tells, instead of a run."));
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object."));
    if (const auto code = line.parse(arguments))
        return *code;
    const auto fileId = numberOption(line, u"file"_s, 1, std::numeric_limits<std::int64_t>::max());
    if (!fileId)
        return line.usageError(errorText(fileId.error()));
    const auto address = targetOption(line);
    if (!address)
        return line.usageError(errorText(address.error()));
    bool isNumber = false;
    engine::UndoOptions options;
    options.target = *address;
    options.runId = line.positional().value(0).toLongLong(&isNumber);
    options.fileId = fileId->value_or(0);
    const bool isOneRun = line.positional().size() == 1 && isNumber && options.runId > 0;
    if (*fileId ? !line.positional().isEmpty() : !isOneRun)
        return line.usageError(
            Words::tr("name one run by its number, as history shows it, or a file by --file"));
    return conclude(line, undoToEnd(options));
}

} // namespace dockhand::cli
