// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reject_limit.h"

#include <QLocale>

namespace dockhand::engine {

bool RejectLimit::isExceeded(std::int64_t rejected, std::int64_t read, bool isAtEnd) const
{
    if (count >= 0 && rejected > count)
        return true;
    return percent >= 0 && (isAtEnd || read >= kLeastForShare)
        && static_cast<double>(rejected) * 100 > percent * static_cast<double>(read);
}

QString RejectLimit::toString() const
{
    if (percent >= 0)
        return QLocale().toString(percent, 'g', 6) + QStringLiteral(" %");
    return count >= 0 ? QString::number(count) : QString();
}

std::optional<RejectLimit> RejectLimit::fromString(const QString &text)
{
    RejectLimit limit;
    bool isNumber = false;
    auto number = text.trimmed();
    if (number.endsWith(QLatin1Char('%'))) {
        number.chop(1);
        limit.percent = QLocale::c().toDouble(number.trimmed(), &isNumber);
        isNumber = isNumber && limit.percent >= 0 && limit.percent <= 100;
    } else {
        limit.count = number.toLongLong(&isNumber);
        isNumber = isNumber && limit.count >= 0;
    }
    return isNumber ? std::optional(limit) : std::nullopt;
}

} // namespace dockhand::engine
