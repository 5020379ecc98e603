// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/row_restorer.h"

#include "core/target/sql_dialect.h"
#include "core/target/sql_error.h"
#include "core/target/sqlite_error.h"
#include "core/target/sqlite_statement.h"
#include "core/target/table_statements.h"

#include <QSqlDriver>
#include <QSqlQuery>

#include <algorithm>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

class SqliteRowRestorer final : public RowRestorer
{
public:
    SqliteRowRestorer(sqlite3 *connection, SqliteStatement statement, std::vector<int> parameters)
        : m_connection(connection)
        , m_statement(std::move(statement))
        , m_parameters(std::move(parameters))
    {
    }

    Result<bool> restore(std::span<const ImageCell> row, std::int64_t holder) override
    {
        int index = 0;
        for (const int column : m_parameters)
            bind(++index, row[static_cast<std::size_t>(column)]);
        m_statement.bindInteger(++index, holder);
        const auto code = m_statement.run();
        m_statement.clearBindings();
        if (code != SQLITE_DONE)
            return failure(sqliteError(m_connection));
        return sqlite3_changes64(m_connection) != 0;
    }

private:
    void bind(int index, const ImageCell &cell)
    {
        switch (cell.kind) {
        case ImageCell::Kind::Null:
            m_statement.bindNull(index);
            return;
        case ImageCell::Kind::Integer:
            m_statement.bindInteger(index, cell.integer);
            return;
        case ImageCell::Kind::Real:
            m_statement.bindReal(index, cell.real);
            return;
        case ImageCell::Kind::Text:
            m_statement.bindText(index, cell.text);
            return;
        case ImageCell::Kind::Bytes:
            m_statement.bindBlob(index, cell.text);
            return;
        }
    }

    sqlite3 *m_connection;
    SqliteStatement m_statement;
    std::vector<int> m_parameters;
};

class QueryRowRestorer final : public RowRestorer
{
public:
    QueryRowRestorer(const QSqlDatabase &database, std::vector<int> parameters)
        : m_database(database)
        , m_query(database)
        , m_parameters(std::move(parameters))
    {
    }

    Result<void> prepare(const QString &sql)
    {
        if (!m_query.prepare(sql))
            return failure(sqlError(m_query.lastError(), m_database, {}));
        return {};
    }

    Result<bool> restore(std::span<const ImageCell> row, std::int64_t holder) override
    {
        int index = 0;
        for (const int column : m_parameters)
            m_query.bindValue(index++, toVariant(row[static_cast<std::size_t>(column)]));
        m_query.bindValue(index, static_cast<qlonglong>(holder));
        if (!m_query.exec())
            return failure(sqlError(m_query.lastError(), m_database, {}));
        return m_query.numRowsAffected() != 0;
    }

private:
    QSqlDatabase m_database;
    QSqlQuery m_query;
    std::vector<int> m_parameters;
};

} // namespace

Result<std::unique_ptr<RowRestorer>> RowRestorer::create(Target &target, const QString &table,
                                                         const QStringList &columns,
                                                         const std::vector<int> &key)
{
    const auto dialect = SqlDialect::of(target.database());
    QStringList assignments;
    std::vector<int> parameters;
    for (int column = 0; column < columns.size(); ++column) {
        if (std::find(key.begin(), key.end(), column) != key.end())
            continue;
        assignments += dialect.quoted(columns[column]) + u" = ?"_s;
        parameters.push_back(column);
    }
    QStringList conditions;
    for (const int column : key) {
        conditions += dialect.quoted(columns[column]) + u" = ?"_s;
        parameters.push_back(column);
    }
    conditions += dialect.quoted(importFileIdColumn()) + u" = ?"_s;
    const auto sql = u"UPDATE "_s + dialect.quoted(table) + u" SET "_s + assignments.join(u", "_s)
        + u" WHERE "_s + conditions.join(u" AND "_s);
    if (auto *handle = sqliteHandle(target.database())) {
        auto statement = SqliteStatement::prepare(handle, sql);
        if (!statement)
            return failure(statement.error());
        return std::make_unique<SqliteRowRestorer>(handle, std::move(*statement),
                                                   std::move(parameters));
    }
    auto restorer = std::make_unique<QueryRowRestorer>(target.database(), std::move(parameters));
    if (auto prepared = restorer->prepare(sql); !prepared)
        return failure(prepared.error());
    return restorer;
}

} // namespace dockhand::target
