// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/text_decoder.h"

#include <array>
#include <utility>

namespace dockhand::source {

namespace {

constexpr char kBad = '\xFF';

// 0x80…0x9F of windows-1252; 0: not assigned.
constexpr std::array<char16_t, 32> kWindows1252 {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

void put(char32_t c, char *&to)
{
    const auto tail = [c](int shift) { return static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
    if (c < 0x80) {
        *to++ = static_cast<char>(c);
    } else if (c < 0x800) {
        *to++ = static_cast<char>(0xC0U | c >> 6);
        *to++ = tail(0);
    } else if (c < 0x10000) {
        *to++ = static_cast<char>(0xE0U | c >> 12);
        *to++ = tail(6);
        *to++ = tail(0);
    } else {
        *to++ = static_cast<char>(0xF0U | c >> 18);
        *to++ = tail(12);
        *to++ = tail(6);
        *to++ = tail(0);
    }
}

} // namespace

void TextDecoder::decode(std::string_view bytes, bool isLast, ByteBuffer &into)
{
    const bool isUtf16 = m_encoding == Encoding::Utf16Le || m_encoding == Encoding::Utf16Be;
    if (m_encoding == Encoding::Utf8)
        into.append(bytes);
    else if (isUtf16)
        decodeUtf16(bytes, into);
    else
        decodeSingleBytes(bytes, into);
    if (!isLast)
        return;
    if (m_highSurrogate != 0)
        into.append({ &kBad, 1 });
    if (m_hasFirstByte)
        into.append({ &kBad, 1 });
    m_highSurrogate = 0;
    m_hasFirstByte = false;
}

void TextDecoder::decodeSingleBytes(std::string_view bytes, ByteBuffer &into) const
{
    const auto before = into.size();
    into.resize(before + kGrowth * bytes.size());
    char *to = into.data() + before;
    const bool isWindows = m_encoding == Encoding::Windows1252;
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        const bool isMapped = isWindows && code >= 0x80 && code < 0xA0;
        const char32_t c = isMapped ? kWindows1252[code - 0x80U] : code;
        if (isMapped && c == 0)
            *to++ = kBad;
        else
            put(c, to);
    }
    into.resize(static_cast<std::size_t>(to - into.data()));
}

void TextDecoder::decodeUtf16(std::string_view bytes, ByteBuffer &into)
{
    const auto before = into.size();
    into.resize(before + kGrowth * (bytes.size() + 2));
    char *to = into.data() + before;
    const bool isLittle = m_encoding == Encoding::Utf16Le;
    for (const char byte : bytes) {
        const auto second = static_cast<unsigned char>(byte);
        if (!m_hasFirstByte) {
            m_firstByte = second;
            m_hasFirstByte = true;
            continue;
        }
        m_hasFirstByte = false;
        const auto high = static_cast<unsigned>(isLittle ? second : m_firstByte);
        const auto low = static_cast<unsigned>(isLittle ? m_firstByte : second);
        addUnit(static_cast<char16_t>(high << 8 | low), to);
    }
    into.resize(static_cast<std::size_t>(to - into.data()));
}

void TextDecoder::addUnit(char16_t unit, char *&to)
{
    const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
    const bool isLow = unit >= 0xDC00 && unit < 0xE000;
    const auto high = std::exchange(m_highSurrogate, isHigh ? unit : char16_t { 0 });
    if (isLow && high != 0) {
        put(0x10000U + ((high - 0xD800U) << 10) + (unit - 0xDC00U), to);
        return;
    }
    if (high != 0)
        *to++ = kBad;
    if (isLow)
        *to++ = kBad;
    else if (!isHigh)
        put(unit, to);
}

std::size_t byteOrderMarkLength(std::string_view bytes, Encoding encoding)
{
    using namespace std::string_view_literals;
    if (encoding == Encoding::Utf16Le)
        return bytes.starts_with("\xFF\xFE"sv) ? 2 : 0;
    if (encoding == Encoding::Utf16Be)
        return bytes.starts_with("\xFE\xFF"sv) ? 2 : 0;
    return bytes.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
}

} // namespace dockhand::source
