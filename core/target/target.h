// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/profile/import_profile.h"
#include "core/profile/packed_rows.h"
#include "core/profile/table_spec.h"
#include "core/target/target_address.h"

#include <QSqlDatabase>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace dockhand::target {

/// What became of one row.
enum class RowOutcome : std::uint8_t {
    Inserted,
    Updated,   ///< the key was there and the policy is Update
    Duplicate, ///< the key was there and nothing was changed
    Refused,   ///< the database does not take this row (CHECK, foreign key, …): see
               ///< RowWriter::refusals
};

/// One row of a window and whose it is. The row's bytes outlive the write.
struct RowRef
{
    profile::PackedRow row;
    std::int64_t fileId = 0; ///< ledger id, becomes import_file_id
};

/// A row that the database did not take.
struct Refusal
{
    std::size_t index = 0; ///< into the rows given to `write`
    QString message;       ///< the database's own words
};

/// What stood in a row before a record of another file replaced it.
struct FormerRow
{
    std::int64_t fileId = 0;       ///< whose record replaced it
    std::int64_t formerFileId = 0; ///< whose content it was; 0: nobody's that is known
    std::string_view key;          ///< image (row_image.h) of the key's cells
    std::string_view row;          ///< image of all cells that the replacement wrote, and the key's
};

/// Keeps former rows, inside the target's transaction. The views hold during the call.
class FormerSink
{
public:
    virtual ~FormerSink() = default;
    [[nodiscard]] virtual Result<void> keep(const FormerRow &former) = 0;
};

/// Writes rows of one table inside the target's open transaction. Prepared once, used for every
/// window. Rows come in key order with no key twice in a `write`, which every database likes best;
/// only a writer that writes apart gets, under policy Update, the rows that several files have for
/// a key one behind the other. Destroyed before the target that made it.
class RowWriter
{
public:
    virtual ~RowWriter() = default;

    /// A window's rows of this table come next, so many at most. What an earlier window of a
    /// transaction that was rolled back left unfinished is forgotten.
    [[nodiscard]] virtual Result<void> beginWindow(std::int64_t rows) = 0;
    /// The window's rows go to a place of their own until `endWindow`: `write` refuses none, does
    /// not touch the connection (but for what a FormerSink is told), and may be called in another
    /// thread.
    [[nodiscard]] virtual bool writesApart() const { return false; }
    /// `outcomes[i]` belongs to `rows[i]`. A refused row leaves nothing behind and does not spoil
    /// the transaction. Errors end the transaction: db.disk_full, db.locked, db.connection_lost,
    /// db.statement_failed, …
    [[nodiscard]] virtual Result<void> write(std::span<const RowRef> rows,
                                             std::span<RowOutcome> outcomes)
        = 0;
    /// All rows of the window were given: now they are in the table. Errors as above, and
    /// output.unwritable: a temporary file could not be written; done again, the window goes
    /// without one.
    [[nodiscard]] virtual Result<void> endWindow() = 0;
    /// Of the last `write`.
    [[nodiscard]] virtual const std::vector<Refusal> &refusals() const = 0;
};

/// What `Target::prepareTables` found and did.
struct PreparedTables
{
    QStringList created;
    /// A table has rules that a good row may break: it was not made by Dockhand, or was changed
    /// since, or has triggers or other unique keys.
    bool mayRefuseRows = false;
};

/// How a target is opened.
struct TargetOptions
{
    bool readOnly = false;              ///< for queries: creates nothing, locks nothing for long
    std::int64_t cacheBytes = 16 << 20; ///< the database's page cache inside this process
    QStringList spillFolders;           ///< for temporary files, in the order of preference
    int lockTimeoutMs = 5'000;          ///< how long a statement waits for another program's lock
};

/// One connection to a database, for one thread at a time: opened, used and destroyed in the same
/// thread. All ledger and data statements of a window run between `begin` and `commit` on it.
class Target
{
public:
    virtual ~Target() = default;

    [[nodiscard]] virtual const TargetAddress &address() const = 0;
    /// For low-rate statements (the ledger's); values are bound, identifiers quoted by its driver.
    [[nodiscard]] virtual QSqlDatabase &database() = 0;
    /// Opened for queries only: nothing may be created or migrated here.
    [[nodiscard]] virtual bool isReadOnly() const { return false; }

    /// How many records a transaction should hold at most: where it may be any number, keys cost
    /// the less the more of them come at once.
    [[nodiscard]] virtual std::int64_t mostWindowRows() const = 0;

    /// Creates missing tables, checks existing ones. Errors: db.schema_mismatch naming every
    /// difference at once (missing column, missing unique key, extra NOT NULL column without
    /// default), before a row is written.
    [[nodiscard]] virtual Result<PreparedTables>
    prepareTables(std::span<const profile::TableSpec> tables) = 0;

    /// `former` gets what policy Update replaces, and outlives the writer; null: nobody asks.
    [[nodiscard]] virtual Result<std::unique_ptr<RowWriter>>
    rowWriter(const profile::TableSpec &spec, profile::DuplicatePolicy policy,
              FormerSink *former = nullptr)
        = 0;

    [[nodiscard]] virtual Result<void> begin() = 0;
    [[nodiscard]] virtual Result<void> commit() = 0;
    virtual void rollback() = 0;

    /// Gives back what its caches hold and do not need, outside a transaction; where memory was
    /// refused.
    virtual void releaseMemory() { }

    /// Everything committed so far survives a power loss after this (SQLite: WAL checkpointed and
    /// synced).
    [[nodiscard]] virtual Result<void> makeDurable() = 0;

    /// Statements in another thread: stops the one running now as soon as it can (cancel). The
    /// transaction it belongs to can only be rolled back: its commit fails with run.cancelled.
    /// Thread-safe.
    virtual void interrupt() = 0;
};

/// Opens the right kind of target for an address. Errors: db.cannot_open, db.not_a_database,
/// db.read_only, db.permission, db.locked, db.driver_missing. With `readOnly` a missing SQLite file
/// is db.cannot_open.
[[nodiscard]] Result<std::unique_ptr<Target>> openTarget(const TargetAddress &address,
                                                         const TargetOptions &options = {});

} // namespace dockhand::target
