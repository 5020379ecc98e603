// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <cmath>
#include <utility>

namespace dockhand {

QString formatBytes(qint64 bytes, const QLocale &locale)
{
    constexpr qint64 kUnit = 1024;
    qint64 unit = 1;
    while (bytes / unit >= kUnit)
        unit *= kUnit;
    const bool isWhole = unit <= kUnit || bytes >= 10 * unit;
    return locale.formattedDataSize(bytes, isWhole ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

qint64 parseByteSize(const QString &text)
{
    QString number = text.trimmed().toLower();
    if (number.endsWith(QLatin1String("ib")))
        number.chop(2);
    else if (number.endsWith(QLatin1Char('b')))
        number.chop(1);
    double factor = 1;
    if (!number.isEmpty()) {
        const auto unit = QStringLiteral("kmgt").indexOf(number.back());
        if (unit >= 0) {
            factor = std::pow(1024.0, static_cast<double>(unit + 1));
            number.chop(1);
        }
    }
    bool isNumber = false;
    const double value = QLocale::c().toDouble(number.trimmed(), &isNumber);
    const double bytes = value * factor;
    if (!isNumber || !(bytes >= 0) || bytes > 9e18)
        return -1;
    return static_cast<qint64>(std::llround(bytes));
}

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    constexpr double kMostMs = 1000.0 * 3'600'000;
    auto number = text.trimmed().toLower();
    double factor = 0;
    for (const auto &[unit, ms] : { std::pair { "ms", 1.0 }, std::pair { "s", 1e3 },
                                    std::pair { "m", 6e4 }, std::pair { "h", 3.6e6 } }) {
        if (!number.endsWith(QLatin1String(unit)))
            continue;
        number.chop(QLatin1String(unit).size());
        factor = ms;
        break;
    }
    bool isNumber = false;
    const double value = QLocale::c().toDouble(number.trimmed(), &isNumber);
    const double ms = value * factor;
    if (!isNumber || !(value >= 0) || ms > kMostMs || (factor == 0 && value != 0))
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(ms));
}

std::string normalisedName(std::string_view name)
{
    QString out;
    for (const QChar c : toQString(name).normalized(QString::NormalizationForm_KC)) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            out += c.toLower();
    }
    return out.toStdString();
}

} // namespace dockhand
