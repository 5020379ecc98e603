// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/former_chains.h"

#include "core/base/text.h"
#include "core/ledger/ledger_rows.h"
#include "core/target/catalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

QString what()
{
    return QCoreApplication::translate("LedgerWords", "give rows their former content back");
}

Error damagedImage(std::int64_t id)
{
    return damaged(QCoreApplication::translate("LedgerWords", "the former row %1").arg(id));
}

} // namespace

FormerChains::FormerChains(target::Target &target, const std::unordered_set<std::int64_t> &files,
                           std::int64_t runId)
    : m_target(target)
    , m_files(files)
    , m_runId(runId)
    , m_shapes(target.database())
    , m_save(target.database(),
             updateOf(u"dockhand_former"_s, u"former_file_id, former_row"_s, u"id = ?"_s), what())
{
}

Result<RestoredRows> FormerChains::takeOut()
{
    auto query = askForLinks();
    if (!query)
        return failure(query.error());
    std::vector<Link> links;
    while (query->next()) {
        Link link;
        link.id = query->integer();
        link.fileId = query->integer();
        link.formerFileId = query->integer();
        link.shapeId = query->integer();
        link.key = query->bytes();
        link.row = query->bytes();
        if (auto whole = query->check(); !whole)
            return failure(whole.error());
        if (!links.empty() && links.back().key != link.key) {
            if (auto done = takeOutOf(links); !done)
                return failure(done.error());
            links.clear();
        }
        links.push_back(std::move(link));
    }
    if (auto whole = query->check(); !whole)
        return failure(whole.error());
    query->finish();
    if (auto done = takeOutOf(links); !done)
        return failure(done.error());
    return std::move(m_result);
}

// All chains, or only those that the files are in where these are few: to find them costs more than
// to pass over some.
Result<LedgerQuery> FormerChains::askForLinks()
{
    constexpr std::int64_t kFew = 4; // one of so many
    const auto ours = u"file_id IN (SELECT id FROM dockhand_file WHERE undone_by = ?) OR "
                      "former_file_id IN (SELECT id FROM dockhand_file WHERE undone_by = ?)"_s;
    const auto affected = count(u" WHERE "_s + ours);
    if (!affected)
        return failure(affected.error());
    const auto all = count({});
    if (!all)
        return failure(all.error());
    const bool areFew = *affected < *all / kFew;
    auto sql = u"SELECT "_s + formerColumns() + u" FROM dockhand_former"_s;
    if (areFew)
        sql += u" WHERE row_key IN (SELECT row_key FROM dockhand_former WHERE "_s + ours + u')';
    else if (*affected == 0)
        sql += u" WHERE 1 = 0"_s;
    LedgerQuery query(m_target.database(), sql + u" ORDER BY row_key, id"_s, what());
    if (areFew) {
        query.bind(m_runId);
        query.bind(m_runId);
    }
    if (auto done = query.run(); !done)
        return failure(done.error());
    return query;
}

Result<std::int64_t> FormerChains::count(const QString &condition)
{
    LedgerQuery query(m_target.database(), u"SELECT COUNT(*) FROM dockhand_former"_s + condition,
                      what());
    if (!condition.isEmpty()) {
        query.bind(m_runId);
        query.bind(m_runId);
    }
    if (auto done = query.run(); !done)
        return failure(done.error());
    const auto links = query.next() ? query.integer() : 0;
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    return links;
}

// Rows of several tables may have the same key.
Result<void> FormerChains::takeOutOf(std::vector<Link> &links)
{
    while (!links.empty()) {
        const auto shape = shapeOf(links.front());
        if (!shape)
            return failure(shape.error());
        const auto table = (*shape)->columns.table;
        std::vector<Link> chain;
        std::vector<Link> others;
        for (auto &link : links) {
            const auto own = shapeOf(link);
            if (!own)
                return failure(own.error());
            ((*own)->columns.table == table ? chain : others).push_back(std::move(link));
        }
        const bool isOurs = std::any_of(chain.begin(), chain.end(), [this](const Link &link) {
            return isOut(link.fileId) || isOut(link.formerFileId);
        });
        // A link that did not find what the one before it left (changed by hand, by a program of
        // others) begins anew.
        for (std::size_t begin = 0; isOurs && begin < chain.size();) {
            auto end = begin + 1;
            while (end < chain.size() && chain[end].formerFileId == chain[end - 1].fileId)
                ++end;
            if (auto done
                = takeOutOfChain({ chain.data() + begin, end - begin }, end == chain.size());
                !done)
                return done;
            begin = end;
        }
        links = std::move(others);
    }
    return {};
}

Result<void> FormerChains::takeOutOfChain(std::span<const Link> chain, bool isCurrent)
{
    auto ours = chain.size();
    while (ours > 0 && isOut(chain[ours - 1].fileId))
        --ours;
    if (isCurrent && ours < chain.size()) {
        if (auto done = restore(chain.subspan(ours)); !done)
            return done;
    }
    const auto isLeft = relink(chain.first(ours));
    if (!isLeft)
        return failure(isLeft.error());
    return *isLeft && ours == chain.size() ? noteLeft(chain.back()) : Result<void>();
}

// Whether what the link found was nothing, or a row that begins with one of the files.
bool FormerChains::isAbsent(const Link &link) const
{
    return link.row.isEmpty() || isOut(link.formerFileId);
}

// The row goes back to what the first of these links found. Profiles may have changed in between:
// each link gives back the columns that it knows.
Result<void> FormerChains::restore(std::span<const Link> ours)
{
    if (isAbsent(ours.front()))
        return {};
    auto holder = ours.back().fileId;
    bool isRestored = true;
    for (auto i = ours.size(); i-- > 0 && isRestored;) {
        const auto &link = ours[i];
        if (i > 0 && (link.shapeId == ours.front().shapeId || link.row.isEmpty()))
            continue;
        const auto shape = shapeOf(link);
        if (!shape)
            return failure(shape.error());
        const auto cells = target::cellsOf(view(link.row));
        if (!cells || static_cast<qsizetype>(cells->size()) != (*shape)->columns.columns.size())
            return failure(damagedImage(link.id));
        const auto restorer = restorerOf(**shape);
        if (!restorer)
            return failure(restorer.error());
        if (*restorer == nullptr)
            return {};
        const auto restored = (*restorer)->restore(*cells, holder);
        if (!restored)
            return failure(restored.error());
        isRestored = *restored;
        holder = link.formerFileId;
        if (i == 0 && isRestored)
            ++m_result.restored[(*shape)->columns.table];
    }
    return isRestored ? Result<void>() : noteLeft(ours.back());
}

// Links of others that stand behind ours get what ours found. True: there are such.
Result<bool> FormerChains::relink(std::span<const Link> links)
{
    const Link *base = nullptr; ///< the first of ours since the last one of others
    bool isLeft = false;
    for (const auto &link : links) {
        if (isOut(link.fileId)) {
            base = base == nullptr ? &link : base;
            continue;
        }
        if (base != nullptr || isOut(link.formerFileId)) {
            if (auto saved = save(link, base); !saved)
                return failure(saved.error());
            isLeft = true;
        }
        base = nullptr;
    }
    return isLeft;
}

Result<void> FormerChains::save(const Link &link, const Link *base)
{
    const bool hasFormer = base != nullptr && !isAbsent(*base);
    QByteArray row;
    if (hasFormer) {
        auto image = overlaid(link, *base);
        if (!image)
            return failure(image.error());
        row = *std::move(image);
    }
    m_save.bind(hasFormer ? base->formerFileId : 0);
    m_save.bindBytes(row);
    m_save.bind(link.id);
    return m_save.run();
}

// What the link found, as it would be had the base and what followed it never been.
Result<QByteArray> FormerChains::overlaid(const Link &link, const Link &base)
{
    if (link.shapeId == base.shapeId)
        return base.row;
    const auto shape = shapeOf(link);
    if (!shape)
        return failure(shape.error());
    const auto baseShape = shapeOf(base);
    if (!baseShape)
        return failure(baseShape.error());
    auto cells = target::cellsOf(view(link.row));
    const auto before = target::cellsOf(view(base.row));
    const auto &columns = (*shape)->columns.columns;
    const auto &known = (*baseShape)->columns.columns;
    if (!cells || static_cast<qsizetype>(cells->size()) != columns.size())
        return failure(damagedImage(link.id));
    if (!before || static_cast<qsizetype>(before->size()) != known.size())
        return failure(damagedImage(base.id));
    ByteBuffer image;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const auto at = known.indexOf(columns[i]);
        target::appendCell(image,
                           at < 0 ? (*cells)[static_cast<std::size_t>(i)]
                                  : (*before)[static_cast<std::size_t>(at)]);
    }
    return QByteArray(image.data(), static_cast<qsizetype>(image.size()));
}

Result<FormerChains::Shape *> FormerChains::shapeOf(const Link &link)
{
    auto &shape = m_known[link.shapeId];
    if (!shape.columns.table.isEmpty())
        return &shape;
    const auto json = m_shapes.shape(link.shapeId);
    if (!json)
        return failure(json.error());
    auto columns = FormerShape::fromJson(*json);
    if (!columns)
        return failure(
            damaged(QCoreApplication::translate("LedgerWords", "shape %1").arg(link.shapeId)));
    shape.columns = *std::move(columns);
    return &shape;
}

// Null where the table is gone by now: then there is no row to give anything back to.
Result<target::RowRestorer *> FormerChains::restorerOf(Shape &shape)
{
    if (shape.restorer || shape.isGone)
        return shape.restorer.get();
    const auto &[table, columns, key] = shape.columns;
    const auto found = target::readShape(m_target.database(),
                                         target::SqlDialect::of(m_target.database()), table);
    if (!found)
        return failure(found.error());
    shape.isGone = found->kind == target::TableShape::Kind::Missing;
    if (shape.isGone)
        return nullptr;
    auto restorer = target::RowRestorer::create(m_target, table, columns, key);
    if (!restorer)
        return failure(restorer.error());
    shape.restorer = *std::move(restorer);
    return shape.restorer.get();
}

Result<void> FormerChains::noteLeft(const Link &link)
{
    const auto shape = shapeOf(link);
    if (!shape)
        return failure(shape.error());
    const auto &table = (*shape)->columns.table;
    ++m_result.left[table];
    if (m_result.leftRows.size() >= RestoredRows::kMostNamed)
        return {};
    const auto cells = target::cellsOf(view(link.key));
    if (!cells)
        return failure(damagedImage(link.id));
    QStringList values;
    for (const auto &cell : *cells)
        values += target::toText(cell);
    m_result.leftRows.push_back({ table, values.join(u", "_s) });
    return {};
}

} // namespace dockhand::ledger
