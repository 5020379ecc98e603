// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/shape_book.h"

#include "core/base/text.h"
#include "core/source/content_hash.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostKept = 8;

QString what()
{
    return QCoreApplication::translate("LedgerWords", "keep how a file was read");
}

} // namespace

ShapeBook::ShapeBook(const QSqlDatabase &database)
    : m_find(database, u"SELECT id, shape_json FROM dockhand_shape WHERE shape_hash = ?"_s, what())
    , m_highest(database, u"SELECT COALESCE(MAX(id), 0) FROM dockhand_shape"_s, what())
    , m_insert(database,
               u"INSERT INTO dockhand_shape (id, shape_hash, shape_json) VALUES (?, ?, ?)"_s,
               what())
    , m_read(database, u"SELECT shape_json FROM dockhand_shape WHERE id = ?"_s, what())
{
}

Result<std::int64_t> ShapeBook::idOf(const QByteArray &json)
{
    if (json.isEmpty())
        return 0;
    const auto known = std::find_if(m_last.begin(), m_last.end(),
                                    [&](const auto &entry) { return entry.first == json; });
    if (known != m_last.end())
        return known->second;
    source::ContentHasher hasher;
    hasher.update(view(json));
    const auto hash = hasher.digest();
    auto id = find(json, hash);
    if (id && *id == 0)
        id = enter(json, hash);
    if (!id)
        return id;
    if (m_last.size() == kMostKept)
        m_last.erase(m_last.begin());
    m_last.emplace_back(json, *id);
    return id;
}

Result<std::int64_t> ShapeBook::find(const QByteArray &json, const QByteArray &hash)
{
    m_find.bindHash(hash);
    if (auto done = m_find.run(); !done)
        return failure(done.error());
    std::int64_t found = 0;
    while (found == 0 && m_find.next()) {
        const auto id = m_find.integer();
        const bool isSame = m_find.utf8() == json;
        if (auto whole = m_find.check(); !whole)
            return failure(whole.error());
        if (isSame)
            found = id;
    }
    if (auto whole = m_find.check(); !whole)
        return failure(whole.error());
    m_find.finish();
    return found;
}

Result<std::int64_t> ShapeBook::enter(const QByteArray &json, const QByteArray &hash)
{
    if (auto done = m_highest.run(); !done)
        return failure(done.error());
    const auto id = m_highest.next() ? m_highest.integer() + 1 : 1;
    if (auto whole = m_highest.check(); !whole)
        return failure(whole.error());
    m_highest.finish();
    m_insert.bind(id);
    m_insert.bindHash(hash);
    m_insert.bindUtf8(json);
    if (auto done = m_insert.run(); !done)
        return failure(done.error());
    return id;
}

Result<QByteArray> ShapeBook::shape(std::int64_t id)
{
    if (id == 0)
        return QByteArray();
    m_read.bind(id);
    if (auto done = m_read.run(); !done)
        return failure(done.error());
    const bool isThere = m_read.next();
    auto json = isThere ? m_read.utf8() : QByteArray();
    auto whole = m_read.check();
    m_read.finish();
    if (!whole)
        return failure(whole.error());
    if (!isThere)
        return failure(
            damaged(QCoreApplication::translate("LedgerWords", "shape %1 is missing").arg(id)));
    return json;
}

} // namespace dockhand::ledger
