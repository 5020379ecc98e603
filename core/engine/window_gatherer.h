// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/chunk_line.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_control.h"
#include "core/engine/window.h"
#include "core/engine/window_slot.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dockhand::engine {

/// How large a window may grow; both are met at a chunk's end.
struct WindowLimits
{
    std::int64_t rows = 25'000;
    std::int64_t bytes = 12 << 20;
};

/// Takes parts out of the line in queue order, cuts them into windows, sorts each by key and puts
/// it into the slot. The first windows are smaller (1/8, 1/4, 1/2), so that the writer has work
/// soon. One thread.
class WindowGatherer final
{
public:
    WindowGatherer(ChunkLine &line, WindowSlot &slot, RunControl &control, ProgressBoard &board,
                   const WindowLimits &limits, std::span<const std::size_t> profileOfFile,
                   std::span<const profile::ImportProfile *const> profiles);

    /// Until the line has ended; then `slot.finish()`.
    void run();

private:
    [[nodiscard]] bool isFull(const Window &window) const;
    bool handOver(std::unique_ptr<Window> window);

    ChunkLine &m_line;
    WindowSlot &m_slot;
    RunControl &m_control;
    ProgressBoard &m_board;
    WindowLimits m_limits;
    std::span<const std::size_t> m_profileOfFile;
    std::span<const profile::ImportProfile *const> m_profiles;
    int m_windows = 0;
};

} // namespace dockhand::engine
