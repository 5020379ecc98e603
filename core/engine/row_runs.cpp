// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/row_runs.h"

#include <algorithm>
#include <utility>

namespace dockhand::engine {

using profile::PackedRow;
using profile::PackedRowHeader;

namespace {

constexpr std::size_t kWriteBytes = 256 << 10;
constexpr std::size_t kMostReadBytes = 256 << 10;
constexpr std::size_t kBlockBytes = 128 << 10;
constexpr std::size_t kMostBatchBytes = 1 << 20;

} // namespace

void RowRuns::makeRoomFor(const profile::PackedRows &rows)
{
    m_inMemory.reserve(roomFor(m_inMemory.capacity(), m_inMemory.size() + rows.size()));
}

void RowRuns::add(const profile::PackedRows &rows)
{
    const auto count = rows.size();
    m_rows += count;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto row = rows.row(i);
        m_inMemory.push_back({ row.header().prefix, row });
    }
}

// Without a key the rows have come in order.
void RowRuns::sort()
{
    if (m_spec->key.empty())
        return;
    std::sort(m_inMemory.begin(), m_inMemory.end(), [this](const Entry &a, const Entry &b) {
        return a.prefix != b.prefix ? a.prefix < b.prefix
                                    : profile::comesBefore(*m_spec, a.row, b.row);
    });
}

Result<void> RowRuns::spill(SpillFile &file)
{
    if (m_inMemory.empty())
        return {};
    sort();
    Run run { file.size(), 0 };
    ByteBuffer buffer(kWriteBytes);
    const auto flush = [&]() -> Result<void> {
        auto written = file.append(buffer.view());
        buffer.clear();
        return written;
    };
    std::size_t largest = 0;
    for (const auto &entry : m_inMemory) {
        const std::string_view bytes { entry.row.bytes(), entry.row.size() };
        largest = std::max(largest, bytes.size());
        if (buffer.size() + bytes.size() > kWriteBytes) {
            if (auto written = flush(); !written)
                return written;
        }
        if (bytes.size() <= kWriteBytes)
            buffer.append(bytes);
        else if (auto written = file.append(bytes); !written)
            return written;
    }
    if (auto written = flush(); !written)
        return written;
    run.end = file.size();
    m_headBytes += static_cast<std::int64_t>(largest);
    m_runs.push_back(run);
    m_inMemory.clear();
    return {};
}

void RowRuns::finish()
{
    sort();
}

/// Goes through one run, or through the rows in memory.
class MergedRows::Cursor
{
public:
    Cursor(SpillFile &file, RowRuns::Run run, std::size_t readBytes)
        : m_file(&file)
        , m_run(run)
        , m_readBytes(readBytes)
    {
    }
    explicit Cursor(std::span<const RowRuns::Entry> rows)
        : m_rows(rows)
    {
    }

    /// Goes to the next row; false at the end.
    Result<bool> advance()
    {
        if (m_file != nullptr)
            return readRow();
        if (m_rows.empty())
            return false;
        m_row = m_rows.front().row;
        m_prefix = m_rows.front().prefix;
        m_rows = m_rows.subspan(1);
        return true;
    }

    [[nodiscard]] PackedRow row() const { return m_row; }
    [[nodiscard]] std::uint64_t prefix() const { return m_prefix; }
    [[nodiscard]] bool isSpilled() const { return m_file != nullptr; }

private:
    Result<bool> readRow()
    {
        m_at += m_row.bytes() != nullptr ? m_row.size() : 0;
        if (m_at == m_buffer.size() && m_run.begin == m_run.end)
            return false;
        if (auto there = need(sizeof(PackedRowHeader)); !there)
            return failure(there.error());
        const PackedRow row(m_buffer.data() + m_at);
        if (auto there = need(row.size()); !there)
            return failure(there.error());
        m_row = PackedRow(m_buffer.data() + m_at);
        m_prefix = m_row.header().prefix;
        return true;
    }

    /// Brings so many bytes behind m_at into the buffer.
    Result<void> need(std::size_t bytes)
    {
        if (m_buffer.size() - m_at >= bytes)
            return {};
        m_buffer.discardFront(std::exchange(m_at, 0));
        const auto left = m_run.end - m_run.begin;
        const auto missing = bytes - m_buffer.size();
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(
            left, static_cast<std::int64_t>(std::max(missing, m_readBytes - m_buffer.size()))));
        const auto before = m_buffer.size();
        m_buffer.resize(before + wanted);
        if (auto done = m_file->read(m_run.begin, { m_buffer.data() + before, wanted }); !done)
            return done;
        m_run.begin += static_cast<std::int64_t>(wanted);
        return {};
    }

    SpillFile *m_file = nullptr;
    RowRuns::Run m_run; ///< what is still to be read
    std::size_t m_readBytes = 0;
    ByteBuffer m_buffer;
    std::size_t m_at = 0;
    std::span<const RowRuns::Entry> m_rows;
    PackedRow m_row;
    std::uint64_t m_prefix = 0;
};

MergedRows::MergedRows(const RowRuns &runs, SpillFile *file, std::size_t readBytes)
    : m_runs(runs)
    , m_file(file)
    , m_readBytes(readBytes)
{
}

MergedRows::~MergedRows() = default;

Result<void> MergedRows::start()
{
    m_isStarted = true;
    const auto readBytes
        = std::clamp(m_readBytes / m_runs.m_runs.size(), kLeastReadBytes, kMostReadBytes);
    for (const auto &run : m_runs.m_runs)
        m_heap.push_back(std::make_unique<Cursor>(*m_file, run, readBytes));
    m_heap.push_back(std::make_unique<Cursor>(m_runs.m_inMemory));
    for (auto &cursor : m_heap) {
        const auto hasRow = cursor->advance();
        if (!hasRow)
            return failure(hasRow.error());
        if (!*hasRow)
            cursor.reset();
    }
    std::erase(m_heap, nullptr);
    for (auto place = m_heap.size() / 2; place-- > 0;)
        siftDown(place);
    return {};
}

bool MergedRows::precedes(const Cursor &a, const Cursor &b) const
{
    return a.prefix() != b.prefix() ? a.prefix() < b.prefix()
                                    : profile::comesBefore(m_runs.spec(), a.row(), b.row());
}

void MergedRows::siftDown(std::size_t place)
{
    for (;;) {
        auto least = place;
        for (const auto child : { 2 * place + 1, 2 * place + 2 }) {
            if (child < m_heap.size() && precedes(*m_heap[child], *m_heap[least]))
                least = child;
        }
        if (least == place)
            return;
        std::swap(m_heap[place], m_heap[least]);
        place = least;
    }
}

PackedRow MergedRows::kept(PackedRow row)
{
    const std::string_view bytes { row.bytes(), row.size() };
    while (m_block < m_blocks.size()
           && m_blocks[m_block].size() + bytes.size() > m_blocks[m_block].capacity())
        ++m_block;
    if (m_block == m_blocks.size())
        m_blocks.emplace_back(kBlockBytes);
    auto &block = m_blocks[m_block];
    const auto at = block.size();
    block.append(bytes);
    return PackedRow(block.data() + at);
}

Result<std::span<const PackedRow>> MergedRows::next(std::size_t most)
{
    m_batch.clear();
    if (m_runs.m_runs.empty()) {
        const auto &rows = m_runs.m_inMemory;
        const auto end = std::min(rows.size(), m_inMemory + most);
        for (; m_inMemory < end; ++m_inMemory)
            m_batch.push_back(rows[m_inMemory].row);
        return m_batch;
    }
    if (!m_isStarted) {
        if (auto started = start(); !started)
            return failure(started.error());
    }
    if (std::exchange(m_isFirstGiven, false)) {
        if (auto done = advanceFirst(); !done)
            return failure(done.error());
    }
    for (auto &block : m_blocks)
        block.clear();
    m_block = 0;
    std::size_t bytes = 0;
    while (m_batch.size() < most && bytes < kMostBatchBytes && !m_heap.empty()) {
        auto &first = *m_heap.front();
        bytes += first.row().size();
        m_isFirstGiven = first.row().size() > kBlockBytes;
        if (m_isFirstGiven) { // too large for a copy
            m_batch.push_back(first.row());
            break;
        }
        m_batch.push_back(first.isSpilled() ? kept(first.row()) : first.row());
        if (auto done = advanceFirst(); !done)
            return failure(done.error());
    }
    return m_batch;
}

Result<void> MergedRows::advanceFirst()
{
    const auto hasRow = m_heap.front()->advance();
    if (!hasRow)
        return failure(hasRow.error());
    if (!*hasRow) {
        std::swap(m_heap.front(), m_heap.back());
        m_heap.pop_back();
    }
    if (!m_heap.empty())
        siftDown(0);
    return {};
}

} // namespace dockhand::engine
