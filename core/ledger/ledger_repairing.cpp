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
    if (auto whole = query.checkRow(); !whole)
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
            if (auto whole = others.checkRow(); !whole)
                return whole;
        }
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
    if (auto whole = ask.checkRow(); !whole)
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
        return {};
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
