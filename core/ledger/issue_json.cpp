// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/issue_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <charconv>
#include <string_view>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

void appendString(std::string_view name, const QString &text, std::string &json)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    json += ",\""; // the object's first member has no comma: see appendIssue
    json += name;
    json += "\":\"";
    const auto utf8 = text.toUtf8();
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += kDigits[byte >> 4];
            json += kDigits[byte & 15];
        } else {
            json += c;
        }
    }
    json += '"';
}

void appendIssue(const RejectIssue &issue, std::string &json)
{
    const auto begin = json.size();
    appendString("code", issue.code, json);
    json[begin] = '{';
    if (!issue.column.isEmpty())
        appendString("column", issue.column, json);
    if (!issue.value.isEmpty())
        appendString("value", issue.value, json);
    if (!issue.message.isEmpty())
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

} // namespace

void issuesToJson(const std::vector<RejectIssue> &issues, std::string &json)
{
    json = "[";
    for (const auto &issue : issues) {
        if (json.size() > 1)
            json += ',';
        appendIssue(issue, json);
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
