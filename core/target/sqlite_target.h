// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/sqlite_staging.h"
#include "core/target/target.h"

#include <atomic>
#include <limits>
#include <mutex>

struct sqlite3;

namespace dockhand::target {

/// A SQLite file through QSQLITE's own connection: low-rate statements by QSqlQuery, rows by
/// SQLite's C interface on the same handle. A new file gets large pages; a file that is there keeps
/// its page size and its WAL. Errors: those of `openTarget` and of Target.
class SqliteTarget final : public Target
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Target>> open(const TargetAddress &address,
                                                              const TargetOptions &options);
    ~SqliteTarget() override;

    [[nodiscard]] const TargetAddress &address() const override { return m_address; }
    [[nodiscard]] QSqlDatabase &database() override { return m_database; }
    [[nodiscard]] bool isReadOnly() const override { return m_options.readOnly; }
    [[nodiscard]] std::int64_t mostWindowRows() const override
    {
        return std::numeric_limits<std::int64_t>::max();
    }

    [[nodiscard]] Result<PreparedTables>
    prepareTables(std::span<const profile::TableSpec> tables) override;
    [[nodiscard]] Result<std::unique_ptr<RowWriter>> rowWriter(const profile::TableSpec &spec,
                                                               profile::DuplicatePolicy policy,
                                                               FormerSink *former) override;

    [[nodiscard]] Result<void> begin() override;
    [[nodiscard]] Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] Result<void> makeDurable() override;
    void interrupt() override;
    void releaseMemory() override;

private:
    SqliteTarget(TargetAddress address, const TargetOptions &options);

    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> openConnection(bool readOnly);
    void closeConnection();
    /// The first look into the file: says whether it is a database, changes nothing.
    [[nodiscard]] Result<void> verify();
    [[nodiscard]] Result<void> configure();
    [[nodiscard]] Result<void> configureWriting();
    [[nodiscard]] Result<void> execute(const QString &sql, const QString &what = {});
    [[nodiscard]] Result<QString> ask(const QString &sql);
    [[nodiscard]] Result<void> createTables(const QStringList &statements);
    /// Takes back a file that this object made and in which nothing was kept.
    void discardIfEmpty();

    TargetAddress m_address;
    TargetOptions m_options;
    QString m_connectionName;
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr;
    std::optional<SqliteStagingArea> m_stagingArea;
    bool m_isNewFile = false; ///< it was not there before
    bool m_isWal = false;
    bool m_hasJournalFile = false; ///< emptied, not removed, by each commit
    std::atomic<bool> m_isInterrupted { false };
    std::mutex m_rollbackMutex; ///< keeps interrupts out of a rollback: it must not fail
};

} // namespace dockhand::target
