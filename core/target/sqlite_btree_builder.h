// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/sqlite_format.h"
#include "core/target/sqlite_page_file.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dockhand::target {

/// A b-tree page in the making: cell pointers grow from its front, cells from its end.
class BtreePage final
{
public:
    using Type = BtreePageType;

    /// `offset`: where the page's header begins; 100 on page 1, behind the file's header.
    BtreePage(Type type, std::uint32_t pageBytes, std::uint32_t offset = 0);

    void clear();
    [[nodiscard]] std::uint32_t cells() const { return m_cells; }
    [[nodiscard]] bool fits(std::size_t cellBytes) const
    {
        return m_pointers + 2 + cellBytes <= m_content;
    }
    /// Room for one more cell, which must fit.
    [[nodiscard]] char *addCell(std::size_t bytes);
    [[nodiscard]] std::string_view lastCell() const;
    void removeLastCell();
    /// Of an interior page: the child behind all cells.
    void setLastChild(std::uint32_t page);
    /// The page's bytes as they stand in the file.
    [[nodiscard]] std::string_view finished();
    [[nodiscard]] std::vector<char> &bytes() { return m_bytes; }

private:
    [[nodiscard]] std::uint32_t headerBytes() const;

    Type m_type;
    std::uint32_t m_offset;
    std::vector<char> m_bytes;
    std::uint32_t m_cells = 0;
    std::uint32_t m_pointers = 0; ///< end of the pointers
    std::uint32_t m_content = 0;  ///< begin of the cells
};

/// Builds one b-tree of a SQLite database from its leaves up, out of entries that come in the
/// tree's order: each page is written once, full, in sequence. What SQLite itself does for a sorted
/// load, without looking for the place of each entry. Memory: one page per level. One thread.
class SqliteBtreeBuilder final
{
public:
    enum class Kind : std::uint8_t { Table, Index };

    /// `file` outlives the builder.
    SqliteBtreeBuilder(Kind kind, SqlitePageFile &file);

    /// Table: row ids rise from call to call.
    void addRow(std::int64_t rowId, std::string_view record);
    /// Index: in its order.
    void addEntry(std::string_view record);
    /// Writes what is left; returns the root page's number. Nothing may be added any more.
    [[nodiscard]] std::uint32_t finish();

private:
    /// How a record is kept: so many bytes in the cell, the rest in a chain of pages.
    [[nodiscard]] std::size_t localBytes(std::size_t recordBytes) const;
    std::uint32_t addOverflow(std::string_view rest);
    /// Writes record bytes and, if there is one, the number of the first overflow page.
    void putRecord(char *to, std::string_view record, std::size_t local);
    void endLeaf();
    void addChild(std::size_t level, std::uint32_t page, std::string_view divider);
    [[nodiscard]] std::uint32_t finishLevels(std::uint32_t lastLeaf);

    Kind m_kind;
    SqlitePageFile &m_file;
    BtreePage m_leaf;
    std::vector<BtreePage> m_interior; ///< from the bottom
    std::int64_t m_lastRowId = 0;
    std::vector<char> m_divider; ///< of the page just ended
    std::vector<char> m_overflow;
};

} // namespace dockhand::target
