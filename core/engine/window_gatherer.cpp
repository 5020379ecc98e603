// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_gatherer.h"

#include "core/base/failpoint.h"

#include <algorithm>
#include <utility>

namespace dockhand::engine {

WindowGatherer::WindowGatherer(const Parties &parties, WindowLimits limits)
    : m_parties(parties)
    , m_limits(std::move(limits))
{
}

bool WindowGatherer::isFull(const Window &window) const
{
    return window.records() >= m_limits.rows
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
    if (!isRejects && window.bytesInMemory() < m_limits.bytes)
        return false;
    auto chunks = window.spill();
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

bool WindowGatherer::handOver(std::unique_ptr<Window> window)
{
    window->finish();
    DOCKHAND_FAILPOINT("gathering.window_done");
    m_mostSpilledBytes = 0;
    m_spills = 0;
    m_parties.board.windowsInWork.fetch_add(1, std::memory_order_relaxed);
    return m_parties.slot.put(std::move(window));
}

std::unique_ptr<Window> WindowGatherer::newWindow() const
{
    return std::make_unique<Window>(m_parties.groups, m_limits.spillFolders);
}

void WindowGatherer::run()
{
    auto window = newWindow();
    while (auto part = m_parties.line.pop()) {
        if (!m_parties.control.waitWhilePaused())
            break;
        window->add(*std::move(part));
        if (mustEnd(*window)) {
            if (!handOver(std::move(window)))
                return;
            window = newWindow();
        }
    }
    if (!window->isEmpty() && !m_parties.control.isCancelled())
        handOver(std::move(window));
    m_parties.slot.finish();
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
