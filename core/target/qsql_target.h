// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/sql_dialect.h"
#include "core/target/target.h"

#include <atomic>

namespace dockhand::target {

/// Any database that has a Qt SQL driver, by prepared QSqlQuery and SQL that all of them share.
/// Slower than a target written for one database, and the base that every other is compared with.
/// The password, if one is needed, comes from DOCKHAND_DB_PASSWORD or the driver's own files.
class QsqlTarget final : public Target
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Target>> open(const TargetAddress &address,
                                                              const TargetOptions &options);
    ~QsqlTarget() override;

    [[nodiscard]] const TargetAddress &address() const override { return m_address; }
    [[nodiscard]] QSqlDatabase &database() override { return m_database; }
    [[nodiscard]] bool isReadOnly() const override { return m_options.readOnly; }

    [[nodiscard]] std::int64_t mostWindowRows() const override { return 250'000; }

    [[nodiscard]] Result<PreparedTables>
    prepareTables(std::span<const profile::TableSpec> tables) override;
    [[nodiscard]] Result<std::unique_ptr<RowWriter>> rowWriter(const profile::TableSpec &spec,
                                                               profile::DuplicatePolicy policy,
                                                               FormerSink *former) override;

    [[nodiscard]] Result<void> begin() override;
    [[nodiscard]] Result<void> commit() override;
    void rollback() override;
    /// A server's commit is as durable as it is set up to be.
    [[nodiscard]] Result<void> makeDurable() override { return {}; }
    void interrupt() override { m_isInterrupted = true; }

private:
    QsqlTarget(TargetAddress address, const TargetOptions &options);

    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> execute(const QString &sql, const QString &what);

    TargetAddress m_address;
    TargetOptions m_options;
    QString m_connectionName;
    QSqlDatabase m_database;
    SqlDialect m_dialect;
    bool m_isInTransaction = false;
    std::atomic<bool> m_isInterrupted { false };
};

} // namespace dockhand::target
