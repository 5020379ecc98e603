// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/engine/run_control.h"
#include "core/engine/taking_back.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dockhand::engine {

/// What is to be taken back: all files of a run, or one file. A file is taken back whole, with what
/// other runs brought in of it.
struct UndoOptions
{
    target::TargetAddress target;
    std::int64_t runId = 0;  ///< 0: one file
    std::int64_t fileId = 0; ///< 0: a run
    /// Where a person knows no numbers: the file that came in last under this path, or else, the
    /// last run of which something is in. The preview tells what it found.
    QString path = {};
    bool isLastRun = false;
    std::int64_t cacheBytes = 32 << 20;
    /// How long to try again while the database is locked or its disk is full.
    std::chrono::milliseconds retryFor { std::chrono::minutes(30) };
};

/// What an undo would work on, for the question before it. Plain value.
struct UndoPreview
{
    struct Table
    {
        QString name;
        std::int64_t rows = 0; ///< that are the files' own now
    };

    std::int64_t runId = 0;                ///< for UndoOptions
    std::int64_t fileId = 0;               ///< likewise
    std::optional<ledger::RunRecord> run;  ///< where a run is taken back
    std::vector<ledger::FileRecord> files; ///< that would be taken back
    std::vector<Table> tables;
    std::int64_t replaced = 0; ///< rows that the files had updated: at most so many are restored
    std::vector<std::int64_t> otherRuns; ///< as in UndoResult
    std::vector<ledger::NamedFile> filesWithDuplicates;

    [[nodiscard]] std::int64_t rows() const;
};

/// What an undo did. Where `error` has a value nothing was changed.
struct UndoResult : TakenBack
{
    std::int64_t runId = 0; ///< of the undo itself
    QDateTime startedAt;
    QDateTime finishedAt;
    std::vector<ledger::FileRecord> files; ///< taken back
    std::vector<std::int64_t> otherRuns;   ///< that had a part in these files, too
    /// Others that had records left out as duplicates, maybe of rows that leave now; the first
    /// hundred. When they come again they are read again (ledger::UndoneSpans).
    std::vector<ledger::NamedFile> filesWithDuplicates;
    std::vector<ledger::NamedFile> skippedTwins;  ///< nothing of whose content is left now
    std::vector<ledger::RepairsLeft> repairsLeft; ///< what repairs brought in of the files' rejects
    std::optional<Error> error;
};

/// What an undo's run says of itself in RunRecord::planJson.
struct UndoRecord
{
    std::vector<UndoneTable> tables;
    std::vector<ledger::LeftRow> leftRows; ///< the first hundred
};

/// Without a value: these words are none of an undo.
[[nodiscard]] std::optional<UndoRecord> undoRecord(const QByteArray &planJson);

/// Takes files out of a database again: rows they inserted leave, rows they updated get their
/// former content back, rows that a later import changed stay and are named. All of it in one
/// transaction, so that it is done or not done; after a crash it is simply begun again. The undo is
/// a run of its own in the history.
///
/// Errors: undo.impossible with the reason, those of the target. `run` and `preview` block; one of
/// them is called, once.
class Undo final
{
public:
    using Noted = std::function<void(const QString &)>;

    Undo(UndoOptions options, const Clock &clock, RunControl &control, Noted noted = {});

    [[nodiscard]] UndoResult run();
    /// What `run` would work on. Nothing is changed; tables are looked through.
    [[nodiscard]] Result<UndoPreview> preview();
    /// Any thread, after `control.cancel()`: stops the statement running now.
    void interrupt();

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> openAs(const target::TargetOptions &options);
    void close();
    [[nodiscard]] Result<UndoPreview> look();
    [[nodiscard]] Result<void> takeBackInTransaction();
    [[nodiscard]] Result<void> takeBack();
    [[nodiscard]] Result<void> findNumbers();
    [[nodiscard]] Result<void> chooseFiles();
    [[nodiscard]] Result<void> chooseFilesOf(const ledger::RunRecord &run);
    [[nodiscard]] Result<void> add(std::int64_t fileId);
    [[nodiscard]] Result<void> checkNobodyIsAtWork();
    [[nodiscard]] Result<void> findDuplicates();
    [[nodiscard]] Result<void> enterRun();
    [[nodiscard]] Result<void> changeRows();
    [[nodiscard]] Result<void> finishRun();

    UndoOptions m_options;
    const Clock &m_clock;
    RunControl &m_control;
    Noted m_noted;
    std::mutex m_interruptMutex; ///< guards m_target against interrupt()
    std::unique_ptr<target::Target> m_target;
    std::unique_ptr<ledger::Ledger> m_ledger;
    UndoResult m_result;
};

} // namespace dockhand::engine
