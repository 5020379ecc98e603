// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <random>
#include <utility>

namespace dockhand::fault {

/// Random choices that a seed repeats exactly, with every standard library (whose distributions
/// differ).
class Dice final
{
public:
    explicit Dice(std::uint64_t seed)
        : m_random(seed)
    {
    }

    /// `least` to `most`, both included.
    qint64 number(qint64 least, qint64 most)
    {
        const auto choices = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<qint64>(m_random() % choices);
    }

    bool chance(int percent) { return number(1, 100) <= percent; }

    template <class List>
    auto pick(const List &list)
    {
        return *(list.begin() + number(0, static_cast<qint64>(list.size()) - 1));
    }

    template <class List>
    void shuffle(List &list)
    {
        for (auto i = static_cast<qint64>(list.size()) - 1; i > 0; --i)
            std::swap(*(list.begin() + i), *(list.begin() + number(0, i)));
    }

    std::uint64_t bits() { return m_random(); }

private:
    std::mt19937_64 m_random;
};

} // namespace dockhand::fault
