// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/packed_rows.h"

#include <algorithm>

namespace dockhand::profile {

namespace {

constexpr std::size_t roundedUp(std::size_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

} // namespace

static_assert(sizeof(PackedRowHeader) == 32 && offsetof(PackedRowHeader, slots) == 4);

void PackedRows::reset(std::uint32_t slots)
{
    m_slots = slots;
    clear();
}

void PackedRows::clear()
{
    m_bytes.clear();
    m_begins.clear();
    m_textEnd = 0;
}

void PackedRows::growBy(std::size_t bytes)
{
    m_bytes.reserve(std::max(m_bytes.size() + bytes, m_bytes.capacity() + m_bytes.capacity() / 2));
}

void PackedRows::append(std::uint32_t file, std::int64_t record, std::uint32_t parent)
{
    const auto begin = m_bytes.size();
    const auto fixed = PackedRow::placeOf(m_slots, m_slots);
    m_bytes.resize(begin + fixed);
    m_begins.push_back(static_cast<std::uint32_t>(begin));
    m_textEnd = begin + fixed;
    const PackedRowHeader header {
        static_cast<std::uint32_t>(fixed), m_slots, file, parent, record, 0
    };
    std::memcpy(last(), &header, sizeof header);
    std::memset(last() + sizeof header, 0xFF, PackedRow::placeOf(m_slots, 0) - sizeof header);
}

void PackedRows::setText(std::uint32_t slot, std::string_view value)
{
    const auto begin = m_begins.back();
    const auto end = m_textEnd + value.size();
    m_bytes.resize(roundedUp(end));
    if (!value.empty())
        std::memcpy(m_bytes.data() + m_textEnd, value.data(), value.size());
    const auto place
        = static_cast<std::uint64_t>(m_textEnd - begin) | std::uint64_t { value.size() } << 32;
    set(slot, &place);
    m_textEnd = end;
    const auto size = static_cast<std::uint32_t>(m_bytes.size() - begin);
    std::memcpy(last(), &size, sizeof size);
}

} // namespace dockhand::profile
