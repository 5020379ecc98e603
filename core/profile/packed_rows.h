// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/profile/packed_row.h"
#include "core/profile/row_packer.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// Rows of one table, packed one behind the other. Only the last one can be written to. Row by row
/// rather than column by column, since a window is written in key order, that is in random order
/// over its chunks: one row is then a few cache lines in a row instead of one per column.
class PackedRows final
{
public:
    /// Drops all rows; those to come have so many slots.
    void reset(std::uint32_t slots);
    void clear();

    /// Begins a row whose texts take at most so many bytes; its slots are filled through the
    /// packer, all of them, and `endRow` follows before anything else. The way of whoever has all
    /// cells at hand; cell by cell it is `append` and the functions behind it.
    [[nodiscard]] RowPacker startRow(std::size_t mostTextBytes)
    {
        makeRoom(PackedRow::placeOf(m_slots, m_slots) + mostTextBytes + RowPacker::kOverwrite);
        m_begins.push_back(static_cast<std::uint32_t>(m_bytes.size()));
        return { last(), m_slots };
    }
    /// `header` without size and slots.
    void endRow(RowPacker &packer, const PackedRowHeader &header)
    {
        m_bytes.grow(packer.finish(header));
        m_textEnd = m_bytes.size();
    }

    /// Appends a row with every slot NULL.
    void append(std::uint32_t file, std::int64_t record,
                std::uint32_t parent = PackedRowHeader::kNoParent);
    /// Of the last row.
    void setInteger(std::uint32_t slot, std::int64_t value) { set(slot, &value); }
    void setReal(std::uint32_t slot, double value) { set(slot, &value); }
    void setText(std::uint32_t slot, std::string_view value);
    void setPrefix(std::uint64_t prefix)
    {
        std::memcpy(last() + offsetof(PackedRowHeader, prefix), &prefix, sizeof prefix);
    }

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_begins.size()); }
    [[nodiscard]] std::uint32_t slots() const { return m_slots; }
    [[nodiscard]] PackedRow row(std::uint32_t index) const
    {
        return PackedRow(m_bytes.data() + m_begins[index]);
    }
    [[nodiscard]] PackedRow back() const { return row(size() - 1); }
    [[nodiscard]] std::size_t capacity() const
    {
        return m_bytes.capacity() + m_begins.capacity() * sizeof(std::uint32_t);
    }

private:
    void makeRoom(std::size_t bytes)
    {
        if (bytes > m_bytes.capacity() - m_bytes.size())
            growBy(bytes);
    }
    void growBy(std::size_t bytes);
    [[nodiscard]] char *last() { return m_bytes.data() + m_begins.back(); }
    void set(std::uint32_t slot, const void *bits)
    {
        auto *row = last();
        std::memcpy(row + PackedRow::placeOf(m_slots, slot), bits, 8);
        auto *word = row + sizeof(PackedRowHeader) + slot / 64 * 8;
        std::uint64_t nulls = 0;
        std::memcpy(&nulls, word, sizeof nulls);
        nulls &= ~(std::uint64_t { 1 } << (slot % 64));
        std::memcpy(word, &nulls, sizeof nulls);
    }

    ByteBuffer m_bytes;
    std::vector<std::uint32_t> m_begins;
    std::size_t m_textEnd = 0; ///< of the last row; its size is that, rounded up
    std::uint32_t m_slots = 0;
};

} // namespace dockhand::profile
