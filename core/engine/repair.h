// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/import_options.h"
#include "core/engine/run_result.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QString>
#include <QTemporaryFile>

#include <cstdint>
#include <memory>

namespace dockhand::engine {

/// A corrected repair sheet (report/repair_sheet.h), ready to be imported: one file whose records
/// keep the keys that they would have had, and which rejects they stand for.
struct Repair
{
    advisor::FileSurvey survey;
    std::shared_ptr<const RepairedRejects> rejects;
    QString channel;               ///< for ImportOptions::channel
    std::int64_t records = 0;      ///< in the sheet
    std::int64_t alreadyIn = 0;    ///< of these, resolved by an earlier run
    std::int64_t unchanged = 0;    ///< of these, broken as a whole and given back as they were
    std::int64_t otherChannel = 0; ///< of these, of a channel that the first import left out
    /// Of these, with fields left in dockhand_rest: more than the header has, so they are rejected.
    std::int64_t withRest = 0;
    std::unique_ptr<QTemporaryFile> data; ///< what is read; stays until the run has ended
};

/// Reads the sheet (any dialect that is recognised, as spreadsheets write their own), checks its
/// records against the ledger and writes them into a temporary file for the import. The target is
/// only read.
///
/// A record's number within its order is that which it had when it was rejected. Where that could
/// not be told then, it gets one behind all that are there and all that may still come.
///
/// Errors: repair.impossible with the reason and the place, those of the file, the ledger and the
/// target.
[[nodiscard]] Result<Repair> prepareRepair(const QString &path, target::Target &target,
                                           ledger::Ledger &ledger);

/// The same for a sheet that Dockhand wrote itself of records that somebody corrected
/// (correction.h): it is read as it was written, and none of them counts as unchanged.
[[nodiscard]] Result<Repair> prepareRepairOfCorrections(const QString &path, target::Target &target,
                                                        ledger::Ledger &ledger);

/// Sets what makes an import of `repair` one.
void apply(const Repair &repair, ImportOptions &options);

} // namespace dockhand::engine
