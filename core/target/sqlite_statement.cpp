// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_statement.h"

#include "core/target/sqlite_error.h"

namespace dockhand::target {

Result<SqliteStatement> SqliteStatement::prepare(sqlite3 *connection, const QString &sql)
{
    const auto utf8 = sql.toUtf8();
    SqliteStatement statement;
    const auto code
        = sqlite3_prepare_v3(connection, utf8.constData(), static_cast<int>(utf8.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement.m_statement, nullptr);
    if (code != SQLITE_OK)
        return failure(sqliteError(connection));
    return statement;
}

} // namespace dockhand::target
