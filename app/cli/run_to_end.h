// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/interrupt_signal.h"
#include "app/cli/progress_view.h"
#include "core/advisor/survey.h"
#include "core/engine/import_options.h"
#include "core/engine/run_result.h"

#include <vector>

namespace dockhand::cli {

/// How a run is shown while it goes on.
struct RunShow
{
    ProgressMode progress = ProgressMode::None;
    bool isQuiet = false; ///< no notes, either
};

/// Runs an import to its end, with an event loop of its own; Ctrl-C cancels it.
[[nodiscard]] engine::RunResult runToEnd(std::vector<advisor::FileSurvey> surveys,
                                         const engine::ImportOptions &options, const RunShow &show,
                                         const InterruptSignal &interrupt);

/// Says what became of a run, as one JSON object or for people.
void printResult(const engine::RunResult &result, bool asJson);

[[nodiscard]] int exitCodeOf(ledger::RunState state);

} // namespace dockhand::cli
