// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/target/table_shape.h"

#include <QSqlDatabase>

namespace dockhand::target {

/// What SQLite knows of a table, through any driver (its pragmas are plain statements).
[[nodiscard]] Result<TableShape> readSqliteShape(const QSqlDatabase &database,
                                                 const QString &table);

} // namespace dockhand::target
