// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/value_reader.h"

#include "core/base/text.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace dockhand::profile {

ValueReader::Spellings::Spellings(const QStringList &texts)
{
    for (const auto &text : texts) {
        m_texts.push_back(toUtf8(text));
        m_lengths |= std::uint64_t { 1 } << std::min<std::size_t>(m_texts.back().size(), 63);
    }
}

bool ValueReader::Spellings::isAmong(std::string_view text) const
{
    return std::find(m_texts.begin(), m_texts.end(), text) != m_texts.end();
}

ValueReader::Quick ValueReader::quickWayOf(const SourceColumn &column)
{
    if (!column.allowed.isEmpty())
        return Quick::None;
    switch (column.type) {
    case ValueType::Text:
        return Quick::ShortText;
    case ValueType::Integer:
        return Quick::Integer;
    case ValueType::Decimal:
        return Quick::Decimal;
    case ValueType::Timestamp:
        return Quick::Timestamp;
    default:
        return Quick::None;
    }
}

ValueReader::ValueReader(const SourceColumn &column)
    : m_type(column.type)
    , m_quick(quickWayOf(column))
    , m_isRequired(column.required)
    , m_trims(column.trim)
    , m_dropsMore(column.stripLeadingApostrophe || !column.nullSpellings.isEmpty())
    , m_stripsApostrophe(column.stripLeadingApostrophe)
    , m_takesAll(m_quick == Quick::ShortText && !column.required && column.maxLength <= 0)
    , m_form { column.numberStyle, column.scale, column.canonicalNumbers }
    , m_quickNumber(m_form)
    , m_maxLength(column.maxLength > 0 ? static_cast<std::size_t>(column.maxLength)
                                       : std::numeric_limits<std::size_t>::max())
    , m_nullSpellings(column.nullSpellings)
    , m_allowed(column.allowed)
{
    for (const auto &format : column.formats) {
        if (auto pattern = DatePattern::compile(format))
            m_patterns.push_back(*pattern);
    }
    if (m_quick == Quick::Timestamp && m_patterns.empty())
        m_quick = Quick::None;
}

ValueIssue ValueReader::readWithCare(Cell &cell) const
{
    if (cell.isNull())
        return m_isRequired ? ValueIssue(ErrorCode::ValueRequired) : std::nullopt;
    if (!m_allowed.isEmpty() && !m_allowed.contains(cell.text))
        return ErrorCode::ValueNotAllowed;
    std::int64_t integer = 0;
    double real = 0;
    bool truth = false;
    ValueIssue issue;
    switch (m_type) {
    case ValueType::Text:
        return characterCount(cell.text) > m_maxLength ? ValueIssue(ErrorCode::ValueTooLong)
                                                       : std::nullopt;
    case ValueType::Integer:
        issue = parseInteger(cell.text, m_form, integer);
        break;
    case ValueType::Decimal:
        issue = parseDecimal(cell.text, m_form, integer);
        break;
    case ValueType::Real:
        issue = parseReal(cell.text, m_form, real);
        cell.bits = std::bit_cast<std::uint64_t>(real);
        return issue;
    case ValueType::Date:
    case ValueType::Timestamp:
        return readDate(cell);
    case ValueType::Boolean:
        issue = parseBoolean(cell.text, truth);
        integer = truth ? 1 : 0;
        break;
    }
    cell.bits = static_cast<std::uint64_t>(integer);
    return issue;
}

ValueIssue ValueReader::readDate(Cell &cell) const
{
    for (const auto &pattern : m_patterns) {
        if (!pattern.read(cell.text, cell.bits))
            continue;
        // a Date's pattern has no time: the division leaves no rest
        if (m_type == ValueType::Date)
            cell.bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(cell.bits)
                                                   / DatePattern::kMicrosecondsPerDay);
        return std::nullopt;
    }
    return ErrorCode::ValueBadDate;
}

} // namespace dockhand::profile
