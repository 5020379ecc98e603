// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dockhand::target {

/// Room for one date, timestamp or decimal as text.
using CellBuffer = std::array<char, 48>;

/// `YYYY-MM-DD` of days since 1970-01-01. The view is into `buffer`.
[[nodiscard]] std::string_view dateText(std::int64_t days, CellBuffer &buffer);

/// `YYYY-MM-DD HH:MM:SS` of microseconds since 1970-01-01, with `.ffffff` only if that is not zero.
[[nodiscard]] std::string_view timestampText(std::int64_t microseconds, CellBuffer &buffer);

/// The same texts, written where they belong: how many bytes they take, and the end of what was
/// written. A text that is read at once where it was just written in pieces makes a processor wait.
[[nodiscard]] std::size_t dateTextBytes(std::int64_t days);
char *putDateText(char *to, std::int64_t days);
[[nodiscard]] std::size_t timestampTextBytes(std::int64_t microseconds);
char *putTimestampText(char *to, std::int64_t microseconds);

/// "-12.50": all digits of the scale.
[[nodiscard]] std::string_view decimalText(std::int64_t scaled, int scale, CellBuffer &buffer);

/// 10^scale for 0 … 18.
[[nodiscard]] std::int64_t powerOfTen(int scale);

} // namespace dockhand::target
