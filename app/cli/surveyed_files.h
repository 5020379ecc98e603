// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/interrupt_signal.h"
#include "core/advisor/survey.h"

#include <QStringList>

#include <vector>

namespace dockhand::cli {

/// Walks the folders and surveys every file among `paths`, in queue order; returns when all are
/// looked at, or earlier when `interrupt` was raised.
[[nodiscard]] std::vector<advisor::FileSurvey> surveyedFiles(const QStringList &paths,
                                                             const advisor::SurveyOptions &options,
                                                             const InterruptSignal &interrupt);

/// How many of them can be imported.
[[nodiscard]] std::size_t importable(const std::vector<advisor::FileSurvey> &surveys);

} // namespace dockhand::cli
