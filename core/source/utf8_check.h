// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace dockhand::source {

/// Offset of the first byte that does not begin or complete a well-formed UTF-8 sequence (the
/// sequence's first byte when it is cut off or overlong, a surrogate or above U+10FFFF);
/// `npos` when all is well.
[[nodiscard]] std::size_t firstInvalidUtf8(std::string_view text);

/// Length of the run of ASCII at the front of `text`; reads it many bytes at a time.
[[nodiscard]] std::size_t asciiLength(std::string_view text);

/// Length of the sequence at the front of `text`, which is not empty: 1…4, or 0 when it is
/// ill-formed or cut off.
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text);

} // namespace dockhand::source
