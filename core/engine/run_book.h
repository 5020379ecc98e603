// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/base/clock.h"
#include "core/engine/chunk_line.h"
#include "core/engine/import_options.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_result.h"
#include "core/ledger/ledger.h"

#include <QString>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace dockhand::engine {

/// What one window changes for one file, before it is committed.
struct FileDelta
{
    ledger::Counts counts;
    const ledger::Watermark *mark = nullptr; ///< behind its last record in the window
    const FileEnd *end = nullptr;
    std::vector<ledger::RejectRecord> firstRejects; ///< at most what the result still has room for
};

/// The books of a run: every file's ledger records and result. Changes are drafted for a window,
/// saved in its transaction and taken over when that is committed. Used by the writing thread
/// alone.
class RunBook final
{
public:
    RunBook(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
            const Clock &clock, ProgressBoard &board);

    /// Takes what the ledger said when the files were entered.
    void enter(std::int64_t runId, std::span<const ledger::Registration> registrations);

    /// The file begins at its first record, whatever the ledger knew of it: that is superseded.
    void startOver(std::size_t file);

    [[nodiscard]] std::int64_t runId() const { return m_runId; }
    [[nodiscard]] std::int64_t fileId(std::size_t file) const { return m_files[file].record.id; }
    [[nodiscard]] const ledger::Registration &registration(std::size_t file) const
    {
        return m_registrations[file];
    }
    [[nodiscard]] const FileResult &result(std::size_t file) const { return m_results[file]; }
    [[nodiscard]] const std::vector<FileResult> &results() const { return m_results; }
    [[nodiscard]] bool isFinal(std::size_t file) const
    {
        return ledger::isFinal(m_results[file].state);
    }
    [[nodiscard]] int room(std::size_t file) const;

    /// Records a file and its part as they will stand when `delta` is committed. Errors:
    /// internal.count_mismatch (with figures and place) when a file that ends does not balance.
    [[nodiscard]] Result<void> draft(std::size_t file, const FileDelta &delta);
    /// Saves all drafts; the caller holds the transaction.
    [[nodiscard]] Result<void> save(ledger::Ledger &ledger);
    /// Takes the drafts over after the commit; returns the files whose state changed.
    std::vector<std::size_t> takeOver();
    void dropDrafts();

    /// Ends a file without data (survey error, target error, cancelled) as a draft.
    void draftEnd(std::size_t file, ledger::FileState state, const std::optional<Error> &error);

    /// Sum over the files.
    [[nodiscard]] ledger::Counts total() const;
    /// Succeeded, partial or failed by the files' states.
    [[nodiscard]] ledger::RunState verdict() const;

private:
    struct Entry
    {
        ledger::FileRecord record;
        ledger::RunFileRecord part;
    };

    struct Draft
    {
        Entry entry;
        FileResult result;
    };

    Draft &draftOf(std::size_t file);
    void endDraft(std::size_t file, Draft &draft, const FileEnd &end);
    void publish(std::size_t file);
    [[nodiscard]] ledger::Counts totalWithDrafts() const;

    const std::vector<advisor::FileSurvey> &m_surveys;
    const ImportOptions &m_options;
    const Clock &m_clock;
    ProgressBoard &m_board;
    std::int64_t m_runId = 0;
    std::vector<ledger::Registration> m_registrations;
    std::vector<Entry> m_files;
    std::vector<FileResult> m_results;
    std::map<std::size_t, Draft> m_drafts;
};

} // namespace dockhand::engine
