// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/target/sqlite_record.h"
#include "core/target/sqlite_staging.h"
#include "core/target/sqlite_statement.h"
#include "core/target/target.h"

#include <atomic>
#include <memory>
#include <optional>

namespace dockhand::target {

/// Writes one table by the fastest road that is open: a table that is empty (or has no key, so that
/// any row is new) is built outside and brought in as a whole; any other gets row after row.
class SqliteTableWriter final : public RowWriter
{
public:
    /// What a writer needs; all that is pointed to outlives it.
    struct Setup
    {
        sqlite3 *connection = nullptr;
        profile::TableSpec spec;
        profile::DuplicatePolicy policy = profile::DuplicatePolicy::Skip;
        SqliteStagingArea *stagingArea = nullptr; ///< null: the table has rules of its own
        QString createStatement;
        const std::atomic<bool> *isInterrupted = nullptr;
        FormerSink *former = nullptr; ///< gets what policy Update replaces; may be null
    };

    SqliteTableWriter(Setup setup, std::unique_ptr<RowWriter> rowByRow);

    [[nodiscard]] Result<void> beginWindow(std::int64_t rows) override;
    [[nodiscard]] bool writesApart() const override { return m_staging != nullptr; }
    [[nodiscard]] Result<void> write(std::span<const RowRef> rows,
                                     std::span<RowOutcome> outcomes) override;
    [[nodiscard]] Result<void> endWindow() override;
    [[nodiscard]] const std::vector<Refusal> &refusals() const override;

private:
    void stage(std::span<const RowRef> rows, std::span<RowOutcome> outcomes);
    [[nodiscard]] Result<void> stageKeepingFormer(std::span<const RowRef> rows,
                                                  std::span<RowOutcome> outcomes);
    [[nodiscard]] Result<void> keepFormer(const RowRef &former, const RowRef &row);
    [[nodiscard]] bool hasKeyOfHeld(const RowRef &row) const;
    void hold(const RowRef &row);
    void stageHeld();

    Setup m_setup;
    std::unique_ptr<RowWriter> m_rowByRow;
    SqliteStaging *m_staging = nullptr; ///< of the window in work
    /// The last row of a `write` waits for the first of the next one, which may have its key.
    ByteBuffer m_held;
    std::int64_t m_heldFileId = 0;
    std::optional<SqliteRecordEncoder> m_images; ///< of former rows
    ByteBuffer m_formerKey;
    ByteBuffer m_formerRow;
    std::vector<Refusal> m_noRefusals;
};

/// Whether the table has no row. Errors: those of a query.
[[nodiscard]] Result<bool> isEmptyTable(sqlite3 *connection, const QString &table);

} // namespace dockhand::target
