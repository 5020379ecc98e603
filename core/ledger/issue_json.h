// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace dockhand::ledger {

/// The issues of a reject as the ledger holds them: `[{"code":…,"column":…,"value":…,"message":…,
/// "byte":…}]`, parts that are not known left out. Written without Qt's JSON tree, since a bad file
/// may have a million of them; `json` is replaced.
void issuesToJson(const std::vector<RejectIssue> &issues, std::string &json);

/// Nothing: not what `issuesToJson` writes.
[[nodiscard]] std::optional<std::vector<RejectIssue>> issuesFromJson(const QByteArray &json);

} // namespace dockhand::ledger
