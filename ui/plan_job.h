// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/import_plan.h"
#include "core/base/result.h"
#include "core/target/target_address.h"

#include <optional>
#include <vector>

namespace dockhand::ui {

/// What the plan is made from.
struct PlanRequest
{
    std::vector<advisor::FileSurvey> files; ///< without their samples
    advisor::PlanOverrides overrides;
    target::TargetAddress target;
};

/// The plan for a request.
struct PlanAnswer
{
    advisor::ImportPlan plan;
    std::optional<Error> targetError; ///< the database is there and cannot be used
};

/// The survey without its sample records, which only the survey itself needed.
[[nodiscard]] advisor::FileSurvey withoutSample(const advisor::FileSurvey &survey);

/// Looks at the machine, at the target and at earlier runs into it, and asks the advisor. Blocks:
/// for a background thread.
[[nodiscard]] PlanAnswer makePlanFor(const PlanRequest &request);

} // namespace dockhand::ui
