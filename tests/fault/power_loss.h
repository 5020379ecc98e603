// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <functional>

namespace dockhand::fault {

/// How often the power goes.
struct PowerLossPlan
{
    QString program; ///< import_in_windows
    QString folder;  ///< where data and databases are made
    int losses = 20;
    std::uint32_t seed = 1;   ///< of the moments and of what is left each time
    bool ignoresSync = false; ///< the disk lies: damage must be found
};

/// What came of it.
struct PowerLossOutcome
{
    int losses = 0;
    int openedClean = 0; ///< databases that SQLite found in order after a loss
    int recovered = 0;   ///< of these, by reading a log
    int behindEnd = 0;   ///< losses behind the end of an import
    int rounds = 0;      ///< databases
    int sameContent = 0; ///< of these, brought to the end with the undisturbed one's content
    qint64 lost = 0;     ///< records told to be in that were not
    qint64 doubled = 0;  ///< records that were in more often than the ledger knows
    int faults = 0;      ///< rounds in which anything was wrong
    QString firstFault;

    [[nodiscard]] QString summary() const;
};

/// Imports into SQLite databases on a disk that loses what was not synced (see LosingDisk), several
/// losses in a chain, then lets the import come to its end. After each loss the database must be in
/// order, hold all that was told to be in, and rows and rejects must be as many as its ledger says;
/// in the end its content must be that of an undisturbed import. Rounds take turns with a new
/// database, one that holds rows, and one in WAL mode, with one file and four at once, and with two
/// kinds of disks. `note` gets one line for each step.
[[nodiscard]] PowerLossOutcome losePowerAndResume(const PowerLossPlan &plan,
                                                  const std::function<void(const QString &)> &note);

} // namespace dockhand::fault
