// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger.h"
#include "core/ledger/ledger_query.h"
#include "core/target/bulk_insert.h"
#include "core/target/sql_dialect.h"

namespace dockhand::ledger {

/// The ledger's connection and the statements it keeps prepared.
class Ledger::Impl final
{
public:
    Impl(target::Target &where, bool exists);

    [[nodiscard]] LedgerQuery query(const QString &sql, const QString &what) const;
    /// The first id that is free, inside the open transaction.
    [[nodiscard]] Result<std::int64_t> nextId(const QString &table);
    /// Fills `rows` up to `most` with the rejects of files whose id is above `fileId`.
    [[nodiscard]] Result<void> addRejectsBehind(const RejectFilter &filter, std::int64_t fileId,
                                                std::size_t most, std::vector<RejectRecord> &rows);

    target::Target &target;
    target::SqlDialect dialect;
    bool hasTables; ///< false: read-only and never written to; there is nothing to find
    LedgerQuery saveFile;
    LedgerQuery savePart;
    LedgerQuery saveCounts;
    std::unique_ptr<target::BulkInsert> insertReject;
};

} // namespace dockhand::ledger
