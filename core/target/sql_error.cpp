// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sql_error.h"

#include "core/target/sqlite_error.h"

#include <QSqlDriver>

#include <sqlite3.h>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

/// SQLSTATE classes (PostgreSQL's driver gives the five characters as the native code).
ErrorCode codeOfState(const QString &state)
{
    if (state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return ErrorCode::DbConnectionLost;
    if (state == "53100"_L1)
        return ErrorCode::DbDiskFull;
    if (state == "40001"_L1 || state == "40P01"_L1 || state == "55P03"_L1)
        return ErrorCode::DbLocked;
    if (state == "42501"_L1 || state.startsWith("28"_L1))
        return ErrorCode::DbPermission;
    if (state == "25006"_L1)
        return ErrorCode::DbReadOnly;
    if (state == "57014"_L1)
        return ErrorCode::RunCancelled;
    return ErrorCode::DbStatementFailed;
}

/// MySQL's and MariaDB's numbers.
ErrorCode codeOfNumber(int number)
{
    switch (number) {
    case 1205: // lock wait timeout
    case 1213: // deadlock
        return ErrorCode::DbLocked;
    case 1021:
    case 1114: // table is full
        return ErrorCode::DbDiskFull;
    case 1044:
    case 1045:
    case 1142:
    case 1143:
        return ErrorCode::DbPermission;
    case 1290:
    case 1792:
    case 1836:
        return ErrorCode::DbReadOnly;
    case 2002:
    case 2003:
    case 2006:
    case 2013:
    case 2055:
        return ErrorCode::DbConnectionLost;
    default:
        return ErrorCode::DbStatementFailed;
    }
}

/// The SQLite behind an ODBC driver gives its primary result code.
ErrorCode codeOfOdbc(const QSqlError &error)
{
    bool isNumber = false;
    const auto number = error.nativeErrorCode().section(u';', 0, 0).toInt(&isNumber);
    if (isNumber && number > 0 && error.text().contains("SQLite"_L1, Qt::CaseInsensitive))
        return sqliteErrorCode(number, 0);
    return isNumber && number > 1000 ? codeOfNumber(number) : ErrorCode::DbStatementFailed;
}

ErrorCode codeOf(const QSqlError &error, const QSqlDatabase &database)
{
    bool isNumber = false;
    const auto number = error.nativeErrorCode().toInt(&isNumber);
    auto code = ErrorCode::DbStatementFailed;
    switch (database.driver()->dbmsType()) {
    case QSqlDriver::SQLite:
        if (isNumber) {
            auto *handle = sqliteHandle(database);
            code = sqliteErrorCode(number, handle ? sqlite3_system_errno(handle) : 0);
        }
        break;
    case QSqlDriver::PostgreSQL:
        code = codeOfState(error.nativeErrorCode());
        break;
    case QSqlDriver::MySqlServer:
        code = codeOfNumber(number);
        break;
    default:
        code = codeOfOdbc(error);
        break;
    }
    if (code != ErrorCode::DbStatementFailed || error.type() != QSqlError::ConnectionError)
        return code;
    if (!database.isOpen())
        return ErrorCode::DbCannotOpen;
    // QSQLITE says "connection" of every failed step; a file has none to lose.
    if (database.driver()->dbmsType() != QSqlDriver::SQLite)
        return ErrorCode::DbConnectionLost;
    return code;
}

} // namespace

Error sqlError(const QSqlError &error, const QSqlDatabase &database, const QString &what)
{
    auto words = error.databaseText().trimmed();
    if (words.isEmpty())
        words = error.driverText().trimmed();
    if (words.isEmpty())
        words = error.text();
    return { codeOf(error, database), {}, { withPurpose(words, what) } };
}

} // namespace dockhand::target
