// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/chunk_line.h"
#include "core/engine/chunk_pool.h"
#include "core/engine/content_book.h"
#include "core/engine/import_options.h"
#include "core/engine/memory_governor.h"
#include "core/engine/progress_board.h"
#include "core/engine/reading_pool.h"
#include "core/engine/run_control.h"
#include "core/ledger/ledger_records.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

namespace dockhand::engine {

/// What a job needs to know of its file besides the survey.
struct FileTask
{
    std::size_t index = 0;
    ledger::Counts before;       ///< of what lies before the watermark
    ledger::Watermark watermark; ///< byte 0: from the start
    bool isChanged = false;      ///< it no longer begins like what came in of it: not to be read
    std::optional<ledger::FileRecord> alreadyIn; ///< imported before, with the same fingerprint
    std::optional<std::size_t> twin; ///< an earlier file of this run with the same fingerprint
    bool isUnderWay = false;   ///< a part of it was handed on, and comes in whatever holds the same
    bool keepsRecords = false; ///< a good record may become a reject when it is written
};

/// What the jobs of a run share. All members outlive the jobs.
struct JobContext
{
    const ImportOptions &options;
    const Clock &clock;
    RunControl &control;
    ChunkLine &line;
    ChunkPool &pool;
    ReadingPool &readingPool;
    MemoryGovernor &governor;
    ProgressBoard &board;
    ContentBook &contents;
    int cores = 1;                      ///< usable by this process
    std::atomic<std::size_t> filesLeft; ///< not ended yet, in this pass
    std::function<void(std::size_t)>
        started; ///< called once in the job's thread when the file is opened
    /// Called in the job's thread before the pause; `attempt` is the next one, from 2.
    std::function<void(const Error &, int attempt, std::chrono::milliseconds pause)> retrying;
};

/// Reads and converts one file and hands its chunks to the line; always ends with a FileEnd. Where
/// memory is refused it goes on behind what it has handed on, with smaller pieces (see Retry). Runs
/// in a thread of the run's pool. Errors are part of the end; nothing is thrown.
void runFileJob(const advisor::FileSurvey &survey, FileTask task, JobContext &context);

} // namespace dockhand::engine
