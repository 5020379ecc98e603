// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLocale>
#include <QString>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dockhand {

/// Inside the engine text is UTF-8 bytes; QString begins at paths, messages and the window.
[[nodiscard]] inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

[[nodiscard]] inline std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

[[nodiscard]] inline std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<std::size_t>(bytes.size()) };
}

/// "96 MB", "1.4 MB", "640 kB": k, M, G are powers of 1024, the units that sizes are given in (see
/// `parseByteSize`); at most one decimal place.
[[nodiscard]] QString formatBytes(qint64 bytes, const QLocale &locale = QLocale());

/// Parses "64M", "64MB", "1.5 GiB", "100000": K, M, G are powers of 1024 (as dd and ulimit use
/// them). -1: malformed.
[[nodiscard]] qint64 parseByteSize(const QString &text);

/// Parses "250ms", "90s", "1.5 h", "10m"; "0" needs no unit. Nothing: malformed, negative or more
/// than a thousand hours.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseDuration(const QString &text);

/// A header name reduced to what stays the same between exports: lower case, letters and digits
/// only (any script). "No. Pesanan" and "no pesanan" are equal.
[[nodiscard]] std::string normalisedName(std::string_view name);

} // namespace dockhand
