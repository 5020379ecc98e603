// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/run_result.h"

namespace dockhand::cli {

/// What became of a run, for people, on standard output: a table of the files that deserve a look,
/// their first errors, the totals, and what to do next.
void printRunSummary(const engine::RunResult &result);

} // namespace dockhand::cli
