// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/chunk_line.h"
#include "core/engine/chunk_pool.h"
#include "core/engine/memory_governor.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_control.h"
#include "core/engine/window.h"
#include "core/engine/window_slot.h"

#include <QStringList>

#include <cstdint>

namespace dockhand::engine {

/// How windows are cut.
struct WindowLimits
{
    std::int64_t rows = 4'000'000;  ///< records of a window; met at a chunk's end
    std::int64_t files = 1'000;     ///< of a window; each takes some KiB until it is committed
    std::int64_t rejects = 100'000; ///< of a window that has hardly anything else
    std::int64_t bytes = 8 << 20;   ///< in memory; what is more is spilled
    QStringList spillFolders;       ///< in the order of preference
};

/// Takes parts out of the line in queue order and cuts them into windows that it puts into the
/// slot. Where nothing can be spilled windows end when memory is full, and a window spills a
/// quarter of the free disk at most: what is written out of it needs room, too. Where memory is
/// refused the window in work ends, and the next ones are smaller. One thread.
class WindowGatherer final
{
public:
    /// All parties outlive the gatherer.
    struct Parties
    {
        ChunkLine &line;
        WindowSlot &slot;
        ChunkPool &pool;
        MemoryGovernor &governor; ///< where memory is refused windows are smaller
        RunControl &control;
        ProgressBoard &board;
        const FileGroups &groups;
    };

    WindowGatherer(const Parties &parties, WindowLimits limits);

    /// Until the line has ended; then `slot.finish()`. Errors: memory.limit, when a part finds no
    /// room although nothing else is in work.
    [[nodiscard]] Result<void> run();

private:
    /// False: nobody takes windows any more.
    [[nodiscard]] Result<bool> add(FilePart &part);
    [[nodiscard]] bool waitForMemory(int attempt);
    [[nodiscard]] bool mustEnd(Window &window);
    [[nodiscard]] bool isFull(const Window &window) const;
    [[nodiscard]] bool isFullOfRejects(const Window &window) const;
    [[nodiscard]] bool hasSpilledEnough(const Window &window);
    bool handOver();
    [[nodiscard]] std::unique_ptr<Window> newWindow() const;

    Parties m_parties;
    WindowLimits m_limits;
    std::unique_ptr<Window> m_window;    ///< in work
    std::int64_t m_mostSpilledBytes = 0; ///< of the window in work, once it has spilled
    std::int64_t m_spills = 0;           ///< of the window in work
};

/// What merging one table's runs may take of a window's memory: two are merged at the same time.
[[nodiscard]] constexpr std::int64_t mergeBytes(std::int64_t windowBytes)
{
    return windowBytes / 2;
}

/// Back to the pool, and out of the backlog.
void giveBack(std::vector<std::unique_ptr<profile::RowChunk>> chunks, ChunkPool &pool,
              ProgressBoard &board);

} // namespace dockhand::engine
