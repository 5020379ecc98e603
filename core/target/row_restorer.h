// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/row_image.h"
#include "core/target/target.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <span>

namespace dockhand::target {

/// Puts former content back into rows of one table, inside the target's open transaction: one
/// UPDATE prepared once. On a QSQLITE connection by SQLite's C interface. Destroyed before the
/// target.
class RowRestorer
{
public:
    virtual ~RowRestorer() = default;

    /// Writes the cells of an image with these columns into the row with this key, as long as it
    /// is still `holder`'s. False: there is no such row.
    [[nodiscard]] virtual Result<bool> restore(std::span<const ImageCell> row, std::int64_t holder)
        = 0;

    /// `key`: indexes into `columns`.
    [[nodiscard]] static Result<std::unique_ptr<RowRestorer>> create(Target &target,
                                                                     const QString &table,
                                                                     const QStringList &columns,
                                                                     const std::vector<int> &key);
};

} // namespace dockhand::target
