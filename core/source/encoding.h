// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace dockhand::source {

/// Text encodings that are read. Written to the ledger by name (`encodingName`), never by number.
enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Windows1252, Latin1 };

/// "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1".
[[nodiscard]] QString encodingName(Encoding encoding);

/// Accepts the names above and their usual spellings, case-insensitive.
[[nodiscard]] std::optional<Encoding> encodingFromName(const QString &name);

} // namespace dockhand::source
