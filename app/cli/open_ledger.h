// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <memory>

namespace dockhand::cli {

/// A ledger opened for reading, with the connection it reads through.
struct OpenLedger
{
    std::unique_ptr<target::Target> target; ///< must outlive the ledger
    std::unique_ptr<ledger::Ledger> ledger;
};

/// Errors: those of the target; a database that is not there is db.cannot_open.
[[nodiscard]] Result<OpenLedger> openLedger(const target::TargetAddress &address);

} // namespace dockhand::cli
