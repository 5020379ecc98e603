// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_shape.h"

#include "core/target/sql_error.h"

#include <QCoreApplication>
#include <QSqlQuery>
#include <QVariant>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNormal = 0; ///< column "hidden" of table_xinfo; 2 and 3 are computed columns
constexpr int kHidden = 1;

/// Reads the catalogue by the table-valued forms of the pragmas, so that names are values.
class Reader final
{
public:
    Reader(const QSqlDatabase &database, QString table)
        : m_database(database)
        , m_table(std::move(table))
    {
    }

    Result<TableShape> read()
    {
        if (!readKind() || m_shape.kind == TableShape::Kind::Missing)
            return result();
        if (readColumns())
            readIndexes();
        return result();
    }

private:
    Result<TableShape> result()
    {
        if (m_error)
            return failure(*m_error);
        return m_shape;
    }

    bool run(QSqlQuery &query, const QString &sql, const QString &argument)
    {
        query.setForwardOnly(true);
        if (query.prepare(sql)) {
            query.addBindValue(argument);
            if (query.exec())
                return true;
        }
        note(query.lastError());
        return false;
    }

    void note(const QSqlError &error)
    {
        m_error = sqlError(error, m_database,
                           QCoreApplication::translate("SqlError", "look at the tables"));
    }

    /// Behind the last row: it was the last one, and not only the last that could be read.
    bool isWhole(const QSqlQuery &query)
    {
        if (query.lastError().isValid())
            note(query.lastError());
        return !m_error;
    }

    bool readKind()
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT type, sql FROM sqlite_master "
                 "WHERE lower(CASE WHEN type = 'trigger' THEN tbl_name ELSE name END) = lower(?) "
                 "AND type IN ('table', 'view', 'trigger')"_s,
                 m_table))
            return false;
        while (query.next()) {
            const auto type = query.value(0).toString();
            if (type == "trigger"_L1)
                m_shape.hasTriggers = true;
            else if (type == "view"_L1)
                m_shape.kind = TableShape::Kind::View;
            else if (query.value(1).toString().startsWith("CREATE VIRTUAL"_L1, Qt::CaseInsensitive))
                m_shape.kind = TableShape::Kind::Virtual;
            else
                m_shape.kind = TableShape::Kind::Table;
            if (type == "table"_L1)
                m_shape.definition = query.value(1).toString();
        }
        return isWhole(query);
    }

    bool readColumns()
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT name, type, \"notnull\", dflt_value, pk, hidden "
                 "FROM pragma_table_xinfo(?) ORDER BY cid"_s,
                 m_table))
            return false;
        QStringList key;
        QString keyType;
        while (query.next()) {
            const auto hidden = query.value(5).toInt();
            if (hidden == kHidden)
                continue;
            ColumnShape column;
            column.name = query.value(0).toString();
            const auto type = query.value(1).toString();
            column.storage = storageOf(type);
            column.isComputed = hidden != kNormal;
            const auto isKey = query.value(4).toInt() > 0;
            column.needsValue
                = query.value(2).toInt() != 0 && query.value(3).isNull() && !column.isComputed;
            if (isKey) {
                key += column.name;
                keyType = type;
            }
            m_shape.columns.push_back(column);
        }
        if (!key.isEmpty())
            addPrimaryKey(key, keyType);
        return isWhole(query);
    }

    /// A primary key over one INTEGER column is the row id: no index shows it, and it fills itself.
    void addPrimaryKey(const QStringList &key, const QString &type)
    {
        m_shape.uniqueKeys.push_back(key);
        if (key.size() != 1 || type.compare("INTEGER"_L1, Qt::CaseInsensitive) != 0)
            return;
        for (auto &column : m_shape.columns) {
            if (column.name == key.front())
                column.needsValue = false;
        }
    }

    void readIndexes()
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND partial = 0"_s,
                 m_table))
            return;
        QStringList names;
        while (query.next())
            names += query.value(0).toString();
        if (!isWhole(query))
            return;
        query.finish();
        for (const auto &name : names) {
            if (!readIndex(name))
                return;
        }
    }

    bool readIndex(const QString &name)
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT name FROM pragma_index_xinfo(?) WHERE \"key\" = 1 ORDER BY seqno"_s,
                 name))
            return false;
        QStringList columns;
        while (query.next()) {
            if (query.value(0).isNull()) // an expression
                return true;
            columns += query.value(0).toString();
        }
        m_shape.uniqueKeys.push_back(columns);
        return isWhole(query);
    }

    /// SQLite's rules of type affinity ("Datatypes In SQLite", section 3.1), in their order.
    static ColumnStorage storageOf(const QString &declared)
    {
        const auto has
            = [&](QLatin1StringView word) { return declared.contains(word, Qt::CaseInsensitive); };
        if (has("INT"_L1))
            return ColumnStorage::Numeric;
        if (has("CHAR"_L1) || has("CLOB"_L1) || has("TEXT"_L1))
            return ColumnStorage::Text;
        if (declared.isEmpty() || has("BLOB"_L1) || declared == "ANY"_L1)
            return ColumnStorage::Any;
        if (has("REAL"_L1) || has("FLOA"_L1) || has("DOUB"_L1))
            return ColumnStorage::Real;
        return ColumnStorage::Numeric;
    }

    QSqlDatabase m_database;
    QString m_table;
    TableShape m_shape;
    std::optional<Error> m_error;
};

} // namespace

Result<TableShape> readSqliteShape(const QSqlDatabase &database, const QString &table)
{
    return Reader(database, table).read();
}

} // namespace dockhand::target
