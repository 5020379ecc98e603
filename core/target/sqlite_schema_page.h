// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace dockhand::target {

/// What sqlite_schema says about a table and the index of its key.
struct SqliteTableEntry
{
    QString name;
    QString createStatement;
    std::uint32_t root = 0;    ///< page
    std::uint32_t keyRoot = 0; ///< page; 0: the key has no index of its own
};

/// Page 1 of a SQLite database of `pages` pages that holds this one table: the file's header, and
/// sqlite_schema ("Database File Format", sections 1.3 and 2.6). Empty when the statement is too
/// long for it.
[[nodiscard]] std::vector<char> sqliteFirstPage(std::uint32_t pageBytes, std::uint32_t pages,
                                                const SqliteTableEntry &table);

} // namespace dockhand::target
