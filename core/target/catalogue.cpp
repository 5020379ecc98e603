// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/catalogue.h"

#include "core/target/sqlite_shape.h"
#include "core/target/standard_shape.h"

namespace dockhand::target {

Result<TableShape> readShape(const QSqlDatabase &database, const SqlDialect &dialect,
                             const QString &table)
{
    if (dialect.dbms == Dbms::Sqlite)
        return readSqliteShape(database, table);
    return readStandardShape(database, dialect, table);
}

} // namespace dockhand::target
