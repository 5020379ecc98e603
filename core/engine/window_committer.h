// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/run_book.h"
#include "core/engine/run_control.h"
#include "core/engine/window.h"
#include "core/engine/window_settler.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace dockhand::engine {

/// Commits windows: rows, rejects, counts and watermarks in one transaction, or nothing of it. A
/// transient error is retried with exponential backoff and jitter; a file whose counts do not
/// balance leaves the window and fails alone. Belongs to the writing thread, like the target and
/// the ledger it writes through.
class WindowCommitter final
{
public:
    struct Parties
    {
        target::Target &target;
        ledger::Ledger &ledger;
        RunBook &book;
        RunControl &control;
        const std::vector<advisor::FileSurvey> &surveys;
        const ImportOptions &options;
        std::span<const std::size_t> profileOfFile;
        std::span<const profile::ImportProfile *const> profiles;
        std::function<void(const Error &, int attempt, std::chrono::milliseconds pause)> retrying;
    };

    explicit WindowCommitter(Parties parties);

    /// Returns the files whose state changed. Errors: those of the target that retrying did not
    /// cure; run.cancelled.
    [[nodiscard]] Result<std::vector<std::size_t>> commit(Window &window);

    /// Runs `work` between begin and commit, again after a transient error. Errors as above.
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()> &work);

private:
    using Deltas = std::map<std::size_t, FileDelta>;

    Result<void> writeWindow(const Window &window);
    Result<SettledTable> settleTable(const Window &window, const WindowTable &table,
                                     WindowSettler &settler,
                                     const std::vector<SettledTable::Refused> &excluded);
    Result<void> account(const Window &window, const WindowTable &table,
                         const SettledTable &settled, Deltas &deltas);
    Result<void> saveRejects(const Window &window, Deltas &deltas);
    Result<void> addReject(std::size_t file, ledger::RejectRecord reject, Deltas &deltas);
    Result<void> flushRejects();
    Result<target::RowWriter *> writerOf(std::size_t profile, std::size_t table);
    ledger::RejectRecord rejectOf(const WindowPart &part,
                                  const profile::Rejection &rejection) const;
    ledger::RejectRecord rejectOf(const WindowPart &part, std::uint32_t record, ErrorCode code,
                                  const QString &message) const;
    static std::vector<SettledTable::Refused> orphans(const Window &window,
                                                      const WindowTable &parents,
                                                      const SettledTable &settled,
                                                      const WindowTable &children);
    void dropFile(Window &window, const Error &error);

    Parties m_parties;
    std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<target::RowWriter>> m_writers;
    std::vector<ledger::RejectRecord> m_rejects;
    qsizetype m_rejectBytes = 0;
};

} // namespace dockhand::engine
