// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/target/table_shape.h"

#include <QSqlDatabase>

namespace dockhand::target {

/// What the database holds under a table's name, by the way that this kind of database has.
[[nodiscard]] Result<TableShape> readShape(const QSqlDatabase &database, const SqlDialect &dialect,
                                           const QString &table);

} // namespace dockhand::target
