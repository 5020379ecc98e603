// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include "core/base/text.h"

#include <QDir>

#include <algorithm>
#include <cmath>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QLocale grouped(QLocale locale)
{
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

QString onOneLine(QString text)
{
    constexpr char16_t kPictures = 0x2400; ///< of U+0000 to U+001F, in their order
    for (QChar &letter : text) {
        if (letter.unicode() < u' ') {
            letter = QChar(static_cast<char16_t>(kPictures + letter.unicode()));
        } else if (letter.category() == QChar::Other_Control
                   || letter.category() == QChar::Separator_Line
                   || letter.category() == QChar::Separator_Paragraph) {
            letter = QChar::Space;
        }
    }
    return text;
}

} // namespace

QString shownFileName(const QString &path)
{
    return onOneLine(path.mid(path.lastIndexOf(u'/') + 1));
}

QString shownPath(const QString &path)
{
    return onOneLine(QDir::toNativeSeparators(path));
}

qint64 roundedTo(qint64 value, int digits)
{
    qint64 unit = 1;
    for (qint64 rest = std::abs(value); rest >= std::llround(std::pow(10, digits)); rest /= 10) {
        unit *= 10;
    }
    return (value + (value < 0 ? -unit : unit) / 2) / unit * unit;
}

Format::Format(const QLocale &locale)
    : m_locale(grouped(locale))
{
}

QString Format::count(qint64 value) const
{
    return m_locale.toString(value);
}

QString Format::estimate(qint64 value) const
{
    //: An estimated number of records
    return tr("~ %1").arg(count(roundedTo(value, 3)));
}

QString Format::percent(double share) const
{
    const double bounded = std::clamp(share, 0.0, 1.0);
    //: A share in percent
    return tr("%1 %").arg(m_locale.toString(static_cast<int>(std::floor(bounded * 100))));
}

QString Format::bytes(qint64 value) const
{
    return formatBytes(value, m_locale);
}

QString Format::rate(double perSecond) const
{
    return count(roundedTo(std::llround(perSecond), 4));
}

QString Format::axisCount(double value) const
{
    const qint64 tenths = std::llround(value / 100);
    if (tenths < 10) {
        return count(std::llround(value));
    }
    const int decimals = tenths % 10 == 0 ? 0 : 1;
    return m_locale.toString(static_cast<double>(tenths) / 10, 'f', decimals) + u" k"_s;
}

QString Format::duration(qint64 ms) const
{
    if (ms >= kDay) {
        return tr("over a day");
    }
    if (ms >= kHour) {
        return tr("%1 h %2 min").arg(count(ms / kHour), count(ms % kHour / kMinute));
    }
    if (ms >= kMinute) {
        return tr("%1 min %2 s").arg(count(ms / kMinute), count(ms % kMinute / kSecond));
    }
    if (ms < kSecond) {
        return tr("under 1 s");
    }
    return tr("%1 s").arg(count((ms + kSecond / 2) / kSecond));
}

QString Format::about(qint64 ms) const
{
    return ms < kSecond || ms >= kDay ? duration(ms) : tr("about %1").arg(duration(ms));
}

QString Format::interval(qint64 least, qint64 most) const
{
    if (most < kSecond) {
        return {};
    }
    //: From the shortest to the longest time, as on a clock
    return tr("%1 to %2").arg(clock(least), clock(std::max(most, kSecond)));
}

QString Format::clock(qint64 ms) const
{
    const qint64 seconds = (ms + kSecond / 2) / kSecond;
    const QString tail = u"%1"_s.arg(seconds % 60, 2, 10, '0'_L1);
    if (seconds < 3600) {
        return u"%1:%2"_s.arg(seconds / 60).arg(tail);
    }
    return u"%1:%2:%3"_s.arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, '0'_L1).arg(tail);
}

QString Format::time(const QDateTime &at) const
{
    return m_locale.toString(at.toLocalTime().time(), u"HH:mm:ss"_s);
}

} // namespace dockhand::ui
