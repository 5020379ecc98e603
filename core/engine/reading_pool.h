// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/source/record_block.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace dockhand::engine {

/// What reading one file takes besides its chunks.
struct ReadingBuffers
{
    ByteBuffer stream; ///< the reader's
    source::RecordBlock block;

    /// Capacity it holds.
    [[nodiscard]] std::size_t bytes() const;
};

/// Buffers that wait for the next file, so that file after file is read in the same memory.
/// Thread-safe.
class ReadingPool final
{
public:
    /// Buffers that have grown beyond `maxBytesEach` for a long record are freed instead of kept.
    explicit ReadingPool(std::size_t maxBytesEach);

    [[nodiscard]] std::unique_ptr<ReadingBuffers> take();
    void giveBack(std::unique_ptr<ReadingBuffers> buffers);

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<ReadingBuffers>> m_free; ///< at most as many as ran at a time
    std::size_t m_maxBytesEach;
};

} // namespace dockhand::engine
