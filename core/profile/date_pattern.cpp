// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/date_pattern.h"

#include <QByteArray>
#include <QtEndian>

#include <algorithm>
#include <chrono>
#include <cstring>

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
    std::uint64_t packed = 0;
    std::uint8_t length = 0;
    std::uint8_t month = 0;

    constexpr MonthName() = default;
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

/// Finds a name by one multiplication: `multiplier` sends every name to a slot of its own.
struct MonthTable
{
    static constexpr unsigned kBits = 8;

    std::uint64_t multiplier = 0;
    std::array<MonthName, std::size_t { 1 } << kBits> slots {};

    [[nodiscard]] constexpr std::size_t slotOf(std::uint64_t packed) const
    {
        return static_cast<std::size_t>(packed * multiplier >> (64 - kBits));
    }

    constexpr bool fill()
    {
        slots = {};
        for (const auto &name : kMonthNames) {
            auto &slot = slots[slotOf(name.packed)];
            if (slot.month != 0)
                return false;
            slot = name;
        }
        return true;
    }
};

constexpr MonthTable kMonths = [] {
    MonthTable table;
    table.multiplier = 0x9E37'79B9'7F4A'7C15U;
    while (!table.fill())
        table.multiplier = table.multiplier * 6'364'136'223'846'793'005U + 2;
    return table;
}();

/// The first eight bytes, or fewer and zeros.
std::uint64_t firstWord(std::string_view text)
{
    std::array<unsigned char, 8> bytes {};
    if (text.size() >= bytes.size())
        std::memcpy(bytes.data(), text.data(), bytes.size()); // of a known size: one load
    else
        std::memcpy(bytes.data(), text.data(), text.size());
    return qFromBigEndian<std::uint64_t>(bytes.data());
}

/// The month whose name is the first `length` bytes of `text`, 0 if there is none.
unsigned monthNumber(std::string_view text, std::size_t length)
{
    if (length == 0 || length > kLongestMonthName)
        return 0;
    if (length == kLongestMonthName && (text[length - 1] | 0x20) != 'r')
        return 0;
    // Bytes that are no letters give what no name has.
    const auto unused = 64 - 8 * std::min<std::size_t>(length, 8);
    const auto packed = (firstWord(text) | 0x2020'2020'2020'2020U) >> unused;
    const auto &entry = kMonths.slots[kMonths.slotOf(packed)];
    return entry.packed == packed && entry.length == length ? entry.month : 0;
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

unsigned takeMonthName(std::string_view &text)
{
    std::size_t used = 0;
    while (used < text.size() && isAsciiLetter(text[used]))
        ++used;
    const auto month = monthNumber(text, used);
    text.remove_prefix(used);
    return month;
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
    if (!result.isComplete())
        return std::nullopt;
    result.findSpots();
    return result;
}

// Not for one-letter tokens, nor for a letter behind the name, which would be read as part of it.
void DatePattern::findSpots()
{
    unsigned side = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        const auto &step = m_steps[i];
        const bool isLiteral = step.op == Op::Literal;
        const bool isBehindName = i > 0 && m_steps[i - 1].op == Op::MonthName;
        if (step.minDigits != step.maxDigits
            || (isBehindName && isLiteral && isAsciiLetter(step.literal)))
            return;
        const Spot spot { static_cast<std::uint8_t>(side), m_sideBytes[side], step.literal };
        if (step.op == Op::MonthName) {
            m_hasName = true;
            side = 1;
        } else if (isLiteral) {
            m_literalSpots[m_literals++] = spot;
        } else if (step.op == Op::Year) {
            m_yearSpot = spot;
        } else {
            m_numberOps[m_numbers] = step.op;
            m_numberSpots[m_numbers++] = spot;
        }
        m_sideBytes[side]
            = static_cast<std::uint8_t>(m_sideBytes[side] + (isLiteral ? 1 : step.minDigits));
    }
    m_isFixed = true;
}

std::optional<std::int64_t> DatePattern::parse(std::string_view text) const
{
    std::uint64_t bits = 0;
    return read(text, bits) ? std::optional(static_cast<std::int64_t>(bits)) : std::nullopt;
}

bool DatePattern::read(std::string_view text, std::uint64_t &bits) const
{
    Parts part {};
    const bool isTaken = m_isFixed ? takeSpots(text, part) : takeSteps(text, part);
    return isTaken && toMoment(part, bits);
}

// Looks at everything and decides once.
bool DatePattern::takeSpots(std::string_view text, Parts &part) const
{
    const auto fixedBytes = std::size_t { m_sideBytes[0] } + m_sideBytes[1];
    const auto nameBytes = text.size() - fixedBytes;
    if (text.size() < fixedBytes || (nameBytes != 0) != m_hasName)
        return false;
    const std::array<const char *, 2> sides { text.data(),
                                              text.data() + text.size() - m_sideBytes[1] };
    unsigned wrong = 0;
    const auto number = [&wrong](const char *digits) {
        const auto tens = static_cast<unsigned>(digits[0]) - '0';
        const auto ones = static_cast<unsigned>(digits[1]) - '0';
        wrong |= static_cast<unsigned>(tens > 9) | static_cast<unsigned>(ones > 9);
        return tens * 10 + ones;
    };
    for (std::size_t i = 0; i < m_literals; ++i) {
        const auto &spot = m_literalSpots[i];
        wrong |= static_cast<unsigned>(sides[spot.side][spot.at] != spot.literal);
    }
    for (std::size_t i = 0; i < m_numbers; ++i)
        part[std::size_t(m_numberOps[i])]
            = number(sides[m_numberSpots[i].side] + m_numberSpots[i].at);
    const auto *year = sides[m_yearSpot.side] + m_yearSpot.at;
    part[std::size_t(Op::Year)] = number(year) * 100 + number(year + 2);
    if (m_hasName)
        part[std::size_t(Op::Month)] = monthNumber(text.substr(m_sideBytes[0]), nameBytes);
    return wrong == 0;
}

bool DatePattern::takeSteps(std::string_view text, Parts &part) const
{
    for (std::size_t i = 0; i < m_count; ++i) {
        const auto &step = m_steps[i];
        if (step.op == Op::Literal) {
            if (text.empty() || text.front() != step.literal)
                return false;
            text.remove_prefix(1);
        } else if (step.op == Op::MonthName) {
            part[std::size_t(Op::Month)] = takeMonthName(text);
        } else {
            const int value = takeNumber(text, step.minDigits, step.maxDigits);
            if (value < 0)
                return false;
            part[std::size_t(step.op)] = static_cast<unsigned>(value);
        }
    }
    return text.empty();
}

bool DatePattern::toMoment(const Parts &part, std::uint64_t &bits)
{
    const auto of = [&part](Op op) { return part[std::size_t(op)]; };
    const std::chrono::year_month_day day { std::chrono::year { static_cast<int>(of(Op::Year)) },
                                            std::chrono::month { of(Op::Month) },
                                            std::chrono::day { of(Op::Day) } };
    if (of(Op::Year) == 0 || !day.ok() || of(Op::Hour) > 23 || of(Op::Minute) > 59
        || of(Op::Second) > 59)
        return false;
    const std::int64_t days = std::chrono::sys_days { day }.time_since_epoch().count();
    const std::int64_t seconds = (of(Op::Hour) * 60 + of(Op::Minute)) * 60 + of(Op::Second);
    bits = static_cast<std::uint64_t>(days * kMicrosecondsPerDay + seconds * 1'000'000);
    return true;
}

} // namespace dockhand::profile
