// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/value_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace dockhand::profile {

namespace {

constexpr int kMaxScale = 18;

constexpr std::array<std::int64_t, kMaxScale + 1> kPowersOfTen = [] {
    std::array<std::int64_t, kMaxScale + 1> powers {};
    std::int64_t power = 1;
    for (auto &entry : powers) {
        entry = power;
        if (power <= std::numeric_limits<std::int64_t>::max() / 10)
            power *= 10;
    }
    return powers;
}();

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

/// '\0': the style has no grouping.
char groupOf(NumberStyle style)
{
    switch (style) {
    case NumberStyle::Plain:
        return '\0';
    case NumberStyle::DotDecimal:
        return ',';
    case NumberStyle::CommaDecimal:
        return '.';
    }
    return '\0';
}

/// Digits only, or one to three digits and then groups of exactly three.
bool isWhole(std::string_view text, char group)
{
    const auto first = group == '\0' ? std::string_view::npos : text.find(group);
    if (first == std::string_view::npos)
        return areDigits(text);
    if (first == 0 || first > 3 || !areDigits(text.substr(0, first)))
        return false;
    text.remove_prefix(first);
    while (!text.empty()) {
        if (text.size() < 4 || text.front() != group || !areDigits(text.substr(1, 3)))
            return false;
        text.remove_prefix(4);
    }
    return true;
}

/// Adds decimal digits to a magnitude; anything else in `digits` (separators) is skipped.
bool appendDigits(std::string_view digits, std::uint64_t &magnitude)
{
    constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
    for (const char c : digits) {
        if (!isDigit(c))
            continue;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (magnitude > (kMax - digit) / 10)
            return false;
        magnitude = magnitude * 10 + digit;
    }
    return true;
}

bool toSigned(std::uint64_t magnitude, bool isNegative, std::int64_t &value)
{
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (magnitude > kMax + (isNegative ? 1 : 0))
        return false;
    value = static_cast<std::int64_t>(isNegative ? ~magnitude + 1 : magnitude);
    return true;
}

bool equalsAnyCase(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size()
        && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
           });
}

} // namespace

std::optional<NumberText> splitNumber(std::string_view text, NumberStyle style, bool canonicalOnly)
{
    NumberText parts;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        if (canonicalOnly && text.front() == '+')
            return std::nullopt;
        parts.isNegative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto point = text.find(pointOf(style));
    parts.whole = text.substr(0, point);
    if (point != std::string_view::npos) {
        parts.fraction = text.substr(point + 1);
        if (parts.fraction.empty() || !areDigits(parts.fraction))
            return std::nullopt;
    } else if (text.empty()) {
        return std::nullopt;
    }
    if (canonicalOnly && parts.whole.size() > 1 && parts.whole.front() == '0')
        return std::nullopt;
    return isWhole(parts.whole, groupOf(style)) ? std::optional(parts) : std::nullopt;
}

ValueIssue parseInteger(std::string_view text, const NumberForm &form, std::int64_t &value)
{
    const auto parts = splitNumber(text, form.style, form.canonicalOnly);
    if (!parts || !parts->fraction.empty())
        return ErrorCode::ValueNotInteger;
    std::uint64_t magnitude = 0;
    if (!appendDigits(parts->whole, magnitude) || !toSigned(magnitude, parts->isNegative, value))
        return ErrorCode::ValueOutOfRange;
    return std::nullopt;
}

ValueIssue parseDecimal(std::string_view text, const NumberForm &form, std::int64_t &scaled)
{
    const auto parts = splitNumber(text, form.style, form.canonicalOnly);
    if (!parts)
        return ErrorCode::ValueNotDecimal;
    const auto scale = static_cast<std::size_t>(form.scale);
    const auto kept = parts->fraction.substr(0, scale);
    const auto rest = parts->fraction.substr(kept.size());
    if (rest.find_first_not_of('0') != std::string_view::npos)
        return ErrorCode::ValueNotExact;
    std::uint64_t magnitude = 0;
    constexpr std::string_view kZeros = "000000000000000000";
    if (!appendDigits(parts->whole, magnitude) || !appendDigits(kept, magnitude)
        || !appendDigits(kZeros.substr(0, scale - kept.size()), magnitude)
        || !toSigned(magnitude, parts->isNegative, scaled))
        return ErrorCode::ValueOutOfRange;
    if (!isExactAsDouble(scaled, form.scale))
        return ErrorCode::ValueNotExact;
    return std::nullopt;
}

ValueIssue parseReal(std::string_view text, const NumberForm &form, double &value)
{
    std::array<char, 512> buffer;
    if (form.style == NumberStyle::Plain) {
        const bool hasSign = text.starts_with('-') || text.starts_with('+');
        const auto digits = text.substr(hasSign ? 1 : 0);
        if (text.starts_with('+'))
            text = digits; // which from_chars does not take
        if (digits.empty() || !(isDigit(digits.front()) || digits.front() == '.'))
            return ErrorCode::ValueNotDecimal; // from_chars would take "inf" and "nan"
    } else {
        const auto parts = splitNumber(text, form.style, form.canonicalOnly);
        if (!parts || text.size() >= buffer.size())
            return ErrorCode::ValueNotDecimal;
        auto *out = buffer.data();
        if (parts->isNegative)
            *out++ = '-';
        *out++ = '0';
        out = std::copy_if(parts->whole.begin(), parts->whole.end(), out, isDigit);
        *out++ = '.';
        out = std::copy(parts->fraction.begin(), parts->fraction.end(), out);
        text = { buffer.data(), static_cast<std::size_t>(out - buffer.data()) };
    }
    const auto *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (stop != end || error == std::errc::invalid_argument)
        return ErrorCode::ValueNotDecimal;
    return error == std::errc() ? ValueIssue() : ErrorCode::ValueOutOfRange;
}

ValueIssue parseBoolean(std::string_view text, bool &value)
{
    constexpr std::array<std::string_view, 4> kTrue { "true", "yes", "ya", "1" };
    constexpr std::array<std::string_view, 4> kFalse { "false", "no", "tidak", "0" };
    const auto isText = [text](std::string_view word) { return equalsAnyCase(text, word); };
    value = std::any_of(kTrue.begin(), kTrue.end(), isText);
    if (value || std::any_of(kFalse.begin(), kFalse.end(), isText))
        return std::nullopt;
    return ErrorCode::ValueNotBoolean;
}

bool isExactAsDouble(std::int64_t scaled, int scale)
{
    constexpr std::int64_t kSurelyExact = std::int64_t { 1 } << 52; // half a unit is never reached
    constexpr std::int64_t kDoubleInteger = std::int64_t { 1 } << 53;
    if (scaled > -kSurelyExact && scaled < kSurelyExact)
        return true;
    const auto power = kPowersOfTen[static_cast<std::size_t>(scale)];
    if (scaled % power == 0)
        return true;
    if (scaled <= -kDoubleInteger || scaled >= kDoubleInteger)
        return false;
    const auto exact = static_cast<double>(scaled);
    const auto stored = exact / static_cast<double>(power);
    return std::abs(std::fma(stored, static_cast<double>(power), -exact)) < 0.5;
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned>(c) & 0xC0U) != 0x80U;
    }));
}

std::string_view cutAtCharacter(std::string_view text, std::size_t maxBytes)
{
    if (text.size() <= maxBytes)
        return text;
    auto end = maxBytes;
    while (end > 0 && (static_cast<unsigned>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

} // namespace dockhand::profile
