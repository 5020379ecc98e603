// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/cell_text.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>

namespace dockhand::target {

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

// Days of the years 0 to 9999, whose texts are 10 bytes long.
constexpr std::int64_t kFirstUsualDay = -719'528;
constexpr std::int64_t kLastUsualDay = 2'932'896;

constexpr auto kPairs = [] {
    std::array<char, 200> pairs {};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

char *putDigits(char *at, std::int64_t value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + digits;
}

char *putPair(char *at, std::uint32_t value)
{
    std::memcpy(at, kPairs.data() + std::size_t { 2 } * value, 2);
    return at + 2;
}

char *putYear(char *at, int year)
{
    if (year >= 0 && year <= 9999) {
        const auto number = static_cast<std::uint32_t>(year);
        return putPair(putPair(at, number / 100), number % 100);
    }
    if (year < 0)
        *at++ = '-';
    const auto magnitude = year < 0 ? -year : year;
    return putDigits(at, magnitude, magnitude > 9999 ? 5 : 4);
}

std::chrono::year_month_day dateOf(std::int64_t days)
{
    return std::chrono::sys_days { std::chrono::days { days } };
}

std::string_view upTo(const CellBuffer &buffer, const char *end)
{
    return { buffer.data(), static_cast<std::size_t>(end - buffer.data()) };
}

std::int64_t floorDivide(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

struct Moment
{
    std::int64_t days = 0;
    std::uint32_t secondOfDay = 0;
    std::uint32_t microsecond = 0;
};

Moment momentOf(std::int64_t microseconds)
{
    const auto seconds = floorDivide(microseconds, kMicrosPerSecond);
    const auto days = floorDivide(seconds, kSecondsPerDay);
    return { days, static_cast<std::uint32_t>(seconds - days * kSecondsPerDay),
             static_cast<std::uint32_t>(microseconds - seconds * kMicrosPerSecond) };
}

} // namespace

std::size_t dateTextBytes(std::int64_t days)
{
    if (days >= kFirstUsualDay && days <= kLastUsualDay)
        return 10;
    const auto year = static_cast<int>(dateOf(days).year());
    return 6 + (year < 0 ? 1 : 0) + (year < -9999 || year > 9999 ? 5 : 4);
}

char *putDateText(char *to, std::int64_t days)
{
    const auto date = dateOf(days);
    to = putYear(to, static_cast<int>(date.year()));
    *to++ = '-';
    to = putPair(to, static_cast<unsigned>(date.month()));
    *to++ = '-';
    return putPair(to, static_cast<unsigned>(date.day()));
}

std::size_t timestampTextBytes(std::int64_t microseconds)
{
    const auto moment = momentOf(microseconds);
    return dateTextBytes(moment.days) + (moment.microsecond != 0 ? 16 : 9);
}

char *putTimestampText(char *to, std::int64_t microseconds)
{
    const auto moment = momentOf(microseconds);
    to = putDateText(to, moment.days);
    *to++ = ' ';
    to = putPair(to, moment.secondOfDay / 3600);
    *to++ = ':';
    to = putPair(to, moment.secondOfDay / 60 % 60);
    *to++ = ':';
    to = putPair(to, moment.secondOfDay % 60);
    if (moment.microsecond == 0)
        return to;
    *to++ = '.';
    return putDigits(to, moment.microsecond, 6);
}

std::string_view dateText(std::int64_t days, CellBuffer &buffer)
{
    return upTo(buffer, putDateText(buffer.data(), days));
}

std::string_view timestampText(std::int64_t microseconds, CellBuffer &buffer)
{
    return upTo(buffer, putTimestampText(buffer.data(), microseconds));
}

std::string_view decimalText(std::int64_t scaled, int scale, CellBuffer &buffer)
{
    auto *at = buffer.data();
    auto magnitude = static_cast<std::uint64_t>(scaled);
    if (scaled < 0) {
        *at++ = '-';
        magnitude = 0 - magnitude;
    }
    const auto unit = static_cast<std::uint64_t>(powerOfTen(scale));
    at = std::to_chars(at, buffer.data() + buffer.size(), magnitude / unit).ptr;
    if (scale > 0) {
        *at++ = '.';
        at = putDigits(at, static_cast<std::int64_t>(magnitude % unit), std::min(scale, 18));
    }
    return upTo(buffer, at);
}

std::int64_t powerOfTen(int scale)
{
    std::int64_t power = 1;
    for (int i = 0; i < std::clamp(scale, 0, 18); ++i)
        power *= 10;
    return power;
}

} // namespace dockhand::target
