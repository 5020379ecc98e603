// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

/// Numbers as a SQLite file keeps them ("Database File Format"): big-endian, and variable-length
/// integers of 1 to 9 bytes with 7 bits a byte (the ninth has 8).
namespace dockhand::target {

/// The first byte of a b-tree page ("Database File Format", section 1.6, B-tree Pages).
enum class BtreePageType : std::uint8_t {
    IndexInterior = 0x02,
    TableInterior = 0x05,
    IndexLeaf = 0x0a,
    TableLeaf = 0x0d,
};

inline void put16(char *to, std::uint32_t value)
{
    to[0] = static_cast<char>(value >> 8 & 0xFFU);
    to[1] = static_cast<char>(value & 0xFFU);
}

[[nodiscard]] inline std::uint32_t get16(const char *from)
{
    return std::uint32_t { static_cast<unsigned char>(from[0]) } << 8
        | static_cast<unsigned char>(from[1]);
}

inline void put32(char *to, std::uint32_t value)
{
    put16(to, value >> 16);
    put16(to + 2, value & 0xFFFFU);
}

[[nodiscard]] inline std::uint32_t get32(const char *from)
{
    return get16(from) << 16 | get16(from + 2);
}

inline constexpr std::size_t kLongestVarint = 9;

[[nodiscard]] inline std::size_t varintSize(std::uint64_t value)
{
    const auto bits = static_cast<std::size_t>(64 - std::countl_zero(value | 1));
    return bits > 56 ? kLongestVarint : (bits + 6) / 7;
}

/// Returns the end of what it wrote.
inline char *putVarint(char *to, std::uint64_t value)
{
    if (value < 0x80U) {
        *to = static_cast<char>(value);
        return to + 1;
    }
    const auto size = varintSize(value);
    auto at = size - 1;
    const bool isLongest = size == kLongestVarint;
    to[at] = static_cast<char>(isLongest ? value & 0xFFU : value & 0x7FU);
    value >>= isLongest ? 8 : 7;
    for (; at-- > 0; value >>= 7)
        to[at] = static_cast<char>((value & 0x7FU) | 0x80U);
    return to + size;
}

} // namespace dockhand::target
