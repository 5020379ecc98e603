// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/undo_desk.h"

#include "ui/errors/error_words.h"
#include "ui/question.h"

#include <QLocale>

#include <algorithm>
#include <span>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

QString listed(const std::vector<std::int64_t> &runs)
{
    QStringList texts;
    for (const std::int64_t run : runs) {
        texts << QString::number(run);
    }
    return texts.join(u", "_s);
}

struct Sums
{
    std::int64_t removed = 0;
    std::int64_t restored = 0;
    std::int64_t left = 0;
    std::int64_t handedOver = 0;
};

Sums sumsOf(const engine::UndoResult &result)
{
    Sums sums;
    for (const engine::UndoneTable &table : result.tables) {
        sums.removed += table.removed;
        sums.restored += table.restored;
        sums.left += table.left;
        sums.handedOver += table.handedOver;
    }
    return sums;
}

} // namespace

UndoDesk::UndoDesk(ImportSession &session, NoticeBar &notice, LogPanel &log, const Format &format,
                   QWidget &window)
    : m_session(session)
    , m_notice(notice)
    , m_log(log)
    , m_format(format)
    , m_window(window)
{
    connect(&m_work, &UndoWork::noted, &m_log, &LogPanel::add);
    connect(&m_work, &UndoWork::looked, this, &UndoDesk::onLooked);
    connect(&m_work, &UndoWork::failed, this, &UndoDesk::onLookFailed);
    connect(&m_work, &UndoWork::finished, this, &UndoDesk::onFinished);
}

void UndoDesk::undoFile(const QString &path)
{
    engine::UndoOptions options;
    options.path = path;
    look(std::move(options));
}

void UndoDesk::undoLastRun()
{
    engine::UndoOptions options;
    options.isLastRun = true;
    look(std::move(options));
}

void UndoDesk::look(engine::UndoOptions options)
{
    if (m_isRunning || m_session.isRunning() || m_session.status().phase == Phase::Held) {
        return;
    }
    m_isRunning = true;
    m_options = std::move(options);
    m_options.target = m_session.target();
    m_session.hold();
    m_notice.offer(tr("Looking at what an undo would take back…"), tr("C&ancel"),
                   [this] { cancel(); });
    m_work.look(m_options);
}

void UndoDesk::onLookFailed(const Error &error)
{
    m_notice.tell({});
    if (error.code != ErrorCode::RunCancelled) {
        m_notice.tell(ErrorWords::text(error));
        m_log.add(ErrorWords::text(error));
    }
    end();
}

void UndoDesk::onLooked(const engine::UndoPreview &preview)
{
    m_notice.tell({});
    if (!mayUndo(preview)) {
        end();
        return;
    }
    m_options.path.clear();
    m_options.isLastRun = false;
    m_options.runId = preview.run ? preview.runId : 0;
    m_options.fileId = preview.run ? 0 : preview.fileId;
    const QString text = tr("Undoing the import of %1…").arg(what(preview.files));
    m_notice.offer(text, tr("C&ancel"), [this] { cancel(); });
    m_log.add(text);
    m_work.takeBack(m_options);
}

void UndoDesk::onFinished(const engine::UndoResult &result)
{
    if (result.error) {
        const QString text = result.error->code == ErrorCode::RunCancelled
            ? tr("The undo was cancelled; nothing was changed.")
            : ErrorWords::text(*result.error);
        m_notice.tell(text);
        m_log.add(text);
        end();
        return;
    }
    QStringList paths;
    for (const ledger::FileRecord &file : result.files) {
        paths << file.identity.path;
    }
    m_session.markUndone(paths, result.runId);
    QStringList lacking;
    for (const ledger::NamedFile &file : result.filesWithDuplicates) {
        lacking << file.path;
    }
    m_session.markLacking(lacking, result.runId);
    if (result.hasLeftRows() || !result.filesWithDuplicates.empty()) {
        m_notice.tell(told(result));
    } else {
        m_notice.inform(told(result));
    }
    log(result);
    Q_EMIT undone();
    end();
}

void UndoDesk::end()
{
    m_isRunning = false;
    m_session.release();
    Q_EMIT ended();
}

void UndoDesk::cancel()
{
    m_work.cancel();
}

bool UndoDesk::mayUndo(const engine::UndoPreview &preview) const
{
    return isAgreedTo({ .name = u"undoQuestion"_s,
                        .title = tr("Undo import"),
                        .text = question(preview),
                        .details = whatLeaves(preview),
                        .yes = tr("&Undo import"),
                        .no = tr("&Keep") },
                      &m_window);
}

QString UndoDesk::what(const std::vector<ledger::FileRecord> &files) const
{
    const int count = static_cast<int>(files.size());
    return count == 1 ? shownFileName(files.front().identity.path)
                      : tr("%1 file(s)", nullptr, count).arg(m_format.count(count));
}

// The first ones, and how many more there are.
QString UndoDesk::named(const std::vector<ledger::NamedFile> &files) const
{
    constexpr std::size_t kMost = 3;
    QStringList names;
    for (const ledger::NamedFile &file : std::span(files).first(std::min(kMost, files.size()))) {
        names << shownFileName(file.path);
    }
    if (files.size() > kMost) {
        const int others = static_cast<int>(files.size() - kMost);
        names << tr("%1 more", nullptr, others).arg(m_format.count(others));
    }
    return names.join(u", "_s);
}

QString UndoDesk::question(const engine::UndoPreview &preview) const
{
    if (!preview.run) {
        return tr("Undo the import of %1?").arg(what(preview.files));
    }
    const QString began
        = QLocale().toString(preview.run->startedAt.toLocalTime(), QLocale::ShortFormat);
    //: %1 is the number of a run, %2 the time it began at, %3 a file's name or "8 files"
    const QString import = tr("Undo run %1 of %2, the import of %3?");
    const QString repair = tr("Undo run %1 of %2, which brought corrected records in?");
    return preview.run->kind == ledger::RunKind::Repair
        ? repair.arg(QString::number(preview.runId), began)
        : import.arg(QString::number(preview.runId), began, what(preview.files));
}

QString UndoDesk::whatLeaves(const engine::UndoPreview &preview) const
{
    QStringList lines;
    if (!preview.run) {
        const ledger::Counts &counts = preview.files.front().counts;
        lines << tr("It came in by run %1: %2 records, %3 of them rejected.")
                     .arg(listed(preview.otherRuns), m_format.count(counts.read),
                          m_format.count(counts.rejected))
              << QString();
    }
    for (const auto &table : preview.tables) {
        //: %1 is the name of a table, %2 a number of rows
        lines << tr("%1: %2 rows").arg(table.name, m_format.count(table.rows));
    }
    const QString rows = m_format.count(preview.rows());
    lines << QString();
    lines << (preview.replaced > 0
                  ? tr("Of these %1 rows up to %2 get back what they held before; the others leave "
                       "the database.")
                        .arg(rows, m_format.count(preview.replaced))
                  : tr("These %1 rows leave the database.").arg(rows));
    lines << tr("Rows that a later import changed stay as they are, and are named.");
    if (preview.run && !preview.otherRuns.empty()) {
        lines << tr("With them goes what these runs brought in of the same files: %1.")
                     .arg(listed(preview.otherRuns));
    }
    if (!preview.filesWithDuplicates.empty()) {
        lines << tr("Files with records left out as duplicates, maybe of rows that leave now: %1. "
                    "Import them again, and what is missing comes in.")
                     .arg(named(preview.filesWithDuplicates));
    }
    return lines.join(u'\n');
}

QString UndoDesk::told(const engine::UndoResult &result) const
{
    const Sums sums = sumsOf(result);
    QString text
        = tr("The import of %1 is undone by run %2. Rows removed: %3, restored: %4, left "
             "alone since a later import changed them: %5.")
              .arg(what(result.files), QString::number(result.runId), m_format.count(sums.removed),
                   m_format.count(sums.restored), m_format.count(sums.left));
    if (sums.handedOver > 0) {
        text += u' '
            + tr("Rows that stay since rows of other files belong to them: %1.")
                  .arg(m_format.count(sums.handedOver));
    }
    if (!result.filesWithDuplicates.empty()) {
        text += u' '
            + tr("Files with records left out as duplicates, maybe of rows that are gone now: %1. "
                 "Import them again, and what is missing comes in.")
                  .arg(named(result.filesWithDuplicates));
    }
    return text;
}

void UndoDesk::log(const engine::UndoResult &result)
{
    m_log.add(told(result));
    for (const engine::UndoneTable &table : result.tables) {
        m_log.add(tr("%1: removed %2, restored %3, left %4, kept for others %5")
                      .arg(table.name, m_format.count(table.removed),
                           m_format.count(table.restored), m_format.count(table.left),
                           m_format.count(table.handedOver)));
    }
    for (const ledger::LeftRow &row : result.leftRows) {
        m_log.add(
            tr("Left as it is, since a later import changed it: %1, %2").arg(row.table, row.key));
    }
    const std::int64_t others
        = result.countLeftRows() - static_cast<std::int64_t>(result.leftRows.size());
    if (others > 0) {
        m_log.add(tr("Left as they are besides: %1 rows").arg(m_format.count(others)));
    }
}

} // namespace dockhand::ui
