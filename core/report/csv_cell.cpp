// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/csv_cell.h"

#include <array>

namespace dockhand::report {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Skips digits; the number skipped.
std::size_t skipDigits(std::string_view text, std::size_t &at)
{
    const auto begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - begin;
}

/// Sign, digits in groups, a fraction, an exponent: what a spreadsheet takes for a number.
bool isNumber(std::string_view text)
{
    std::size_t at = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
    if (skipDigits(text, at) == 0)
        return false;
    while (at < text.size() && (text[at] == '.' || text[at] == ',')) {
        ++at;
        if (skipDigits(text, at) == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (skipDigits(text, at) == 0)
            return false;
    }
    return at == text.size();
}

bool mayRunAsFormula(std::string_view text)
{
    constexpr std::string_view kStarts = "=+-@\t\r\n";
    // Full-width = + - @, which some spreadsheets read as their plain forms.
    constexpr std::array<std::string_view, 4> kWideStarts { "\uFF1D", "\uFF0B", "\uFF0D",
                                                            "\uFF20" };
    if (text.empty())
        return false;
    if (kStarts.find(text.front()) != std::string_view::npos)
        return !isNumber(text);
    for (const auto start : kWideStarts) {
        if (text.starts_with(start))
            return true;
    }
    return false;
}

std::string_view withoutApostrophes(std::string_view text)
{
    const auto begin = text.find_first_not_of('\'');
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

} // namespace

std::string guarded(std::string_view utf8)
{
    std::string cell(mayRunAsFormula(withoutApostrophes(utf8)) ? "'" : "");
    cell += utf8;
    return cell;
}

std::string_view unguarded(std::string_view utf8)
{
    const bool hasGuard = utf8.starts_with('\'') && mayRunAsFormula(withoutApostrophes(utf8));
    return hasGuard ? utf8.substr(1) : utf8;
}

QByteArray csvCell(std::string_view utf8)
{
    const bool guarded = mayRunAsFormula(utf8);
    // Semicolon and TAB separate fields in spreadsheets of other countries.
    const bool quoted = utf8.find_first_of("\",;\t\r\n") != std::string_view::npos
        || utf8.starts_with(' ') || utf8.ends_with(' ');
    QByteArray cell;
    cell.reserve(static_cast<qsizetype>(utf8.size()) + 4);
    if (quoted)
        cell += '"';
    if (guarded)
        cell += '\'';
    for (const char c : utf8) {
        if (c == '"')
            cell += '"';
        cell += c;
    }
    if (quoted)
        cell += '"';
    return cell;
}

} // namespace dockhand::report
