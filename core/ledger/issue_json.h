// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::ledger {

/// One issue of a reject, as views of UTF-8.
struct IssueView
{
    std::string_view code;
    std::string_view column;
    std::string_view value;
    std::string_view message;
    std::int64_t byte = -1;
};

/// The issues of a reject as the ledger holds them: `[{"code":…,"column":…,"value":…,"message":…,
/// "byte":…}]`, parts that are not known left out. Written without Qt's JSON tree, since a bad file
/// may have a million of them; `json` is replaced.
void issuesToJson(std::span<const IssueView> issues, std::string &json);
void issuesToJson(const std::vector<RejectIssue> &issues, std::string &json);

/// Nothing: not what `issuesToJson` writes.
[[nodiscard]] std::optional<std::vector<RejectIssue>> issuesFromJson(const QByteArray &json);

} // namespace dockhand::ledger
