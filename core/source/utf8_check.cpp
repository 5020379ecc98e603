// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/utf8_check.h"

#include <cstdint>
#include <cstring>

namespace dockhand::source {

namespace {

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0U) == 0x80U;
}

bool hasHighBit(const char *eightBytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, eightBytes, sizeof word);
    return (word & 0x8080'8080'8080'8080U) != 0;
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

std::size_t firstInvalidUtf8(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size()) {
        if (static_cast<unsigned char>(text[i]) < 0x80U) {
            if (text.size() - i >= 8 && !hasHighBit(text.data() + i))
                i += 8;
            else
                ++i;
            continue;
        }
        const auto length = utf8SequenceLength(text.substr(i));
        if (length == 0)
            return i;
        i += length;
    }
    return std::string_view::npos;
}

} // namespace dockhand::source
