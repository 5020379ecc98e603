// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/correction.h"
#include "core/ledger/ledger.h"
#include "core/report/error_report.h"
#include "core/target/target_address.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::ui {

/// Which rejected records are wanted next.
struct RejectRequest
{
    target::TargetAddress target;
    QStringList paths; ///< of these files, whatever runs worked on them
    std::int64_t afterId = 0;
    int limit = 500;
};

/// A rejected record and what became of it.
struct RejectEntry
{
    ledger::RejectRecord reject;               ///< as its file had it
    std::optional<ledger::RejectRecord> later; ///< its corrected form, which was rejected again

    /// Which one is to be corrected next.
    [[nodiscard]] const ledger::RejectRecord &last() const { return later ? *later : reject; }
};

/// A page of them.
struct RejectPage
{
    std::vector<RejectEntry> rejects;
    bool isLast = true;
    std::optional<Error> error;
};

/// Reads a page through a connection of its own that changes nothing. Blocks: for a background
/// thread.
[[nodiscard]] RejectPage loadRejects(const RejectRequest &request);

/// Reads one for correction. Blocks: for a background thread.
[[nodiscard]] Result<engine::RejectedRecord> loadRejected(const target::TargetAddress &target,
                                                          std::int64_t rejectId);

/// How many rejected records of some files are in by now, corrected.
struct RepairedCounts
{
    target::TargetAddress target;
    QHash<std::int64_t, std::int64_t> byFile; ///< by ledger id
    std::optional<Error> error;
};

/// Blocks: for a background thread.
[[nodiscard]] RepairedCounts countRepairedRecords(const target::TargetAddress &target,
                                                  const std::vector<std::int64_t> &fileIds);

/// What an export for repair wrote.
struct WrittenSheets
{
    QStringList paths; ///< one for each shape of files; none: there is nothing to repair
    std::int64_t records = 0;
};

/// Writes what can be repaired of these files, in their own columns; records of files with other
/// columns into a file of their own. Blocks: for a background thread. Errors: output.unwritable,
/// also where another file has the name.
[[nodiscard]] Result<WrittenSheets> exportForRepair(const RejectRequest &request,
                                                    const QString &path);

/// Writes the report of these files' errors to a file, which appears only when it is complete.
/// Blocks: for a background thread. Returns the number of issues written.
[[nodiscard]] Result<std::int64_t> exportRejects(const RejectRequest &request,
                                                 report::ReportFormat format, const QString &path);

} // namespace dockhand::ui
