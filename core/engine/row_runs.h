// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/spill_file.h"
#include "core/profile/row_key.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace dockhand::engine {

/// Rows of one table that belong to one window: gathered in memory, put into a spill file as a
/// sorted run whenever memory is wanted, and read back in key order (Knuth, "The Art of Computer
/// Programming", 5.4: external merge sort). Without a key the order is that of the queue. One
/// thread at a time.
class RowRuns final
{
public:
    explicit RowRuns(const profile::TableSpec &spec)
        : m_spec(&spec)
    {
    }

    /// So that `add` takes no memory: this is where it is refused.
    void makeRoomFor(const profile::PackedRows &rows);
    /// Keeps views: the bytes stay until `spill` or the end of this object.
    void add(const profile::PackedRows &rows);
    /// Writes the rows in memory as a run and forgets them. After an error they are still there.
    [[nodiscard]] Result<void> spill(SpillFile &file);
    /// No row comes any more.
    void finish();

    [[nodiscard]] const profile::TableSpec &spec() const { return *m_spec; }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    /// What merging holds at least: a row of each run.
    [[nodiscard]] std::int64_t headBytes() const { return m_headBytes; }

private:
    friend class MergedRows;

    struct Entry
    {
        std::uint64_t prefix = 0;
        profile::PackedRow row;
    };
    /// Bytes [begin, end) of the spill file.
    struct Run
    {
        std::int64_t begin = 0;
        std::int64_t end = 0;
    };

    void sort();

    const profile::TableSpec *m_spec;
    std::vector<Entry> m_inMemory;
    std::vector<Run> m_runs;
    std::int64_t m_rows = 0;
    std::int64_t m_headBytes = 0;
};

/// The capacity that a container of so much should get for `wanted` elements: doubled, so that
/// growing stays cheap.
[[nodiscard]] constexpr std::size_t roomFor(std::size_t capacity, std::size_t wanted)
{
    return wanted <= capacity ? capacity : std::max(wanted, 2 * capacity);
}

/// Reads finished runs in key order, batch by batch. Several readers one after the other may read
/// the same runs. One thread.
class MergedRows final
{
public:
    static constexpr std::size_t kLeastReadBytes = 8 << 10; ///< of each run at a time

    /// `file` holds the spilled runs; null if there are none. Both outlive the reader. `readBytes`
    /// is shared by the buffers of all runs, as long as each gets kLeastReadBytes.
    MergedRows(const RowRuns &runs, SpillFile *file, std::size_t readBytes);
    ~MergedRows();

    /// The next rows, at most so many, and fewer when they are large; none at the end. The views
    /// hold until the next call.
    [[nodiscard]] Result<std::span<const profile::PackedRow>> next(std::size_t most);

private:
    class Cursor;

    Result<void> start();
    Result<void> advanceFirst();
    void siftDown(std::size_t place);
    bool precedes(const Cursor &a, const Cursor &b) const;
    profile::PackedRow kept(profile::PackedRow row);

    const RowRuns &m_runs;
    SpillFile *m_file;
    std::size_t m_readBytes;
    std::vector<std::unique_ptr<Cursor>> m_heap;
    std::size_t m_inMemory = 0; ///< next of the rows in memory, when nothing was spilled
    bool m_isStarted = false;
    bool m_isFirstGiven = false; ///< the first cursor's row is the last one given, as it lies there
    std::vector<profile::PackedRow> m_batch;
    std::vector<ByteBuffer> m_blocks; ///< copies of the batch's spilled rows; blocks never move
    std::size_t m_block = 0;
};

} // namespace dockhand::engine
