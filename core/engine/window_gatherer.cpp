// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_gatherer.h"

#include <algorithm>

namespace dockhand::engine {

WindowGatherer::WindowGatherer(ChunkLine &line, WindowSlot &slot, RunControl &control,
                               ProgressBoard &board, const WindowLimits &limits,
                               std::span<const std::size_t> profileOfFile,
                               std::span<const profile::ImportProfile *const> profiles)
    : m_line(line)
    , m_slot(slot)
    , m_control(control)
    , m_board(board)
    , m_limits(limits)
    , m_profileOfFile(profileOfFile)
    , m_profiles(profiles)
{
}

bool WindowGatherer::isFull(const Window &window) const
{
    const int halvings = std::max(0, 3 - m_windows);
    return window.records >= m_limits.rows >> halvings
        || window.bytes >= m_limits.bytes >> halvings;
}

bool WindowGatherer::handOver(std::unique_ptr<Window> window)
{
    sortWindow(*window, m_profileOfFile, m_profiles);
    ++m_windows;
    m_board.windowsInWork.fetch_add(1, std::memory_order_relaxed);
    return m_slot.put(std::move(window));
}

void WindowGatherer::run()
{
    auto window = std::make_unique<Window>();
    while (auto part = m_line.pop()) {
        if (!m_control.waitWhilePaused())
            break;
        if (part->chunk) {
            window->records += part->chunk->recordsRead;
            window->bytes += static_cast<std::int64_t>(part->chunk->bytes());
            window->parts.push_back({ part->file, std::move(part->chunk) });
        }
        if (part->end)
            window->ends.push_back({ part->file, *std::move(part->end) });
        if (isFull(*window)) {
            if (!handOver(std::move(window)))
                return;
            window = std::make_unique<Window>();
        }
    }
    if (!window->isEmpty() && !m_control.isCancelled())
        handOver(std::move(window));
    m_slot.finish();
}

} // namespace dockhand::engine
