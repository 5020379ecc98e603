// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/target/table_shape.h"

#include <QSqlDatabase>

namespace dockhand::target {

/// What a database other than SQLite says about a table: by the standard's information_schema where
/// it is known to have one (PostgreSQL, MariaDB), else by what its Qt driver can tell (then a
/// column that needs a value shows only when a row is written).
[[nodiscard]] Result<TableShape> readStandardShape(const QSqlDatabase &database,
                                                   const SqlDialect &dialect, const QString &table);

} // namespace dockhand::target
