// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/open_ledger.h"

namespace dockhand::cli {

Result<OpenLedger> openLedger(const target::TargetAddress &address)
{
    target::TargetOptions options;
    options.readOnly = true;
    OpenLedger open;
    auto target = target::openTarget(address, options);
    if (!target)
        return failure(target.error());
    open.target = std::move(*target);
    auto ledger = ledger::Ledger::open(*open.target);
    if (!ledger)
        return failure(ledger.error());
    open.ledger = std::move(*ledger);
    return open;
}

} // namespace dockhand::cli
