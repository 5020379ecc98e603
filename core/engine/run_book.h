// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/base/clock.h"
#include "core/base/rare.h"
#include "core/engine/chunk_line.h"
#include "core/engine/file_groups.h"
#include "core/engine/import_options.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_result.h"
#include "core/ledger/ledger.h"

#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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

/// A file in the ledger: its number, and what else was said of it unless it is simply new.
struct EnteredFile
{
    std::int64_t id = 0;
    std::unique_ptr<ledger::Registration> known;
};

/// Keeps of what became of a file when it was entered into run `runId` what its survey cannot tell.
[[nodiscard]] EnteredFile enteredFile(ledger::Registration registration, std::int64_t runId);

/// The books of a run: every file's ledger records and result. Changes are drafted for a window,
/// saved in its transaction and taken over when that is committed. Used by the writing thread
/// alone; what was entered may be read by the others while nothing starts over.
///
/// Memory: some 100 bytes for a file of which there is nothing special to say, as there may be tens
/// of thousands; records and results are made when they are asked for.
class RunBook final
{
public:
    RunBook(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
            const Clock &clock, ProgressBoard &board);

    /// Takes what the ledger said when the files were entered, one for each survey.
    void enter(std::int64_t runId, std::vector<EnteredFile> files);

    /// A file that another run had in work when the others were entered.
    void enterLater(std::size_t file, EnteredFile entered);

    /// The file begins at its first record, whatever the ledger knew of it: that is superseded.
    void startOver(std::size_t file);

    [[nodiscard]] std::int64_t runId() const { return m_runId; }
    [[nodiscard]] std::int64_t fileId(std::size_t file) const { return m_entered[file].id; }
    /// What the ledger knew of the file; nothing when it was new.
    [[nodiscard]] const ledger::Registration *known(std::size_t file) const
    {
        return m_entered[file].known.get();
    }
    /// What earlier runs did of it, when this one goes on there.
    [[nodiscard]] ledger::Counts earlier(std::size_t file) const;
    [[nodiscard]] ledger::FileState state(std::size_t file) const { return m_pages[file].state; }
    [[nodiscard]] bool isFinal(std::size_t file) const { return ledger::isFinal(state(file)); }
    [[nodiscard]] FileResult result(std::size_t file) const;
    [[nodiscard]] std::vector<FileResult> results() const;
    /// How many records of it are committed.
    [[nodiscard]] std::int64_t recordsIn(std::size_t file) const;
    /// How many rejects more the file's result may show.
    [[nodiscard]] int room(std::size_t file) const;

    /// Records a file and its part as they will stand when `delta` is committed. Errors:
    /// internal.count_mismatch (with figures and place) when a file that ends does not balance.
    [[nodiscard]] Result<void> draft(std::size_t file, const FileDelta &delta);
    /// Counts an attempt at a window of the file, whether or not it will be committed.
    void countAttempt(std::size_t file, int attempt);
    /// Saves all drafts; the caller holds the transaction.
    [[nodiscard]] Result<void> save(ledger::Ledger &ledger);
    /// Until when the run's claim on its files lasts if it is renewed now.
    [[nodiscard]] QDateTime leaseUntil() const;
    /// Takes the drafts over after the commit; returns the files whose state changed.
    std::vector<std::size_t> takeOver();
    void dropDrafts();

    /// Ends a file without data (survey error, target error, cancelled) as a draft. It is not final
    /// yet.
    void draftEnd(std::size_t file, ledger::FileState state, const std::optional<Error> &error);

    /// Sum over the files.
    [[nodiscard]] ledger::Counts total() const;
    /// Succeeded, partial or failed by the files' states.
    [[nodiscard]] ledger::RunState verdict() const;

private:
    /// What is to be said of some files only.
    struct Remarks
    {
        Rare<Error> error;
        QString note;
        std::int64_t rejectedBefore = 0;
        std::int64_t cameInBy = 0;
        std::vector<ledger::RejectRecord> firstRejects;
    };

    /// How a file stands.
    struct Page
    {
        ledger::Counts counts; ///< this run's part
        std::int64_t durationMs = 0;
        int attempts = 1; ///< the most that reading it or a window of it needed
        ledger::FileState state = ledger::FileState::Queued;    ///< of its result
        ledger::FileState recorded = ledger::FileState::Queued; ///< of its ledger records
        Rare<ledger::Watermark> mark;                           ///< while a part of it is in
        Rare<Remarks> remarks;

        Remarks &remarksToFill();
    };

    struct Draft
    {
        Page page;
        ledger::Watermark mark;
        QByteArray contentHash;
        std::int64_t sameAs = 0;
        QDateTime finishedAt;
    };

    Draft &draftOf(std::size_t file);
    void endDraft(std::size_t file, Draft &draft, const FileEnd &end);
    [[nodiscard]] FileResult resultOf(std::size_t file, const Page &page) const;
    [[nodiscard]] ledger::Counts overAllRuns(std::size_t file, const Page &page) const;
    [[nodiscard]] std::int64_t resumedAt(std::size_t file) const;
    [[nodiscard]] QString profileId(std::size_t file) const;
    [[nodiscard]] ledger::FileRecord recordOf(std::size_t file, const Draft &draft);
    [[nodiscard]] ledger::RunFileRecord partOf(std::size_t file, const Page &page) const;
    void publish(std::size_t file);
    [[nodiscard]] ledger::Counts totalWithDrafts() const;

    const std::vector<advisor::FileSurvey> &m_surveys;
    const Clock &m_clock;
    ProgressBoard &m_board;
    FileIdentities m_identities;
    bool m_isRepair;
    std::int64_t m_runId = 0;
    std::vector<EnteredFile> m_entered; ///< by the file's index, as is the next
    std::vector<Page> m_pages;
    std::map<std::size_t, Draft> m_drafts;
};

} // namespace dockhand::engine
