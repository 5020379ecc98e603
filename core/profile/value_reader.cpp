// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/value_reader.h"

#include "core/base/text.h"

#include <algorithm>
#include <bit>

namespace dockhand::profile {

namespace {

std::vector<std::string> utf8List(const QStringList &texts)
{
    std::vector<std::string> result;
    for (const auto &text : texts)
        result.push_back(toUtf8(text));
    return result;
}

bool contains(const std::vector<std::string> &texts, std::string_view text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace

ValueReader::ValueReader(const SourceColumn &column)
    : m_type(column.type)
    , m_isRequired(column.required)
    , m_trims(column.trim)
    , m_stripsApostrophe(column.stripLeadingApostrophe)
    , m_form { column.numberStyle, column.scale, column.canonicalNumbers }
    , m_maxLength(static_cast<std::size_t>(column.maxLength))
    , m_nullSpellings(utf8List(column.nullSpellings))
    , m_allowed(utf8List(column.allowed))
{
    for (const auto &format : column.formats) {
        if (auto pattern = DatePattern::compile(format))
            m_patterns.push_back(*pattern);
    }
}

std::string_view ValueReader::cleaned(std::string_view field) const
{
    if (m_trims)
        field = trimmed(field);
    if (m_stripsApostrophe && field.starts_with('\''))
        field.remove_prefix(1);
    if (!m_nullSpellings.empty() && contains(m_nullSpellings, field))
        return field.substr(0, 0);
    return field;
}

ValueIssue ValueReader::read(std::string_view field, Cell &cell) const
{
    const auto text = cleaned(field);
    cell.isNull = text.empty();
    if (cell.isNull)
        return m_isRequired ? ValueIssue(ErrorCode::ValueRequired) : std::nullopt;
    if (!m_allowed.empty() && !contains(m_allowed, text))
        return ErrorCode::ValueNotAllowed;
    return readTyped(text, cell);
}

ValueIssue ValueReader::readTyped(std::string_view text, Cell &cell) const
{
    std::int64_t integer = 0;
    double real = 0;
    bool truth = false;
    ValueIssue issue;
    switch (m_type) {
    case ValueType::Text:
        cell.text = text;
        return isTooLong(text) ? ValueIssue(ErrorCode::ValueTooLong) : std::nullopt;
    case ValueType::Integer:
        issue = parseInteger(text, m_form, integer);
        break;
    case ValueType::Decimal:
        issue = parseDecimal(text, m_form, integer);
        break;
    case ValueType::Real:
        issue = parseReal(text, m_form, real);
        cell.bits = std::bit_cast<std::uint64_t>(real);
        return issue;
    case ValueType::Date:
    case ValueType::Timestamp:
        return readDate(text, cell);
    case ValueType::Boolean:
        issue = parseBoolean(text, truth);
        integer = truth ? 1 : 0;
        break;
    }
    cell.bits = static_cast<std::uint64_t>(integer);
    return issue;
}

ValueIssue ValueReader::readDate(std::string_view text, Cell &cell) const
{
    for (const auto &pattern : m_patterns) {
        const auto microseconds = pattern.parse(text);
        if (!microseconds)
            continue;
        // a Date's pattern has no time: the division leaves no rest
        cell.bits = static_cast<std::uint64_t>(m_type == ValueType::Date ? *microseconds
                                                       / DatePattern::kMicrosecondsPerDay
                                                                         : *microseconds);
        return std::nullopt;
    }
    return ErrorCode::ValueBadDate;
}

bool ValueReader::isTooLong(std::string_view text) const
{
    return m_maxLength > 0 && text.size() > m_maxLength && characterCount(text) > m_maxLength;
}

} // namespace dockhand::profile
