// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/chunk_line.h"
#include "core/profile/import_profile.h"
#include "core/profile/row_chunk.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace dockhand::engine {

/// A chunk in a window and whose it is.
struct WindowPart
{
    std::size_t file = 0;
    std::unique_ptr<profile::RowChunk> chunk;
};

/// A file whose last part is in this window.
struct WindowEnd
{
    std::size_t file = 0;
    FileEnd end;
};

/// One row of a window by its place.
struct WindowRow
{
    std::uint64_t prefix = 0; ///< order-preserving first 8 bytes of the key
    std::uint32_t part = 0;
    std::uint32_t row = 0; ///< in chunk->tables[table]
};

/// Rows of one table of one profile, in key order (record order where the table has no key).
struct WindowTable
{
    std::size_t profile = 0; ///< index of the run's profile group
    std::size_t table = 0;   ///< in that profile
    std::vector<WindowRow> rows;
};

/// The unit of commit: chunks of files that stand next in the queue, with each table's rows in key
/// order. Its borders depend on the files and the plan, never on timing. Owned by one thread at a
/// time.
struct Window
{
    std::vector<WindowPart> parts;
    std::vector<WindowEnd> ends;
    std::vector<WindowTable> tables;
    std::int64_t records = 0;
    std::int64_t bytes = 0;

    [[nodiscard]] bool isEmpty() const { return parts.empty() && ends.empty(); }
};

/// Fills `window.tables`: collects the rows of every profile in `profileOfFile` and sorts them by
/// (key, queue position, record). Equal keys become neighbours, the earliest record first.
void sortWindow(Window &window, std::span<const std::size_t> profileOfFile,
                std::span<const profile::ImportProfile *const> profiles);

/// -1, 0, 1: the keys of two rows of one table; byte order for text, as SQLite's BINARY collation.
[[nodiscard]] int compareKeys(const Window &window, const profile::TableSpec &spec,
                              std::size_t table, const WindowRow &a, const WindowRow &b);

} // namespace dockhand::engine
