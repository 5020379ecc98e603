// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// Counts how often each key was seen. Keys live in one string; a few are compared one by one, as
/// most orders have but one or two, more are found through a hash table. No allocation once warm.
/// `clear` costs as much as there are keys.
class OccurrenceCounter final
{
public:
    struct Entry
    {
        std::uint64_t hash = 0; ///< not while there are few
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        std::uint32_t count = 0;
    };

    void clear();
    /// Adds `by` to the count of `key` and returns it.
    std::uint32_t add(std::string_view key, std::uint32_t by = 1);

    /// In the order in which the keys were first seen.
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] std::string_view key(const Entry &entry) const
    {
        return std::string_view(m_keys).substr(entry.begin, entry.length);
    }

private:
    static constexpr std::size_t kFewKeys = 8;

    [[nodiscard]] std::size_t indexOf(std::string_view key) const;
    void addKey(std::string_view key);
    [[nodiscard]] std::size_t slotFor(std::uint64_t hash, std::string_view key) const;
    void rebuild(std::size_t slots);

    std::string m_keys;
    std::vector<Entry> m_entries;
    /// Index into m_entries + 1; 0: free. A power of two, at most half of it used; empty while
    /// there are few keys.
    std::vector<std::uint32_t> m_slots;
};

/// The contiguous run of records of one group (one order): whose it is, whether its parent row was
/// given already and how often each item was seen. All of it survives `save` and `restore`, so that
/// neither the cut into chunks nor a resume changes a key.
class OrderRun final
{
public:
    /// A record of `group`: the run goes on, or (true) a new one begins.
    bool enter(std::string_view group);

    [[nodiscard]] bool parentGiven() const { return m_parentGiven; }
    /// The parent row was given; `fields` is what it was made of (empty: not known).
    void giveParent(std::string_view fields);
    [[nodiscard]] std::string_view parentFields() const { return m_parentFields; }

    [[nodiscard]] std::uint32_t count(std::string_view item) { return m_items.add(item); }

    [[nodiscard]] QByteArray save() const;
    /// False, and a fresh run, when `state` is not of `save`. An empty array is a fresh run.
    [[nodiscard]] bool restore(const QByteArray &state);

private:
    void clear();
    [[nodiscard]] bool readState(std::string_view state);

    bool m_isOpen = false; ///< a group was seen
    bool m_parentGiven = false;
    std::string m_group;
    std::string m_parentFields;
    OccurrenceCounter m_items;
};

} // namespace dockhand::profile
