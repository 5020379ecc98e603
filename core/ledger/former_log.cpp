// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/former_log.h"

#include "core/base/text.h"
#include "core/ledger/ledger_rows.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

QByteArray FormerShape::toJson() const
{
    QJsonArray keyColumns;
    for (const int column : key)
        keyColumns.append(column);
    const QJsonObject object { { u"table"_s, table },
                               { u"columns"_s, QJsonArray::fromStringList(columns) },
                               { u"key"_s, keyColumns } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<FormerShape> FormerShape::fromJson(const QByteArray &json)
{
    const auto object = QJsonDocument::fromJson(json).object();
    FormerShape shape;
    shape.table = object[u"table"_s].toString();
    for (const auto &column : object[u"columns"_s].toArray())
        shape.columns += column.toString();
    for (const auto &column : object[u"key"_s].toArray()) {
        shape.key.push_back(column.toInt(-1));
        if (shape.key.back() < 0 || shape.key.back() >= shape.columns.size())
            return std::nullopt;
    }
    if (shape.table.isEmpty() || shape.key.empty())
        return std::nullopt;
    return shape;
}

FormerLog::FormerLog(target::Target &target, FormerShape shape)
    : m_target(target)
    , m_shape(std::move(shape))
    , m_shapes(target.database())
    , m_highest(target.database(), u"SELECT COALESCE(MAX(id), 0) FROM dockhand_former"_s,
                QCoreApplication::translate("LedgerWords", "give a new number"))
{
}

void FormerLog::begin()
{
    m_nextId = 0;
    m_shapes.forget();
}

Result<void> FormerLog::prepare()
{
    if (!m_insert) {
        auto insert
            = target::bulkInsert(m_target, u"dockhand_former"_s, formerColumns().split(u", "_s));
        if (!insert)
            return failure(insert.error());
        m_insert = std::move(*insert);
    }
    const auto shape = m_shapes.idOf(m_shape.toJson());
    if (!shape)
        return failure(shape.error());
    m_shapeId = *shape;
    if (auto done = m_highest.run(); !done)
        return done;
    m_nextId = m_highest.next() ? m_highest.integer() + 1 : 1;
    auto whole = m_highest.check();
    m_highest.finish();
    return whole;
}

Result<void> FormerLog::keep(const target::FormerRow &former)
{
    if (m_nextId == 0) {
        if (auto prepared = prepare(); !prepared)
            return prepared;
    }
    m_insert->bindInteger(0, m_nextId++);
    m_insert->bindInteger(1, former.fileId);
    m_insert->bindInteger(2, former.formerFileId);
    m_insert->bindInteger(3, m_shapeId);
    m_insert->bindBytes(4, former.key);
    m_insert->bindBytes(5, former.row);
    return m_insert->run();
}

} // namespace dockhand::ledger
