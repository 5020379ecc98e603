// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/date_pattern.h"

#include <QByteArray>

#include <algorithm>
#include <chrono>

namespace dockhand::profile {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The first eight letters of a name, lower case, in one word. Names that share them differ in
/// length.
constexpr std::uint64_t packedName(std::string_view name)
{
    std::uint64_t packed = 0;
    for (const char c : name.substr(0, 8))
        packed = packed << 8 | static_cast<std::uint8_t>(c | 0x20);
    return packed;
}

struct MonthName
{
    std::uint64_t packed;
    std::uint8_t length;
    std::uint8_t month;

    constexpr MonthName(std::string_view name, int number)
        : packed(packedName(name))
        , length(static_cast<std::uint8_t>(name.size()))
        , month(static_cast<std::uint8_t>(number))
    {
    }
};

// English and Indonesian (with the older spellings Pebruari and Nopember), long before short.
constexpr std::array kMonthNames {
    MonthName { "january", 1 },   MonthName { "february", 2 },  MonthName { "march", 3 },
    MonthName { "april", 4 },     MonthName { "may", 5 },       MonthName { "june", 6 },
    MonthName { "july", 7 },      MonthName { "august", 8 },    MonthName { "september", 9 },
    MonthName { "october", 10 },  MonthName { "november", 11 }, MonthName { "december", 12 },
    MonthName { "januari", 1 },   MonthName { "februari", 2 },  MonthName { "pebruari", 2 },
    MonthName { "maret", 3 },     MonthName { "mei", 5 },       MonthName { "juni", 6 },
    MonthName { "juli", 7 },      MonthName { "agustus", 8 },   MonthName { "oktober", 10 },
    MonthName { "nopember", 11 }, MonthName { "desember", 12 }, MonthName { "jan", 1 },
    MonthName { "feb", 2 },       MonthName { "mar", 3 },       MonthName { "apr", 4 },
    MonthName { "jun", 6 },       MonthName { "jul", 7 },       MonthName { "aug", 8 },
    MonthName { "agu", 8 },       MonthName { "agt", 8 },       MonthName { "ags", 8 },
    MonthName { "sep", 9 },       MonthName { "sept", 9 },      MonthName { "oct", 10 },
    MonthName { "okt", 10 },      MonthName { "nov", 11 },      MonthName { "dec", 12 },
    MonthName { "des", 12 },
};

constexpr std::size_t kLongestMonthName = 9;

int monthNumber(std::string_view name)
{
    if (name.empty() || name.size() > kLongestMonthName)
        return 0;
    if (name.size() == kLongestMonthName && (name.back() | 0x20) != 'r')
        return 0;
    const auto packed = packedName(name);
    for (const auto &entry : kMonthNames) {
        if (entry.packed == packed && entry.length == name.size())
            return entry.month;
    }
    return 0;
}

/// Reads at least `minDigits` and at most `maxDigits` digits from the front; -1 when there are
/// fewer.
int takeNumber(std::string_view &text, std::size_t minDigits, std::size_t maxDigits)
{
    int value = 0;
    std::size_t used = 0;
    while (used < maxDigits && used < text.size() && isDigit(text[used])) {
        value = value * 10 + (text[used] - '0');
        ++used;
    }
    text.remove_prefix(used);
    return used < minDigits ? -1 : value;
}

int takeMonthName(std::string_view &text)
{
    std::size_t used = 0;
    while (used < text.size() && isAsciiLetter(text[used]))
        ++used;
    const auto name = text.substr(0, used);
    text.remove_prefix(used);
    return monthNumber(name);
}

} // namespace

std::optional<DatePattern::Step> DatePattern::stepFor(QChar letter, int count)
{
    const auto digits = static_cast<std::uint8_t>(count);
    const auto least = digits;
    const auto most = std::uint8_t { 2 };
    const bool oneOrTwo = count == 1 || count == 2;
    switch (letter.unicode()) {
    case u'd':
        return oneOrTwo ? std::optional(Step { Op::Day, least, most }) : std::nullopt;
    case u'M':
        if (oneOrTwo)
            return Step { Op::Month, least, most };
        return count <= 4 ? std::optional(Step { Op::MonthName }) : std::nullopt;
    case u'y':
        return count == 4 ? std::optional(Step { Op::Year, 4, 4 }) : std::nullopt;
    case u'H':
        return oneOrTwo ? std::optional(Step { Op::Hour, least, most }) : std::nullopt;
    case u'm':
        return count == 2 ? std::optional(Step { Op::Minute, 2, 2 }) : std::nullopt;
    case u's':
        return count == 2 ? std::optional(Step { Op::Second, 2, 2 }) : std::nullopt;
    default:
        return std::nullopt;
    }
}

bool DatePattern::add(Step step)
{
    if (m_count == kMaxSteps)
        return false;
    m_steps[m_count++] = step;
    return true;
}

bool DatePattern::addLiteral(const QString &text)
{
    const auto bytes = text.toUtf8();
    return std::all_of(bytes.begin(), bytes.end(), [this](char c) {
        return add(Step { Op::Literal, 0, 0, c });
    });
}

bool DatePattern::isComplete()
{
    const auto uses = [this](Op op) {
        return std::count_if(m_steps.begin(), m_steps.begin() + m_count,
                             [op](const Step &step) { return step.op == op; });
    };
    const auto months = uses(Op::Month) + uses(Op::MonthName);
    const auto hours = uses(Op::Hour);
    const auto minutes = uses(Op::Minute);
    const auto seconds = uses(Op::Second);
    m_hasTime = hours > 0;
    return uses(Op::Day) == 1 && months == 1 && uses(Op::Year) == 1 && hours <= 1
        && minutes <= hours && seconds <= minutes;
}

std::optional<DatePattern> DatePattern::compile(const QString &pattern)
{
    DatePattern result;
    qsizetype at = 0;
    while (at < pattern.size()) {
        const auto c = pattern.at(at);
        qsizetype end = at + 1;
        bool isGood = false;
        if (c == u'\'') {
            end = pattern.indexOf(u'\'', at + 1);
            isGood = end > at + 1 && result.addLiteral(pattern.mid(at + 1, end - at - 1));
            ++end;
        } else if (c.isLetter()) {
            while (end < pattern.size() && pattern.at(end) == c)
                ++end;
            const auto step = stepFor(c, static_cast<int>(std::min<qsizetype>(end - at, 9)));
            isGood = step && result.add(*step);
        } else {
            isGood = !c.isDigit() && result.addLiteral(pattern.mid(at, 1));
        }
        if (!isGood)
            return std::nullopt;
        at = end;
    }
    return result.isComplete() ? std::optional(result) : std::nullopt;
}

std::optional<std::int64_t> DatePattern::parse(std::string_view text) const
{
    std::array<int, 8> part {}; // by Op; MonthName writes Month's
    for (std::size_t i = 0; i < m_count; ++i) {
        const auto &step = m_steps[i];
        if (step.op == Op::Literal) {
            if (text.empty() || text.front() != step.literal)
                return std::nullopt;
            text.remove_prefix(1);
        } else if (step.op == Op::MonthName) {
            part[std::size_t(Op::Month)] = takeMonthName(text);
        } else {
            const int value = takeNumber(text, step.minDigits, step.maxDigits);
            if (value < 0)
                return std::nullopt;
            part[std::size_t(step.op)] = value;
        }
    }
    const auto of = [&part](Op op) { return part[std::size_t(op)]; };
    const std::chrono::year_month_day day { std::chrono::year { of(Op::Year) },
                                            std::chrono::month { unsigned(of(Op::Month)) },
                                            std::chrono::day { unsigned(of(Op::Day)) } };
    if (!text.empty() || of(Op::Year) == 0 || !day.ok() || of(Op::Hour) > 23 || of(Op::Minute) > 59
        || of(Op::Second) > 59)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days { day }.time_since_epoch().count();
    const std::int64_t seconds = (of(Op::Hour) * 60 + of(Op::Minute)) * 60 + of(Op::Second);
    return days * kMicrosecondsPerDay + seconds * 1'000'000;
}

} // namespace dockhand::profile
