// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/cli_probe.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <random>

namespace dockhand::fault {

/// A command that changes a database, and what must be there when it is cut off.
struct Change
{
    QString name;
    QString before; ///< the database as the command finds it
    QString work;   ///< the copy that it is let loose on
    QString program;
    QStringList arguments;    ///< with `work` in them
    bool passesOften = false; ///< it takes several transactions
    /// What is wrong in `work` after a cut and after the end; empty: nothing.
    std::function<QString()> faultWhenCut;
    std::function<QString(const CliResult &)> faultAtEnd;

    /// Copies `before` over `work`. False: that could not be done.
    [[nodiscard]] bool begin() const;
    /// Runs it, with a folder of its own for temporary files; as runProgram.
    [[nodiscard]] CliResult run(int killAfterMs = -1, const QStringList &variables = {}) const;
    /// What is wrong at the end, nothing left behind included.
    [[nodiscard]] QString faultOf(const CliResult &end) const;
};

/// How often each failpoint is passed when nothing disturbs it; `list` is a file for that. Empty
/// where it did not come to a good end.
[[nodiscard]] QMap<QString, int> failpointsOf(const Change &change, const QString &list);

/// Cuts it off at NAME:N, and lets it be done again. Returns what is wrong; empty: nothing.
[[nodiscard]] QString cutAt(const Change &change, const QString &failpoint);

/// What kills at random moments came to.
struct CutCounts
{
    int rounds = 0;
    int kills = 0;         ///< that met it at work
    int killsWithLog = 0;  ///< of these, left a log that had to be taken back or in
    int killsInChange = 0; ///< of these, some of the change was in
};

/// Kills it at random moments until it comes to its end by itself, which it may after `mostKills`
/// of all rounds, and looks after each. Returns what is wrong; empty: nothing.
[[nodiscard]] QString playRound(const Change &change, int mostKills, std::mt19937 &random,
                                CutCounts &counts);

} // namespace dockhand::fault
