// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

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

} // namespace dockhand::profile
