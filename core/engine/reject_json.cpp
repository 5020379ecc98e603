// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reject_json.h"

#include "core/base/text.h"

#include <algorithm>

namespace dockhand::engine {

std::string_view RejectJson::of(const LoggedReject &reject, const profile::ProfileBinding &binding)
{
    if (m_binding != &binding) {
        m_binding = &binding;
        m_names.clear();
    }
    m_mended.clear();
    m_issues.clear();
    for (const auto &issue : reject.issues) {
        m_issues.push_back({ .code = errorInfo(issue.code).id,
                             .column = fieldName(binding, issue.column),
                             .value = valid(issue.value.substr(0, kMostValueBytes)),
                             .message = {},
                             .byte = issue.byte });
    }
    ledger::issuesToJson(m_issues, m_json);
    return m_json;
}

std::string_view RejectJson::fieldName(const profile::ProfileBinding &binding, int column)
{
    if (column < 0)
        return {};
    const auto field = static_cast<std::size_t>(column);
    while (m_names.size() <= field)
        m_names.push_back(profile::fieldName(binding, m_names.size()).toUtf8());
    return view(m_names[field]);
}

// JSON is UTF-8: what is not becomes U+FFFD, as does a character that was cut.
std::string_view RejectJson::valid(std::string_view value)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::ranges::all_of(value, isAscii))
        return value;
    m_mended.push_back(
        QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())).toUtf8());
    return view(m_mended.back());
}

} // namespace dockhand::engine
