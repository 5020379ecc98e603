// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <string_view>

namespace dockhand::source {

/// How a file's bytes are packed.
enum class Compression : std::uint8_t { None, Gzip, Bzip2, Xz, Zstandard };

/// Bytes that tell it.
inline constexpr std::size_t kCompressionSignature = 10;

/// By the first bytes of a file or of a member of it, never by a name.
[[nodiscard]] Compression compressionOf(std::string_view head);

/// What names of such files usually end with: "gz", "bz2", …
[[nodiscard]] const QStringList &compressionSuffixes();

/// A file's name without such an ending: "orders.csv" for "orders.csv.gz".
[[nodiscard]] QString withoutCompressionSuffix(const QString &name);

} // namespace dockhand::source
