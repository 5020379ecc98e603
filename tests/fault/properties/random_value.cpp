// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/random_value.h"

#include <QDate>
#include <QStringList>
#include <QTime>

#include <array>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using profile::NumberStyle;
using profile::SourceColumn;
using profile::ValueType;

constexpr std::array kUsualTexts { "A", "B", "C", "D", "E", "K-1", "K-2", "S1", "S2", "north" };
constexpr std::array kOddTexts {
    "a",
    "é",
    "naïve café",
    "日本語のとても長い名前です",
    "\U0001F600",
    "'quoted",
    "''x",
    "'",
    "-",
    "NULL",
    "null",
    "say \"hi\"",
    "\"",
    "\"\"",
    "a,b;c|d\te",
    "line\nbreak",
    "line\r\nbreak",
    "two\n\nlines",
    "A,B,C\nD,E,F\nG,H,I",
    "return\ronly",
    "ends\r",
    "\r",
    " inner  blanks ",
    "0012",
    "=1+1",
    "\x1A",
    "x\x1Ay",
    "%_'; --",
    "more than twelve characters",
    "on",
    "TRUE\n",
    "2",
};
constexpr std::array kOddNumbers {
    "+7",
    "007",
    "-0",
    "0",
    "00",
    "1,234",
    "1.234",
    "1,234,567.5",
    "1.234.567,5",
    "12,34",
    "1.5",
    "1,5",
    ".5",
    "5.",
    "-.25",
    "-,25",
    "1e3",
    "0.10",
    "0,10",
    "1.2345678901234567890",
    "1 234",
    "Rp 5",
    "--1",
    "+",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "99999999999999999999999",
    "90071992547409.93",
    "4503599627370497.5",
    "45035996273704,97",
    "9007199254740993",
    "123456789012345.67",
    "12.3400",
    "12.340001",
    "0x10",
    "1_000",
    "١٢",
};
constexpr std::array kOddDates {
    "2024-02-29",
    "2023-02-29",
    "29/02/2024",
    "31/04/2024",
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "1.1.2024",
    "01.01.2024",
    "5 Mei 2024",
    "05 MEI 2024",
    "17 Agustus 2024",
    "17 agt 2024",
    "1 Foo 2024",
    "2024-1-1",
    "24-01-01",
    "2024-01-01 24:00:00",
    "2024-01-01 23:59:60",
    "2024-01-01T10:20",
    "01/02/2024 7:05",
    "01/02/2024 07:05",
    "2024-01-01 10:20:30 ",
    "02 January 2026, 15:04:05",
    "today",
    "45321",
};
constexpr std::array kBooleans { "true", "FALSE", "Yes", "no", "ya", "Tidak", "1", "0" };
constexpr std::array kMonths { "January", "Februari", "mar",  "April", "Mei", "JUNE",
                               "jul",     "agustus",  "Sept", "okt",   "Nov", "desember" };

QByteArray withGroups(QByteArray digits, char group)
{
    for (auto at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, group);
    return digits;
}

QByteArray number(const SourceColumn &column, Dice &dice)
{
    if (dice.chance(5))
        return dice.pick(kOddNumbers);
    auto whole
        = QByteArray::number(dice.chance(75) ? dice.number(0, 12) : dice.number(0, 99'999'999));
    const bool isPlain = column.numberStyle == NumberStyle::Plain;
    const bool hasPointAsGroup = column.numberStyle == NumberStyle::CommaDecimal;
    if (!isPlain && dice.chance(50))
        whole = withGroups(whole, hasPointAsGroup ? '.' : ',');
    if (dice.chance(8))
        whole.prepend('-');
    const int scale = column.type == ValueType::Integer ? 0
        : column.type == ValueType::Real                ? 2
                                                        : column.scale;
    if (scale == 0 || dice.chance(30))
        return whole;
    whole += hasPointAsGroup ? ',' : '.';
    for (auto digits = dice.number(1, std::min(scale, 4)); digits > 0; --digits)
        whole += static_cast<char>('0' + (dice.chance(60) ? 5 : dice.number(0, 9)));
    return whole;
}

QByteArray twoDigits(qint64 value)
{
    return QByteArray::number(value).rightJustified(2, '0');
}

// In the words of one of the column's formats.
QByteArray moment(const SourceColumn &column, Dice &dice)
{
    if (dice.chance(5))
        return dice.pick(kOddDates);
    auto text = dice.pick(column.formats).toUtf8();
    const auto day = dice.number(1, dice.chance(80) ? 3 : 31);
    const auto month = dice.number(1, dice.chance(80) ? 2 : 12);
    text.replace("'T'", "T");
    text.replace("yyyy", QByteArray::number(dice.number(2023, 2025)));
    const auto letter = QByteArray(dice.chance(50) ? "0" : ""); // of an hour of one digit
    text.replace("HH", twoDigits(dice.number(0, 2)));
    text.replace("H", letter + QByteArray::number(dice.number(0, 9)));
    text.replace("mm", twoDigits(dice.number(0, 59)));
    text.replace("ss", twoDigits(dice.number(0, 1)));
    text.replace("dd", twoDigits(day));
    text.replace("d", QByteArray::number(day));
    // A name last: it may hold the letters of the pattern.
    const QByteArray name = kMonths[static_cast<std::size_t>(month - 1)];
    for (const auto *const pattern : { "MMMM", "MMM" }) {
        if (text.contains(pattern))
            return text.replace(pattern, name);
    }
    return text.replace("MM", twoDigits(month)).replace("M", QByteArray::number(month));
}

QByteArray goodValue(const SourceColumn &column, Dice &dice)
{
    if (!column.allowed.isEmpty() && !dice.chance(4))
        return dice.pick(column.allowed).toUtf8();
    switch (column.type) {
    case ValueType::Text:
        return dice.chance(90) ? dice.pick(kUsualTexts) : dice.pick(kOddTexts);
    case ValueType::Integer:
    case ValueType::Decimal:
    case ValueType::Real:
        return number(column, dice);
    case ValueType::Date:
    case ValueType::Timestamp:
        return moment(column, dice);
    case ValueType::Boolean:
        return dice.chance(96) ? dice.pick(kBooleans) : dice.pick(kOddTexts);
    }
    return {};
}

} // namespace

QByteArray randomValue(const SourceColumn &column, Dice &dice)
{
    if (dice.chance(column.required ? 2 : 10))
        return dice.chance(80) ? "" : " \t ";
    if (!column.nullSpellings.isEmpty() && dice.chance(5))
        return dice.pick(column.nullSpellings).toUtf8();
    auto value = dice.chance(1) ? QByteArray(dice.pick(kOddTexts)) : goodValue(column, dice);
    if (dice.chance(5))
        value.prepend('\'');
    if (dice.chance(8))
        value = (dice.chance(50) ? " " : "\t") + value + (dice.chance(50) ? "  " : "");
    return value;
}

} // namespace dockhand::fault
