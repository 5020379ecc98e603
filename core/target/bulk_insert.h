// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/target.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string_view>

namespace dockhand::target {

/// One INSERT that is run very often inside the target's open transaction, for tables of our own
/// (rejects). On a QSQLITE connection by SQLite's C interface, elsewhere by a prepared QSqlQuery.
/// Bind every column (from 0), then `run`. Views bound must stay until `run` has ended. Destroyed
/// before the target.
class BulkInsert
{
public:
    virtual ~BulkInsert() = default;

    virtual void bindInteger(int column, std::int64_t value) = 0;
    virtual void bindText(int column, std::string_view utf8) = 0;
    virtual void bindBytes(int column, std::string_view bytes) = 0;
    [[nodiscard]] virtual Result<void> run() = 0;
};

[[nodiscard]] Result<std::unique_ptr<BulkInsert>> bulkInsert(Target &target, const QString &table,
                                                             const QStringList &columns);

} // namespace dockhand::target
