// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/window.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace dockhand::engine {

/// Hands sorted windows from the gathering thread to the writing one, one at a time: while one is
/// written the next is gathered, and never more than these two exist. Thread-safe.
class WindowSlot final
{
public:
    /// Blocks until the window is taken; false when closed (the window is dropped).
    bool put(std::unique_ptr<Window> window);
    /// Blocks; nothing when `finish` was called and all are taken, or when closed.
    [[nodiscard]] std::unique_ptr<Window> take();
    /// True: `take` will not block. False: nothing came within that time.
    [[nodiscard]] bool waitFor(std::chrono::milliseconds time);
    /// No window comes any more.
    void finish();
    void close();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<Window> m_window;
    bool m_isFinished = false;
    bool m_isClosed = false;
};

} // namespace dockhand::engine
