// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/former_chains.h"

#include "core/base/text.h"
#include "core/ledger/ledger_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageLinks = 2'000;

QString what()
{
    return QCoreApplication::translate("LedgerWords", "give rows their former content back");
}

Error damagedImage(std::int64_t id)
{
    return damaged(QCoreApplication::translate("LedgerWords", "the former row %1").arg(id));
}

} // namespace

FormerChains::FormerChains(target::Target &target, const std::unordered_set<std::int64_t> &files)
    : m_target(target)
    , m_files(files)
    , m_dialect(target::SqlDialect::of(target.database()))
    , m_shapes(target.database())
    , m_save(target.database(),
             updateOf(u"dockhand_former"_s, u"former_file_id, former_row"_s, u"id = ?"_s), what())
{
}

Result<RestoredRows> FormerChains::takeOut()
{
    std::int64_t from = 0;
    for (int limit = kPageLinks;;) {
        auto links = page(from, limit);
        if (!links)
            return failure(links.error());
        const bool isLast = static_cast<int>(links->size()) < limit;
        if (!isLast) { // the links of the last key may go on behind the page
            const auto cut = links->back().keyHash;
            if (links->front().keyHash == cut) {
                limit *= 2;
                continue;
            }
            std::erase_if(*links, [cut](const Link &link) { return link.keyHash == cut; });
            from = cut;
            limit = kPageLinks;
        }
        if (auto done = takeOutOf(*std::move(links)); !done)
            return failure(done.error());
        if (isLast)
            return std::move(m_result);
    }
}

Result<std::vector<FormerChains::Link>> FormerChains::page(std::int64_t fromHash, int limit)
{
    LedgerQuery query(m_target.database(),
                      u"SELECT "_s + formerColumns()
                          + u" FROM dockhand_former WHERE key_hash >= ? ORDER BY key_hash, id"_s
                          + m_dialect.limit(limit),
                      what());
    query.bind(fromHash);
    if (auto done = query.run(); !done)
        return failure(done.error());
    std::vector<Link> links;
    while (static_cast<int>(links.size()) < limit && query.next()) {
        auto &link = links.emplace_back();
        link.id = query.integer();
        link.fileId = query.integer();
        link.formerFileId = query.integer();
        link.shapeId = query.integer();
        link.keyHash = query.integer();
        link.key = query.bytes();
        link.row = query.bytes();
        if (auto whole = query.checkRow(); !whole)
            return failure(whole.error());
    }
    return links;
}

// Links of one key follow each other unless another key has the same hash.
Result<void> FormerChains::takeOutOf(std::vector<Link> links)
{
    std::stable_sort(links.begin(), links.end(), [](const Link &a, const Link &b) {
        return a.keyHash != b.keyHash ? a.keyHash < b.keyHash : a.key < b.key;
    });
    for (auto begin = links.begin(); begin != links.end();) {
        const auto end = std::find_if(begin, links.end(), [&](const Link &link) {
            return link.keyHash != begin->keyHash || link.key != begin->key;
        });
        const bool isOurs = std::any_of(begin, end, [this](const Link &link) {
            return isOut(link.fileId) || isOut(link.formerFileId);
        });
        if (isOurs) {
            if (auto done = takeOutOfChain({ begin, end }); !done)
                return done;
        }
        begin = end;
    }
    return {};
}

Result<void> FormerChains::takeOutOfChain(std::span<const Link> chain)
{
    auto ours = chain.size();
    while (ours > 0 && isOut(chain[ours - 1].fileId))
        --ours;
    if (ours < chain.size()) {
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
        const auto restored = (*shape)->restorer->restore(*cells, holder);
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
    if (shape.restorer)
        return &shape;
    const auto json = m_shapes.shape(link.shapeId);
    if (!json)
        return failure(json.error());
    auto columns = FormerShape::fromJson(*json);
    if (!columns)
        return failure(
            damaged(QCoreApplication::translate("LedgerWords", "shape %1").arg(link.shapeId)));
    shape.columns = *std::move(columns);
    auto restorer = target::RowRestorer::create(m_target, shape.columns.table,
                                                shape.columns.columns, shape.columns.key);
    if (!restorer)
        return failure(restorer.error());
    shape.restorer = *std::move(restorer);
    return &shape;
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
