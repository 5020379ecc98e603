// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/target/cell_text.h"
#include "core/target/sqlite_key_scan.h"
#include "core/target/sqlite_statement.h"
#include "core/target/table_statements.h"
#include "core/target/target.h"

#include <atomic>

namespace dockhand::target {

/// Writes one table's rows by prepared single-row statements on the connection's own handle: one
/// step per row, whose outcome SQLite tells by the number of changes. While many keys are there, it
/// looks for them first. Allocates nothing per row.
class SqliteRowWriter final : public RowWriter
{
public:
    /// What a writer needs; `connection` and `isInterrupted` outlive it.
    struct Setup
    {
        sqlite3 *connection = nullptr;
        profile::TableSpec spec;
        profile::DuplicatePolicy policy = profile::DuplicatePolicy::Skip;
        bool hasTriggers = false; ///< a trigger may drop a row without a word
        bool isOwnTable = false;  ///< made by Dockhand: keys compare by bytes
        const std::atomic<bool> *isInterrupted = nullptr;
        FormerSink *former = nullptr; ///< gets what policy Update replaces
    };

    [[nodiscard]] static Result<std::unique_ptr<RowWriter>> create(const Setup &setup,
                                                                   const SqlDialect &dialect);

    [[nodiscard]] Result<void> beginWindow(std::int64_t) override { return {}; }
    [[nodiscard]] Result<void> write(std::span<const RowRef> rows,
                                     std::span<RowOutcome> outcomes) override;
    [[nodiscard]] Result<void> endWindow() override { return {}; }
    [[nodiscard]] const std::vector<Refusal> &refusals() const override { return m_refusals; }

private:
    /// A column of the table, ready for binding.
    struct Cell
    {
        profile::ValueType type = profile::ValueType::Text;
        std::int64_t unit = 1; ///< 10^scale
        bool isKey = false;
        CellBuffer buffer {};
    };

    explicit SqliteRowWriter(const Setup &setup);
    [[nodiscard]] Result<void> prepare(const SqlDialect &dialect);

    /// What a statement's parameters hold; what stays the same is not bound again.
    struct RowStatement
    {
        SqliteStatement statement;
        std::vector<char> isNull; ///< per column
        std::int64_t fileId = -1;

        void prepared(std::size_t columns) { isNull.assign(columns, 1); }
        void forget();
    };

    void bindRow(RowStatement &statement, const RowRef &row);
    [[nodiscard]] bool updateRow(const RowRef &row, std::size_t index, RowOutcome &outcome);
    /// Images of the row with this key, unless it is the same file's already.
    [[nodiscard]] bool readFormer(const RowRef &row);
    [[nodiscard]] bool keepFormer(const RowRef &row);
    void bindKey(SqliteStatement &statement, const RowRef &row);
    void bindCell(SqliteStatement &statement, profile::PackedRow cells, std::uint32_t column);
    /// False: the transaction cannot go on.
    [[nodiscard]] bool writeRow(const RowRef &row, std::size_t index, RowOutcome &outcome);
    [[nodiscard]] bool resolveUnchanged(const RowRef &row, std::size_t index, RowOutcome &outcome);
    /// After a failed step: true if only this row is refused.
    [[nodiscard]] bool refuse(int code, std::size_t index, RowOutcome &outcome);
    void refuseAsIgnored(std::size_t index, RowOutcome &outcome);

    Setup m_setup;
    std::vector<Cell> m_cells;
    RowStatement m_insert;
    RowStatement m_update;    ///< policy Update
    SqliteStatement m_exists; ///< only with triggers
    SqliteStatement m_read;   ///< policy Update, where what it replaces is kept
    ByteBuffer m_formerKey;   ///< images; empty: nothing to keep
    ByteBuffer m_formerRow;
    std::int64_t m_formerFileId = 0;
    std::optional<Error> m_error; ///< of a former row that could not be kept
    std::optional<SqliteKeyScan> m_scan;
    bool m_findsMany = false; ///< many of the last rows' keys were there
    std::vector<char> m_isThere;
    std::vector<Refusal> m_refusals;
};

} // namespace dockhand::target
