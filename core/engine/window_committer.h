// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/chunk_pool.h"
#include "core/engine/memory_governor.h"
#include "core/engine/reject_json.h"
#include "core/engine/run_book.h"
#include "core/engine/run_control.h"
#include "core/engine/window.h"
#include "core/engine/window_settler.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace dockhand::engine {

/// Commits windows: rows, rejects, counts and watermarks in one transaction, or nothing of it. A
/// transient error is retried (see Retry), where memory was refused with less of it; a file whose
/// counts do not balance leaves the window and fails alone. Belongs to the writing thread, like the
/// target and the ledger it writes through.
class WindowCommitter final
{
public:
    struct Parties
    {
        target::Target &target;
        ledger::Ledger &ledger;
        RunBook &book;
        RunControl &control;
        const Clock &clock;
        ProgressBoard &board; ///< the window's files are `retrying` there meanwhile
        MemoryGovernor &governor;
        ChunkPool &pool; ///< for the chunks of a window that has to be spilled
        const std::vector<advisor::FileSurvey> &surveys;
        const ImportOptions &options;
        const FileGroups &groups;
        /// Called before the pause; `attempt` is the next one, from 2.
        std::function<void(const Error &, int attempt, std::chrono::milliseconds pause)> retrying;
    };

    explicit WindowCommitter(Parties parties);

    /// Returns the files whose state changed. Errors: those of the target that retrying did not
    /// cure; run.cancelled.
    [[nodiscard]] Result<std::vector<std::size_t>> commit(Window &window);

    /// Runs `work` between begin and commit, again after a transient error. Errors as above.
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()> &work);

private:
    /// What a window changes for each of its files; they stand in a row in the queue.
    class Deltas
    {
    public:
        explicit Deltas(const Window &window);
        FileDelta &of(std::size_t file) { return m_deltas[file - m_first]; }

    private:
        std::size_t m_first = 0;
        std::vector<FileDelta> m_deltas;
    };
    /// Parent rows of the window that the database refused, by file and record, with its words.
    using RefusedParents = std::map<std::pair<std::size_t, std::int64_t>, QString>;

    void makeRoom();
    Result<void> attempt(const std::function<Result<void>()> &work);
    void countAttempt(int attempt);
    bool waitForNextAttempt(std::chrono::milliseconds pause);
    Result<void> writeWindow(const Window &window);
    void countUnchanged(const Window &window, Deltas &deltas) const;
    Result<void> saveRejects(const Window &window, Deltas &deltas);
    [[nodiscard]] Result<void> resolveRejects(const Window &window);
    Result<void> writeTables(const Window &window, Deltas &deltas);
    void noteWriting(const Window &window, std::size_t rows);
    Result<void> fillTable(const Window &window, const WindowTable &table,
                           target::RowWriter &writer, Deltas &deltas);
    [[nodiscard]] bool mayFillAhead(const target::RowWriter &now,
                                    const target::RowWriter &next) const;
    Result<void> account(const profile::ProfileTable &table,
                         std::span<const profile::PackedRow> rows, const SettledRows &settled,
                         Deltas &deltas);
    Result<void> addReject(std::size_t file, ledger::RejectRecord reject, Deltas &deltas);
    Result<void> flushRejects();
    Result<target::RowWriter *> writerOf(std::size_t profile, std::size_t table);
    [[nodiscard]] ledger::RejectRecord rejectIn(std::size_t file) const;
    [[nodiscard]] ledger::RejectRecord rejectOf(const LoggedReject &logged) const;
    [[nodiscard]] ledger::RejectRecord rejectOf(const profile::ProfileTable &table,
                                                profile::PackedRow row, ErrorCode code,
                                                const QString &message) const;
    void noteRefusedParents(std::span<const profile::PackedRow> rows, const SettledRows &settled);
    [[nodiscard]] std::vector<SettledRows::Refused>
    orphansAmong(std::span<const profile::PackedRow> rows) const;
    void dropFile(Window &window, const Error &error);

    Parties m_parties;
    /// What policy Update replaces, by profile and table; outlives the writers.
    std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<ledger::FormerLog>> m_formers;
    std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<target::RowWriter>> m_writers;
    Window *m_inWork = nullptr;
    std::atomic<std::int64_t> m_rowsDone { 0 }; ///< of it; two tables may be filled at a time
    RefusedParents m_refusedParents;
    RejectJson m_rejectJson;
    std::vector<ledger::RejectRecord> m_rejects;
    qsizetype m_rejectBytes = 0;
};

} // namespace dockhand::engine
