// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/cli_probe.h"

#include <QString>

#include <cstdint>
#include <functional>

namespace dockhand::fault {

/// How imports are killed.
struct KillPlan
{
    ImportCommand command; ///< without a database
    /// import_in_windows: every second round is played by it, so that windows end inside files.
    /// Empty: by dockhand-cli alone, whose windows hold whole files.
    QString inWindows;
    QString folder; ///< where the databases are made
    int kills = 10;
    std::uint32_t seed = 1; ///< of the moments
};

/// What came of it.
struct KillOutcome
{
    int kills = 0;               ///< that met a running import
    int rounds = 0;              ///< databases brought to the end
    int resumedRounds = 0;       ///< of these, went on behind files that were in
    int resumedInsideRounds = 0; ///< of these, went on inside a file
    bool isSame = false;         ///< every round's content equals the undisturbed one's
    QString difference;          ///< the first one found
    QMap<QString, TableContent> undisturbed;
    QJsonObject undisturbedReport;
};

/// Imports once without disturbance, then again with SIGKILL at random moments, the same command
/// after each, and compares what is in the tables. When an import ends before its kill, the round
/// is compared and the next one begins with a new database; one and four files at once take turns.
/// With `inWindows` it goes on until a round has gone on inside a file. `note` gets one line for
/// each step.
[[nodiscard]] KillOutcome killAndResume(const KillPlan &plan,
                                        const std::function<void(const QString &)> &note);

} // namespace dockhand::fault
