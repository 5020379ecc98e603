// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_buffer.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace dockhand {

void ByteBuffer::reserve(std::size_t capacity)
{
    if (capacity <= m_capacity && m_data)
        return;
    auto *larger = static_cast<char *>(std::realloc(m_data.get(), capacity + kPadding));
    if (larger == nullptr)
        throw std::bad_alloc();
    static_cast<void>(m_data.release()); // realloc has freed it, or it is `larger`
    m_data.reset(larger);
    m_capacity = capacity;
    std::memset(larger + capacity, 0, kPadding);
}

void ByteBuffer::resize(std::size_t size)
{
    if (size > m_capacity)
        reserve(std::max(size, m_capacity + m_capacity / 2));
    m_size = size;
}

void ByteBuffer::discardFront(std::size_t bytes)
{
    m_size -= bytes;
    if (m_size > 0 && bytes > 0)
        std::memmove(m_data.get(), m_data.get() + bytes, m_size);
}

void ByteBuffer::append(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const auto before = m_size;
    resize(m_size + bytes.size());
    std::memcpy(m_data.get() + before, bytes.data(), bytes.size());
}

} // namespace dockhand
