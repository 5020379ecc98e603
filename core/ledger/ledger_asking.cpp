// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that a ledger answers; what it writes is in ledger.cpp.
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_impl.h"
#include "core/ledger/ledger_rows.h"
#include "core/ledger/undone_spans.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <utility>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kPortionFiles = 1000;

/// The context of this file's words for translators.
struct LedgerWords
{
    Q_DECLARE_TR_FUNCTIONS(LedgerWords)
};

/// Runs a query and reads its rows, at most `limit`.
template <class T>
Result<std::vector<T>> readAll(LedgerQuery &query, Result<T> (*read)(LedgerQuery &),
                               std::size_t limit = static_cast<std::size_t>(-1))
{
    if (auto done = query.run(); !done)
        return failure(done.error());
    std::vector<T> rows;
    while (rows.size() < limit && query.next()) {
        auto row = read(query);
        if (!row)
            return failure(row.error());
        rows.push_back(std::move(*row));
    }
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    query.finish();
    return rows;
}

template <class T>
Result<std::optional<T>> readOne(LedgerQuery &query, Result<T> (*read)(LedgerQuery &))
{
    auto rows = readAll(query, read, 1);
    if (!rows)
        return failure(rows.error());
    if (rows->empty())
        return std::optional<T>();
    return std::optional<T>(std::move(rows->front()));
}

QString select(const QString &columns, const QString &rest)
{
    return u"SELECT "_s + columns + u" FROM "_s + rest;
}

/// The filter for some of its files: servers limit how long a statement may be.
struct Portion
{
    RejectScope scope;
    QString files; ///< "3, 5, 8"; empty: the filter names none
};

// Portions follow each other in the order of the files, from `firstFile` on.
std::vector<Portion> portionsOf(const RejectScope &scope, std::int64_t firstFile)
{
    if (!scope.fileIds)
        return { { scope, {} } };
    std::vector<Portion> portions;
    std::size_t count = 0;
    for (const auto id : *scope.fileIds) {
        if (id < firstFile)
            continue;
        if (count++ % kPortionFiles == 0)
            portions.push_back({ scope, QString::number(id) });
        else
            portions.back().files += u", "_s + QString::number(id);
    }
    return portions;
}

/// A filter's conditions and their values.
struct Where
{
    QStringList terms;
    std::vector<std::int64_t> values;

    explicit Where(const Portion &portion)
        : Where(portion.scope)
    {
        if (!portion.files.isEmpty())
            terms += u"r.file_id IN (%1)"_s.arg(portion.files);
    }
    explicit Where(const RejectScope &scope)
    {
        if (scope.runId != 0)
            add(scope.reachesBack ? u"r.run_id <= ?"_s : u"r.run_id = ?"_s, scope.runId);
        if (scope.fileId != 0)
            add(u"r.file_id = ?"_s, scope.fileId);
        if (scope.openOnly)
            terms += u"r.resolved_by = 0 AND NOT EXISTS (SELECT 1 FROM dockhand_reject n WHERE "
                     "n.file_id = r.repair_file AND n.record_number = r.repair_record) "
                     "AND NOT EXISTS (SELECT 1 FROM dockhand_reject s WHERE r.repair_file <> 0 "
                     "AND s.repair_file = r.repair_file AND s.repair_record = r.repair_record "
                     "AND s.id > r.id) "
                     "AND EXISTS (SELECT 1 FROM dockhand_file g WHERE g.id = r.file_id "
                     "AND g.undone_by = 0 AND g.shape_id <> 0)"_s;
        if (scope.resolvedOnly)
            terms += u"r.resolved_by <> 0"_s;
        if (scope.shapeId != 0)
            add(u"EXISTS (SELECT 1 FROM dockhand_file g WHERE g.id = r.file_id "
                "AND g.shape_id = ?)"_s,
                scope.shapeId);
    }
    void add(const QString &term, std::int64_t value)
    {
        terms += term;
        values.push_back(value);
    }
    [[nodiscard]] QString text() const
    {
        return terms.isEmpty() ? QString() : u" WHERE "_s + terms.join(u" AND "_s);
    }
    void bindTo(LedgerQuery &query) const
    {
        for (const auto value : values)
            query.bind(value);
    }
};

/// Where in the order (file, record, id) a page ended.
struct PagePosition
{
    std::int64_t file = 0;
    std::int64_t record = 0;
};

Result<PagePosition> readPosition(LedgerQuery &query)
{
    PagePosition position { query.integer(), query.integer() };
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    return position;
}

Result<std::int64_t> readNumber(LedgerQuery &query)
{
    const auto number = query.integer();
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    return number;
}

/// Rejects of one stretch, in order. The paths come along; a reject without its file keeps none.
LedgerQuery rejectQuery(const QSqlDatabase &database, const QString &limit, const Where &where)
{
    auto columns = readRejectColumns();
    columns.replace(u", "_s, u", r."_s);
    LedgerQuery query(database,
                      u"SELECT r."_s + columns
                          + u", f.path FROM dockhand_reject r "
                            "LEFT JOIN dockhand_file f ON f.id = r.file_id"_s
                          + where.text() + u" ORDER BY r.file_id, r.record_number, r.id"_s + limit,
                      LedgerWords::tr("read the rejected records"));
    where.bindTo(query);
    return query;
}

} // namespace

Result<std::vector<RunRecord>> Ledger::runs()
{
    if (!m_impl->hasTables)
        return std::vector<RunRecord>();
    auto query = m_impl->query(select(runColumns(), u"dockhand_run ORDER BY id DESC"_s),
                               LedgerWords::tr("read the list of runs"));
    return readAll(query, readRun);
}

Result<std::optional<RunRecord>> Ledger::run(std::int64_t runId)
{
    if (!m_impl->hasTables)
        return std::optional<RunRecord>();
    auto query = m_impl->query(select(runColumns(), u"dockhand_run WHERE id = ?"_s),
                               LedgerWords::tr("read a run"));
    query.bind(runId);
    return readOne(query, readRun);
}

Result<std::vector<RunFileRecord>> Ledger::filesOf(std::int64_t runId)
{
    if (!m_impl->hasTables)
        return std::vector<RunFileRecord>();
    auto query = m_impl->query(select(runFileColumns(),
                                      u"dockhand_run_file WHERE run_id = ? "
                                      "ORDER BY queue_position, file_id"_s),
                               LedgerWords::tr("read a run's files"));
    query.bind(runId);
    return readAll(query, readRunFile);
}

Result<std::optional<FileRecord>> Ledger::file(std::int64_t fileId)
{
    if (!m_impl->hasTables)
        return std::optional<FileRecord>();
    auto query = m_impl->query(select(fileColumns(), u"dockhand_file WHERE id = ?"_s),
                               LedgerWords::tr("read a file's state"));
    query.bind(fileId);
    return readOne(query, readFile);
}

Result<std::int64_t> Ledger::countEndedFiles(std::int64_t runId)
{
    auto query = m_impl->query(select(u"COUNT(*)"_s,
                                      u"dockhand_run_file WHERE run_id = ? AND state IN "
                                      "('done', 'partial', 'failed', 'cancelled', 'skipped')"_s),
                               LedgerWords::tr("read a run's files"));
    query.bind(runId);
    const auto count = readOne(query, readNumber);
    if (!count)
        return failure(count.error());
    return count->value_or(0);
}

Result<QByteArray> Ledger::shapeOf(const FileRecord &file)
{
    return m_impl->shapes.shape(file.shapeId);
}

Result<std::optional<FileRecord>> Ledger::fileByContent(const QByteArray &contentHash)
{
    if (!m_impl->hasTables || contentHash.isEmpty())
        return std::optional<FileRecord>();
    auto query = m_impl->query(select(fileColumns(),
                                      u"dockhand_file WHERE content_hash = ? "
                                      "AND state IN ('done', 'partial') AND undone_by = 0 "
                                      "ORDER BY id DESC"_s),
                               LedgerWords::tr("look for a file's content"));
    query.bindHash(contentHash);
    return readOne(query, readFile);
}

// Hardly any of what is in is in another form, but lengths are no key: one pass over all files.
Result<std::vector<KnownContents>> Ledger::knownContents(const QStringList &destinations,
                                                         bool otherFormsOnly)
{
    if (!m_impl->hasTables)
        return std::vector<KnownContents>(static_cast<std::size_t>(destinations.size()));
    const auto spans = UndoneSpans::read(m_impl->target.database());
    if (!spans)
        return failure(spans.error());
    std::vector<std::vector<KnownContent>> found(static_cast<std::size_t>(destinations.size()));
    const QString others = otherFormsOnly ? u" AND mark_byte <> size_bytes"_s : QString();
    auto query = m_impl->query(
        select(u"id, content_hash, mark_byte, size_bytes, destination, records_duplicate, "
               "last_run"_s,
               u"dockhand_file WHERE state IN ('done', 'partial') AND undone_by = 0"_s + others),
        LedgerWords::tr("look for a file's content"));
    if (auto done = query.run(); !done)
        return failure(done.error());
    while (query.next()) {
        KnownContent content;
        content.fileId = query.integer();
        const auto hash = query.hash();
        content.bytes = query.integer();
        content.fileBytes = query.integer();
        const auto destination = query.text();
        const auto duplicates = query.integer();
        const auto lastRun = query.integer();
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
        if (std::cmp_not_equal(hash.size(), content.hash.size())
            || spans->mayLackRows(destination, duplicates, lastRun))
            continue;
        std::ranges::copy(hash, content.hash.begin());
        for (qsizetype i = 0; i < destinations.size(); ++i) {
            if (destination.isEmpty() || destination == destinations[i])
                found[static_cast<std::size_t>(i)].push_back(content);
        }
    }
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    std::vector<KnownContents> known;
    known.reserve(found.size());
    for (auto &contents : found)
        known.emplace_back(std::move(contents));
    return known;
}

Result<std::vector<std::int64_t>> Ledger::fileIdsOf(const QStringList &paths)
{
    std::vector<std::int64_t> ids(static_cast<std::size_t>(paths.size()), 0);
    if (!m_impl->hasTables || paths.isEmpty())
        return ids;
    QHash<QString, std::size_t> placeOf;
    for (qsizetype i = 0; i < paths.size(); ++i)
        placeOf.insert(paths[i], static_cast<std::size_t>(i));
    // Paths are no key on every server: one pass over all files, the newest last.
    auto query = m_impl->query(select(u"id, path, same_as"_s, u"dockhand_file ORDER BY id"_s),
                               LedgerWords::tr("look for files by their path"));
    if (auto done = query.run(); !done)
        return failure(done.error());
    while (query.next()) {
        const auto id = query.integer();
        const auto place = placeOf.constFind(query.text());
        const auto sameAs = query.integer();
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
        if (place != placeOf.constEnd())
            ids[*place] = sameAs != 0 ? sameAs : id;
    }
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    return ids;
}

Result<bool> Ledger::Impl::hasGoneOn(std::int64_t runId) const
{
    auto ask = query(
        select(u"COUNT(*)"_s, u"dockhand_run_file WHERE run_id = ? AND resumed_at_record > 0"_s),
        LedgerWords::tr("read a run's files"));
    ask.bind(runId);
    if (auto done = ask.run(); !done)
        return failure(done.error());
    const bool hasAny = ask.next() && ask.integer() > 0;
    if (auto whole = ask.check(); !whole)
        return failure(whole.error());
    return hasAny;
}

Result<RejectScope> Ledger::Impl::scopeOf(const RejectFilter &filter) const
{
    RejectScope scope { .runId = filter.runId,
                        .fileId = filter.fileId,
                        .fileIds = filter.fileIds,
                        .openOnly = filter.openOnly,
                        .shapeId = filter.shapeId,
                        .resolvedOnly = filter.resolvedOnly };
    if (filter.runId == 0)
        return scope;
    const auto goneOn = hasGoneOn(filter.runId);
    if (!goneOn)
        return failure(goneOn.error());
    if (!*goneOn)
        return scope;
    // Rejects belong to a file's present attempt: those of earlier runs are part of it.
    auto ask = query(select(u"file_id"_s, u"dockhand_run_file WHERE run_id = ? ORDER BY file_id"_s),
                     LedgerWords::tr("read a run's files"));
    ask.bind(filter.runId);
    const auto files = readAll(ask, readNumber);
    if (!files)
        return failure(files.error());
    scope.reachesBack = true;
    scope.fileIds.emplace();
    for (const auto id : *files) {
        if (!filter.fileIds
            || std::binary_search(filter.fileIds->begin(), filter.fileIds->end(), id))
            scope.fileIds->push_back(id);
    }
    return scope;
}

Result<std::int64_t> Ledger::countRejects(const RejectFilter &filter)
{
    std::int64_t count = 0;
    if (!m_impl->hasTables)
        return count;
    const auto scope = m_impl->scopeOf(filter);
    if (!scope)
        return failure(scope.error());
    for (const auto &portion : portionsOf(*scope, 0)) {
        const Where where(portion);
        auto query = m_impl->query(select(u"COUNT(*)"_s, u"dockhand_reject r"_s + where.text()),
                                   LedgerWords::tr("count the rejected records"));
        where.bindTo(query);
        if (auto done = query.run(); !done)
            return failure(done.error());
        count += query.next() ? query.integer() : 0;
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
    }
    return count;
}

Result<void> Ledger::Impl::addRejectsBehind(const RejectScope &scope, std::int64_t fileId,
                                            std::size_t most, std::vector<RejectRecord> &rows)
{
    for (const auto &portion : portionsOf(scope, fileId + 1)) {
        if (rows.size() >= most)
            return {};
        Where behind(portion);
        if (fileId > 0)
            behind.add(u"r.file_id > ?"_s, fileId);
        const auto missing = most - rows.size();
        auto query
            = rejectQuery(target.database(), dialect.limit(static_cast<int>(missing)), behind);
        auto more = readAll(query, readReject, missing);
        if (!more)
            return failure(more.error());
        rows.insert(rows.end(), std::make_move_iterator(more->begin()),
                    std::make_move_iterator(more->end()));
    }
    return {};
}

Result<std::vector<RejectRecord>> Ledger::rejects(const RejectFilter &filter, std::int64_t afterId,
                                                  int limit)
{
    std::vector<RejectRecord> rows;
    if (!m_impl->hasTables || limit <= 0)
        return rows;
    const auto scope = m_impl->scopeOf(filter);
    if (!scope)
        return failure(scope.error());
    const auto most = static_cast<std::size_t>(limit);
    std::int64_t lastFile = 0;
    if (afterId != 0) {
        auto ask
            = m_impl->query(select(u"file_id, record_number"_s, u"dockhand_reject WHERE id = ?"_s),
                            LedgerWords::tr("read the rejected records"));
        ask.bind(afterId);
        const auto last = readOne(ask, readPosition);
        if (!last)
            return failure(last.error());
        if (!*last)
            return failure(damaged(LedgerWords::tr("rejected record %1 is missing").arg(afterId)));

        // The rest of that file, then the files behind it: two stretches that an index knows.
        lastFile = (*last)->file;
        Where inFile(*scope);
        inFile.add(u"r.file_id = ?"_s, lastFile);
        inFile.add(u"r.record_number >= ?"_s, (*last)->record);
        inFile.add(u"(r.record_number > ?"_s, (*last)->record);
        inFile.terms.back() += u" OR r.id > ?)"_s;
        inFile.values.push_back(afterId);
        auto query = rejectQuery(m_impl->target.database(), m_impl->dialect.limit(limit), inFile);
        auto rest = readAll(query, readReject, most);
        if (!rest || rest->size() == most || filter.fileId != 0)
            return rest;
        rows = std::move(*rest);
    }
    if (auto added = m_impl->addRejectsBehind(*scope, lastFile, most, rows); !added)
        return failure(added.error());
    return rows;
}

} // namespace dockhand::ledger
