// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/csv_reader.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>

namespace dockhand::source {

/// Reads and splits a stream in a thread of its own, one block ahead of the caller, who converts
/// the block before it meanwhile: one large file keeps two cores busy.
///
/// Every block begins where the one before it ended, so nothing is guessed and nothing has to be
/// corrected, and what is read is what the reader alone would have read.
///
/// Memory: the texts of three blocks (the caller's, the one that waits, the one in work). Threads:
/// one caller. What the reader throws is thrown by `next`.
class ReadAhead final
{
public:
    /// Nobody else uses `reader` as long as this object lives. Begins at once.
    ReadAhead(CsvReader &reader, std::uint32_t maxRecords);
    /// Waits for the block in work.
    ~ReadAhead();
    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    /// As CsvReader::next; the block's text lies in `text`, whose memory, like the block's, is used
    /// again when it is given back by the next call. Not to be called after the end or an error.
    [[nodiscard]] Result<bool> next(RecordBlock &block, ByteBuffer &text);

    /// Of the stream, up to the last block at least.
    [[nodiscard]] std::int64_t consumedBytes() const { return m_consumedBytes; }

    /// As CsvReader::setMaxRecords, for blocks that are not begun yet.
    void setMaxRecords(std::uint32_t maxRecords);

private:
    struct Portion
    {
        RecordBlock block;
        ByteBuffer text;
        std::int64_t consumedBytes = 0;
        Result<bool> outcome = false;
        std::exception_ptr thrown;
    };

    void run();
    void fill(Portion &portion);

    CsvReader &m_reader;
    std::atomic<std::uint32_t> m_maxRecords;
    std::int64_t m_consumedBytes = 0; ///< the caller's
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Portion m_waiting;
    bool m_isFull = false; ///< m_waiting is to be taken
    bool m_isStopped = false;
    std::thread m_thread;
};

} // namespace dockhand::source
