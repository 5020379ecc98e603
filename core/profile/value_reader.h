// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/date_pattern.h"
#include "core/profile/import_profile.h"
#include "core/profile/value_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// A value as read: NULL, or the bits of a PackedRows slot; a text is a view into the field.
struct Cell
{
    bool isNull = true;
    std::uint64_t bits = 0;
    std::string_view text;
};

/// A SourceColumn made ready for reading many fields: formats compiled, texts as UTF-8. No
/// allocation per value. Immutable; thread-safe.
class ValueReader final
{
public:
    explicit ValueReader(const SourceColumn &column);

    [[nodiscard]] ValueType type() const { return m_type; }

    /// The field without what the column says to drop (spaces, apostrophe); empty where the value
    /// is NULL. A view into `field`.
    [[nodiscard]] std::string_view cleaned(std::string_view field) const;

    /// Reads a field. On an issue `cell` is not to be used.
    [[nodiscard]] ValueIssue read(std::string_view field, Cell &cell) const;

private:
    [[nodiscard]] ValueIssue readTyped(std::string_view text, Cell &cell) const;
    [[nodiscard]] ValueIssue readDate(std::string_view text, Cell &cell) const;
    [[nodiscard]] bool isTooLong(std::string_view text) const;

    ValueType m_type;
    bool m_isRequired;
    bool m_trims;
    bool m_stripsApostrophe;
    NumberForm m_form;
    std::size_t m_maxLength;
    std::vector<DatePattern> m_patterns;
    std::vector<std::string> m_nullSpellings;
    std::vector<std::string> m_allowed;
};

} // namespace dockhand::profile
