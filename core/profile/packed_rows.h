// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// What stands before the cells of a packed row.
struct PackedRowHeader
{
    static constexpr std::uint32_t kNoParent = 0xFFFF'FFFFU;

    std::uint32_t size = 0;  ///< bytes of the whole row, a multiple of 8
    std::uint32_t slots = 0; ///< the table's columns, and the lineage slots if it has them
    std::uint32_t file = 0;  ///< index of its file in the run
    /// How many records before this one the row of table 0 came from that belongs to the same
    /// group; 0: this one; kNoParent: it is not known.
    std::uint32_t parent = kNoParent;
    std::int64_t record = 0;  ///< number of the record in its file, from 1
    std::uint64_t prefix = 0; ///< keyPrefix(); 0 without a key
};

/// One row of a destination table as one stretch of bytes that needs nothing beside it: header,
/// null bitmap, an 8-byte slot per column (int64, the bits of a double, or where a text lies behind
/// the slots), texts. It can be copied, written to a file of this machine and read back. A view:
/// whoever owns the bytes must outlive it. A cell's type is the TableSpec's business.
class PackedRow final
{
public:
    /// Slots behind the columns, there when the row carries the record it came from.
    enum Lineage : std::uint8_t { Raw, Line, Byte, LineageSlots };

    PackedRow() = default;
    explicit PackedRow(const char *bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] const char *bytes() const { return m_bytes; }
    [[nodiscard]] PackedRowHeader header() const
    {
        PackedRowHeader header;
        std::memcpy(&header, m_bytes, sizeof header);
        return header;
    }
    [[nodiscard]] std::uint32_t size() const { return load<std::uint32_t>(0); }
    [[nodiscard]] std::uint32_t slots() const { return load<std::uint32_t>(4); }
    [[nodiscard]] bool isNull(std::uint32_t slot) const
    {
        return (load<std::uint64_t>(sizeof(PackedRowHeader) + slot / 64 * 8) >> (slot % 64) & 1)
            != 0;
    }
    [[nodiscard]] std::int64_t integer(std::uint32_t slot) const
    {
        return load<std::int64_t>(placeOf(slots(), slot));
    }
    [[nodiscard]] double real(std::uint32_t slot) const
    {
        return load<double>(placeOf(slots(), slot));
    }
    [[nodiscard]] std::string_view text(std::uint32_t slot) const
    {
        const auto place = load<std::uint64_t>(placeOf(slots(), slot));
        return { m_bytes + static_cast<std::uint32_t>(place),
                 static_cast<std::uint32_t>(place >> 32) };
    }

    /// Bytes before the slot of a row of so many slots.
    [[nodiscard]] static constexpr std::size_t placeOf(std::uint32_t slots, std::uint32_t slot)
    {
        return sizeof(PackedRowHeader) + (std::size_t { (slots + 63) / 64 } + slot) * 8;
    }

private:
    template <class T>
    [[nodiscard]] T load(std::size_t at) const
    {
        T value;
        std::memcpy(&value, m_bytes + at, sizeof value);
        return value;
    }

    const char *m_bytes = nullptr;
};

/// Rows of one table, packed one behind the other. Only the last one can be written to. Row by row
/// rather than column by column, since a window is written in key order, that is in random order
/// over its chunks: one row is then a few cache lines in a row instead of one per column.
class PackedRows final
{
public:
    /// Drops all rows; those to come have so many slots.
    void reset(std::uint32_t slots);
    void clear();

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
