// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace dockhand::source {

/// What a file that is no text is, told by its first bytes and, for ZIP archives, the names in
/// them: "Excel workbook", "PDF", … in the user's language. Nothing for text and for what is not
/// known. `tail` may be empty.
[[nodiscard]] std::optional<QString> formatBySignature(std::string_view head,
                                                       std::string_view tail);

/// Whether decoded text holds so many control characters that it is none.
[[nodiscard]] bool looksBinary(std::string_view text);

/// The name for what `looksBinary`.
[[nodiscard]] QString binaryDataName();

} // namespace dockhand::source
