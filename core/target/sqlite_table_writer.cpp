// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_table_writer.h"

#include "core/profile/row_key.h"
#include "core/target/sql_dialect.h"
#include "core/target/sqlite_error.h"

#include <algorithm>
#include <utility>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kFewRows = 500; // attaching and copying costs as much as writing them

} // namespace

SqliteTableWriter::SqliteTableWriter(Setup setup, std::unique_ptr<RowWriter> rowByRow)
    : m_setup(std::move(setup))
    , m_rowByRow(std::move(rowByRow))
{
}

Result<void> SqliteTableWriter::beginWindow(std::int64_t rows)
{
    m_staging = nullptr;
    m_held.clear();
    if (m_setup.stagingArea == nullptr || rows < kFewRows)
        return {};
    if (!m_setup.spec.key.empty()) {
        const auto isEmpty = isEmptyTable(m_setup.connection, m_setup.spec.name);
        if (!isEmpty)
            return failure(isEmpty.error());
        if (!*isEmpty)
            return {};
    }
    m_staging = m_setup.stagingArea->open(m_setup.spec, m_setup.createStatement);
    return {};
}

Result<void> SqliteTableWriter::write(std::span<const RowRef> rows, std::span<RowOutcome> outcomes)
{
    if (m_staging == nullptr)
        return m_rowByRow->write(rows, outcomes);
    if (m_setup.isInterrupted->load(std::memory_order_relaxed))
        return failure(ErrorCode::RunCancelled);
    if (rows.empty())
        return {};
    if (m_setup.former != nullptr)
        return stageKeepingFormer(rows, outcomes);
    stage(rows, outcomes);
    return {};
}

// Each file's row of a key gives way to the next one's.
Result<void> SqliteTableWriter::stageKeepingFormer(std::span<const RowRef> rows,
                                                   std::span<RowOutcome> outcomes)
{
    RowRef last { profile::PackedRow(m_held.data()), m_heldFileId };
    bool hasLast = m_held.size() > 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto &row = rows[i];
        const bool isSameKey = hasLast && !m_setup.spec.key.empty()
            && profile::compareKeys(m_setup.spec, last.row, row.row) == 0;
        outcomes[i] = isSameKey ? RowOutcome::Updated : RowOutcome::Inserted;
        if (isSameKey && last.fileId != row.fileId) {
            if (auto kept = keepFormer(last, row); !kept)
                return kept;
        } else if (hasLast && !isSameKey) {
            m_staging->add(last);
        }
        last = row;
        hasLast = true;
    }
    hold(last);
    return {};
}

Result<void> SqliteTableWriter::keepFormer(const RowRef &former, const RowRef &row)
{
    if (!m_images)
        m_images.emplace(m_setup.spec);
    m_formerKey.clear();
    m_formerRow.clear();
    m_images->take(former);
    m_images->appendImages(m_formerKey, m_formerRow);
    return m_setup.former->keep(
        { row.fileId, former.fileId, m_formerKey.view(), m_formerRow.view() });
}

void SqliteTableWriter::stage(std::span<const RowRef> rows, std::span<RowOutcome> outcomes)
{
    std::fill_n(outcomes.begin(), rows.size(), RowOutcome::Inserted);
    if (hasKeyOfHeld(rows.front())) {
        const bool isUpdate = m_setup.policy == profile::DuplicatePolicy::Update;
        outcomes.front() = isUpdate ? RowOutcome::Updated : RowOutcome::Duplicate;
        if (isUpdate)
            hold(rows.front());
        rows = rows.subspan(1);
        if (rows.empty())
            return;
    }
    stageHeld();
    for (const auto &row : rows.first(rows.size() - 1))
        m_staging->add(row);
    hold(rows.back());
}

bool SqliteTableWriter::hasKeyOfHeld(const RowRef &row) const
{
    return m_held.size() > 0 && !m_setup.spec.key.empty()
        && profile::compareKeys(m_setup.spec, profile::PackedRow(m_held.data()), row.row) == 0;
}

void SqliteTableWriter::hold(const RowRef &row)
{
    m_held.clear();
    m_held.append({ row.row.bytes(), row.row.size() });
    m_heldFileId = row.fileId;
}

void SqliteTableWriter::stageHeld()
{
    if (m_held.size() > 0)
        m_staging->add({ profile::PackedRow(m_held.data()), m_heldFileId });
    m_held.clear();
}

Result<void> SqliteTableWriter::endWindow()
{
    if (m_staging == nullptr)
        return {};
    stageHeld();
    auto *staging = std::exchange(m_staging, nullptr);
    auto done = staging->transfer();
    if (!done && done.error().code == ErrorCode::OutputUnwritable)
        m_setup.stagingArea->turnOff();
    return done;
}

const std::vector<Refusal> &SqliteTableWriter::refusals() const
{
    return m_staging == nullptr ? m_rowByRow->refusals() : m_noRefusals;
}

Result<bool> isEmptyTable(sqlite3 *connection, const QString &table)
{
    auto query = SqliteStatement::prepare(
        connection, u"SELECT 1 FROM main."_s + SqlDialect().quoted(table) + u" LIMIT 1"_s);
    if (!query)
        return failure(query.error());
    const auto code = query->run();
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return failure(sqliteError(connection));
    return code == SQLITE_DONE;
}

} // namespace dockhand::target
