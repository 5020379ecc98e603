// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/cell_text.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace dockhand::target {

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

char *putDigits(char *at, std::int64_t value, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return at + digits;
}

char *putDate(char *at, std::int64_t days)
{
    using namespace std::chrono;
    const year_month_day date { sys_days { std::chrono::days { days } } };
    auto year = static_cast<int>(date.year());
    if (year < 0) {
        *at++ = '-';
        year = -year;
    }
    at = putDigits(at, year, year > 9999 ? 5 : 4);
    *at++ = '-';
    at = putDigits(at, static_cast<unsigned>(date.month()), 2);
    *at++ = '-';
    return putDigits(at, static_cast<unsigned>(date.day()), 2);
}

std::string_view upTo(const CellBuffer &buffer, const char *end)
{
    return { buffer.data(), static_cast<std::size_t>(end - buffer.data()) };
}

std::int64_t floorDivide(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

} // namespace

std::string_view dateText(std::int64_t days, CellBuffer &buffer)
{
    return upTo(buffer, putDate(buffer.data(), days));
}

std::string_view timestampText(std::int64_t microseconds, CellBuffer &buffer)
{
    const auto seconds = floorDivide(microseconds, kMicrosPerSecond);
    const auto fraction = microseconds - seconds * kMicrosPerSecond;
    const auto days = floorDivide(seconds, kSecondsPerDay);
    const auto inDay = seconds - days * kSecondsPerDay;
    auto *at = putDate(buffer.data(), days);
    *at++ = ' ';
    at = putDigits(at, inDay / 3600, 2);
    *at++ = ':';
    at = putDigits(at, inDay / 60 % 60, 2);
    *at++ = ':';
    at = putDigits(at, inDay % 60, 2);
    if (fraction != 0) {
        *at++ = '.';
        at = putDigits(at, fraction, 6);
    }
    return upTo(buffer, at);
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
