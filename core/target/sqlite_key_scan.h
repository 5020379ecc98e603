// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/sql_dialect.h"
#include "core/target/sqlite_statement.h"
#include "core/target/target.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dockhand::target {

/// Tells which keys of a batch a table holds, by going through the index of its key beside the
/// batch, which is in the same order: a step instead of a search for each key. Where the index has
/// many keys between two of the batch it searches all the same. One thread; nothing may be written
/// to the table while it looks.
class SqliteKeyScan final
{
public:
    /// Nothing for keys that it cannot compare (numbers with fractions, times) or that have no
    /// index of their own. `spec`'s table is one that Dockhand made.
    [[nodiscard]] static Result<std::optional<SqliteKeyScan>>
    prepare(sqlite3 *connection, const profile::TableSpec &spec, const SqlDialect &dialect);

    /// `isThere[i]`: the key of `rows[i]` is in the table. What it does not find may be there all
    /// the same (a value of another type than its column's). False: SQLite's error.
    [[nodiscard]] bool look(std::span<const RowRef> rows, std::vector<char> &isThere);

private:
    struct KeyColumn
    {
        std::uint32_t slot = 0;
        bool isText = false;
    };

    bool seek(profile::PackedRow row);
    bool step();
    [[nodiscard]] int compareTo(profile::PackedRow row) const;

    SqliteStatement m_select;
    std::vector<KeyColumn> m_key;
    bool m_hasRow = false;
};

} // namespace dockhand::target
