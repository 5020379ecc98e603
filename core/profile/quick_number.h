// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/value_text.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dockhand::profile {

/// Reads the usual numbers of a column, eight digits at a time: an optional minus sign, digits, and
/// (decimals) a point with exactly `scale` digits behind it or none. Everything else is left to
/// parseInteger and parseDecimal, which give the same values; nothing is ever refused here.
///
/// A text is not empty and has kOverread readable bytes behind its end, as the fields of a
/// RecordBlock have. Immutable; thread-safe.
class QuickNumber final
{
public:
    static constexpr std::size_t kOverread = 8;

    explicit QuickNumber(const NumberForm &form);

    [[nodiscard]] bool readInteger(std::string_view text, std::uint64_t &bits) const
    {
        const bool isNegative = text.front() == '-';
        const auto *digits = text.data() + (isNegative ? 1 : 0);
        const auto count = text.size() - (isNegative ? 1 : 0);
        std::uint64_t magnitude = 0;
        if (!isTakable(digits, count, 16) || !readUpTo16(digits, count, magnitude))
            return false;
        bits = isNegative ? ~magnitude + 1 : magnitude;
        return true;
    }

    [[nodiscard]] bool readDecimal(std::string_view text, std::uint64_t &bits) const
    {
        const bool isNegative = text.front() == '-';
        const auto *digits = text.data() + (isNegative ? 1 : 0);
        auto whole = text.size() - (isNegative ? 1 : 0);
        std::uint64_t fraction = 0;
        if (m_behindPoint > 1 && whole > m_behindPoint
            && digits[whole - m_behindPoint] == m_point) {
            whole -= m_behindPoint;
            if (!readFraction(digits + whole + 1, m_behindPoint - 1, fraction))
                return false;
        }
        std::uint64_t magnitude = 0;
        if (!isTakable(digits, whole, m_mostWhole) || !readUpTo8(digits, whole, magnitude))
            return false;
        magnitude = magnitude * m_power + fraction;
        bits = isNegative ? ~magnitude + 1 : magnitude;
        return true;
    }

private:
    /// Digits behind a point. Two are usual.
    [[nodiscard]] static bool readFraction(const char *digits, std::size_t count,
                                           std::uint64_t &value)
    {
        if (count != 2)
            return readUpTo8(digits, count, value);
        const auto tens = static_cast<unsigned>(digits[0]) - '0';
        const auto ones = static_cast<unsigned>(digits[1]) - '0';
        value = tens * 10 + ones;
        return tens <= 9 && ones <= 9;
    }

    /// 1 to 8 bytes.
    [[nodiscard]] static bool readUpTo8(const char *digits, std::size_t count, std::uint64_t &value)
    {
        if constexpr (std::endian::native != std::endian::little)
            return false;
        std::uint64_t word = 0;
        std::memcpy(&word, digits, sizeof word);
        word ^= 0x3030'3030'3030'3030U; // digits become their values
        word <<= 64 - 8 * count;        // leading zeros come in, what stands behind goes out
        if (((word | (word + 0x7676'7676'7676'7676U)) & 0x8080'8080'8080'8080U) != 0)
            return false; // a byte over 9
        constexpr std::uint64_t kPairs = 0x0000'00FF'0000'00FFU;
        word = word * 10 + (word >> 8);
        value = ((word & kPairs) * (100 + (std::uint64_t { 1'000'000 } << 32))
                 + ((word >> 16) & kPairs) * (1 + (std::uint64_t { 10'000 } << 32)))
            >> 32;
        return true;
    }

    /// 1 to 16 bytes.
    [[nodiscard]] static bool readUpTo16(const char *digits, std::size_t count,
                                         std::uint64_t &value)
    {
        if (count <= 8)
            return readUpTo8(digits, count, value);
        std::uint64_t high = 0;
        if (!readUpTo8(digits, count - 8, high) || !readUpTo8(digits + count - 8, 8, value))
            return false;
        value += high * 100'000'000;
        return true;
    }

    [[nodiscard]] bool isTakable(const char *digits, std::size_t count, std::size_t most) const
    {
        return count - 1 < most && !(m_isCanonical && count > 1 && *digits == '0');
    }

    char m_point;
    bool m_isCanonical;
    std::size_t m_behindPoint = 0; ///< the point and the digits behind it
    std::size_t m_mostWhole = 0;   ///< digits before the point that are surely exact as a double
    std::uint64_t m_power = 1;
};

} // namespace dockhand::profile
