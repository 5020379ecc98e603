// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reading_pool.h"

#include <utility>

namespace dockhand::engine {

std::size_t ReadingBuffers::bytes() const
{
    return stream.capacity() + block.arena.capacity()
        + block.fields.capacity() * sizeof(source::FieldSpan)
        + block.records.capacity() * sizeof(source::RecordSpan)
        + block.issues.capacity() * sizeof(source::RecordIssue);
}

ReadingPool::ReadingPool(std::size_t maxBytesEach)
    : m_maxBytesEach(maxBytesEach)
{
}

std::unique_ptr<ReadingBuffers> ReadingPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free.empty()) {
            auto buffers = std::move(m_free.back());
            m_free.pop_back();
            return buffers;
        }
    }
    return std::make_unique<ReadingBuffers>();
}

void ReadingPool::giveBack(std::unique_ptr<ReadingBuffers> buffers)
{
    if (!buffers || buffers->bytes() > m_maxBytesEach)
        return;
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(buffers));
}

} // namespace dockhand::engine
