// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_governor.h"

#include "core/base/system_info.h"

namespace dockhand::engine {

namespace {
constexpr std::int64_t kSampleEveryNs = 50'000'000;
constexpr std::int64_t kCalmNs = 30'000'000'000; // without a refusal, until sizes are doubled
constexpr int kMostHalvings = 4;
} // namespace

MemoryGovernor::MemoryGovernor(const MemoryBudget &budget, const Clock &clock)
    : m_budget(budget)
    , m_clock(clock)
{
}

void MemoryGovernor::sample()
{
    const auto now = m_clock.monotonic().count();
    auto next = m_nextSampleNs.load(std::memory_order_relaxed);
    if (now < next || !m_nextSampleNs.compare_exchange_strong(next, now + kSampleEveryNs))
        return;
    accept(residentBytes());
    const auto halvings = m_halvings.load();
    if (halvings > 0 && now - m_changedNs.load() >= kCalmNs) {
        m_changedNs = now;
        m_halvings = halvings - 1;
    }
}

// One refusal more or less, when two threads meet, makes no difference.
void MemoryGovernor::noteShortage()
{
    m_changedNs = m_clock.monotonic().count();
    m_halvings = std::min(m_halvings.load() + 1, kMostHalvings);
}

void MemoryGovernor::accept(std::int64_t resident)
{
    const auto percent = static_cast<int>(m_budget.pressure(resident) * 100);
    m_pressurePercent.store(percent, std::memory_order_relaxed);
}

int MemoryGovernor::chunkPercent() const
{
    return static_cast<int>(shareOf(chunkPercentFor(pressurePercent())));
}

int MemoryGovernor::chunkPercentFor(int pressurePercent)
{
    if (pressurePercent <= 40)
        return 100;
    if (pressurePercent <= 60)
        return 75;
    return pressurePercent <= 80 ? 50 : 25;
}

} // namespace dockhand::engine
