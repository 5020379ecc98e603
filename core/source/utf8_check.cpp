// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/utf8_check.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace dockhand::source {

namespace {

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0U) == 0x80U;
}

std::uint64_t highBits(const char *eightBytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, eightBytes, sizeof word);
    return word & 0x8080'8080'8080'8080U;
}

std::size_t firstByteOf(std::uint64_t bits)
{
    const bool isLittle = std::endian::native == std::endian::little;
    return static_cast<std::size_t>(isLittle ? std::countr_zero(bits) : std::countl_zero(bits)) / 8;
}

/// The first byte at or behind `from` that is not ASCII, or the text's size.
std::size_t endOfAscii(std::string_view text, std::size_t from)
{
    const auto *bytes = text.data();
    auto at = from;
    for (; text.size() - at >= 32; at += 32) {
        if ((highBits(bytes + at) | highBits(bytes + at + 8) | highBits(bytes + at + 16)
             | highBits(bytes + at + 24))
            != 0)
            break;
    }
    for (; text.size() - at >= 8; at += 8) {
        if (const auto bits = highBits(bytes + at); bits != 0)
            return at + firstByteOf(bits);
    }
    while (at < text.size() && static_cast<unsigned char>(bytes[at]) < 0x80U)
        ++at;
    return at;
}

} // namespace

std::size_t utf8SequenceLength(std::string_view text)
{
    const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80U)
        return 1;
    if (lead < 0xC2U || lead > 0xF4U)
        return 0;
    const std::size_t length = lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    if (text.size() < length || !isContinuation(at(1)))
        return 0;
    const bool isOverlong = (lead == 0xE0U && at(1) < 0xA0U) || (lead == 0xF0U && at(1) < 0x90U);
    const bool isBeyond = (lead == 0xEDU && at(1) > 0x9FU) || (lead == 0xF4U && at(1) > 0x8FU);
    if (isOverlong || isBeyond)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!isContinuation(at(i)))
            return 0;
    }
    return length;
}

std::size_t asciiLength(std::string_view text)
{
    return endOfAscii(text, 0);
}

std::size_t firstInvalidUtf8(std::string_view text)
{
    for (auto i = endOfAscii(text, 0); i < text.size(); i = endOfAscii(text, i)) {
        const auto length = utf8SequenceLength(text.substr(i));
        if (length == 0)
            return i;
        i += length;
    }
    return std::string_view::npos;
}

} // namespace dockhand::source
