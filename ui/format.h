// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QString>

namespace dockhand::ui {

/// Numbers, sizes and times as people read them: the window's only place that turns a value into
/// text. What is not known is an empty text, never 0. Plain value; cheap to copy.
class Format final
{
    Q_DECLARE_TR_FUNCTIONS(Format)

public:
    explicit Format(const QLocale &locale = QLocale());

    [[nodiscard]] QString count(qint64 value) const;    ///< "2,412,503"
    [[nodiscard]] QString estimate(qint64 value) const; ///< "~ 8,800": three digits kept
    [[nodiscard]] QString percent(double share) const;  ///< 0.64: "64 %"; 100 only when complete
    [[nodiscard]] QString bytes(qint64 value) const;    ///< "51 MB"
    [[nodiscard]] QString rate(double perSecond) const; ///< "418,200"
    /// At an axis: "500", "2.5 k", "5 k".
    [[nodiscard]] QString axisCount(double value) const;
    [[nodiscard]] QString duration(qint64 ms) const; ///< "1 min 40 s", "over a day"
    /// "about 4 min 10 s"; below a second just "under 1 s".
    [[nodiscard]] QString about(qint64 ms) const;
    [[nodiscard]] QString interval(qint64 least,
                                   qint64 most) const;     ///< "3:40 to 4:50"; below a second empty
    [[nodiscard]] QString clock(qint64 ms) const;          ///< "4:10", "1:04:10"
    [[nodiscard]] QString time(const QDateTime &at) const; ///< "14:05:09"

private:
    QLocale m_locale;
};

/// A file's name without its folders, on one line whatever it holds: control characters are shown
/// as their pictures (␊ for a line break).
[[nodiscard]] QString shownFileName(const QString &path);
/// The whole path, likewise, with the system's separators.
[[nodiscard]] QString shownPath(const QString &path);

/// Keeps the `digits` leading digits of a number and rounds the others away.
[[nodiscard]] qint64 roundedTo(qint64 value, int digits);

} // namespace dockhand::ui
