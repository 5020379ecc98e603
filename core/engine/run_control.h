// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace dockhand::engine {

/// Pause, resume and cancel as the run's threads see them. Thread-safe.
class RunControl final
{
public:
    void pause();
    void resume();
    void cancel();

    [[nodiscard]] bool isCancelled() const { return m_isCancelled.load(std::memory_order_acquire); }
    [[nodiscard]] bool isPaused() const { return m_isPaused.load(std::memory_order_acquire); }

    /// Returns at once unless paused; false when the run was cancelled.
    bool waitWhilePaused();
    /// The same, but looks up after `most`: false when it is paused still.
    bool waitWhilePaused(std::chrono::milliseconds most);
    /// Waits for `duration` (between two attempts); false when the run was cancelled meanwhile.
    bool waitFor(std::chrono::milliseconds duration);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::atomic<bool> m_isPaused { false };
    std::atomic<bool> m_isCancelled { false };
};

} // namespace dockhand::engine
