// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_summary.h"

#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/report/issue_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <set>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostFileRows = 40;
constexpr qsizetype kMostErrorLines = 20;

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunSummary)
};

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString stateText(ledger::FileState state)
{
    switch (state) {
    case ledger::FileState::Done:
        return Words::tr("done");
    case ledger::FileState::Partial:
        return Words::tr("partial");
    case ledger::FileState::Failed:
        return Words::tr("failed");
    case ledger::FileState::Cancelled:
        return Words::tr("cancelled");
    case ledger::FileState::Skipped:
        return Words::tr("skipped");
    default:
        return ledger::fileStateName(state);
    }
}

/// Of skipped files: how many of their records were rejected when they came in, by which runs.
struct RejectedBefore
{
    explicit RejectedBefore(const engine::RunResult &result)
    {
        for (const auto &file : result.files) {
            records += file.rejectedBefore;
            if (file.rejectedBefore > 0)
                runs.insert(file.cameInBy);
        }
    }

    std::int64_t records = 0;
    std::set<std::int64_t> runs;
};

QString runText(const engine::RunResult &result)
{
    switch (result.state) {
    case ledger::RunState::Succeeded:
        if (const auto rejected = RejectedBefore(result).records; rejected > 0)
            return Words::tr("Everything new is in; of files that were in already %1 records stay "
                             "rejected.")
                .arg(number(rejected));
        return Words::tr("Everything is in.");
    case ledger::RunState::Partial:
        return Words::tr("Some records or files were rejected; the others are in.");
    case ledger::RunState::Failed:
        return Words::tr("The import failed.");
    case ledger::RunState::Cancelled:
        return Words::tr("The import was cancelled.");
    default:
        return ledger::runStateName(result.state);
    }
}

QStringList countCells(const ledger::Counts &counts)
{
    return { number(counts.read),      number(counts.inserted), number(counts.updated),
             number(counts.duplicate), number(counts.filtered), number(counts.rejected) };
}

/// Files that deserve a look first: all that are not simply done, then the others.
std::vector<const engine::FileResult *> filesToShow(const engine::RunResult &result)
{
    std::vector<const engine::FileResult *> files;
    for (const auto &file : result.files)
        files.push_back(&file);
    if (files.size() > kMostFileRows) {
        std::stable_partition(files.begin(), files.end(), [](const engine::FileResult *file) {
            return file->state != ledger::FileState::Done
                && file->state != ledger::FileState::Skipped;
        });
        files.resize(kMostFileRows);
    }
    return files;
}

void printFiles(const engine::RunResult &result)
{
    TextTable table({ Words::tr("State"), Words::tr("File"), Words::tr("Read"),
                      Words::tr("Inserted"), Words::tr("Updated"), Words::tr("Duplicate"),
                      Words::tr("Filtered"), Words::tr("Rejected") },
                    2);
    const auto files = filesToShow(result);
    for (const auto *file : files) {
        table.add(
            QStringList { stateText(file->state), printable(QFileInfo(file->path).fileName()) }
            + countCells(file->counts));
    }
    const auto hidden = result.files.size() - files.size();
    if (hidden > 0)
        table.add({ QString(), Words::tr("… and %1 more").arg(number(qint64(hidden))) });
    table.add(
        QStringList { QString(), Words::tr("Files: %1").arg(number(qint64(result.files.size()))) }
        + countCells(result.counts));
    printOut(table.toString());
}

/// "message [row.too_few_columns]": the code is what can be looked up.
QString withCode(const QString &message, const QString &code)
{
    return message + u" ["_s + code + u']';
}

/// What became of the file as a whole.
// Why a run ended is said once, not again for each file that it ended.
bool isErrorOfRun(const Error &error, const engine::RunResult &result)
{
    return error.code == ErrorCode::RunCancelled
        || (result.error && result.error->code == error.code
            && result.error->arguments == error.arguments);
}

QStringList fileLines(const engine::FileResult &file, const engine::RunResult &result)
{
    QStringList lines;
    const auto name = printable(QFileInfo(file.path).fileName());
    if (file.error && !isErrorOfRun(*file.error, result)) {
        auto error = *file.error;
        error.place.file = name;
        lines << withCode(printable(errorText(error)), errorId(error.code));
    }
    if (file.resumedAtRecord > 0 && file.counts.read > 0)
        lines << Words::tr(
                     "%1: went on at record %2; of those before it, earlier runs rejected %3.")
                     .arg(name, number(file.resumedAtRecord + 1), number(file.earlier.rejected));
    if (!file.note.isEmpty())
        lines << name + u": "_s + printable(file.note);
    return lines;
}

QStringList rejectLines(const engine::FileResult &file)
{
    QStringList lines;
    const auto name = printable(QFileInfo(file.path).fileName());
    for (const auto &reject : file.firstRejects) {
        for (const auto &issue : reject.issues) {
            Place place;
            place.file = name;
            place.record = reject.record;
            place.line = reject.line;
            place.column = printable(issue.column);
            lines << placeText(place) + u": "_s
                    + withCode(printable(report::issueMessage(issue)), issue.code);
        }
    }
    return lines;
}

void printErrors(const engine::RunResult &result)
{
    if (result.error)
        printOut(u"\n  "_s
                 + withCode(printable(errorText(*result.error)), errorId(result.error->code))
                 + u'\n');
    QStringList lines;
    for (const auto &file : result.files)
        lines << fileLines(file, result);
    for (const auto &file : result.files)
        lines << rejectLines(file);
    const auto hidden = std::max<qsizetype>(0, lines.size() - kMostErrorLines);
    lines = lines.mid(0, kMostErrorLines);
    for (auto &line : lines)
        line.prepend(u"  "_s);
    if (lines.isEmpty())
        return;
    printOut(u'\n' + lines.join(u'\n') + u'\n');
    if (hidden > 0)
        printOut(u"  …\n"_s);
}

/// After a cancel: what of it is in.
QString howToGoOn(const engine::RunResult &result)
{
    const auto &counts = result.counts;
    if (counts.read == 0)
        return Words::tr("Nothing new came in. Give the same command again to import the files.");
    return Words::tr("Records done: %1, of these in the database: %2. Give the same command again "
                     "to go on behind them.")
        .arg(number(counts.read), number(counts.inserted + counts.updated));
}

void printHints(const engine::RunResult &result)
{
    if (result.runId > 0
        && (result.counts.rejected > 0 || result.state == ledger::RunState::Partial)) {
        printOut(Words::tr("All errors: dockhand-cli errors --to \"%1\" --run %2")
                     .arg(result.target, QString::number(result.runId))
                 + u'\n');
    }
    for (const RejectedBefore before(result); const auto run : before.runs) {
        printOut(Words::tr("Rejected when skipped files came in: dockhand-cli errors --to \"%1\" "
                           "--run %2")
                     .arg(result.target, QString::number(run))
                 + u'\n');
    }
    const bool hasSkipped
        = std::any_of(result.files.begin(), result.files.end(), [](const engine::FileResult &file) {
              return file.state == ledger::FileState::Skipped;
          });
    if (hasSkipped) {
        printOut(Words::tr("Files whose content is in already were skipped; --force imports them "
                           "again.")
                 + u'\n');
    }
    if (result.state == ledger::RunState::Cancelled)
        printOut(howToGoOn(result) + u'\n');
}

} // namespace

void printRunSummary(const engine::RunResult &result)
{
    const auto milliseconds = result.startedAt.msecsTo(result.finishedAt);
    const auto rate = milliseconds > 0 ? result.counts.read * 1000 / milliseconds : 0;
    printFiles(result);
    printErrors(result);
    printOut(u'\n' + runText(result) + u' '
             + Words::tr("%1 read in %2 s (%3 a second), %4 of memory at most, into %5.")
                   .arg(number(result.counts.read),
                        QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1),
                        number(rate), formatBytes(result.peakMemoryBytes), printable(result.target))
             + u'\n');
    printHints(result);
}

} // namespace dockhand::cli
