// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/bulk_insert.h"

#include "core/base/text.h"
#include "core/target/sql_dialect.h"
#include "core/target/sql_error.h"
#include "core/target/sqlite_error.h"
#include "core/target/sqlite_statement.h"

#include <QSqlDriver>
#include <QSqlQuery>
#include <QVariant>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

class SqliteBulkInsert final : public BulkInsert
{
public:
    SqliteBulkInsert(sqlite3 *connection, SqliteStatement statement)
        : m_connection(connection)
        , m_statement(std::move(statement))
    {
    }

    void bindInteger(int column, std::int64_t value) override
    {
        m_statement.bindInteger(column + 1, value);
    }

    void bindText(int column, std::string_view utf8) override
    {
        m_statement.bindText(column + 1, utf8);
    }

    void bindBytes(int column, std::string_view bytes) override
    {
        m_statement.bindBlob(column + 1, bytes);
    }

    Result<void> run() override
    {
        const auto code = m_statement.run();
        Result<void> result;
        if (code != SQLITE_DONE)
            result = failure(sqliteError(m_connection));
        m_statement.clearBindings();
        return result;
    }

private:
    sqlite3 *m_connection;
    SqliteStatement m_statement;
};

class QueryBulkInsert final : public BulkInsert
{
public:
    explicit QueryBulkInsert(const QSqlDatabase &database)
        : m_database(database)
        , m_query(database)
    {
    }

    Result<void> prepare(const QString &sql)
    {
        if (!m_query.prepare(sql))
            return failure(sqlError(m_query.lastError(), m_database, {}));
        return {};
    }

    void bindInteger(int column, std::int64_t value) override
    {
        m_query.bindValue(column, static_cast<qlonglong>(value));
    }

    void bindText(int column, std::string_view utf8) override
    {
        auto text = toQString(utf8);
        m_query.bindValue(column, text.isNull() ? u""_s : text);
    }

    void bindBytes(int column, std::string_view bytes) override
    {
        const QByteArray copy(bytes.data(), static_cast<qsizetype>(bytes.size()));
        m_query.bindValue(column, copy.isNull() ? QByteArray("") : copy, QSql::In | QSql::Binary);
    }

    Result<void> run() override
    {
        if (!m_query.exec())
            return failure(sqlError(m_query.lastError(), m_database, {}));
        return {};
    }

private:
    QSqlDatabase m_database;
    QSqlQuery m_query;
};

} // namespace

Result<std::unique_ptr<BulkInsert>> bulkInsert(Target &target, const QString &table,
                                               const QStringList &columns)
{
    const auto dialect = SqlDialect::of(target.database());
    QStringList names;
    for (const auto &column : columns)
        names += dialect.quoted(column);
    const auto sql = u"INSERT INTO "_s + dialect.quoted(table) + u" ("_s + names.join(u", "_s)
        + u") VALUES ("_s + QStringList(columns.size(), u"?"_s).join(u", "_s) + u')';
    if (auto *handle = sqliteHandle(target.database())) {
        auto statement = SqliteStatement::prepare(handle, sql);
        if (!statement)
            return failure(statement.error());
        return std::make_unique<SqliteBulkInsert>(handle, std::move(*statement));
    }
    auto insert = std::make_unique<QueryBulkInsert>(target.database());
    if (auto prepared = insert->prepare(sql); !prepared)
        return failure(prepared.error());
    return insert;
}

} // namespace dockhand::target
