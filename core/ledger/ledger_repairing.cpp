// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a repair asks of the ledger and writes there.
#include "core/ledger/claim.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_impl.h"
#include "core/ledger/ledger_rows.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kIdsAtOnce = 500;

QString what()
{
    return QCoreApplication::translate("LedgerWords", "note what was repaired");
}

/// A reject and one of the same record in a file of the same content that came before.
struct Twins
{
    std::int64_t id = 0;
    std::int64_t record = 0;
    std::int64_t twin = 0;
    std::int64_t resolvedBy = 0; ///< these are the twin's
    std::int64_t repairFile = 0;
    std::int64_t repairRecord = 0;
    bool isUndone = false;
    bool isCorrected = false; ///< it goes on in a sheet, not in a file of the same content

    /// Whether it stands for both.
    [[nodiscard]] bool hasMovedOn() const { return resolvedBy != 0 || isCorrected; }
};

Result<std::vector<Twins>> readTwins(LedgerQuery &query)
{
    if (auto done = query.run(); !done)
        return failure(done.error());
    std::vector<Twins> found;
    while (query.next()) {
        Twins pair;
        pair.id = query.integer();
        pair.record = query.integer();
        pair.twin = query.integer();
        pair.resolvedBy = query.integer();
        pair.repairFile = query.integer();
        pair.repairRecord = query.integer();
        pair.isUndone = query.integer() != 0;
        pair.isCorrected = query.integer() == 0 && pair.repairFile != 0;
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
        found.push_back(pair);
    }
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    query.finish();
    return found;
}

} // namespace

Result<QByteArray> Ledger::shape(std::int64_t shapeId)
{
    return m_impl->shapes.shape(shapeId);
}

Result<std::vector<Ledger::RepairShape>> Ledger::repairShapes(const RejectFilter &filter)
{
    auto open = filter;
    open.openOnly = true;
    std::map<std::int64_t, RepairShape> shapes; ///< in the order in which their files came
    std::map<std::int64_t, std::int64_t> shapeOfFile;
    std::vector<std::int64_t> order;
    for (std::int64_t lastId = 0;;) {
        const auto page = rejects(open, lastId, static_cast<int>(kIdsAtOnce));
        if (!page)
            return failure(page.error());
        for (const auto &reject : *page) {
            auto &shapeId = shapeOfFile[reject.fileId];
            if (shapeId == 0) {
                const auto record = file(reject.fileId);
                if (!record)
                    return failure(record.error());
                shapeId = *record ? (*record)->shapeId : 0;
            }
            auto &shape = shapes[shapeId];
            if (shape.rejects++ == 0)
                order.push_back(shapeId);
            shape.shapeId = shapeId;
        }
        if (page->size() < kIdsAtOnce)
            break;
        lastId = page->back().id;
    }
    std::vector<RepairShape> found;
    found.reserve(order.size());
    for (const auto shapeId : order)
        found.push_back(shapes[shapeId]);
    return found;
}

Result<std::vector<RejectRecord>> Ledger::rejectsById(std::span<const std::int64_t> ascendingIds)
{
    std::vector<RejectRecord> found;
    if (!m_impl->hasTables)
        return found;
    auto columns = readRejectColumns();
    columns.replace(u", "_s, u", r."_s);
    for (std::size_t begin = 0; begin < ascendingIds.size(); begin += kIdsAtOnce) {
        const auto some
            = ascendingIds.subspan(begin, std::min(kIdsAtOnce, ascendingIds.size() - begin));
        auto query = m_impl->query(
            u"SELECT r."_s + columns
                + u", f.path FROM dockhand_reject r LEFT JOIN dockhand_file f ON f.id = r.file_id "
                  "WHERE r.id IN (%1) ORDER BY r.id"_s.arg(
                      QStringList(static_cast<qsizetype>(some.size()), u"?"_s).join(u", "_s)),
            QCoreApplication::translate("LedgerWords", "read the rejected records"));
        for (const auto id : some)
            query.bind(id);
        if (auto done = query.run(); !done)
            return failure(done.error());
        while (query.next()) {
            auto reject = readReject(query);
            if (!reject)
                return failure(reject.error());
            found.push_back(*std::move(reject));
        }
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
    }
    return found;
}

Result<std::optional<RejectRecord>> Ledger::laterForm(const RejectRecord &reject)
{
    std::optional<RejectRecord> later;
    if (!m_impl->hasTables || reject.repairFile == 0 || reject.resolvedBy != 0)
        return later;
    // Either what the repair rejected, or, where that one never came to it, a form that stands in
    // it beside this one.
    auto query
        = m_impl->query(u"SELECT id FROM dockhand_reject WHERE (file_id = ? AND record_number = ?) "
                        "OR (repair_file = ? AND repair_record = ? AND id > ?) ORDER BY id DESC"_s
                            + m_impl->dialect.limit(1),
                        QCoreApplication::translate("LedgerWords", "read the rejected records"));
    for (int i = 0; i < 2; ++i) {
        query.bind(reject.repairFile);
        query.bind(reject.repairRecord);
    }
    query.bind(reject.id);
    if (auto done = query.run(); !done)
        return failure(done.error());
    const auto id = query.next() ? query.integer() : 0;
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    query.finish();
    if (id == 0)
        return later;
    auto found = rejectsById(std::span(&id, 1));
    if (!found)
        return failure(found.error());
    if (!found->empty())
        later = std::move(found->front());
    return later;
}

Result<void> Ledger::enterRepair(std::int64_t fileId, std::span<const std::int64_t> rejectIds,
                                 const QDateTime &now)
{
    // Its other forms go with it, those that it replaced, those that stand in one repair with it,
    // and the one that replaced it, where a sheet is brought again that names it still: once it is
    // in, they all are.
    auto others = m_impl->query(
        u"SELECT o.id FROM dockhand_reject r JOIN dockhand_reject o ON o.id <> r.id AND "
        "((o.repair_file = r.file_id AND o.repair_record = r.record_number) OR "
        "(r.repair_file <> 0 AND o.repair_file = r.repair_file "
        "AND o.repair_record = r.repair_record) OR "
        "(o.file_id = r.repair_file AND o.record_number = r.repair_record)) WHERE r.id = ?"_s,
        what());
    auto update = m_impl->query(
        updateOf(u"dockhand_reject"_s, u"repair_file, repair_record"_s, u"id = ?"_s), what());
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < rejectIds.size(); ++i) {
        if (rejectIds[i] == 0)
            continue;
        if (auto open = m_impl->checkIsOpen(rejectIds[i], now); !open)
            return open;
        ids.assign(1, rejectIds[i]);
        others.bind(rejectIds[i]);
        if (auto done = others.run(); !done)
            return done;
        while (others.next()) {
            ids.push_back(others.integer());
            if (auto whole = others.check(); !whole)
                return whole;
        }
        if (auto whole = others.check(); !whole)
            return whole;
        others.finish();
        for (const auto id : ids) {
            update.bind(fileId);
            update.bind(static_cast<std::int64_t>(i + 1));
            update.bind(id);
            if (auto done = update.run(); !done)
                return done;
        }
    }
    return {};
}

Result<void> Ledger::linkTwins(const FileRecord &file)
{
    if (m_impl->isMute || file.contentHash.isEmpty())
        return {};
    // Hardly any file has come before.
    auto others = m_impl->query(u"SELECT COUNT(*) FROM dockhand_file WHERE content_hash = ? AND "
                                "destination = ? AND id < ?"_s,
                                what());
    others.bindHash(file.contentHash);
    others.bind(file.identity.destination);
    others.bind(file.id);
    if (auto done = others.run(); !done)
        return done;
    const bool hasCome = others.next() && others.integer() > 0;
    if (auto whole = others.check(); !whole)
        return whole;
    others.finish();
    if (!hasCome)
        return {};
    // Pairs in the order of the file's rejects, so many of these at a time; which of a reject's
    // twins stands for it is decided when all of them are there.
    auto ask = m_impl->query(
        u"SELECT r.id, r.record_number, t.id, t.resolved_by, t.repair_file, t.repair_record, "
        "g.undone_by, (SELECT COUNT(*) FROM dockhand_file h WHERE h.id = t.repair_file "
        "AND h.content_hash = ?) FROM dockhand_file g "
        "JOIN dockhand_reject t ON t.file_id = g.id "
        "JOIN dockhand_reject r ON r.file_id = ? AND r.record_number = t.record_number "
        "AND r.raw_record = t.raw_record "
        "WHERE g.content_hash = ? AND g.destination = ? AND g.id < ? AND r.record_number > ? "
        "AND r.record_number <= ? ORDER BY r.id, t.id"_s,
        what());
    auto update = m_impl->query(
        updateOf(u"dockhand_reject"_s, u"resolved_by, repair_file, repair_record"_s, u"id = ?"_s),
        what());
    const auto link = [&update](std::int64_t id, std::int64_t resolvedBy, std::int64_t repairFile,
                                std::int64_t repairRecord) {
        for (const auto value : { resolvedBy, repairFile, repairRecord, id })
            update.bind(value);
        return update.run();
    };
    constexpr std::int64_t kRecordsAtOnce = 10'000;
    for (std::int64_t begin = 0; begin < file.watermark.position.record; begin += kRecordsAtOnce) {
        ask.bindHash(file.contentHash);
        ask.bind(file.id);
        ask.bindHash(file.contentHash);
        ask.bind(file.identity.destination);
        ask.bind(file.id);
        ask.bind(begin);
        ask.bind(begin + kRecordsAtOnce);
        const auto pairs = readTwins(ask);
        if (!pairs)
            return failure(pairs.error());
        for (auto of = pairs->begin(); of != pairs->end();) {
            const auto end
                = std::find_if(of, pairs->end(), [of](const auto &p) { return p.id != of->id; });
            const auto ahead
                = std::find_if(of, end, [](const auto &pair) { return pair.hasMovedOn(); });
            auto done = ahead == end
                ? Result<void>()
                : link(of->id, ahead->resolvedBy, ahead->repairFile, ahead->repairRecord);
            for (; done && of != end; ++of) {
                if (ahead == end && !of->isUndone)
                    done = link(of->twin, 0, file.id, of->record);
            }
            if (!done)
                return done;
            of = end;
        }
    }
    return {};
}

// Another repair may have come between the look at the sheet and this transaction.
Result<void> Ledger::Impl::checkIsOpen(std::int64_t rejectId, const QDateTime &now)
{
    auto ask = query(u"SELECT r.resolved_by, COALESCE(f.last_run, 0) FROM dockhand_reject r "
                     "LEFT JOIN dockhand_file f ON f.id = r.repair_file AND f.state NOT IN "
                     "('done', 'partial', 'failed', 'cancelled', 'skipped') WHERE r.id = ?"_s,
                     what());
    ask.bind(rejectId);
    if (auto done = ask.run(); !done)
        return done;
    const bool isThere = ask.next();
    const auto resolvedBy = isThere ? ask.integer() : 0;
    const auto repairedBy = isThere ? ask.integer() : 0;
    if (auto whole = ask.check(); !whole)
        return whole;
    ask.finish();
    const auto impossible = [&](std::int64_t run) {
        return failure(
            ErrorCode::RepairImpossible,
            { QCoreApplication::translate("LedgerWords", "run %1 has reject %2 in work or in")
                  .arg(run)
                  .arg(rejectId) });
    };
    if (!isThere || resolvedBy != 0)
        return impossible(resolvedBy);
    if (repairedBy == 0)
        return {};
    auto read = query(u"SELECT "_s + runColumns() + u" FROM dockhand_run WHERE id = ?"_s, what());
    read.bind(repairedBy);
    if (auto done = read.run(); !done)
        return done;
    if (!read.next())
        return read.check();
    const auto run = readRun(read);
    if (!run)
        return failure(run.error());
    return isAtWork(*run, now) ? impossible(repairedBy) : Result<void>();
}

Result<void> Ledger::resolveRepaired(std::int64_t runId, std::int64_t fileId, std::int64_t from,
                                     std::int64_t to)
{
    // The inner table has a name of its own, since MySQL does not look into a table that it
    // changes.
    auto update = m_impl->query(
        updateOf(
            u"dockhand_reject"_s, u"resolved_by"_s,
            u"repair_file = ? AND repair_record > ? AND repair_record <= ? "
            "AND repair_record NOT IN (SELECT record_number FROM (SELECT DISTINCT record_number "
            "FROM dockhand_reject WHERE file_id = ? AND record_number > ? "
            "AND record_number <= ?) again)"_s),
        what());
    update.bind(runId);
    for (int i = 0; i < 2; ++i) {
        update.bind(fileId);
        update.bind(from);
        update.bind(to);
    }
    return update.run();
}

} // namespace dockhand::ledger
