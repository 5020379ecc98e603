// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <cstdint>

namespace dockhand::engine {

/// Watches this process's resident memory against the run's limit and says how much of a full chunk
/// to read: 0–40 % all, 40–60 % 75 %, 60–80 % 50 %, above 80 % 25 %; above 90 % reading pauses
/// until it falls or nothing is waiting to be written. The bound itself holds by the budgets; this
/// is the second line. Thread-safe.
class MemoryGovernor final
{
public:
    MemoryGovernor(std::int64_t limitBytes, const Clock &clock);

    /// Measures at most 20 times a second; cheap in between.
    void sample();

    /// Resident memory as a share of the limit, in percent.
    [[nodiscard]] int pressurePercent() const
    {
        return m_pressurePercent.load(std::memory_order_relaxed);
    }
    /// Share of a full chunk to read, in percent: 100, 75, 50 or 25.
    [[nodiscard]] int chunkPercent() const;
    [[nodiscard]] bool shouldPauseReading() const { return pressurePercent() > 90; }

    /// The rule alone.
    [[nodiscard]] static int chunkPercentFor(int pressurePercent);
    /// For tests and for sample(): takes a reading.
    void accept(std::int64_t residentBytes);

private:
    std::int64_t m_limitBytes;
    const Clock &m_clock;
    std::atomic<std::int64_t> m_nextSampleNs { 0 };
    std::atomic<int> m_pressurePercent { 0 };
};

} // namespace dockhand::engine
