// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error_code.h"
#include "core/profile/import_profile.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace dockhand::profile {

/// How a number's text is read: the part of a SourceColumn that matters for it.
struct NumberForm
{
    NumberStyle style = NumberStyle::Plain;
    int scale = 0;              ///< digits kept behind the decimal point
    bool canonicalOnly = false; ///< no leading zeros and no plus sign
};

/// The decimal point of a style.
[[nodiscard]] constexpr char pointOf(NumberStyle style)
{
    return style == NumberStyle::CommaDecimal ? ',' : '.';
}

/// A number's text taken apart; nothing is computed yet.
struct NumberText
{
    bool isNegative = false;
    std::string_view whole;    ///< digits with group separators where the style has them, or empty
    std::string_view fraction; ///< digits behind the decimal point
};

/// What is wrong with a value; nothing: it is good and the out value is set.
using ValueIssue = std::optional<ErrorCode>;

/// Takes `text` apart: sign, digits (in groups of three, or none, where the style has a separator),
/// decimal point with at least one digit behind it. No exponent, no currency, no inner spaces.
[[nodiscard]] std::optional<NumberText> splitNumber(std::string_view text, NumberStyle style,
                                                    bool canonicalOnly);

/// value.not_integer, value.out_of_range.
[[nodiscard]] ValueIssue parseInteger(std::string_view text, const NumberForm &form,
                                      std::int64_t &value);

/// The value times 10^scale. value.not_decimal; value.not_exact (digits other than zeros behind the
/// scale, or a value that a database which keeps decimals as doubles, SQLite, would not give back
/// at this scale); value.out_of_range.
[[nodiscard]] ValueIssue parseDecimal(std::string_view text, const NumberForm &form,
                                      std::int64_t &scaled);

/// The nearest double; an exponent is allowed in the plain style. value.not_decimal,
/// value.out_of_range.
[[nodiscard]] ValueIssue parseReal(std::string_view text, const NumberForm &form, double &value);

/// true, yes, ya, 1 or false, no, tidak, 0; in any case. value.not_boolean.
[[nodiscard]] ValueIssue parseBoolean(std::string_view text, bool &value);

/// True when scaled / 10^scale survives the way through a double and back, rounded to the scale;
/// integral values are kept as integers and always do.
[[nodiscard]] bool isExactAsDouble(std::int64_t scaled, int scale);

/// Characters (code points) of valid UTF-8.
[[nodiscard]] std::size_t characterCount(std::string_view text);

/// At most `maxBytes` of `text`, cut between characters.
[[nodiscard]] std::string_view cutAtCharacter(std::string_view text, std::size_t maxBytes);

/// Surely nothing to trim: not empty, and no control character or space at an end.
[[nodiscard]] inline bool hasPlainEnds(std::string_view text)
{
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) > ' '; };
    return !text.empty() && isPlain(text.front()) && isPlain(text.back());
}

/// Without ASCII spaces and tabs at both ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    if (hasPlainEnds(text))
        return text;
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace dockhand::profile
