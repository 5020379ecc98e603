// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/read_ahead.h"

#include <utility>

namespace dockhand::source {

ReadAhead::ReadAhead(CsvReader &reader, std::uint32_t maxRecords)
    : m_reader(reader)
    , m_maxRecords(maxRecords)
    , m_thread([this] { run(); })
{
}

ReadAhead::~ReadAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void ReadAhead::setMaxRecords(std::uint32_t maxRecords)
{
    m_maxRecords.store(maxRecords, std::memory_order_relaxed);
}

Result<bool> ReadAhead::next(RecordBlock &block, ByteBuffer &text)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isFull; });
    if (m_waiting.thrown)
        std::rethrow_exception(m_waiting.thrown);
    std::swap(block, m_waiting.block);
    std::swap(text, m_waiting.text);
    m_consumedBytes = m_waiting.consumedBytes;
    auto outcome = std::exchange(m_waiting.outcome, false);
    m_isFull = false;
    lock.unlock();
    m_changed.notify_all();
    return outcome;
}

void ReadAhead::run()
{
    Portion portion;
    for (bool hasMore = true; hasMore;) {
        fill(portion);
        hasMore = !portion.thrown && portion.outcome == true;
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_isFull || m_isStopped; });
        if (m_isStopped)
            return;
        std::swap(portion, m_waiting);
        m_isFull = true;
        lock.unlock();
        m_changed.notify_all();
    }
}

void ReadAhead::fill(Portion &portion)
{
    try {
        m_reader.setMaxRecords(m_maxRecords.load(std::memory_order_relaxed));
        portion.outcome = m_reader.next(portion.block);
        m_reader.exchangeText(portion.text);
        portion.consumedBytes = m_reader.input().consumedBytes();
    } catch (...) {
        portion.thrown = std::current_exception();
    }
}

} // namespace dockhand::source
