// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <QString>

namespace dockhand::report {

/// The sentence for one issue of a rejected record: the message of its code with the value filled
/// in, or the database's own words. Codes of a newer program are shown by their id.
[[nodiscard]] QString issueMessage(const ledger::RejectIssue &issue);

/// What can be done about it; empty for codes that are not known.
[[nodiscard]] QString issueFix(const ledger::RejectIssue &issue);

} // namespace dockhand::report
