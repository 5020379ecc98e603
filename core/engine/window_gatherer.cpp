// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_gatherer.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace dockhand::engine {

namespace {
constexpr auto kMemoryPause = std::chrono::milliseconds(100); // after the first refusal
constexpr int kMostAttempts = 6;
} // namespace

WindowGatherer::WindowGatherer(const Parties &parties, WindowLimits limits)
    : m_parties(parties)
    , m_limits(std::move(limits))
{
}

bool WindowGatherer::isFull(const Window &window) const
{
    return window.records() >= m_parties.governor.shareOf(m_limits.rows)
        || static_cast<std::int64_t>(window.files().size()) >= m_limits.files;
}

// Rows gain by standing beside many others in key order. Rejects do not, and while they are written
// the next ones can be read; their texts would take twice the memory then, so they are spilled.
bool WindowGatherer::isFullOfRejects(const Window &window) const
{
    return window.rejected() >= m_limits.rejects && 2 * window.rejected() > window.records();
}

// A window that cannot be spilled is written as it is: smaller windows are slower, not wrong.
bool WindowGatherer::mustEnd(Window &window)
{
    const bool isRejects = isFullOfRejects(window);
    if (isFull(window) && !isRejects)
        return true;
    if (!isRejects && window.bytesInMemory() < m_parties.governor.shareOf(m_limits.bytes))
        return false;
    auto chunks = guarded([&window] {
        DOCKHAND_FAILPOINT("gathering.spilling");
        return window.spill();
    });
    DOCKHAND_FAILPOINT("gathering.spilled");
    if (!chunks)
        return true;
    giveBack(*std::move(chunks), m_parties.pool, m_parties.board);
    return isRejects || hasSpilledEnough(window);
}

bool WindowGatherer::hasSpilledEnough(const Window &window)
{
    const auto spilled = window.spillFile()->size();
    if (m_mostSpilledBytes == 0)
        m_mostSpilledBytes = (spilled + window.spillFile()->freeBytes()) / 4;
    const auto mostRuns
        = mergeBytes(m_limits.bytes) / static_cast<std::int64_t>(MergedRows::kLeastReadBytes);
    return spilled >= m_mostSpilledBytes || ++m_spills >= mostRuns
        || window.headBytes() >= mergeBytes(m_limits.bytes);
}

bool WindowGatherer::handOver()
{
    m_window->finish();
    DOCKHAND_FAILPOINT("gathering.window_done");
    m_mostSpilledBytes = 0;
    m_spills = 0;
    m_parties.board.windowsInWork.fetch_add(1, std::memory_order_relaxed);
    return m_parties.slot.put(std::move(m_window));
}

std::unique_ptr<Window> WindowGatherer::newWindow() const
{
    return std::make_unique<Window>(m_parties.groups, m_limits.spillFolders);
}

// What the windows before hold is free again when they are written.
bool WindowGatherer::waitForMemory(int attempt)
{
    do {
        if (!m_parties.control.waitFor(attempt * kMemoryPause) || m_parties.line.isClosed())
            return false;
    } while (m_parties.board.windowsInWork.load(std::memory_order_relaxed) > 0);
    return true;
}

// First the window in work goes out of the way; then it is waited for.
Result<bool> WindowGatherer::add(FilePart &part)
{
    for (int attempt = 1;; ++attempt) {
        auto added = guarded([&]() -> Result<void> {
            if (!m_window)
                m_window = newWindow();
            DOCKHAND_FAILPOINT("gathering.adding");
            m_window->add(part);
            return {};
        });
        if (added)
            return true;
        if (added.error().code != ErrorCode::MemoryLimit || attempt == kMostAttempts)
            return failure(added.error());
        m_parties.governor.noteShortage();
        m_parties.pool.drop();
        if (m_window && !m_window->isEmpty()) {
            if (!handOver())
                return false;
        }
        if (!waitForMemory(attempt))
            return false;
    }
}

Result<void> WindowGatherer::run()
{
    while (auto part = m_parties.line.pop()) {
        if (!m_parties.control.waitWhilePaused())
            break;
        const auto added = add(*part);
        if (!added)
            return failure(added.error());
        if (!*added)
            return {};
        if (mustEnd(*m_window) && !handOver())
            return {};
    }
    if (m_window && !m_window->isEmpty() && !m_parties.control.isCancelled())
        handOver();
    m_parties.slot.finish();
    return {};
}

void giveBack(std::vector<std::unique_ptr<profile::RowChunk>> chunks, ChunkPool &pool,
              ProgressBoard &board)
{
    for (auto &chunk : chunks) {
        board.backlogBytes.fetch_sub(static_cast<std::int64_t>(chunk->bytes()),
                                     std::memory_order_relaxed);
        pool.giveBack(std::move(chunk));
    }
}

} // namespace dockhand::engine
