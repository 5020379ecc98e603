// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/standard_shape.h"

#include "core/target/sql_error.h"

#include <QCoreApplication>
#include <QSqlField>
#include <QSqlIndex>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <map>
#include <optional>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

/// Fills a shape from information_schema.
class CatalogueReader final
{
public:
    CatalogueReader(const QSqlDatabase &database, const SqlDialect &dialect, QString table)
        : m_database(database)
        , m_schema(dialect.dbms == Dbms::MySql ? u"DATABASE()"_s : u"CURRENT_SCHEMA()"_s)
        , m_table(std::move(table))
    {
    }

    Result<TableShape> read()
    {
        if (readKind() && readColumns())
            readKeys();
        if (m_error)
            return failure(*m_error);
        return m_shape;
    }

private:
    bool run(QSqlQuery &query, const QString &sql)
    {
        query.setForwardOnly(true);
        if (query.prepare(sql.arg(m_schema))) {
            query.addBindValue(m_table);
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
                 u"SELECT table_type FROM information_schema.tables "
                 "WHERE table_schema = %1 AND table_name = ?"_s))
            return false;
        if (!query.next()) {
            (void)isWhole(query);
            return false;
        }
        m_shape.kind = query.value(0).toString().contains("VIEW"_L1) ? TableShape::Kind::View
                                                                     : TableShape::Kind::Table;
        return true;
    }

    bool readColumns()
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT column_name, is_nullable, column_default "
                 "FROM information_schema.columns WHERE table_schema = %1 AND table_name = ? "
                 "ORDER BY ordinal_position"_s))
            return false;
        while (query.next()) {
            ColumnShape column;
            column.name = query.value(0).toString();
            column.needsValue = query.value(1).toString() == "NO"_L1 && query.value(2).isNull();
            m_shape.columns.push_back(column);
        }
        return isWhole(query);
    }

    void readKeys()
    {
        QSqlQuery query(m_database);
        if (!run(query,
                 u"SELECT k.constraint_name, k.column_name "
                 "FROM information_schema.key_column_usage k "
                 "JOIN information_schema.table_constraints c "
                 "ON c.constraint_schema = k.constraint_schema "
                 "AND c.constraint_name = k.constraint_name AND c.table_name = k.table_name "
                 "WHERE c.constraint_type IN ('PRIMARY KEY', 'UNIQUE') "
                 "AND k.table_schema = %1 AND k.table_name = ? "
                 "ORDER BY k.constraint_name, k.ordinal_position"_s))
            return;
        std::map<QString, QStringList> keys;
        while (query.next())
            keys[query.value(0).toString()] += query.value(1).toString();
        (void)isWhole(query);
        for (const auto &[name, columns] : keys)
            m_shape.uniqueKeys.push_back(columns);
    }

    QSqlDatabase m_database;
    QString m_schema;
    QString m_table;
    TableShape m_shape;
    std::optional<Error> m_error;
};

TableShape readByDriver(const QSqlDatabase &database, const QString &table)
{
    TableShape shape;
    if (database.tables(QSql::Views).contains(table, Qt::CaseInsensitive)) {
        shape.kind = TableShape::Kind::View;
        return shape;
    }
    if (!database.tables(QSql::Tables).contains(table, Qt::CaseInsensitive))
        return shape;
    shape.kind = TableShape::Kind::Table;
    const auto record = database.record(table);
    for (int i = 0; i < record.count(); ++i) {
        ColumnShape column;
        column.name = record.fieldName(i);
        shape.columns.push_back(column);
    }
    const auto index = database.primaryIndex(table);
    QStringList key;
    for (int i = 0; i < index.count(); ++i)
        key += index.fieldName(i);
    if (!key.isEmpty())
        shape.uniqueKeys.push_back(key);
    return shape;
}

} // namespace

Result<TableShape> readStandardShape(const QSqlDatabase &database, const SqlDialect &dialect,
                                     const QString &table)
{
    if (dialect.dbms == Dbms::PostgreSql || dialect.dbms == Dbms::MySql)
        return CatalogueReader(database, dialect, table).read();
    return readByDriver(database, table);
}

} // namespace dockhand::target
