// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>

namespace dockhand {

/// Owns a growable run of bytes followed by `kPadding` readable bytes, so that vector code may load
/// whole blocks at its end without a check. Not thread-safe; movable, not copyable.
/// Views into it are invalid after `reserve` or `append`.
class ByteBuffer final
{
public:
    static constexpr std::size_t kPadding = 64;

    ByteBuffer() = default;
    explicit ByteBuffer(std::size_t capacity) { reserve(capacity); }

    ByteBuffer(ByteBuffer &&) noexcept = default;
    ByteBuffer &operator=(ByteBuffer &&) noexcept = default;

    [[nodiscard]] char *data() { return m_data.get(); }
    [[nodiscard]] const char *data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] std::string_view view() const { return { m_data.get(), m_size }; }

    /// Bytes between size and capacity, to be filled by the caller and then claimed by `grow`.
    [[nodiscard]] std::span<char> free() { return { m_data.get() + m_size, m_capacity - m_size }; }
    void grow(std::size_t bytes) { m_size += bytes; }

    void clear() { m_size = 0; }
    void resize(std::size_t size);
    void reserve(std::size_t capacity);
    /// Drops the first `bytes` bytes; the rest moves to the front.
    void discardFront(std::size_t bytes);
    void append(std::string_view bytes);

private:
    struct Free
    {
        void operator()(char *data) const { std::free(data); }
    };

    std::unique_ptr<char[], Free> m_data; ///< of realloc, which moves large memory without a copy
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace dockhand
