// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/order_run.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

namespace dockhand::profile {

namespace {

// Saved form: version, flags, then texts (length, bytes) and numbers; numbers as LEB128, so that
// the usual state is a few dozen bytes. Never reuse a version number.
constexpr char kVersion = 1;
constexpr char kIsOpen = 1;
constexpr char kParentGiven = 2;

void writeNumber(QByteArray &out, std::uint64_t number)
{
    while (number >= 0x80) {
        out.append(static_cast<char>((number & 0x7F) | 0x80));
        number >>= 7;
    }
    out.append(static_cast<char>(number));
}

void writeText(QByteArray &out, std::string_view text)
{
    writeNumber(out, text.size());
    out.append(text.data(), static_cast<qsizetype>(text.size()));
}

bool readNumber(std::string_view &in, std::uint64_t &number)
{
    number = 0;
    for (unsigned shift = 0; shift < 35 && !in.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(in.front());
        in.remove_prefix(1);
        number |= std::uint64_t { byte & 0x7FU } << shift;
        if ((byte & 0x80U) == 0)
            return number <= std::numeric_limits<std::uint32_t>::max();
    }
    return false;
}

bool readText(std::string_view &in, std::string_view &text)
{
    std::uint64_t length = 0;
    if (!readNumber(in, length) || length > in.size())
        return false;
    text = in.substr(0, static_cast<std::size_t>(length));
    in.remove_prefix(static_cast<std::size_t>(length));
    return true;
}

} // namespace

void OccurrenceCounter::clear()
{
    m_slots.clear();
    m_entries.clear();
    m_keys.clear();
}

std::size_t OccurrenceCounter::slotFor(std::uint64_t hash, std::string_view wanted) const
{
    const auto mask = m_slots.size() - 1;
    auto slot = static_cast<std::size_t>(hash) & mask;
    while (m_slots[slot] != 0) {
        const auto &entry = m_entries[m_slots[slot] - 1];
        if (entry.hash == hash && key(entry) == wanted)
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

void OccurrenceCounter::rebuild(std::size_t slots)
{
    m_slots.assign(slots, 0);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        auto &entry = m_entries[i];
        entry.hash = std::hash<std::string_view>()(key(entry));
        m_slots[slotFor(entry.hash, key(entry))] = static_cast<std::uint32_t>(i + 1);
    }
}

/// Of an entry, or how many there are.
std::size_t OccurrenceCounter::indexOf(std::string_view wanted) const
{
    if (m_slots.empty()) {
        const auto isWanted = [&](const Entry &entry) { return key(entry) == wanted; };
        const auto found = std::find_if(m_entries.begin(), m_entries.end(), isWanted);
        return static_cast<std::size_t>(found - m_entries.begin());
    }
    const auto index = m_slots[slotFor(std::hash<std::string_view>()(wanted), wanted)];
    return index == 0 ? m_entries.size() : index - 1;
}

void OccurrenceCounter::addKey(std::string_view wanted)
{
    m_entries.push_back({ 0, static_cast<std::uint32_t>(m_keys.size()),
                          static_cast<std::uint32_t>(wanted.size()), 0 });
    m_keys.append(wanted);
    if (m_entries.size() <= kFewKeys)
        return;
    if (m_entries.size() * 2 > m_slots.size()) {
        rebuild(std::bit_ceil(m_entries.size() * 4));
        return;
    }
    auto &entry = m_entries.back();
    entry.hash = std::hash<std::string_view>()(wanted);
    m_slots[slotFor(entry.hash, wanted)] = static_cast<std::uint32_t>(m_entries.size());
}

std::uint32_t OccurrenceCounter::add(std::string_view wanted, std::uint32_t by)
{
    const auto index = indexOf(wanted);
    if (index == m_entries.size())
        addKey(wanted);
    m_entries[index].count += by;
    return m_entries[index].count;
}

bool OrderRun::enter(std::string_view group)
{
    if (m_isOpen && m_group == group)
        return false;
    m_isOpen = true;
    m_group.assign(group);
    m_parentGiven = false;
    m_parentFields.clear();
    m_items.clear();
    return true;
}

void OrderRun::giveParent(std::string_view fields)
{
    m_parentGiven = true;
    m_parentFields.assign(fields);
}

QByteArray OrderRun::save() const
{
    constexpr qsizetype kMostPerNumber = 5;
    auto bytes = m_group.size() + m_parentFields.size();
    for (const auto &entry : m_items.entries())
        bytes += entry.length;
    QByteArray state;
    state.reserve(static_cast<qsizetype>(bytes) + 2
                  + kMostPerNumber * static_cast<qsizetype>(3 + 2 * m_items.entries().size()));
    state.append(kVersion);
    state.append(static_cast<char>((m_isOpen ? kIsOpen : 0) | (m_parentGiven ? kParentGiven : 0)));
    if (!m_isOpen)
        return state;
    writeText(state, m_group);
    writeText(state, m_parentFields);
    writeNumber(state, m_items.entries().size());
    for (const auto &entry : m_items.entries()) {
        writeText(state, m_items.key(entry));
        writeNumber(state, entry.count);
    }
    return state;
}

bool OrderRun::restore(const QByteArray &state)
{
    clear();
    if (state.isEmpty() || readState({ state.constData(), static_cast<std::size_t>(state.size()) }))
        return true;
    clear();
    return false;
}

void OrderRun::clear()
{
    m_isOpen = false;
    m_parentGiven = false;
    m_group.clear();
    m_parentFields.clear();
    m_items.clear();
}

bool OrderRun::readState(std::string_view state)
{
    if (state.size() < 2 || state[0] != kVersion || (state[1] & ~(kIsOpen | kParentGiven)) != 0)
        return false;
    m_isOpen = (state[1] & kIsOpen) != 0;
    m_parentGiven = (state[1] & kParentGiven) != 0;
    state.remove_prefix(2);
    if (!m_isOpen)
        return state.empty() && !m_parentGiven;
    std::string_view group;
    std::string_view fields;
    std::uint64_t items = 0;
    if (!readText(state, group) || !readText(state, fields) || !readNumber(state, items))
        return false;
    m_group.assign(group);
    m_parentFields.assign(fields);
    for (; items > 0; --items) {
        std::string_view item;
        std::uint64_t count = 0;
        if (!readText(state, item) || !readNumber(state, count) || count == 0)
            return false;
        m_items.add(item, static_cast<std::uint32_t>(count));
    }
    return state.empty();
}

} // namespace dockhand::profile
