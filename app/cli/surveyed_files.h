// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/interrupt_signal.h"
#include "core/advisor/survey.h"
#include "core/engine/path_walker.h"

#include <QStringList>

#include <vector>

namespace dockhand::cli {

/// What an import would work on.
struct SurveyedFiles
{
    std::vector<advisor::FileSurvey> surveys; ///< in queue order
    engine::PassedOver passedOver;
};

/// Walks the folders and surveys every file among `paths`; returns when all are looked at, or
/// earlier when `interrupt` was raised.
[[nodiscard]] SurveyedFiles surveyedFiles(const QStringList &paths,
                                          const advisor::SurveyOptions &options,
                                          const InterruptSignal &interrupt);

/// A sentence for people; empty when nothing was passed over. File names are made printable.
[[nodiscard]] QString passedOverText(const engine::PassedOver &passedOver);

/// Why there is nothing to do when no file was found at all.
[[nodiscard]] Error noneFoundIn(const QStringList &paths);

/// How many of them can be imported.
[[nodiscard]] std::size_t importable(const std::vector<advisor::FileSurvey> &surveys);

} // namespace dockhand::cli
