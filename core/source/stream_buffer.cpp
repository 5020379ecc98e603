// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/stream_buffer.h"

#include <algorithm>
#include <utility>

namespace dockhand::source {

namespace {

constexpr char kCtrlZ = '\x1A';
constexpr std::size_t kSmallGrowth = 4096;

} // namespace

StreamBuffer::StreamBuffer(std::unique_ptr<ByteSource> input, ByteBuffer buffer,
                           std::size_t capacity, std::size_t maxCapacity)
    : m_input(std::move(input))
    , m_buffer(std::move(buffer))
    , m_usualCapacity(capacity)
    , m_maxCapacity(std::max(capacity, maxCapacity))
{
    m_buffer.clear();
    m_buffer.reserve(capacity);
}

std::string_view StreamBuffer::text() const
{
    return m_buffer.view().substr(m_begin, m_buffer.size() - m_endMark - m_begin);
}

std::string_view StreamBuffer::kept() const
{
    return m_buffer.view().substr(m_keep, m_begin - m_keep);
}

bool StreamBuffer::readMore()
{
    if (m_isAtEnd || m_error)
        return false;
    makeRoom();
    const auto room = m_buffer.free();
    if (room.empty())
        return false;
    const auto got = m_input->read(room);
    if (!got) {
        m_error = got.error();
        return false;
    }
    m_buffer.grow(*got);
    m_isAtEnd = *got == 0;
    m_endMark = m_buffer.size() > m_begin && m_buffer.view().back() == kCtrlZ ? 1 : 0;
    return true;
}

// Used text goes; the buffer doubles only when a record fills more than half of it.
void StreamBuffer::makeRoom()
{
    hashConsumed();
    m_buffer.discardFront(m_keep);
    m_begin -= m_keep;
    m_hashed -= m_keep;
    m_keep = 0;
    const auto capacity = m_buffer.capacity();
    if (text().size() > capacity / 2)
        m_buffer.reserve(std::min(2 * capacity, m_maxCapacity));
    else if (m_buffer.free().empty())
        m_buffer.reserve(std::min(capacity + kSmallGrowth, m_maxCapacity));
}

void StreamBuffer::consume(std::size_t bytes)
{
    m_begin += bytes;
    m_streamByte += static_cast<std::int64_t>(bytes);
}

void StreamBuffer::consumeEndMark()
{
    if (m_isAtEnd && text().empty())
        consume(std::exchange(m_endMark, 0));
}

QByteArray StreamBuffer::prefixHash()
{
    hashConsumed();
    return m_hasher.digest();
}

void StreamBuffer::exchangeMemory(ByteBuffer &memory)
{
    hashConsumed();
    const auto rest = m_buffer.view().substr(m_begin);
    if (memory.capacity() > std::max(m_usualCapacity, rest.size()))
        memory = ByteBuffer();
    memory.clear();
    memory.reserve(std::max(m_usualCapacity, rest.size()));
    memory.append(rest);
    std::swap(m_buffer, memory);
    m_keep = 0;
    m_begin = 0;
    m_hashed = 0;
}

void StreamBuffer::hashConsumed()
{
    m_hasher.update(m_buffer.view().substr(m_hashed, m_begin - m_hashed));
    m_hashed = m_begin;
}

} // namespace dockhand::source
