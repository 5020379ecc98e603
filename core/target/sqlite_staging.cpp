// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_staging.h"

#include "core/base/failpoint.h"
#include "core/target/sql_dialect.h"
#include "core/target/sqlite_error.h"
#include "core/target/sqlite_schema_page.h"
#include "core/target/sqlite_statement.h"

#include <sqlite3.h>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t kPageBytes = 32'768;
constexpr std::size_t kMostStagings = 8; // SQLite attaches ten databases by default

} // namespace

SqliteStaging::SqliteStaging(const Setup &setup, std::unique_ptr<SpillFile> file)
    : m_setup(setup)
    , m_encoder(setup.spec)
    , m_file(std::move(file), kPageBytes)
    , m_table(SqliteBtreeBuilder::Kind::Table, m_file)
{
    if (!setup.spec.key.empty() && !m_encoder.rowIdColumn())
        m_key.emplace(SqliteBtreeBuilder::Kind::Index, m_file);
}

SqliteStaging::~SqliteStaging() = default;

Result<std::unique_ptr<SqliteStaging>> SqliteStaging::create(const Setup &setup,
                                                             const QStringList &folders)
{
    auto file = SpillFile::create(folders);
    if (!file)
        return failure(file.error());
    return std::unique_ptr<SqliteStaging>(new SqliteStaging(setup, *std::move(file)));
}

void SqliteStaging::add(const RowRef &row)
{
    m_encoder.take(row);
    ++m_rows;
    const auto rowIdColumn = m_encoder.rowIdColumn();
    const auto rowId = rowIdColumn ? row.row.integer(*rowIdColumn) : m_rows;
    m_table.addRow(rowId, m_encoder.tableRecord());
    if (m_key)
        m_key->addEntry(m_encoder.keyRecord(rowId));
}

bool SqliteStaging::canHold(const Setup &setup)
{
    return !sqliteFirstPage(kPageBytes, 1, { setup.spec.name, setup.createStatement, 1, 1 })
                .empty();
}

Result<void> SqliteStaging::finishFile()
{
    const auto tableRoot = m_table.finish();
    const auto keyRoot = m_key ? m_key->finish() : 0;
    return m_file.finish(
        sqliteFirstPage(kPageBytes, m_file.pages(),
                        { m_setup.spec.name, m_setup.createStatement, tableRoot, keyRoot }));
}

Result<void> SqliteStaging::transfer()
{
    if (auto finished = finishFile(); !finished)
        return finished;
    DOCKHAND_FAILPOINT("staging.finished");
    m_attachment.emplace(m_setup.connection, m_file);
    if (auto attached = m_attachment->attach(); !attached)
        return attached;
    const auto table = SqlDialect().quoted(m_setup.spec.name);
    auto insert = SqliteStatement::prepare(m_setup.connection,
                                           u"INSERT INTO main."_s + table + u" SELECT * FROM "_s
                                               + m_attachment->schema() + u'.' + table);
    if (!insert)
        return failure(insert.error());
    DOCKHAND_FAILPOINT("staging.attached");
    if (insert->run() != SQLITE_DONE) {
        if (m_file.wasReadAgain()) // the same rows can be written without a staging
            return failure(ErrorCode::OutputUnwritable,
                           { m_attachment->schema(), u"read twice"_s });
        return failure(sqliteError(m_setup.connection));
    }
    if (const auto rows = sqlite3_changes64(m_setup.connection); rows != m_rows) {
        return failure(ErrorCode::InternalError,
                       { u"%1 of %2 staged rows came in"_s.arg(rows).arg(m_rows) });
    }
    DOCKHAND_FAILPOINT("staging.transferred");
    return {};
}

SqliteStagingArea::SqliteStagingArea(sqlite3 *connection, QStringList folders)
    : m_connection(connection)
    , m_folders(std::move(folders))
{
}

SqliteStaging *SqliteStagingArea::open(const profile::TableSpec &spec,
                                       const QString &createStatement)
{
    const SqliteStaging::Setup setup { m_connection, spec, createStatement };
    if (!m_isOn || m_stagings.size() >= kMostStagings || !SqliteStaging::canHold(setup))
        return nullptr;
    auto staging = SqliteStaging::create(setup, m_folders);
    if (!staging)
        return nullptr;
    m_stagings.push_back(*std::move(staging));
    return m_stagings.back().get();
}

} // namespace dockhand::target
