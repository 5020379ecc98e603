// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/table_shape.h"

#include "core/target/table_statements.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::target {

using namespace Qt::StringLiterals;
using profile::ValueType;

namespace {

/// The context of this file's words for translators.
struct ShapeWords
{
    Q_DECLARE_TR_FUNCTIONS(ShapeWords)
};

/// Compares one wanted table with one found.
class Comparison final
{
public:
    Comparison(const profile::TableSpec &spec, const TableShape &shape, Qt::CaseSensitivity names)
        : m_spec(spec)
        , m_shape(shape)
        , m_names(names)
    {
    }

    QStringList run()
    {
        if (m_shape.kind == TableShape::Kind::Missing)
            return {};
        if (m_shape.kind == TableShape::Kind::View) {
            add(ShapeWords::tr("“%1” is a view, not a table").arg(m_spec.name));
            return m_found;
        }
        if (m_shape.kind == TableShape::Kind::Virtual) {
            add(ShapeWords::tr("“%1” is a virtual table").arg(m_spec.name));
            return m_found;
        }
        checkWanted();
        checkKey();
        checkOthers();
        return m_found;
    }

private:
    void add(const QString &difference) { m_found += difference; }

    bool same(const QString &a, const QString &b) const { return a.compare(b, m_names) == 0; }

    const ColumnShape *column(const QString &name) const
    {
        const auto found = std::find_if(m_shape.columns.begin(), m_shape.columns.end(),
                                        [&](const auto &c) { return same(c.name, name); });
        return found == m_shape.columns.end() ? nullptr : &*found;
    }

    void checkWanted()
    {
        for (const auto &wanted : m_spec.columns)
            checkColumn(wanted.name, wanted.type);
        checkColumn(importFileIdColumn(), ValueType::Integer);
        if (m_spec.rowPerRecord)
            checkColumn(importRecordColumn(), ValueType::Integer);
    }

    void checkColumn(const QString &name, ValueType type)
    {
        const auto *found = column(name);
        if (!found)
            add(ShapeWords::tr("table “%1” has no column “%2”").arg(m_spec.name, name));
        else if (found->isComputed)
            add(ShapeWords::tr("column “%2” of table “%1” is computed").arg(m_spec.name, name));
        else if (!keepsValues(type, found->storage))
            add(ShapeWords::tr("column “%2” of table “%1” has a type that would change values")
                    .arg(m_spec.name, name));
    }

    static bool keepsValues(ValueType type, ColumnStorage storage)
    {
        switch (storage) {
        case ColumnStorage::Unknown:
        case ColumnStorage::Any:
            return true;
        case ColumnStorage::Text:
            return type != ValueType::Decimal && type != ValueType::Real;
        case ColumnStorage::Numeric:
            return type != ValueType::Text;
        case ColumnStorage::Real:
            return type != ValueType::Text && type != ValueType::Integer;
        }
        return true;
    }

    void checkKey()
    {
        if (m_spec.key.empty())
            return;
        QStringList names;
        for (const auto index : m_spec.key)
            names += m_spec.columns[static_cast<std::size_t>(index)].name;
        const auto covers = [&](const QStringList &key) { return sameSet(key, names); };
        if (std::none_of(m_shape.uniqueKeys.begin(), m_shape.uniqueKeys.end(), covers))
            add(ShapeWords::tr("table “%1” has no unique key over (%2)")
                    .arg(m_spec.name, names.join(u", "_s)));
    }

    bool sameSet(const QStringList &a, const QStringList &b) const
    {
        return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const auto &name) {
                   return b.contains(name, m_names);
               });
    }

    void checkOthers()
    {
        for (const auto &found : m_shape.columns) {
            if (found.needsValue && !isWritten(found.name))
                add(ShapeWords::tr("column “%2” of table “%1” needs a value and has no default")
                        .arg(m_spec.name, found.name));
        }
    }

    bool isWritten(const QString &name) const
    {
        return same(name, importFileIdColumn())
            || (m_spec.rowPerRecord && same(name, importRecordColumn()))
            || std::any_of(m_spec.columns.begin(), m_spec.columns.end(),
                           [&](const auto &c) { return same(c.name, name); });
    }

    const profile::TableSpec &m_spec;
    const TableShape &m_shape;
    Qt::CaseSensitivity m_names;
    QStringList m_found;
};

} // namespace

QStringList differences(const profile::TableSpec &spec, const TableShape &shape,
                        Qt::CaseSensitivity names)
{
    return Comparison(spec, shape, names).run();
}

} // namespace dockhand::target
