// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace dockhand::ui {

/// One reading of a run. Seconds since its start; two values.
struct Sample
{
    double at = 0;
    double first = 0;
    double second = 0;
};

/// The samples of the last stretch of time: a ring of fixed size, oldest first.
class RecentSamples final
{
public:
    explicit RecentSamples(std::size_t capacity);

    void clear();
    void add(const Sample &sample);
    [[nodiscard]] std::size_t size() const { return m_samples.size(); }
    [[nodiscard]] const Sample &at(std::size_t index) const;

private:
    std::size_t m_capacity;
    std::size_t m_next = 0;
    std::vector<Sample> m_samples;
};

/// The samples of a whole run in a fixed number of places: when they are full, neighbours are
/// merged into their mean, so that each place stands for twice the time.
class WholeSamples final
{
public:
    explicit WholeSamples(std::size_t capacity);

    void clear();
    void add(const Sample &sample);
    [[nodiscard]] std::size_t size() const { return m_samples.size(); }
    [[nodiscard]] const Sample &at(std::size_t index) const { return m_samples[index]; }

private:
    void halve();

    std::size_t m_capacity;
    std::size_t m_perPlace = 1;
    std::size_t m_pending = 0;
    Sample m_sum;
    std::vector<Sample> m_samples;
};

} // namespace dockhand::ui
