// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/type_inference.h"

#include "core/profile/date_pattern.h"
#include "core/profile/value_text.h"

#include <QChar>

#include <algorithm>

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

/// A double, and with it every tool that the data meets later, keeps this many digits.
constexpr std::size_t kMostDigits = 15;
constexpr int kLongestNameBytes = 60;
constexpr NumberForm kCanonical { NumberStyle::Plain, 0, true };

/// One way to write dates. `otherOrder` reads the same text with day and month changed over: only a
/// column in which that fails somewhere is not ambiguous.
struct DateStyle
{
    ValueType type;
    QStringList formats;
    QStringList otherOrder;
};

std::vector<DateStyle> dateStyles()
{
    std::vector<DateStyle> styles {
        { ValueType::Date, { u"yyyy-MM-dd"_s }, {} },
        { ValueType::Date, { u"yyyy/MM/dd"_s }, {} },
        { ValueType::Timestamp,
          { u"yyyy-MM-dd HH:mm:ss"_s, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd'T'HH:mm:ss"_s },
          {} },
        { ValueType::Timestamp, { u"yyyy/MM/dd HH:mm:ss"_s, u"yyyy/MM/dd HH:mm"_s }, {} },
    };
    for (const QChar separator : { u'/', u'-', u'.' }) {
        const auto day = u"dd%1MM%1yyyy"_s.arg(separator);
        const auto swapped = u"MM%1dd%1yyyy"_s.arg(separator);
        const QStringList times { u" HH:mm:ss"_s, u" HH:mm"_s };
        styles.push_back({ ValueType::Date, { day }, { swapped } });
        styles.push_back({ ValueType::Timestamp,
                           { day + times[0], day + times[1] },
                           { swapped + times[0], swapped + times[1] } });
    }
    return styles;
}

/// Patterns of one style, compiled.
std::vector<DatePattern> compiled(const QStringList &formats)
{
    std::vector<DatePattern> patterns;
    for (const auto &format : formats)
        patterns.push_back(DatePattern::compile(format).value());
    return patterns;
}

bool fitsAny(const std::vector<DatePattern> &patterns, std::string_view value)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [value](const DatePattern &pattern) { return pattern.parse(value); });
}

bool fitAll(const std::vector<DatePattern> &patterns, const std::vector<std::string_view> &values)
{
    return std::all_of(values.begin(), values.end(),
                       [&](std::string_view value) { return fitsAny(patterns, value); });
}

bool inferDate(const std::vector<std::string_view> &values, SourceColumn &column)
{
    static const auto styles = dateStyles();
    for (const auto &style : styles) {
        if (!fitAll(compiled(style.formats), values))
            continue;
        if (!style.otherOrder.isEmpty() && fitAll(compiled(style.otherOrder), values))
            return false;
        column.type = style.type;
        column.formats = style.formats;
        return true;
    }
    return false;
}

bool inferNumber(const std::vector<std::string_view> &values, SourceColumn &column)
{
    std::size_t whole = 0;
    std::size_t fraction = 0;
    for (const auto value : values) {
        const auto parts = splitNumber(value, NumberStyle::Plain, kCanonical.canonicalOnly);
        if (!parts)
            return false;
        whole = std::max(whole, parts->whole.size());
        fraction = std::max(fraction, parts->fraction.size());
    }
    if (whole + fraction > kMostDigits)
        return false;
    column.type = fraction == 0 ? ValueType::Integer : ValueType::Decimal;
    column.scale = static_cast<int>(fraction);
    column.canonicalNumbers = true;
    return true;
}

} // namespace

SourceColumn inferColumn(const std::vector<std::string_view> &values)
{
    std::vector<std::string_view> seen;
    for (const auto value : values) {
        if (const auto text = trimmed(value); !text.empty())
            seen.push_back(text);
    }
    SourceColumn column;
    if (seen.empty() || !(inferNumber(seen, column) || inferDate(seen, column)))
        column.trim = false; // a text is kept byte for byte
    return column;
}

QString sqlNameFor(const QString &text)
{
    QString name;
    bool gap = false;
    qsizetype bytes = 0;
    const auto points = text.normalized(QString::NormalizationForm_KC).toLower().toUcs4();
    for (const uint point : points) {
        if (!QChar::isLetterOrNumber(point) && !QChar::isMark(point)) {
            gap = !name.isEmpty();
            continue;
        }
        const auto piece = (gap ? u"_"_s : QString())
            + QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
        bytes += piece.toUtf8().size();
        if (bytes > kLongestNameBytes)
            break;
        name += piece;
        gap = false;
    }
    return name;
}

QString uniqueSqlName(const QString &wanted, QSet<QString> &taken)
{
    auto name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1_%2"_s.arg(wanted).arg(number);
    taken.insert(name);
    return name;
}

} // namespace dockhand::profile
