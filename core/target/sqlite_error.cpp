// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_error.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeOfIoError(int systemError)
{
    switch (systemError) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorCode::DbDiskFull;
    case EROFS:
        return ErrorCode::DbReadOnly;
    case EACCES:
    case EPERM:
        return ErrorCode::DbPermission;
    default:
        return ErrorCode::DbStatementFailed;
    }
}

ErrorCode codeOfCannotOpen(int systemError)
{
    switch (systemError) {
    case EROFS:
        return ErrorCode::DbReadOnly;
    case EACCES:
    case EPERM:
        return ErrorCode::DbPermission;
    case ENOSPC:
    case EDQUOT:
        return ErrorCode::DbDiskFull;
    default:
        return ErrorCode::DbCannotOpen;
    }
}

QString reasonOf(sqlite3 *connection)
{
    auto reason = QString::fromUtf8(sqlite3_errmsg(connection));
    const auto systemError = sqlite3_system_errno(connection);
    const auto primary = sqlite3_errcode(connection) & 0xFF;
    if (systemError != 0 && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN))
        reason += u": "_s + QString::fromLocal8Bit(std::strerror(systemError));
    return reason;
}

} // namespace

sqlite3 *sqliteHandle(const QSqlDatabase &database)
{
    const auto handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

ErrorCode sqliteErrorCode(int extendedCode, int systemError)
{
    switch (extendedCode & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return ErrorCode::DbLocked;
    case SQLITE_FULL:
        return ErrorCode::DbDiskFull;
    case SQLITE_READONLY:
        return ErrorCode::DbReadOnly;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return ErrorCode::DbNotADatabase;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::DbPermission;
    case SQLITE_CANTOPEN:
        return codeOfCannotOpen(systemError);
    case SQLITE_IOERR:
        if (extendedCode == SQLITE_IOERR_NOMEM)
            return ErrorCode::MemoryLimit;
        return codeOfIoError(systemError);
    case SQLITE_NOMEM:
        return ErrorCode::MemoryLimit;
    case SQLITE_INTERRUPT:
        return ErrorCode::RunCancelled;
    default:
        return ErrorCode::DbStatementFailed;
    }
}

QString withPurpose(const QString &message, const QString &what)
{
    if (what.isEmpty())
        return message;
    //: %1: a database's own words, %2: what was being done, e.g. "save the watermark"
    return QCoreApplication::translate("SqlError", "%1, when trying to %2").arg(message, what);
}

Error sqliteError(sqlite3 *connection, const QString &what)
{
    const auto code
        = sqliteErrorCode(sqlite3_extended_errcode(connection), sqlite3_system_errno(connection));
    auto message = withPurpose(reasonOf(connection), what);
    if (const auto *path = sqlite3_db_filename(connection, "main"); path && *path)
        message += u" (%1)"_s.arg(QString::fromUtf8(path));
    return { code, {}, { message } };
}

} // namespace dockhand::target
