// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sql_dialect.h"

#include <QSqlDriver>
#include <QSqlQuery>

namespace dockhand::target {

using namespace Qt::StringLiterals;
using profile::ValueType;

namespace {

bool answers(const QSqlDatabase &database, const QString &question)
{
    QSqlQuery query(database);
    return query.exec(question) && query.next();
}

Dbms dbmsOf(const QSqlDatabase &database)
{
    switch (database.driver()->dbmsType()) {
    case QSqlDriver::SQLite:
        return Dbms::Sqlite;
    case QSqlDriver::PostgreSQL:
        return Dbms::PostgreSql;
    case QSqlDriver::MySqlServer:
        return Dbms::MySql;
    case QSqlDriver::UnknownDbms:
        return answers(database, u"SELECT sqlite_version()"_s) ? Dbms::Sqlite : Dbms::Other;
    default:
        return Dbms::Other;
    }
}

QString sqliteType(const profile::TableColumn &column)
{
    switch (column.type) {
    case ValueType::Integer:
    case ValueType::Boolean:
        return u"INTEGER"_s;
    case ValueType::Decimal:
        return u"DECIMAL(18,%1)"_s.arg(column.scale);
    case ValueType::Real:
        return u"REAL"_s;
    case ValueType::Text:
    case ValueType::Date:
    case ValueType::Timestamp:
        return u"TEXT"_s;
    }
    return u"TEXT"_s;
}

} // namespace

SqlDialect SqlDialect::of(const QSqlDatabase &database)
{
    SqlDialect dialect;
    dialect.dbms = dbmsOf(database);
    dialect.failurePoisons = dialect.dbms == Dbms::PostgreSql;
    // Drivers escape a plain name as the server wants it; names with quotes, dots or brackets in
    // them only we do right.
    const auto sample = database.driver()->escapeIdentifier(u"x"_s, QSqlDriver::FieldName);
    if (dialect.dbms != Dbms::Sqlite && sample.size() == 3) {
        dialect.openQuote = sample.front();
        dialect.closeQuote = sample.back();
    }
    return dialect;
}

QString SqlDialect::quoted(const QString &name) const
{
    auto inner = name;
    inner.replace(closeQuote, QString(2, closeQuote));
    return openQuote + inner + closeQuote;
}

QString SqlDialect::columnType(const profile::TableColumn &column, bool isKey) const
{
    if (dbms == Dbms::Sqlite)
        return sqliteType(column);
    switch (column.type) {
    case ValueType::Text:
        return isKey ? shortText(255) : longText();
    case ValueType::Integer:
        return bigInteger();
    case ValueType::Decimal:
        return u"DECIMAL(19,%1)"_s.arg(column.scale);
    case ValueType::Real:
        return u"DOUBLE PRECISION"_s;
    case ValueType::Date:
        return u"DATE"_s;
    case ValueType::Timestamp:
        return dbms == Dbms::MySql ? u"DATETIME(6)"_s : u"TIMESTAMP"_s;
    case ValueType::Boolean:
        return dbms == Dbms::Other ? u"SMALLINT"_s : u"BOOLEAN"_s;
    }
    return longText();
}

QString SqlDialect::bigInteger() const
{
    // "INTEGER PRIMARY KEY" is SQLite's row id itself and needs no index.
    return dbms == Dbms::Sqlite ? u"INTEGER"_s : u"BIGINT"_s;
}

QString SqlDialect::shortText(int characters) const
{
    switch (dbms) {
    case Dbms::Sqlite:
        return u"TEXT"_s;
    case Dbms::PostgreSql:
        return u"TEXT COLLATE \"C\""_s;
    case Dbms::MySql:
        return u"VARCHAR(%1) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"_s.arg(characters);
    case Dbms::Other:
        break;
    }
    return u"VARCHAR(%1)"_s.arg(characters);
}

QString SqlDialect::longText() const
{
    switch (dbms) {
    case Dbms::Sqlite:
    case Dbms::PostgreSql:
        return u"TEXT"_s;
    case Dbms::MySql:
        return u"LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"_s;
    case Dbms::Other:
        break;
    }
    return u"VARCHAR(4000)"_s;
}

QString SqlDialect::bytes() const
{
    switch (dbms) {
    case Dbms::PostgreSql:
        return u"BYTEA"_s;
    case Dbms::MySql:
        return u"LONGBLOB"_s;
    case Dbms::Sqlite:
    case Dbms::Other:
        break;
    }
    return u"BLOB"_s;
}

QString SqlDialect::limit(int rows) const
{
    return dbms == Dbms::Other ? QString() : u" LIMIT %1"_s.arg(rows);
}

} // namespace dockhand::target
