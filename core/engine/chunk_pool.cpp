// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/chunk_pool.h"

#include <utility>

namespace dockhand::engine {

ChunkPool::ChunkPool(std::size_t maxChunks, std::int64_t maxBytes)
    : m_maxChunks(maxChunks)
    , m_maxBytes(maxBytes)
{
}

std::unique_ptr<profile::RowChunk> ChunkPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free.empty()) {
            auto chunk = std::move(m_free.back());
            m_free.pop_back();
            m_bytes -= static_cast<std::int64_t>(chunk->bytes());
            return chunk;
        }
    }
    return std::make_unique<profile::RowChunk>();
}

void ChunkPool::giveBack(std::unique_ptr<profile::RowChunk> chunk)
{
    if (!chunk)
        return;
    chunk->clear();
    const auto bytes = static_cast<std::int64_t>(chunk->bytes());
    const std::lock_guard lock(m_mutex);
    if (m_free.size() >= m_maxChunks || m_bytes + bytes > m_maxBytes)
        return;
    m_bytes += bytes;
    m_free.push_back(std::move(chunk));
}

void ChunkPool::drop()
{
    std::vector<std::unique_ptr<profile::RowChunk>> dropped;
    const std::lock_guard lock(m_mutex);
    dropped.swap(m_free);
    m_bytes = 0;
}

} // namespace dockhand::engine
