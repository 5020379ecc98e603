// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/import_plan.h"
#include "core/base/result.h"
#include "core/target/target_address.h"

namespace dockhand::engine {

/// How fast the last telling run into this target was, by its ledger; the advisor's first guess
/// where there is none yet. Opens the target for reading only and makes nothing. Errors: those of
/// opening it.
[[nodiscard]] Result<advisor::Rates> measuredRates(const target::TargetAddress &address);

} // namespace dockhand::engine
