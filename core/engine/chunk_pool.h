// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/row_chunk.h"

#include <memory>
#include <mutex>
#include <vector>

namespace dockhand::engine {

/// Chunks that wait to be filled again, so that a run in its steady state allocates nothing.
/// Thread-safe.
class ChunkPool final
{
public:
    /// At most `maxChunks` and `maxBytes` are kept; what comes back beyond that is freed.
    ChunkPool(std::size_t maxChunks, std::int64_t maxBytes);

    [[nodiscard]] std::unique_ptr<profile::RowChunk> take();
    void giveBack(std::unique_ptr<profile::RowChunk> chunk);
    /// Frees what is kept (memory pressure).
    void drop();

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<profile::RowChunk>> m_free;
    std::size_t m_maxChunks;
    std::int64_t m_maxBytes;
    std::int64_t m_bytes = 0;
};

} // namespace dockhand::engine
