// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_control.h"

namespace dockhand::engine {

void RunControl::pause()
{
    const std::lock_guard lock(m_mutex);
    m_isPaused.store(true, std::memory_order_release);
}

void RunControl::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused.store(false, std::memory_order_release);
    }
    m_changed.notify_all();
}

void RunControl::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isCancelled.store(true, std::memory_order_release);
    }
    m_changed.notify_all();
}

bool RunControl::waitWhilePaused()
{
    if (!isPaused())
        return !isCancelled();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !isPaused() || isCancelled(); });
    return !isCancelled();
}

bool RunControl::waitWhilePaused(std::chrono::milliseconds most)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, most, [this] { return !isPaused() || isCancelled(); });
}

bool RunControl::waitFor(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, duration, [this] { return isCancelled(); });
    return !isCancelled();
}

} // namespace dockhand::engine
