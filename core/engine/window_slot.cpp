// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_slot.h"

namespace dockhand::engine {

bool WindowSlot::put(std::unique_ptr<Window> window)
{
    std::unique_lock lock(m_mutex);
    m_window = std::move(window);
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return !m_window || m_isClosed; });
    return !m_isClosed;
}

std::unique_ptr<Window> WindowSlot::take()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_window || m_isFinished || m_isClosed; });
    if (m_isClosed)
        return nullptr;
    auto window = std::move(m_window);
    lock.unlock();
    m_changed.notify_all();
    return window;
}

bool WindowSlot::waitFor(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, time,
                              [this] { return m_window || m_isFinished || m_isClosed; });
}

void WindowSlot::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isFinished = true;
    }
    m_changed.notify_all();
}

void WindowSlot::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_changed.notify_all();
}

} // namespace dockhand::engine
