// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

class QSqlDatabase;
struct sqlite3;

namespace dockhand::target {

/// The C interface's connection behind QSQLITE; null for any other driver.
[[nodiscard]] sqlite3 *sqliteHandle(const QSqlDatabase &database);

/// Our code for an extended result code of SQLite; `systemError` is the errno behind it, if known
/// (a full disk shows as an I/O error with ENOSPC).
[[nodiscard]] ErrorCode sqliteErrorCode(int extendedCode, int systemError);

/// The connection's last error, in SQLite's own words with the database's path. `what` says what
/// was being done ("save the watermark"); may be empty.
[[nodiscard]] Error sqliteError(sqlite3 *connection, const QString &what = {});

/// "no such table: x, when trying to save the watermark".
[[nodiscard]] QString withPurpose(const QString &message, const QString &what);

} // namespace dockhand::target
