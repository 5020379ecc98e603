// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace dockhand::target {

/// Maps a driver's error to our codes (SQLite result codes, SQLSTATE classes); keeps the server's
/// text as argument %1. `what` says in words what was being done ("save the watermark").
[[nodiscard]] Error sqlError(const QSqlError &error, const QSqlDatabase &database,
                             const QString &what);

} // namespace dockhand::target
