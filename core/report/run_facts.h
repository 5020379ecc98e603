// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/ledger.h"

#include <QDateTime>

#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::report {

/// A file of a run, as it is to be told of.
struct FileFacts
{
    ledger::RunFileRecord part;
    ledger::FileRecord file; ///< as it stands now, over all runs
    /// The run ended before it had ended with the file, and never said so.
    bool isCutOff = false;
    std::optional<ledger::FileRecord> twin; ///< of one that was skipped: the file it is the same as

    /// A later run took back what came in of it; 0: none.
    [[nodiscard]] std::int64_t undoneBy() const
    {
        return file.undoneBy == part.runId ? 0 : file.undoneBy;
    }
    /// Records of it that are done and need not be read again, by this run and those before.
    [[nodiscard]] std::int64_t recordsDone() const { return file.watermark.position.record; }
    /// A later run has gone on with it; 0: none.
    [[nodiscard]] std::int64_t wentOnIn() const
    {
        return file.lastRun == part.runId ? 0 : file.lastRun;
    }
};

/// A run and what became of its files. Plain value; memory: that of its files' records.
struct RunFacts
{
    ledger::RunRecord run;
    bool isCutOff = false;
    std::vector<FileFacts> files; ///< in the order of the queue
};

/// Why a file was skipped, with the file and the run whose content it has; empty for any other.
[[nodiscard]] QString skippedText(const FileFacts &file);

/// Without a value: there is no such run. `now`: UTC, tells who is still at work. Errors: those of
/// the ledger.
[[nodiscard]] Result<std::optional<RunFacts>> runFacts(ledger::Ledger &ledger, std::int64_t runId,
                                                       const QDateTime &now);

} // namespace dockhand::report
