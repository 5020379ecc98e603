// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/source/encoding.h"

#include <cstdint>
#include <string_view>

namespace dockhand::source {

/// Turns bytes of an encoding into UTF-8, piece by piece: a character may be split over two pieces.
/// What is not a character of the encoding becomes the byte 0xFF.
class TextDecoder final
{
public:
    /// Most bytes of UTF-8 that one byte of input can become.
    static constexpr std::size_t kGrowth = 3;

    explicit TextDecoder(Encoding encoding)
        : m_encoding(encoding)
    {
    }

    /// Appends the text of `bytes` to `into`; `isLast`: nothing follows, so what is cut off is bad.
    void decode(std::string_view bytes, bool isLast, ByteBuffer &into);

private:
    void decodeSingleBytes(std::string_view bytes, ByteBuffer &into) const;
    void decodeUtf16(std::string_view bytes, ByteBuffer &into);
    void addUnit(char16_t unit, char *&to);

    Encoding m_encoding;
    bool m_hasFirstByte = false; ///< of a UTF-16 unit
    unsigned char m_firstByte = 0;
    char16_t m_highSurrogate = 0;
};

/// Length of the byte-order mark at the front of `bytes` that a file of this encoding may begin
/// with.
[[nodiscard]] std::size_t byteOrderMarkLength(std::string_view bytes, Encoding encoding);

} // namespace dockhand::source
