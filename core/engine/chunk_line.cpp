// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/chunk_line.h"

#include <algorithm>

namespace dockhand::engine {

namespace {

std::int64_t bytesOf(const FilePart &part)
{
    return part.chunk ? static_cast<std::int64_t>(part.chunk->bytes()) : 0;
}

} // namespace

ChunkLine::ChunkLine(std::vector<std::size_t> order, std::int64_t budgetBytes)
    : m_slots(order.size())
    , m_budgetBytes(budgetBytes)
{
    const auto highest = std::max_element(order.begin(), order.end());
    m_slotOfFile.resize(highest == order.end() ? 0 : *highest + 1);
    for (std::size_t slot = 0; slot < order.size(); ++slot)
        m_slotOfFile[order[slot]] = slot;
}

bool ChunkLine::mayPush(std::size_t slot, std::int64_t bytes) const
{
    if (m_isClosed || bytes == 0)
        return true;
    if (slot == m_head && m_slots[slot].empty())
        return true;
    return m_waitingBytes + bytes <= m_budgetBytes;
}

bool ChunkLine::push(FilePart part)
{
    const auto bytes = bytesOf(part);
    std::unique_lock lock(m_mutex);
    const auto slot = m_slotOfFile[part.file];
    while (!mayPush(slot, bytes)) {
        if (slot == m_head) {
            m_headMayPush.wait(lock);
            continue;
        }
        ++m_waitingJobs;
        m_mayPush.wait(lock);
        --m_waitingJobs;
    }
    if (m_isClosed)
        return false;
    m_slots[slot].push_back(std::move(part)); // or throws, and nothing has changed
    m_waitingBytes += bytes;
    const bool isHead = slot == m_head;
    lock.unlock();
    if (isHead)
        m_mayPop.notify_one();
    return true;
}

std::optional<FilePart> ChunkLine::pop()
{
    std::unique_lock lock(m_mutex);
    m_mayPop.wait(lock, [this] {
        return m_isClosed || m_head == m_slots.size() || !m_slots[m_head].empty();
    });
    if (m_isClosed || m_head == m_slots.size())
        return std::nullopt;
    FilePart part = std::move(m_slots[m_head].front());
    m_slots[m_head].pop_front();
    m_waitingBytes -= bytesOf(part);
    if (part.end)
        ++m_head;
    const bool isHeadEmpty = m_head < m_slots.size() && m_slots[m_head].empty();
    const bool hasRoom = m_waitingJobs > 0 && m_waitingBytes <= m_budgetBytes / 2;
    lock.unlock();
    if (part.end || hasRoom) // a new head's job waits among the others
        m_mayPush.notify_all();
    if (isHeadEmpty)
        m_headMayPush.notify_one();
    return part;
}

void ChunkLine::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_mayPush.notify_all();
    m_headMayPush.notify_all();
    m_mayPop.notify_all();
}

bool ChunkLine::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isClosed;
}

std::int64_t ChunkLine::waitingBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_waitingBytes;
}

} // namespace dockhand::engine
