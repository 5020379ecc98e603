// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/memory_budget.h"

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace dockhand::engine {

/// Watches this process's resident memory against the run's budget and says how much of a full
/// chunk to read. At a pressure of 0–40 % all, 40–60 % 75 %, 60–80 % 50 %, above 80 % 25 %; above
/// 90 % reading pauses until it falls or nothing is waiting to be written. The bound itself holds
/// by the buffers' budgets; this is the second line. Where memory is refused even so, chunks and
/// windows are halved, and doubled again when it has gone well for a while. Thread-safe.
class MemoryGovernor final
{
public:
    MemoryGovernor(const MemoryBudget &budget, const Clock &clock);

    /// Measures at most 20 times a second; cheap in between.
    void sample();

    /// See MemoryBudget::pressure; in percent.
    [[nodiscard]] int pressurePercent() const
    {
        return m_pressurePercent.load(std::memory_order_relaxed);
    }
    /// Share of a full chunk to read, in percent: 100, 75, 50 or 25, less where memory was refused.
    [[nodiscard]] int chunkPercent() const;
    [[nodiscard]] bool shouldPauseReading() const { return pressurePercent() > 90; }

    /// Somebody was refused memory.
    void noteShortage();
    /// `full`, halved as often as memory was refused of late, four times at most.
    [[nodiscard]] std::int64_t shareOf(std::int64_t full) const
    {
        return std::max<std::int64_t>(1, full >> m_halvings.load(std::memory_order_relaxed));
    }

    /// The rule alone.
    [[nodiscard]] static int chunkPercentFor(int pressurePercent);
    /// For tests and for sample(): takes a reading.
    void accept(std::int64_t residentBytes);

private:
    MemoryBudget m_budget;
    const Clock &m_clock;
    std::atomic<std::int64_t> m_nextSampleNs { 0 };
    std::atomic<int> m_pressurePercent { 0 };
    std::atomic<int> m_halvings { 0 };
    std::atomic<std::int64_t> m_changedNs { 0 }; ///< when m_halvings last did
};

} // namespace dockhand::engine
