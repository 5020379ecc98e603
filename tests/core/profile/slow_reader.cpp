// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/slow_reader.h"

#include "core/base/error_code.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <QTimeZone>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <optional>

using namespace Qt::StringLiterals;

namespace dockhand::test {

namespace {

using profile::NumberStyle;
using profile::SourceColumn;
using profile::ValueType;

std::string idOf(ErrorCode code)
{
    return errorId(code).toStdString();
}

std::string bitsOf(std::int64_t bits)
{
    return "bits " + std::to_string(bits);
}

QString cleaned(const SourceColumn &column, QString text)
{
    const auto isBlank = [](QChar c) { return c == u' ' || c == u'\t'; };
    while (column.trim && !text.isEmpty() && isBlank(text.front()))
        text.remove(0, 1);
    while (column.trim && !text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    if (column.stripLeadingApostrophe && text.startsWith(u'\''))
        text.remove(0, 1);
    return column.nullSpellings.contains(text) ? QString() : text;
}

/// Compiled once.
const QRegularExpression &expression(const QString &text)
{
    static QHash<QString, QRegularExpression> known;
    auto &found = known[text];
    if (found.pattern().isEmpty())
        found.setPattern(text);
    return found;
}

struct SlowNumber
{
    bool isNegative = false;
    QString whole;
    QString fraction;
};

std::optional<SlowNumber> split(const SourceColumn &column, const QString &text)
{
    const auto whole = column.numberStyle == NumberStyle::Plain ? u"[0-9]*"_s
        : column.numberStyle == NumberStyle::DotDecimal ? u"[0-9]*|[0-9]{1,3}(?:,[0-9]{3})+"_s
                                                        : u"[0-9]*|[0-9]{1,3}(?:\\.[0-9]{3})+"_s;
    const auto point = column.numberStyle == NumberStyle::CommaDecimal ? u","_s : u"\\."_s;
    const auto match
        = expression(u"\\A([-+]?)(%1)(?:%2([0-9]+))?\\z"_s.arg(whole, point)).match(text);
    if (!match.hasMatch() || (match.captured(2).isEmpty() && match.captured(3).isEmpty()))
        return std::nullopt;
    const bool isCode = match.captured(1) == u"+"_s
        || (match.captured(2).size() > 1 && match.captured(2).startsWith(u'0'));
    if (column.canonicalNumbers && isCode)
        return std::nullopt;
    return SlowNumber { match.captured(1) == u"-"_s, match.captured(2).remove(u',').remove(u'.'),
                        match.captured(3) };
}

std::string readInteger(const SourceColumn &column, const QString &text)
{
    const auto number = split(column, text);
    if (!number || !number->fraction.isEmpty())
        return idOf(ErrorCode::ValueNotInteger);
    bool isGood = false;
    const auto value = ((number->isNegative ? u"-"_s : u""_s) + number->whole).toLongLong(&isGood);
    return isGood ? bitsOf(value) : idOf(ErrorCode::ValueOutOfRange);
}

/// What a database that keeps decimals as doubles gives back.
bool survivesAsDouble(qlonglong scaled, int scale)
{
    auto digits = QString::number(scaled);
    const bool isNegative = digits.startsWith(u'-');
    digits = digits.mid(isNegative ? 1 : 0).rightJustified(scale + 1, u'0');
    const auto fraction = digits.right(scale);
    if (fraction.count(u'0') == fraction.size())
        return true; // kept as an integer
    if (scaled <= -(1LL << 53) || scaled >= 1LL << 53)
        return false;
    const auto text
        = (isNegative ? u"-"_s : u""_s) + digits.left(digits.size() - scale) + u'.' + fraction;
    const auto stored = std::strtod(text.toLatin1().constData(), nullptr);
    return QString::asprintf("%.*f", scale, stored) == text;
}

std::string readDecimal(const SourceColumn &column, const QString &text)
{
    const auto number = split(column, text);
    if (!number)
        return idOf(ErrorCode::ValueNotDecimal);
    const auto rest = number->fraction.mid(column.scale);
    if (rest.count(u'0') != rest.size())
        return idOf(ErrorCode::ValueNotExact);
    const auto digits
        = number->whole + number->fraction.left(column.scale).leftJustified(column.scale, u'0');
    bool isGood = true;
    const auto scaled = digits.isEmpty()
        ? 0
        : ((number->isNegative ? u"-"_s : u""_s) + digits).toLongLong(&isGood);
    if (!isGood)
        return idOf(ErrorCode::ValueOutOfRange);
    return survivesAsDouble(scaled, column.scale) ? bitsOf(scaled) : idOf(ErrorCode::ValueNotExact);
}

std::string readReal(const SourceColumn &column, const QString &text)
{
    auto plain = text;
    if (column.numberStyle == NumberStyle::Plain) {
        const auto real = u"\\A[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\z"_s;
        if (!expression(real).match(text).hasMatch())
            return idOf(ErrorCode::ValueNotDecimal);
    } else {
        const auto number = split(column, text);
        if (!number)
            return idOf(ErrorCode::ValueNotDecimal);
        plain = (number->isNegative ? u"-0"_s : u"0"_s) + number->whole + u'.' + number->fraction;
    }
    const auto value = std::strtod(plain.toLatin1().constData(), nullptr);
    return std::isinf(value) ? idOf(ErrorCode::ValueOutOfRange)
                             : bitsOf(std::bit_cast<std::int64_t>(value));
}

int monthOf(const QString &name)
{
    static const QList<QStringList> months {
        { u"january"_s, u"januari"_s, u"jan"_s },
        { u"february"_s, u"februari"_s, u"pebruari"_s, u"feb"_s },
        { u"march"_s, u"maret"_s, u"mar"_s },
        { u"april"_s, u"apr"_s },
        { u"may"_s, u"mei"_s },
        { u"june"_s, u"juni"_s, u"jun"_s },
        { u"july"_s, u"juli"_s, u"jul"_s },
        { u"august"_s, u"agustus"_s, u"aug"_s, u"agu"_s, u"agt"_s, u"ags"_s },
        { u"september"_s, u"sep"_s, u"sept"_s },
        { u"october"_s, u"oktober"_s, u"oct"_s, u"okt"_s },
        { u"november"_s, u"nopember"_s, u"nov"_s },
        { u"december"_s, u"desember"_s, u"dec"_s, u"des"_s },
    };
    for (int month = 0; month < months.size(); ++month) {
        if (months[month].contains(name.toLower()))
            return month + 1;
    }
    return 0;
}

/// A pattern as a regular expression that never goes back.
const QRegularExpression &expressionFor(const QString &pattern)
{
    static const QList<std::pair<QString, QString>> tokens {
        { u"dd"_s, u"(?<day>[0-9]{2})"_s },      { u"d"_s, u"(?<day>[0-9]{1,2}+)"_s },
        { u"MMMM"_s, u"(?<name>[A-Za-z]*+)"_s }, { u"MMM"_s, u"(?<name>[A-Za-z]*+)"_s },
        { u"MM"_s, u"(?<month>[0-9]{2})"_s },    { u"M"_s, u"(?<month>[0-9]{1,2}+)"_s },
        { u"yyyy"_s, u"(?<year>[0-9]{4})"_s },   { u"HH"_s, u"(?<hour>[0-9]{2})"_s },
        { u"H"_s, u"(?<hour>[0-9]{1,2}+)"_s },   { u"mm"_s, u"(?<minute>[0-9]{2})"_s },
        { u"ss"_s, u"(?<second>[0-9]{2})"_s },
    };
    QString written;
    const auto parts = pattern.split(u'\'');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto rest = parts[i];
        while (!rest.isEmpty()) {
            qsizetype used = 1;
            auto piece = QRegularExpression::escape(rest.left(1));
            for (const auto &[token, meaning] : tokens) {
                if (i % 2 == 0 && used == 1 && rest.startsWith(token)
                    && piece == QRegularExpression::escape(rest.left(1))) {
                    used = token.size();
                    piece = meaning;
                }
            }
            written += piece;
            rest.remove(0, used);
        }
    }
    return expression(u"\\A"_s + written + u"\\z"_s);
}

std::string readMoment(const SourceColumn &column, const QString &text)
{
    for (const auto &pattern : column.formats) {
        const auto match = expressionFor(pattern).match(text);
        const auto name = match.captured(u"name"_s);
        const QDate day(match.captured(u"year"_s).toInt(),
                        name.isEmpty() ? match.captured(u"month"_s).toInt() : monthOf(name),
                        match.captured(u"day"_s).toInt());
        const QTime time(match.captured(u"hour"_s).toInt(), match.captured(u"minute"_s).toInt(),
                         match.captured(u"second"_s).toInt());
        if (!match.hasMatch() || !day.isValid() || !time.isValid())
            continue;
        if (column.type == ValueType::Date)
            return bitsOf(QDate(1970, 1, 1).daysTo(day));
        return bitsOf(QDateTime(day, time, QTimeZone::utc()).toMSecsSinceEpoch() * 1000);
    }
    return idOf(ErrorCode::ValueBadDate);
}

std::string readBoolean(const QString &text)
{
    static const QStringList yes { u"true"_s, u"yes"_s, u"ya"_s, u"1"_s };
    static const QStringList no { u"false"_s, u"no"_s, u"tidak"_s, u"0"_s };
    if (yes.contains(text, Qt::CaseInsensitive))
        return bitsOf(1);
    return no.contains(text, Qt::CaseInsensitive) ? bitsOf(0) : idOf(ErrorCode::ValueNotBoolean);
}

} // namespace

std::string readSlowly(const SourceColumn &column, const std::string &field)
{
    const auto text = cleaned(column, QString::fromStdString(field));
    if (text.isEmpty())
        return column.required ? idOf(ErrorCode::ValueRequired) : "NULL";
    if (!column.allowed.isEmpty() && !column.allowed.contains(text))
        return idOf(ErrorCode::ValueNotAllowed);
    switch (column.type) {
    case ValueType::Text:
        return column.maxLength > 0 && text.toUcs4().size() > column.maxLength
            ? idOf(ErrorCode::ValueTooLong)
            : "text " + text.toStdString();
    case ValueType::Integer:
        return readInteger(column, text);
    case ValueType::Decimal:
        return readDecimal(column, text);
    case ValueType::Real:
        return readReal(column, text);
    case ValueType::Date:
    case ValueType::Timestamp:
        return readMoment(column, text);
    case ValueType::Boolean:
        return readBoolean(text);
    }
    return {};
}

} // namespace dockhand::test
