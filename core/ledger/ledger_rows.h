// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_query.h"
#include "core/ledger/ledger_records.h"

#include <QString>

#include <utility>
#include <vector>

namespace dockhand::ledger {

// The columns of each table in one order, and the functions that bind and read a record in it.

[[nodiscard]] QString runColumns();
[[nodiscard]] QString fileColumns();
/// Those that change while the file is imported.
[[nodiscard]] QString savedFileColumns();
[[nodiscard]] QString runFileColumns();
/// Those of a new reject.
[[nodiscard]] QString rejectColumns();
/// With what became of it.
[[nodiscard]] QString readRejectColumns();
[[nodiscard]] QString formerColumns();
/// Those of Counts.
[[nodiscard]] QString countColumnList();

/// Every table of rows that are read whole, with its columns.
[[nodiscard]] std::vector<std::pair<QString, QString>> ledgerTables();

/// "INSERT INTO table (columns) VALUES (?, …)".
[[nodiscard]] QString insertInto(const QString &table, const QString &columns);
/// "UPDATE table SET column = ?, … WHERE condition".
[[nodiscard]] QString updateOf(const QString &table, const QString &columns,
                               const QString &condition);

void bindCounts(LedgerQuery &query, const Counts &counts);
void bindRun(LedgerQuery &query, const RunRecord &run);
void bindFile(LedgerQuery &query, const FileRecord &file);
void bindSavedFile(LedgerQuery &query, const FileRecord &file);
void bindRunFile(LedgerQuery &query, const RunFileRecord &part);

[[nodiscard]] Result<RunRecord> readRun(LedgerQuery &query);
[[nodiscard]] Result<FileRecord> readFile(LedgerQuery &query);
[[nodiscard]] Result<RunFileRecord> readRunFile(LedgerQuery &query);
/// The path is behind the table's own columns.
[[nodiscard]] Result<RejectRecord> readReject(LedgerQuery &query);

} // namespace dockhand::ledger
