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
/// or looked up per cell. Texts are copied in blocks of 16 bytes, so they need kOverread readable
/// bytes behind their end (fields of a RecordBlock have them), and the room kOverwrite
/// bytes behind the row. A value type for a few lines of code; see PackedRows::startRow.
class RowPacker final
{
public:
    static constexpr std::size_t kOverread = 16;
    static constexpr std::size_t kOverwrite = 24; ///< a block, and the zeros that round a row up

    RowPacker(char *row, std::uint32_t slots)
        : m_row(row)
        , m_nextSlot(row + PackedRow::placeOf(slots, 0))
        , m_text(row + PackedRow::placeOf(slots, slots))
        , m_slots(slots)
    {
    }

    void add(std::uint64_t bits, bool isNull)
    {
        std::memcpy(m_nextSlot, &bits, sizeof bits);
        m_nextSlot += sizeof bits;
        m_nulls |= std::uint64_t { isNull } << (m_slot % 64);
        if (++m_slot % 64 == 0)
            storeNulls();
    }

    void addText(std::string_view text, bool isNull)
    {
        const auto place = static_cast<std::uint64_t>(m_text - m_row);
        for (std::size_t at = 0; at < text.size(); at += kOverread)
            std::memcpy(m_text + at, text.data() + at, kOverread);
        m_text += text.size();
        add(place | std::uint64_t { text.size() } << 32, isNull);
    }

    /// Writes what stands before the cells, once every slot is there; the row's size is set here.
    /// Returns it.
    std::size_t finish(PackedRowHeader header)
    {
        if (m_slot % 64 != 0) {
            m_nulls |= ~std::uint64_t { 0 } << (m_slot % 64);
            storeNulls();
        }
        std::memset(m_text, 0, 8);
        const auto size = (static_cast<std::size_t>(m_text - m_row) + 7) / 8 * 8;
        header.size = static_cast<std::uint32_t>(size);
        header.slots = m_slots;
        std::memcpy(m_row, &header, sizeof header);
        return size;
    }

private:
    void storeNulls()
    {
        auto *word = m_row + sizeof(PackedRowHeader) + (m_slot - 1) / 64 * 8;
        std::memcpy(word, &m_nulls, sizeof m_nulls);
        m_nulls = 0;
    }

    char *m_row;
    char *m_nextSlot;
    char *m_text;
    std::uint64_t m_nulls = 0; ///< of the word of slots in work
    std::uint32_t m_slot = 0;
    std::uint32_t m_slots;
};

} // namespace dockhand::profile
