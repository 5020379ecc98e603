// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/table_statements.h"
#include "core/target/target.h"

#include <QSqlError>
#include <QSqlQuery>

#include <atomic>
#include <optional>

namespace dockhand::target {

/// Writes one table's rows through any Qt driver. It asks which keys of a batch are there, then
/// inserts the others one by one; a row that fails is looked at alone. Where a failed statement
/// spoils the transaction (PostgreSQL) a batch stands behind a savepoint and is repeated row by
/// row, each behind its own.
class QsqlRowWriter final : public RowWriter
{
public:
    static constexpr std::size_t kBatchRows = 100; ///< keys asked for in one statement

    /// What a writer needs; `isInterrupted` outlives it.
    struct Setup
    {
        QSqlDatabase database;
        SqlDialect dialect;
        profile::TableSpec spec;
        profile::DuplicatePolicy policy = profile::DuplicatePolicy::Skip;
        const std::atomic<bool> *isInterrupted = nullptr;
        FormerSink *former = nullptr; ///< gets what policy Update replaces
    };

    [[nodiscard]] static Result<std::unique_ptr<RowWriter>> create(const Setup &setup);

    [[nodiscard]] Result<void> beginWindow(std::int64_t) override { return {}; }
    [[nodiscard]] Result<void> write(std::span<const RowRef> rows,
                                     std::span<RowOutcome> outcomes) override;
    [[nodiscard]] Result<void> endWindow() override { return {}; }
    [[nodiscard]] const std::vector<Refusal> &refusals() const override { return m_refusals; }

private:
    /// A prepared query and which columns its parameters are.
    struct Prepared
    {
        explicit Prepared(const QSqlDatabase &database)
            : query(database)
        {
        }

        QSqlQuery query;
        std::vector<int> parameters;
    };

    explicit QsqlRowWriter(const Setup &setup);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> prepare(Prepared &prepared, const TableStatement &statement);

    [[nodiscard]] Result<void> writeBatch(std::span<const RowRef> rows, std::size_t first,
                                          std::span<RowOutcome> outcomes);
    /// Marks the rows of the batch whose key is there.
    [[nodiscard]] Result<void> findExisting(std::span<const RowRef> rows, std::vector<bool> &found);
    [[nodiscard]] Result<bool> keyExists(const RowRef &row);
    /// One row by INSERT or UPDATE, without protection; the error is the statement's.
    [[nodiscard]] std::optional<Error> tryRow(const RowRef &row, bool exists, RowOutcome &outcome);
    [[nodiscard]] std::optional<Error> updateRow(const RowRef &row, RowOutcome &outcome);
    /// Goes back to the batch's begin and writes its rows one by one.
    [[nodiscard]] Result<void> repeatAlone(std::span<const RowRef> rows,
                                           const std::vector<bool> &exists, std::size_t first,
                                           std::span<RowOutcome> outcomes);
    [[nodiscard]] Result<void> writeAlone(const RowRef &row, bool exists, std::size_t index,
                                          RowOutcome &outcome);
    /// Decides what a failed row is: a duplicate after all, refused, or the end.
    [[nodiscard]] Result<void> resolve(const RowRef &row, bool exists, const Error &error,
                                       std::size_t index, RowOutcome &outcome);
    [[nodiscard]] Result<void> setSavepoint(QLatin1StringView name);
    [[nodiscard]] Result<void> releaseSavepoint(QLatin1StringView name);
    [[nodiscard]] Result<void> run(const QString &sql);
    [[nodiscard]] Error errorOf(const QSqlError &error) const;

    void bind(Prepared &prepared, std::size_t position, const RowRef &row, int column);
    void bindRow(Prepared &prepared, const RowRef &row);
    [[nodiscard]] QVariant value(const RowRef &row, int column) const;

    Setup m_setup;
    Prepared m_insert;
    Prepared m_update;
    Prepared m_exists;
    Prepared m_existing;              ///< for a full batch
    std::optional<Error> m_keepError; ///< of a former row: ends the window
    Prepared m_read;                  ///< policy Update, where what it replaces is kept
    std::vector<Refusal> m_refusals;
};

} // namespace dockhand::target
