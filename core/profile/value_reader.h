// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/date_pattern.h"
#include "core/profile/import_profile.h"
#include "core/profile/quick_number.h"
#include "core/profile/value_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// A value as read. NULL is the empty text.
struct Cell
{
    std::string_view text;  ///< the cleaned field
    std::uint64_t bits = 0; ///< of a PackedRows slot; not set for a text or NULL

    [[nodiscard]] bool isNull() const { return text.empty(); }
};

/// A SourceColumn made ready for reading many fields: formats compiled, texts as UTF-8. What most
/// values look like is read in place; the rest, and every refusal, is the business of code that
/// checks everything. No allocation per value. Fields are those of a RecordBlock: kOverread bytes
/// behind them can be read. Immutable; thread-safe.
class ValueReader final
{
public:
    static constexpr std::size_t kOverread = QuickNumber::kOverread;

    explicit ValueReader(const SourceColumn &column);

    [[nodiscard]] bool isText() const { return m_type == ValueType::Text; }
    /// Whether every field is a value or NULL.
    [[nodiscard]] bool takesAll() const { return m_takesAll; }
    /// Whether nothing but blanks is dropped, and many values are read in place: such a column is
    /// worth a try of `readPlain`.
    [[nodiscard]] bool isPlain() const { return m_quick != Quick::None && !m_dropsMore; }

    /// The field without what the column says to drop (spaces, apostrophe); empty where the value
    /// is NULL. A view into `field`.
    [[nodiscard]] std::string_view cleaned(std::string_view field) const
    {
        if (m_trims)
            field = trimmed(field);
        if (!m_dropsMore)
            return field;
        if (m_stripsApostrophe && field.starts_with('\''))
            field.remove_prefix(1);
        return m_nullSpellings.contains(field) ? field.substr(0, 0) : field;
    }

    /// Reads a field as far as that is done in place; false: `readWithCare` has to. (Apart, since
    /// handing an optional issue back and forth takes longer than reading a number.)
    [[nodiscard]] bool readInPlace(std::string_view field, Cell &cell) const
    {
        const auto text = cleaned(field);
        cell.text = text;
        if (text.empty())
            return !m_isRequired;
        return readPlain(text, cell.bits);
    }

    /// Reads a cleaned text that is not empty, if that is done in place.
    [[nodiscard]] bool readPlain(std::string_view text, std::uint64_t &bits) const
    {
        switch (m_quick) {
        case Quick::None:
            return false;
        case Quick::ShortText: // bytes are at least as many as characters
            return text.size() <= m_maxLength;
        case Quick::Integer:
            return m_quickNumber.readInteger(text, bits);
        case Quick::Decimal:
            return m_quickNumber.readDecimal(text, bits);
        case Quick::Timestamp:
            return m_patterns.front().read(text, bits);
        }
        return false;
    }

    /// Reads the text that `readInPlace` left in the cell. On an issue the cell is not to be used.
    [[nodiscard]] ValueIssue readWithCare(Cell &cell) const;

private:
    /// Which values can be read in place.
    enum class Quick : std::uint8_t { None, ShortText, Integer, Decimal, Timestamp };

    /// A few texts to compare with. Most are told apart by their length alone.
    class Spellings final
    {
    public:
        explicit Spellings(const QStringList &texts);

        [[nodiscard]] bool isEmpty() const { return m_texts.empty(); }
        [[nodiscard]] bool contains(std::string_view text) const
        {
            return (m_lengths >> std::min<std::size_t>(text.size(), 63) & 1) != 0 && isAmong(text);
        }

    private:
        [[nodiscard]] bool isAmong(std::string_view text) const;

        std::uint64_t m_lengths = 0; ///< bit i: one of i bytes; bit 63: a longer one
        std::vector<std::string> m_texts;
    };

    [[nodiscard]] static Quick quickWayOf(const SourceColumn &column);
    [[nodiscard]] ValueIssue readDate(Cell &cell) const;

    ValueType m_type;
    Quick m_quick;
    bool m_isRequired;
    bool m_trims;
    bool m_dropsMore; ///< than blanks
    bool m_stripsApostrophe;
    bool m_takesAll;
    NumberForm m_form;
    QuickNumber m_quickNumber;
    std::size_t m_maxLength; ///< in characters
    Spellings m_nullSpellings;
    Spellings m_allowed;
    std::vector<DatePattern> m_patterns;
};

} // namespace dockhand::profile
