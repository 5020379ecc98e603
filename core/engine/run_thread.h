// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/base/clock.h"
#include "core/engine/chunk_pool.h"
#include "core/engine/file_groups.h"
#include "core/engine/file_job.h"
#include "core/engine/import_options.h"
#include "core/engine/memory_governor.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_book.h"
#include "core/engine/run_control.h"
#include "core/engine/run_result.h"
#include "core/engine/taking_back.h"
#include "core/engine/window_committer.h"
#include "core/engine/window_slot.h"
#include "core/ledger/claim.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dockhand::engine {

/// What a run tells the outside; called in the run's own threads.
struct RunEvents
{
    std::function<void(const FileResult &)> fileChanged;
    std::function<void(const QString &)> noted;
};

/// A run from open target to finished ledger: owns the target's connection and is the writing
/// thread. Starts the gathering thread and the pool of file jobs. `run` blocks until the end and is
/// called once, in a thread of its own.
class RunThread final
{
public:
    RunThread(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
              const Clock &clock, RunControl &control, ProgressBoard &board, RunEvents events);

    /// Never fails: what went wrong is in the result.
    [[nodiscard]] RunResult run();

    /// Any thread: wakes everything that waits and stops the statement running now; after
    /// `control.cancel()`.
    void interrupt();

private:
    Result<void> runAll();
    Result<void> openTarget();
    Result<void> patiently(const std::function<Result<void>()> &work);
    Result<void> once(const std::function<Result<void>()> &work);
    void noteRetry(const Error &error, int attempt, std::chrono::milliseconds pause);
    Result<void> prepareTables();
    Result<void> enterFiles();
    Result<void> runPass(const std::vector<std::size_t> &order);
    Result<void> writeWindows(WindowSlot &slot);
    [[nodiscard]] FileTask taskOf(std::size_t file) const;
    std::vector<std::size_t> filesToRun() const;
    Result<void> registerFiles(const std::vector<std::size_t> &files, bool isFirst);
    Result<void> enterRepair(const std::vector<EnteredFile> &files);
    Result<void> runClaimed();
    [[nodiscard]] Result<bool> isAnyClaimOver();
    Result<void> renewLease();
    [[nodiscard]] bool waitForWindow(WindowSlot &slot);
    bool waitWhilePaused();
    void forgetFilesOf(std::size_t profile);
    Result<void> removeSuperseded();
    void noteTakenBack(const TakenBack &taken);
    Result<void> learnContents();
    [[nodiscard]] Result<void> tellWhatIsIn(Window &window);
    void rerunOrphanTwins(Window &window);
    [[nodiscard]] bool hasComeIn(std::size_t file, const Window &window) const;
    [[nodiscard]] QStringList spillFolders() const;
    void closeInterrupts();
    void closeTarget();
    void draftEnds(ledger::FileState state, const std::optional<Error> &error);
    Result<void> finish(const RunResult &result);
    void announce(const std::vector<std::size_t> &files);
    ledger::RunRecord runRecord(ledger::RunState state) const;

    const std::vector<advisor::FileSurvey> &m_surveys;
    const ImportOptions &m_options;
    const Clock &m_clock;
    RunControl &m_control;
    ProgressBoard &m_board;
    RunEvents m_events;

    MemoryGovernor m_governor;
    ChunkPool m_pool;
    ReadingPool m_readingPool;
    RunBook m_book;
    FileGroups m_groups;
    ContentBook m_contents;
    std::vector<bool> m_mayRefuse;    ///< per profile: its tables may refuse good rows
    std::vector<std::size_t> m_rerun; ///< twins whose first did not come in
    std::map<std::int64_t, std::int64_t> m_endedOfClaims; ///< files, by the run that has some
    std::map<std::size_t, std::int64_t> m_claimed;        ///< files that another run has in work

    std::mutex m_interruptMutex; ///< guards the four below against interrupt()
    bool m_isEnding = false;
    std::unique_ptr<target::Target> m_target;
    ChunkLine *m_line = nullptr;
    WindowSlot *m_slot = nullptr;

    ledger::Claimant m_claimant;
    std::chrono::nanoseconds m_leaseRenewed { 0 };
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::unique_ptr<WindowCommitter> m_committer;
    QDateTime m_startedAt;
    std::chrono::nanoseconds m_writerWaited { 0 }; ///< RunResult::writerWaitedMs
};

} // namespace dockhand::engine
