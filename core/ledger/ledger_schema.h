// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/target/target.h"

namespace dockhand::ledger {

/// The version of the ledger's tables that this program writes. FORMAT.md tells each version.
inline constexpr int kLedgerVersion = 3;

/// Brings the ledger's tables to `kLedgerVersion`, in one transaction, and checks that they are
/// whole. False: there is no ledger and the target is read-only. Errors: db.ledger_too_new,
/// db.ledger_damaged, db.read_only (it would have to be migrated), those of the target.
[[nodiscard]] Result<bool> prepareLedger(target::Target &target);

} // namespace dockhand::ledger
