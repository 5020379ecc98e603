// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/issue_json.h"

#include "core/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void appendEscaped(char c, std::string &json)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20) {
        json += '\\';
        json += c;
        return;
    }
    json += "\\u00";
    json += kDigits[byte >> 4];
    json += kDigits[byte & 15];
}

void appendString(std::string_view name, std::string_view text, std::string &json)
{
    json += ",\""; // the object's first member has no comma: see appendIssue
    json += name;
    json += "\":\"";
    while (!text.empty()) {
        const auto plain
            = static_cast<std::size_t>(std::ranges::find_if_not(text, isPlain) - text.begin());
        json += text.substr(0, plain);
        if (plain < text.size())
            appendEscaped(text[plain], json);
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    json += '"';
}

void appendIssue(const IssueView &issue, std::string &json)
{
    const auto begin = json.size();
    appendString("code", issue.code, json);
    json[begin] = '{';
    if (!issue.column.empty())
        appendString("column", issue.column, json);
    if (!issue.value.empty())
        appendString("value", issue.value, json);
    if (!issue.message.empty())
        appendString("message", issue.message, json);
    if (issue.byte >= 0) {
        std::array<char, 24> digits {};
        const auto end
            = std::to_chars(digits.data(), digits.data() + digits.size(), issue.byte).ptr;
        json += ",\"byte\":";
        json.append(digits.data(), end);
    }
    json += '}';
}

void appendNext(const IssueView &issue, std::string &json)
{
    if (json.size() > 1)
        json += ',';
    appendIssue(issue, json);
}

} // namespace

void issuesToJson(std::span<const IssueView> issues, std::string &json)
{
    json = "[";
    for (const auto &issue : issues)
        appendNext(issue, json);
    json += ']';
}

void issuesToJson(const std::vector<RejectIssue> &issues, std::string &json)
{
    json = "[";
    for (const auto &issue : issues) {
        const auto code = issue.code.toUtf8();
        const auto column = issue.column.toUtf8();
        const auto value = issue.value.toUtf8();
        const auto message = issue.message.toUtf8();
        appendNext({ view(code), view(column), view(value), view(message), issue.byte }, json);
    }
    json += ']';
}

std::optional<std::vector<RejectIssue>> issuesFromJson(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return std::nullopt;
    std::vector<RejectIssue> issues;
    const auto array = document.array();
    for (const auto &item : array) {
        const auto object = item.toObject();
        RejectIssue issue;
        issue.code = object.value("code"_L1).toString();
        if (issue.code.isEmpty())
            return std::nullopt;
        issue.column = object.value("column"_L1).toString();
        issue.value = object.value("value"_L1).toString();
        issue.message = object.value("message"_L1).toString();
        issue.byte = object.value("byte"_L1).toInteger(-1);
        issues.push_back(std::move(issue));
    }
    return issues;
}

} // namespace dockhand::ledger
