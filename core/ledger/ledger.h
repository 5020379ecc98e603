// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/former_log.h"
#include "core/ledger/known_contents.h"
#include "core/ledger/ledger_records.h"
#include "core/target/target.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace dockhand::ledger {

/// What became of a file when it was entered into a run.
struct Registration
{
    std::int64_t fileId = 0;
    FileRecord file; ///< as it stands in the ledger now; watermark > 0: go on there
    std::optional<FileRecord>
        alreadyIn; ///< a finished file whose fingerprint is the same: compare content hashes
    /// Unfinished files that this one starts over instead of going on with them: what they brought
    /// in comes again with it.
    std::vector<std::int64_t> superseded;
    /// The run that has this content in work now; then the file was not entered, and has no number.
    std::optional<RunRecord> claimedBy;
    /// Unfinished files of the same path that this one no longer begins like. Not empty: it must
    /// not be read, since a part of it may be in already (file.changed_since_import).
    std::vector<std::int64_t> changed;
};

/// What a run does with files that an earlier one left unfinished.
struct ResumeRules
{
    bool goOn = true; ///< at their watermark; else they start over
    bool asAnother
        = false;        ///< one whose content has changed is another file, the earlier one stays
    bool asNew = false; ///< no earlier file is asked for: one with corrections is like no other
    QDateTime now;      ///< UTC, for claims; not valid: nobody's claim counts
};

/// Whether a file still begins with all that was read of an unfinished one.
using BeginsAsRead = std::function<bool(const FileIdentity &, const FileRecord &)>;

/// The identity of the file at a place of the queue; asked for once, when that file is entered.
using IdentityOf = std::function<FileIdentity(std::size_t position)>;

/// Takes what became of the file at a place of the queue.
using TakeRegistration = std::function<void(std::size_t position, Registration)>;

/// The ledger's tables in the target database and what the engine writes there. Its statements run
/// on the target's connection, so that they are part of the data's transaction. Schema:
/// core/ledger/FORMAT.md. Threads: that of the target. Errors: those of the target,
/// db.ledger_too_new, db.ledger_damaged.
class Ledger final
{
public:
    /// Creates or migrates the tables in a transaction of its own. A newer ledger is refused.
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(target::Target &target);
    ~Ledger();

    // --- engine side; the caller holds the transaction open
    // -------------------------------------------

    [[nodiscard]] Result<std::int64_t> beginRun(const RunRecord &run);
    /// From now on nothing is written, and everything counts as written
    /// (ImportOptions::keepsLedger).
    void mute();
    /// Enters files into a run in queue order, unless another run that is at work has entered the
    /// same content. An unfinished file of the same size, fingerprint and
    /// destination (or of the same path and grown since) is adopted with its watermark (if the
    /// rules are to go on), any other gets a new id, in order. Also says which finished file may
    /// have the same content, and whether the file has changed since a part of it came in. Runs
    /// that were cut off in an adopted file are closed as cancelled.
    [[nodiscard]] Result<std::vector<Registration>>
    registerFiles(std::int64_t runId, std::span<const FileIdentity> files,
                  const ResumeRules &rules = {}, const BeginsAsRead &beginsAsRead = {});
    /// The same file by file, without a list of what is said of thousands.
    [[nodiscard]] Result<void> registerFiles(std::int64_t runId,
                                             std::span<const std::size_t> positions,
                                             const IdentityOf &identityOf, const ResumeRules &rules,
                                             const BeginsAsRead &beginsAsRead,
                                             const TakeRegistration &take);
    /// Takes back what the ledger says of an unfinished file, its rejects too: as if nothing of it
    /// had come in. What it brought into the tables is the caller's to take out.
    [[nodiscard]] Result<void> startOver(std::int64_t fileId);
    /// A file that was undone is gone on with from its beginning.
    [[nodiscard]] Result<void> reopen(std::int64_t fileId);
    /// The run's counts so far, with each window, and its claim, which lasts until `leaseUntil`.
    /// Error: run.taken_over when another run has gone on with its files meanwhile.
    [[nodiscard]] Result<void> saveCounts(std::int64_t runId, const Counts &counts,
                                          const QDateTime &leaseUntil = {});
    /// The claim alone. Errors as above.
    [[nodiscard]] Result<void> renewLease(std::int64_t runId, const QDateTime &leaseUntil);
    /// Replaces the file's state, watermark, hash and cumulative counts, and this run's row for it.
    [[nodiscard]] Result<void> saveFile(const FileRecord &file, const RunFileRecord &part);
    /// Stores rejects of one file; prepared once, called per window with many.
    [[nodiscard]] Result<void> addRejects(std::span<const RejectRecord> rejects);
    /// The same for a million of them: one by one, numbered on by the caller from `nextRejectId`,
    /// nobody else adding any meanwhile.
    [[nodiscard]] Result<std::int64_t> nextRejectId();
    [[nodiscard]] Result<void> addReject(std::int64_t id, const RejectRow &reject);
    [[nodiscard]] Result<void> finishRun(const RunRecord &run);

    /// The records of a file with corrections stand for these rejects, by record from 1 on; 0: for
    /// none. A reject whose corrected form was rejected, and that form, move on together. Error:
    /// repair.impossible when another repair has brought one of them in or is about to.
    [[nodiscard]] Result<void> enterRepair(std::int64_t fileId,
                                           std::span<const std::int64_t> rejectIds,
                                           const QDateTime &now = {});
    /// A file that has ended with rejects may have come before, in whatever form: its rejects and
    /// those of its twins are then forms of the same records. One that a repair brought in, or
    /// whose corrected form was rejected, stands for them all; else the last one is the one to
    /// correct.
    [[nodiscard]] Result<void> linkTwins(const FileRecord &file);
    /// The rejects behind records (from, to] of such a file are resolved by the run, but for those
    /// that were rejected again.
    [[nodiscard]] Result<void> resolveRepaired(std::int64_t runId, std::int64_t fileId,
                                               std::int64_t from, std::int64_t to);

    /// Where former content of the table's rows is kept, for undo. Outlived by the target.
    [[nodiscard]] std::unique_ptr<FormerLog> formerLog(FormerShape shape);
    /// Enters an undo's part in a file.
    [[nodiscard]] Result<void> enterPart(const RunFileRecord &part);
    /// What the files brought in is taken back by `runId`: it does not count as imported any more.
    [[nodiscard]] Result<void> markUndone(std::span<const std::int64_t> fileIds,
                                          std::int64_t runId);
    /// A run that nobody is at work on any more is cancelled: should its owner go on after all, it
    /// finds out.
    [[nodiscard]] Result<void> closeRun(std::int64_t runId);
    /// Deletes the rows of a table that still are those of files marked so; returns how many.
    [[nodiscard]] Result<std::int64_t> removeUndoneRows(const QString &table, std::int64_t runId);
    /// Rows of a parent table that would leave, but to which rows of other files belong, become
    /// rows of such a file; returns how many. `parentColumn` is equal to `childColumn`.
    [[nodiscard]] Result<std::int64_t>
    handOverParents(const QString &parent, const QString &parentColumn, const QString &child,
                    const QString &childColumn, std::int64_t runId);
    /// Files that were left out since their content was in with one of the files; at most so many.
    [[nodiscard]] Result<std::vector<NamedFile>> skippedTwins(std::int64_t runId, int most);
    /// Files that an import from `fromRun` on worked on, to one of the destinations, with records
    /// left out as duplicates; at most so many. Not those of `leftOut` (ascending) nor undone ones.
    [[nodiscard]] Result<std::vector<NamedFile>>
    filesWithDuplicates(std::int64_t fromRun, const QStringList &destinations,
                        std::span<const std::int64_t> leftOut, int most);
    /// Records of the files that came in by repairs of their rejects, and stay; by run.
    [[nodiscard]] Result<std::vector<RepairsLeft>> repairsLeft(std::int64_t runId);
    /// Behind the rows: forgets the files' part in what rows had before, opens the rejects again
    /// that came in with them, and marks the runs of which nothing is left.
    [[nodiscard]] Result<void> closeUndone(std::int64_t runId);

    // --- asking: also on a read-only target
    // -------------------------------------------------------------

    [[nodiscard]] Result<std::vector<RunRecord>> runs(); ///< newest first
    [[nodiscard]] Result<std::optional<RunRecord>> run(std::int64_t runId);
    [[nodiscard]] Result<std::vector<RunFileRecord>>
    filesOf(std::int64_t runId); ///< in queue order
    [[nodiscard]] Result<std::optional<FileRecord>> file(std::int64_t fileId);
    /// How many files of a run have ended.
    [[nodiscard]] Result<std::int64_t> countEndedFiles(std::int64_t runId);
    /// How a file was read, as `FileIdentity::shapeJson` said; empty: not known.
    [[nodiscard]] Result<QByteArray> shapeOf(const FileRecord &file);
    /// Rows of a table that are those of these files.
    [[nodiscard]] Result<std::int64_t> countRowsOf(const QString &table,
                                                   std::span<const std::int64_t> fileIds);
    /// Rows whose former content is kept, since these files replaced it.
    [[nodiscard]] Result<std::int64_t> countReplacedBy(std::span<const std::int64_t> fileIds);
    /// Finished files with this content.
    [[nodiscard]] Result<std::optional<FileRecord>> fileByContent(const QByteArray &contentHash);

    /// What finished files held whose records went to these destinations, for each of them;
    /// `otherFormsOnly`: only of files that were not plain UTF-8 without a byte-order mark.
    [[nodiscard]] Result<std::vector<KnownContents>> knownContents(const QStringList &destinations,
                                                                   bool otherFormsOnly);

    /// For each path the file entered last under it, or, when that one was skipped, the file whose
    /// content it has; 0: not known.
    [[nodiscard]] Result<std::vector<std::int64_t>> fileIdsOf(const QStringList &paths);

    struct RejectFilter
    {
        /// 0: any. Of files that the run went on with also what earlier runs rejected in them: it
        /// belongs to the same attempt.
        std::int64_t runId = 0;
        std::int64_t fileId = 0; ///< 0: any
        /// Any of these files, beside `fileId`; without a value: any. Ascending, each once.
        std::optional<std::vector<std::int64_t>> fileIds = std::nullopt;
        /// Only those that can be repaired: not resolved, not replaced by a later attempt, in files
        /// that were not undone and of which it is known how they were read.
        bool openOnly = false;
        std::int64_t shapeId = 0;  ///< of files of this shape; 0: any
        bool resolvedOnly = false; ///< only those whose corrected form is in
    };
    [[nodiscard]] Result<std::int64_t> countRejects(const RejectFilter &filter);
    /// The shapes of the files that have rejects that can be repaired, each with how many.
    struct RepairShape
    {
        std::int64_t shapeId = 0;
        std::int64_t rejects = 0;
    };
    [[nodiscard]] Result<std::vector<RepairShape>> repairShapes(const RejectFilter &filter);
    /// Some rejects by number, those that are there, in the order of their numbers.
    [[nodiscard]] Result<std::vector<RejectRecord>>
    rejectsById(std::span<const std::int64_t> ascendingIds);
    /// The last corrected form of a reject that was rejected again; without a value: the reject
    /// itself is the last one, or it is in.
    [[nodiscard]] Result<std::optional<RejectRecord>> laterForm(const RejectRecord &reject);
    /// A description kept in dockhand_shape.
    [[nodiscard]] Result<QByteArray> shape(std::int64_t shapeId);
    /// In the order (file, record); `afterId` 0 starts, then the last id seen (keyset paging).
    [[nodiscard]] Result<std::vector<RejectRecord>> rejects(const RejectFilter &filter,
                                                            std::int64_t afterId, int limit);

private:
    class Impl;
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace dockhand::ledger
