// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/reference_values.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <QTime>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using profile::NumberStyle;
using profile::SourceColumn;
using profile::ValueType;

ReferenceValue bad(const QString &problem)
{
    return { {}, problem };
}

/// A number's digits, without anything between them.
struct Digits
{
    bool isNumber = false;
    bool isNegative = false;
    QString whole;
    QString fraction;
};

QRegularExpression whole(const QString &pattern)
{
    static QHash<QString, QRegularExpression> known; // making one takes longer than using it
    auto &expression = known[pattern];
    if (expression.pattern().isEmpty())
        expression.setPattern(QRegularExpression::anchoredPattern(pattern));
    return expression;
}

Digits digitsOf(const SourceColumn &column, const QString &text)
{
    QString number = u"([+-]?)([0-9]*)(?:[.]([0-9]+))?"_s;
    if (column.numberStyle == NumberStyle::DotDecimal)
        number = u"([+-]?)([0-9]*|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.]([0-9]+))?"_s;
    if (column.numberStyle == NumberStyle::CommaDecimal)
        number = u"([+-]?)([0-9]*|[0-9]{1,3}(?:[.][0-9]{3})+)(?:,([0-9]+))?"_s;
    const auto match = whole(number).match(text);
    Digits digits;
    digits.isNegative = match.captured(1) == u"-"_s;
    digits.whole = match.captured(2).remove(u',').remove(u'.');
    digits.fraction = match.captured(3);
    digits.isNumber = match.hasMatch() && !(digits.whole + digits.fraction).isEmpty();
    const bool isCode
        = match.captured(1) == u"+"_s || (digits.whole.size() > 1 && digits.whole.startsWith(u'0'));
    if (column.canonicalNumbers && isCode)
        digits.isNumber = false;
    return digits;
}

QString withoutLeadingZeros(QString digits)
{
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return digits.isEmpty() ? u"0"_s : digits;
}

bool fitsIn64Bits(const QString &digits, bool isNegative)
{
    const auto most = isNegative ? u"9223372036854775808"_s : u"9223372036854775807"_s;
    return digits.size() < most.size() || (digits.size() == most.size() && digits <= most);
}

ReferenceValue readInteger(const SourceColumn &column, const QString &text)
{
    const auto digits = digitsOf(column, text);
    if (!digits.isNumber || !digits.fraction.isEmpty())
        return bad(u"value.not_integer"_s);
    const auto magnitude = withoutLeadingZeros(digits.whole);
    if (!fitsIn64Bits(magnitude, digits.isNegative))
        return bad(u"value.out_of_range"_s);
    return { stored(((digits.isNegative ? u"-"_s : u""_s) + magnitude).toLongLong()), {} };
}

// SQLite keeps an amount as an integer where it is one, else as the double nearest to it. A record
// is rejected where that double, written with the column's digits, is another amount. Undocumented:
// above 2^53 units of the last digit that holds for every amount with a fraction, though some
// doubles there still would give it back.
bool isExactInSqlite(const QString &amount, const QString &units, int scale)
{
    const auto limit = u"9007199254740992"_s;
    const bool isSmall
        = units.size() < limit.size() || (units.size() == limit.size() && units < limit);
    return isSmall && QString::number(amount.toDouble(), 'f', scale) == amount;
}

ReferenceValue readDecimal(const SourceColumn &column, const QString &text)
{
    const auto digits = digitsOf(column, text);
    if (!digits.isNumber)
        return bad(u"value.not_decimal"_s);
    auto fraction = digits.fraction;
    while (fraction.size() > column.scale && fraction.endsWith(u'0'))
        fraction.chop(1);
    if (fraction.size() > column.scale)
        return bad(u"value.not_exact"_s);
    fraction = fraction.leftJustified(column.scale, u'0');
    const auto wholePart = withoutLeadingZeros(digits.whole);
    const auto units = withoutLeadingZeros(digits.whole + fraction);
    if (!fitsIn64Bits(units, digits.isNegative))
        return bad(u"value.out_of_range"_s);
    const QString sign = digits.isNegative ? u"-"_s : u""_s;
    if (fraction.count(u'0') == fraction.size())
        return { stored((sign + wholePart).toLongLong()), {} };
    const auto amount = wholePart + u'.' + fraction;
    if (!isExactInSqlite(amount, units, column.scale))
        return bad(u"value.not_exact"_s);
    return { stored((sign + amount).toDouble()), {} };
}

ReferenceValue readReal(const QString &text)
{
    static const auto number = whole(u"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?"_s);
    if (!number.match(text).hasMatch())
        return bad(u"value.not_decimal"_s);
    return { stored(text.toDouble()), {} };
}

int monthOf(const QString &name)
{
    static const QStringList names {
        u"january januari jan"_s,
        u"february februari pebruari feb"_s,
        u"march maret mar"_s,
        u"april apr"_s,
        u"may mei"_s,
        u"june juni jun"_s,
        u"july juli jul"_s,
        u"august agustus aug agu agt ags"_s,
        u"september sep sept"_s,
        u"october oktober oct okt"_s,
        u"november nopember nov"_s,
        u"december desember dec des"_s,
    };
    for (int month = 1; month <= 12; ++month) {
        if (names[month - 1].split(u' ').contains(name.toLower()))
            return month;
    }
    return 0;
}

// A pattern as a regular expression with a named group for each part.
QRegularExpression expressionFor(QString pattern)
{
    pattern.replace(u"'T'"_s, u"T"_s);
    const QList<std::pair<QString, QString>> parts {
        { u"MMMM"_s, u"(?<name>[A-Za-z]+)"_s }, { u"MMM"_s, u"(?<name>[A-Za-z]+)"_s },
        { u"MM"_s, u"(?<month>[0-9]{2})"_s },   { u"M"_s, u"(?<month>[0-9]{1,2})"_s },
        { u"yyyy"_s, u"(?<year>[0-9]{4})"_s },  { u"dd"_s, u"(?<day>[0-9]{2})"_s },
        { u"d"_s, u"(?<day>[0-9]{1,2})"_s },    { u"HH"_s, u"(?<hour>[0-9]{2})"_s },
        { u"H"_s, u"(?<hour>[0-9]{1,2})"_s },   { u"mm"_s, u"(?<minute>[0-9]{2})"_s },
        { u"ss"_s, u"(?<second>[0-9]{2})"_s },
    };
    QString expression;
    while (!pattern.isEmpty()) {
        auto part = parts.begin();
        while (part != parts.end() && !pattern.startsWith(part->first))
            ++part;
        const bool isText = part == parts.end();
        expression += isText ? QRegularExpression::escape(pattern.left(1)) : part->second;
        pattern.remove(0, isText ? 1 : part->first.size());
    }
    return whole(expression);
}

ReferenceValue readMoment(const SourceColumn &column, const QString &text)
{
    for (const auto &format : column.formats) {
        const auto match = expressionFor(format).match(text);
        if (!match.hasMatch())
            continue;
        const int month = match.captured(u"name"_s).isEmpty() ? match.captured(u"month"_s).toInt()
                                                              : monthOf(match.captured(u"name"_s));
        const QDate date(match.captured(u"year"_s).toInt(), month,
                         match.captured(u"day"_s).toInt());
        const QTime time(match.captured(u"hour"_s).toInt(), match.captured(u"minute"_s).toInt(),
                         match.captured(u"second"_s).toInt());
        if (!date.isValid() || !time.isValid())
            continue;
        const auto day = date.toString(u"yyyy-MM-dd"_s);
        return { stored(column.type == ValueType::Date ? day : day + time.toString(u" HH:mm:ss"_s)),
                 {} };
    }
    return bad(u"value.bad_date"_s);
}

ReferenceValue readBoolean(const QString &text)
{
    static const QStringList yes { u"true"_s, u"yes"_s, u"ya"_s, u"1"_s };
    static const QStringList no { u"false"_s, u"no"_s, u"tidak"_s, u"0"_s };
    const auto word = text.toLower();
    if (!yes.contains(word) && !no.contains(word))
        return bad(u"value.not_boolean"_s);
    return { stored(qint64 { yes.contains(word) }), {} };
}

ReferenceValue readText(const SourceColumn &column, const QString &text)
{
    if (column.maxLength > 0 && text.toUcs4().size() > column.maxLength)
        return bad(u"value.too_long"_s);
    return { stored(text), {} };
}

} // namespace

StoredValue storedNull()
{
    return "null";
}

StoredValue stored(qint64 value)
{
    return "integer " + QByteArray::number(value);
}

StoredValue stored(double value)
{
    return "real " + QByteArray::number(value, 'g', 17);
}

StoredValue stored(const QString &value)
{
    return "text " + value.toUtf8();
}

QString cleanedField(const SourceColumn &column, const QByteArray &field)
{
    auto text = QString::fromUtf8(field);
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    while (column.trim && !text.isEmpty() && isBlank(text.front()))
        text.remove(0, 1);
    while (column.trim && !text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    if (column.stripLeadingApostrophe && text.startsWith(u'\''))
        text.remove(0, 1);
    return column.nullSpellings.contains(text) ? QString() : text;
}

ReferenceValue readField(const SourceColumn &column, const QByteArray &field)
{
    const auto text = cleanedField(column, field);
    if (text.isEmpty())
        return column.required ? bad(u"value.required"_s) : ReferenceValue { storedNull(), {} };
    if (!column.allowed.isEmpty() && !column.allowed.contains(text))
        return bad(u"value.not_allowed"_s);
    switch (column.type) {
    case ValueType::Text:
        return readText(column, text);
    case ValueType::Integer:
        return readInteger(column, text);
    case ValueType::Decimal:
        return readDecimal(column, text);
    case ValueType::Real:
        return readReal(text);
    case ValueType::Date:
    case ValueType::Timestamp:
        return readMoment(column, text);
    case ValueType::Boolean:
        return readBoolean(text);
    }
    return {};
}

} // namespace dockhand::fault
