// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an undo writes into the ledger.
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_impl.h"
#include "core/ledger/ledger_rows.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <utility>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

QString what()
{
    return QCoreApplication::translate("LedgerWords", "note what was undone");
}

/// The files that the run whose number is bound takes back.
const auto kUndone = u"(SELECT id FROM dockhand_file WHERE undone_by = ?)"_s;

QString importFile(const target::SqlDialect &dialect)
{
    return dialect.quoted(target::importFileIdColumn());
}

} // namespace

std::unique_ptr<FormerLog> Ledger::formerLog(FormerShape shape)
{
    return std::make_unique<FormerLog>(m_impl->target, std::move(shape));
}

Result<void> Ledger::enterPart(const RunFileRecord &part)
{
    auto insert = m_impl->query(insertInto(u"dockhand_run_file"_s, runFileColumns()), what());
    bindRunFile(insert, part);
    return insert.run();
}

Result<std::int64_t> Ledger::Impl::countByFile(const QString &from, const QString &column,
                                               std::span<const std::int64_t> fileIds) const
{
    constexpr std::size_t kIdsAtOnce = 500;
    std::int64_t count = 0;
    for (std::size_t begin = 0; begin < fileIds.size(); begin += kIdsAtOnce) {
        const auto some = fileIds.subspan(begin, std::min(kIdsAtOnce, fileIds.size() - begin));
        auto ask
            = query(u"SELECT COUNT(*) FROM "_s + from + u" WHERE "_s + column
                        + u" IN (%1)"_s.arg(
                            QStringList(static_cast<qsizetype>(some.size()), u"?"_s).join(u", "_s)),
                    QCoreApplication::translate("LedgerWords", "count the rows of a file"));
        for (const auto id : some)
            ask.bind(id);
        if (auto done = ask.run(); !done)
            return failure(done.error());
        count += ask.next() ? ask.integer() : 0;
        if (auto whole = ask.check(); !whole)
            return failure(whole.error());
    }
    return count;
}

Result<std::int64_t> Ledger::countRowsOf(const QString &table,
                                         std::span<const std::int64_t> fileIds)
{
    return m_impl->countByFile(m_impl->dialect.quoted(table), importFile(m_impl->dialect), fileIds);
}

Result<std::int64_t> Ledger::countReplacedBy(std::span<const std::int64_t> fileIds)
{
    return m_impl->countByFile(u"dockhand_former"_s, u"file_id"_s, fileIds);
}

Result<void> Ledger::closeRun(std::int64_t runId)
{
    auto close = m_impl->query(updateOf(u"dockhand_run"_s, u"state, finished_at, owner"_s,
                                        u"id = ? AND state IN ('running', 'paused')"_s),
                               what());
    close.bind(runStateName(RunState::Cancelled));
    close.bindTime(QDateTime::currentDateTimeUtc());
    close.bind(QString());
    close.bind(runId);
    return close.run();
}

Result<void> Ledger::markUndone(std::span<const std::int64_t> fileIds, std::int64_t runId)
{
    auto mark = m_impl->query(updateOf(u"dockhand_file"_s, u"undone_by"_s, u"id = ?"_s), what());
    for (const auto fileId : fileIds) {
        mark.bind(runId);
        mark.bind(fileId);
        if (auto done
            = mark.runOnOneRow(QCoreApplication::translate("LedgerWords", "file %1").arg(fileId));
            !done)
            return done;
    }
    return {};
}

Result<std::int64_t> Ledger::removeUndoneRows(const QString &table, std::int64_t runId)
{
    const auto name = m_impl->dialect.quoted(table);
    const auto hasOthers = m_impl->hasOtherRows(table, runId);
    if (!hasOthers)
        return failure(hasOthers.error());
    const bool isPart = *hasOthers || m_impl->dialect.dbms != target::Dbms::Sqlite;
    // SQLite has a shorter way to empty a whole table, and nobody else writes meanwhile.
    const auto rows
        = isPart ? u" WHERE "_s + importFile(m_impl->dialect) + u" IN "_s + kUndone : QString();
    auto count = m_impl->query(u"SELECT COUNT(*) FROM "_s + name, what());
    if (!isPart) {
        if (auto done = count.run(); !done)
            return failure(done.error());
    }
    const auto all = !isPart && count.next() ? count.integer() : 0;
    if (auto whole = count.check(); !whole)
        return failure(whole.error());
    count.finish();
    auto remove = m_impl->query(u"DELETE FROM "_s + name + rows, what());
    if (isPart)
        remove.bind(runId);
    if (auto done = remove.run(); !done)
        return failure(done.error());
    return isPart ? remove.changedRows() : all;
}

// Whether a table holds rows of files that stay, or of nobody.
Result<bool> Ledger::Impl::hasOtherRows(const QString &table, std::int64_t runId) const
{
    const auto column = importFile(dialect);
    auto ask = query(u"SELECT 1 FROM "_s + dialect.quoted(table) + u" WHERE "_s + column
                         + u" IS NULL OR "_s + column + u" NOT IN "_s + kUndone + dialect.limit(1),
                     what());
    ask.bind(runId);
    if (auto done = ask.run(); !done)
        return failure(done.error());
    const bool hasAny = ask.next();
    if (auto whole = ask.check(); !whole)
        return failure(whole.error());
    ask.finish();
    return hasAny;
}

Result<std::int64_t> Ledger::handOverParents(const QString &parent, const QString &parentColumn,
                                             const QString &child, const QString &childColumn,
                                             std::int64_t runId)
{
    const auto hasOthers = m_impl->hasOtherRows(child, runId);
    if (!hasOthers)
        return failure(hasOthers.error());
    if (!*hasOthers)
        return 0;
    const auto &dialect = m_impl->dialect;
    const auto file = importFile(dialect);
    const auto rows = u" FROM %1 c WHERE c.%2 = %3.%4 AND (c.%5 IS NULL OR c.%5 NOT IN "_s.arg(
                          dialect.quoted(child), dialect.quoted(childColumn),
                          dialect.quoted(parent), dialect.quoted(parentColumn), file)
        + kUndone + u')';
    auto handOver = m_impl->query(
        u"UPDATE %1 SET %2 = (SELECT MIN(c.%2)"_s.arg(dialect.quoted(parent), file) + rows
            + u") WHERE "_s + file + u" IN "_s + kUndone + u" AND EXISTS (SELECT 1"_s + rows + u')',
        what());
    for (int i = 0; i < 3; ++i)
        handOver.bind(runId);
    if (auto done = handOver.run(); !done)
        return failure(done.error());
    return handOver.changedRows();
}

Result<std::vector<NamedFile>> Ledger::skippedTwins(std::int64_t runId, int most)
{
    auto ask = m_impl->query(
        u"SELECT f.id, f.path, f.last_run FROM dockhand_file f JOIN dockhand_file g "
        "ON g.id = f.same_as AND g.undone_by = ? AND g.path <> f.path "
        "WHERE f.state = 'skipped' AND f.undone_by = 0 ORDER BY f.id"_s
            + m_impl->dialect.limit(most),
        what());
    ask.bind(runId);
    if (auto done = ask.run(); !done)
        return failure(done.error());
    std::vector<NamedFile> twins;
    while (ask.next()) {
        NamedFile twin;
        twin.fileId = ask.integer();
        twin.path = ask.text();
        twin.runId = ask.integer();
        twins.push_back(std::move(twin));
        if (auto whole = ask.check(); !whole)
            return failure(whole.error());
    }
    if (auto whole = ask.check(); !whole)
        return failure(whole.error());
    return twins;
}

Result<std::vector<NamedFile>> Ledger::filesWithDuplicates(std::int64_t fromRun,
                                                           const QStringList &destinations,
                                                           std::span<const std::int64_t> leftOut,
                                                           int most)
{
    auto ask = m_impl->query(
        u"SELECT id, path, last_run, destination FROM dockhand_file WHERE last_run >= ? "
        "AND records_duplicate > 0 AND undone_by = 0 AND last_run IN "
        "(SELECT id FROM dockhand_run WHERE kind = 'import') ORDER BY id"_s,
        what());
    ask.bind(fromRun);
    if (auto done = ask.run(); !done)
        return failure(done.error());
    std::vector<NamedFile> files;
    while (std::cmp_less(files.size(), most) && ask.next()) {
        NamedFile file;
        file.fileId = ask.integer();
        file.path = ask.text();
        file.runId = ask.integer();
        const auto destination = ask.text();
        if (auto whole = ask.check(); !whole)
            return failure(whole.error());
        if (destinations.contains(destination) && !std::ranges::binary_search(leftOut, file.fileId))
            files.push_back(std::move(file));
    }
    if (auto whole = ask.check(); !whole)
        return failure(whole.error());
    ask.finish();
    return files;
}

Result<void> Ledger::reopen(std::int64_t fileId)
{
    const std::int64_t ids[] = { fileId };
    return markUndone(ids, 0);
}

Result<std::vector<RepairsLeft>> Ledger::repairsLeft(std::int64_t runId)
{
    auto ask
        = m_impl->query(u"SELECT resolved_by, COUNT(*) FROM dockhand_reject WHERE resolved_by <> 0 "
                        "AND file_id IN "_s
                            + kUndone + u" AND repair_file NOT IN "_s + kUndone
                            + u" GROUP BY resolved_by ORDER BY resolved_by"_s,
                        what());
    ask.bind(runId);
    ask.bind(runId);
    if (auto done = ask.run(); !done)
        return failure(done.error());
    std::vector<RepairsLeft> repairs;
    while (ask.next()) {
        const auto run = ask.integer();
        repairs.push_back({ run, ask.integer() });
        if (auto whole = ask.check(); !whole)
            return failure(whole.error());
    }
    if (auto whole = ask.check(); !whole)
        return failure(whole.error());
    return repairs;
}

Result<void> Ledger::closeUndone(std::int64_t runId)
{
    const auto undone = kUndone;
    auto forget
        = m_impl->query(u"DELETE FROM dockhand_former WHERE file_id IN "_s + undone, what());
    forget.bind(runId);
    if (auto done = forget.run(); !done)
        return done;
    // A reject whose corrected form was rejected goes back to that form; the others stand alone.
    auto backToLater = m_impl->query(
        u"SELECT r.id, n.file_id, n.record_number FROM dockhand_reject r JOIN dockhand_reject n "
        "ON n.repair_file = r.repair_file AND n.repair_record = r.repair_record AND n.id > r.id "
        "WHERE r.repair_file IN "_s
            + undone + u" ORDER BY r.id, n.id"_s,
        what());
    backToLater.bind(runId);
    if (auto done = backToLater.run(); !done)
        return done;
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> later;
    while (backToLater.next()) {
        const auto id = backToLater.integer();
        const auto file = backToLater.integer();
        later[id] = { file, backToLater.integer() };
        if (auto whole = backToLater.check(); !whole)
            return whole;
    }
    if (auto whole = backToLater.check(); !whole)
        return whole;
    backToLater.finish();
    auto reopen
        = m_impl->query(updateOf(u"dockhand_reject"_s, u"resolved_by, repair_file, repair_record"_s,
                                 u"repair_file IN "_s + undone),
                        what());
    for (int i = 0; i < 3; ++i)
        reopen.bind(std::int64_t { 0 });
    reopen.bind(runId);
    if (auto done = reopen.run(); !done)
        return done;
    auto relink = m_impl->query(
        updateOf(u"dockhand_reject"_s, u"repair_file, repair_record"_s, u"id = ?"_s), what());
    for (const auto &[id, place] : later) {
        relink.bind(place.first);
        relink.bind(place.second);
        relink.bind(id);
        if (auto done = relink.run(); !done)
            return done;
    }
    auto mark = m_impl->query(
        updateOf(u"dockhand_run"_s, u"undone_by"_s,
                 u"undone_by = 0 AND kind <> 'undo' AND id <> ? AND id IN "
                 "(SELECT p.run_id FROM dockhand_run_file p JOIN dockhand_file f "
                 "ON f.id = p.file_id WHERE f.undone_by = ?) AND NOT EXISTS "
                 "(SELECT 1 FROM dockhand_run_file p JOIN dockhand_file f ON f.id = p.file_id "
                 "WHERE p.run_id = dockhand_run.id AND f.undone_by = 0 AND p.records_read > 0)"_s),
        what());
    for (int i = 0; i < 3; ++i)
        mark.bind(runId);
    return mark.run();
}

} // namespace dockhand::ledger
