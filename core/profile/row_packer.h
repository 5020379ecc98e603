// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/packed_row.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dockhand::profile {

/// Packs one row, slot by slot, into room that was made for it at once: nothing is checked, grown
/// or looked up per cell. Texts are copied in blocks of 32 bytes, so they need kOverread readable
/// bytes behind their end (fields of a RecordBlock have them), and the room kOverwrite
/// bytes behind the row. A value type for a few lines of code; see PackedRows::startRow.
class RowPacker final
{
public:
    static constexpr std::size_t kOverread = 32;
    static constexpr std::size_t kOverwrite = 40; ///< a block, and the zeros that round a row up

    RowPacker(char *row, std::uint32_t slots)
        : m_row(row)
        , m_nextSlot(row + PackedRow::placeOf(slots, 0))
        , m_text(row + PackedRow::placeOf(slots, slots))
        , m_slots(slots)
    {
        std::memset(row + kNulls, 0, PackedRow::placeOf(slots, 0) - kNulls);
        if (slots % 64 != 0) // what no slot has is NULL, too
            store(kNulls + slots / 64 * 8, ~std::uint64_t { 0 } << (slots % 64));
    }

    void add(std::uint64_t bits, bool isNull)
    {
        if (isNull)
            setNull();
        std::memcpy(m_nextSlot, &bits, sizeof bits);
        m_nextSlot += sizeof bits;
    }

    /// An empty text is NULL.
    void addText(std::string_view text)
    {
        const auto place = static_cast<std::uint64_t>(m_text - m_row);
        if (!text.empty())
            std::memcpy(m_text, text.data(), kOverread); // for most texts that is all
        for (auto at = kOverread; at < text.size(); at += kOverread)
            std::memcpy(m_text + at, text.data() + at, kOverread);
        m_text += text.size();
        add(place | std::uint64_t { text.size() } << 32, text.empty());
    }

    /// Writes what stands before the cells, once every slot is there; the row's size and slots are
    /// set here. Returns the size.
    std::size_t finish(const PackedRowHeader &header)
    {
        std::memset(m_text, 0, 8);
        const auto size = (static_cast<std::size_t>(m_text - m_row) + 7) / 8 * 8;
        // One by one: put together first, they would have to be in memory before the copy begins.
        store(offsetof(PackedRowHeader, size), static_cast<std::uint32_t>(size));
        store(offsetof(PackedRowHeader, slots), m_slots);
        store(offsetof(PackedRowHeader, file), header.file);
        store(offsetof(PackedRowHeader, parent), header.parent);
        store(offsetof(PackedRowHeader, record), header.record);
        store(offsetof(PackedRowHeader, prefix), header.prefix);
        return size;
    }

private:
    static constexpr std::size_t kNulls = sizeof(PackedRowHeader);

    template <class T>
    void store(std::size_t at, T value)
    {
        std::memcpy(m_row + at, &value, sizeof value);
    }

    void setNull()
    {
        const auto at = static_cast<std::size_t>(m_nextSlot - m_row);
        const auto slot = (at - PackedRow::placeOf(m_slots, 0)) / 8;
        std::uint64_t nulls = 0;
        std::memcpy(&nulls, m_row + kNulls + slot / 64 * 8, sizeof nulls);
        store(kNulls + slot / 64 * 8, nulls | std::uint64_t { 1 } << (slot % 64));
    }

    char *m_row;
    char *m_nextSlot;
    char *m_text;
    std::uint32_t m_slots;
};

} // namespace dockhand::profile
