// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/import_plan.h"
#include "core/base/result.h"
#include "core/engine/reject_limit.h"
#include "core/ledger/ledger_records.h"
#include "core/profile/import_profile.h"
#include "core/target/target_address.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace dockhand::engine {

/// The rejects that the records of a file with corrections stand for.
struct RepairedRejects
{
    std::vector<std::int64_t> rejectIds; ///< by record from 1 on; 0: it comes not in
    ledger::FileIdentity identity;       ///< of the file as its corrector knows it
    /// Of the records that do not come in, those given back broken as they were: rejected still.
    std::int64_t unchanged = 0;
};

/// What a run is to do. The first part changes the outcome, the plan only the speed.
struct ImportOptions
{
    // --- outcome ---
    target::TargetAddress target;
    profile::DuplicatePolicy duplicates = profile::DuplicatePolicy::Skip;
    QString channel;    ///< keep only this channel's records; empty: all
    bool force = false; ///< import files again whose content is already in
    bool resume = true; ///< go on at the watermark of a file that was cut off
    /// The one file of the run holds corrected forms of rejects: which ones.
    std::shared_ptr<const RepairedRejects> repair;
    RejectLimit maxRejects; ///< more of them end a file (file.too_many_rejects)
    std::int64_t maxRecordBytes = 16 << 20;
    /// False: files are entered, and then nothing more is written into the ledger, no watermark, no
    /// count, no reject. For measuring what it costs, and for nothing else.
    bool keepsLedger = true;

    /// How long to try again while the database is locked, out of reach or its disk is full; 0: not
    /// at all.
    std::chrono::milliseconds retryFor { std::chrono::minutes(30) };

    // --- speed ---
    advisor::ImportPlan plan; ///< chunk rows, concurrency, memory

    [[nodiscard]] Result<void> validate() const;
};

} // namespace dockhand::engine
