// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger.h"
#include "core/ledger/ledger_query.h"
#include "core/ledger/shape_book.h"
#include "core/target/bulk_insert.h"
#include "core/target/sql_dialect.h"

namespace dockhand::ledger {

/// A filter for rejects as it is put to the table.
struct RejectScope
{
    std::int64_t runId = 0;
    std::int64_t fileId = 0;
    std::optional<std::vector<std::int64_t>> fileIds; ///< ascending
    bool reachesBack = false; ///< also to the runs before this one, in the files named
    bool openOnly = false;
    std::int64_t shapeId = 0;
    bool resolvedOnly = false;
};

/// The ledger's connection and the statements it keeps prepared.
class Ledger::Impl final
{
public:
    Impl(target::Target &where, bool exists);

    [[nodiscard]] LedgerQuery query(const QString &sql, const QString &what) const;
    /// The first id that is free, inside the open transaction.
    [[nodiscard]] Result<std::int64_t> nextId(const QString &table);
    /// Fills `rows` up to `most` with the rejects of files whose id is above `fileId`.
    [[nodiscard]] Result<void> addRejectsBehind(const RejectScope &scope, std::int64_t fileId,
                                                std::size_t most, std::vector<RejectRecord> &rows);

    [[nodiscard]] Result<void> checkIsOpen(std::int64_t rejectId, const QDateTime &now);
    [[nodiscard]] Result<void> checkOwner(std::int64_t runId);
    [[nodiscard]] Result<bool> hasOtherRows(const QString &table, std::int64_t runId) const;
    /// Rows of a table whose column names one of the files.
    [[nodiscard]] Result<std::int64_t> countByFile(const QString &from, const QString &column,
                                                   std::span<const std::int64_t> fileIds) const;
    /// Whether the run went on with a file that an earlier one had left.
    [[nodiscard]] Result<bool> hasGoneOn(std::int64_t runId) const;
    [[nodiscard]] Result<RejectScope> scopeOf(const RejectFilter &filter) const;

    target::Target &target;
    target::SqlDialect dialect;
    bool hasTables; ///< false: read-only and never written to; there is nothing to find
    ShapeBook shapes;
    LedgerQuery saveFile;
    LedgerQuery savePart;
    LedgerQuery saveCounts;
    LedgerQuery askOwner;
    bool isMute = false;
    QString owner; ///< of the run that was begun here
    std::unique_ptr<target::BulkInsert> insertReject;
};

} // namespace dockhand::ledger
