// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_row_writer.h"

#include "core/target/row_image.h"
#include "core/target/sqlite_error.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::target {

using profile::DuplicatePolicy;
using profile::ValueType;

namespace {

constexpr std::size_t kMany = 4; // one of so many

ImageCell cellAt(const SqliteStatement &row, int column)
{
    switch (row.columnType(column)) {
    case SQLITE_INTEGER:
        return { .kind = ImageCell::Kind::Integer, .integer = row.columnInteger(column) };
    case SQLITE_FLOAT:
        return { .kind = ImageCell::Kind::Real, .real = row.columnReal(column) };
    case SQLITE_TEXT:
        return { .kind = ImageCell::Kind::Text, .text = row.columnText(column) };
    case SQLITE_BLOB:
        return { .kind = ImageCell::Kind::Bytes, .text = row.columnBytes(column) };
    default:
        return {};
    }
}

} // namespace

SqliteRowWriter::SqliteRowWriter(const Setup &setup)
    : m_setup(setup)
    , m_cells(setup.spec.columns.size())
{
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i].type = setup.spec.columns[i].type;
        m_cells[i].unit = powerOfTen(setup.spec.columns[i].scale);
    }
    for (const auto column : setup.spec.key)
        m_cells[static_cast<std::size_t>(column)].isKey = true;
}

Result<std::unique_ptr<RowWriter>> SqliteRowWriter::create(const Setup &setup,
                                                           const SqlDialect &dialect)
{
    std::unique_ptr<SqliteRowWriter> writer(new SqliteRowWriter(setup));
    if (auto prepared = writer->prepare(dialect); !prepared)
        return failure(prepared.error());
    return writer;
}

Result<void> SqliteRowWriter::prepare(const SqlDialect &dialect)
{
    const TableStatements statements(m_setup.spec, dialect, true);
    m_insert.prepared(m_cells.size());
    m_update.prepared(m_cells.size());
    const auto make = [this](SqliteStatement &statement, const QString &sql) -> Result<void> {
        auto prepared = SqliteStatement::prepare(m_setup.connection, sql);
        if (!prepared)
            return failure(prepared.error());
        statement = std::move(*prepared);
        return {};
    };
    if (auto made = make(m_insert.statement, statements.insertIfNew().sql); !made)
        return made;
    if (m_setup.spec.key.empty())
        return {};
    if (m_setup.policy == DuplicatePolicy::Update) {
        if (auto made = make(m_update.statement, statements.update().sql); !made)
            return made;
        if (m_setup.former != nullptr) {
            if (auto made = make(m_read, statements.read().sql); !made)
                return made;
        }
    }
    if (m_setup.hasTriggers)
        return make(m_exists, statements.exists().sql);
    if (!m_setup.isOwnTable)
        return {};
    auto scan = SqliteKeyScan::prepare(m_setup.connection, m_setup.spec, dialect);
    if (!scan)
        return failure(scan.error());
    m_scan = *std::move(scan);
    return {};
}

Result<void> SqliteRowWriter::write(std::span<const RowRef> rows, std::span<RowOutcome> outcomes)
{
    Q_ASSERT(outcomes.size() >= rows.size());
    m_refusals.clear();
    const bool looksFirst = m_scan && m_findsMany;
    bool isGood = !looksFirst || m_scan->look(rows, m_isThere);
    std::size_t found = 0;
    for (std::size_t i = 0; i < rows.size() && isGood; ++i) {
        if (m_setup.isInterrupted->load(std::memory_order_relaxed))
            return failure(ErrorCode::RunCancelled);
        isGood = looksFirst && m_isThere[i] != 0 ? resolveUnchanged(rows[i], i, outcomes[i])
                                                 : writeRow(rows[i], i, outcomes[i]);
        found += outcomes[i] == RowOutcome::Inserted ? 0 : 1;
    }
    m_findsMany = found > rows.size() / kMany;
    Result<void> result;
    if (!isGood)
        result = failure(m_error ? *std::exchange(m_error, std::nullopt)
                                 : sqliteError(m_setup.connection));
    // The rows' texts need not outlive the call.
    m_insert.forget();
    m_update.forget();
    if (m_exists.isValid())
        m_exists.clearBindings();
    return result;
}

bool SqliteRowWriter::writeRow(const RowRef &row, std::size_t index, RowOutcome &outcome)
{
    bindRow(m_insert, row);
    const auto code = m_insert.statement.run();
    if (code != SQLITE_DONE)
        return refuse(code, index, outcome);
    if (sqlite3_changes64(m_setup.connection) != 0) {
        outcome = RowOutcome::Inserted;
        return true;
    }
    return resolveUnchanged(row, index, outcome);
}

bool SqliteRowWriter::resolveUnchanged(const RowRef &row, std::size_t index, RowOutcome &outcome)
{
    if (m_update.statement.isValid())
        return updateRow(row, index, outcome);
    outcome = RowOutcome::Duplicate;
    if (m_setup.spec.key.empty()) {
        refuseAsIgnored(index, outcome);
    } else if (m_exists.isValid()) {
        bindKey(m_exists, row);
        const auto code = m_exists.run();
        if (code == SQLITE_DONE)
            refuseAsIgnored(index, outcome);
        else if (code != SQLITE_ROW)
            return refuse(code, index, outcome);
    }
    return true;
}

bool SqliteRowWriter::updateRow(const RowRef &row, std::size_t index, RowOutcome &outcome)
{
    if (m_read.isValid() && !readFormer(row))
        return false;
    bindRow(m_update, row);
    const auto code = m_update.statement.run();
    if (code != SQLITE_DONE)
        return refuse(code, index, outcome);
    if (sqlite3_changes64(m_setup.connection) == 0) {
        refuseAsIgnored(index, outcome);
        return true;
    }
    outcome = RowOutcome::Updated;
    return m_formerKey.size() == 0 || keepFormer(row);
}

bool SqliteRowWriter::readFormer(const RowRef &row)
{
    m_formerKey.clear();
    m_formerRow.clear();
    bindKey(m_read, row);
    const auto code = m_read.step();
    const auto columns = static_cast<int>(m_cells.size());
    if (code == SQLITE_ROW) {
        m_formerFileId = m_read.columnInteger(columns);
        if (m_formerFileId != row.fileId) {
            for (const auto column : m_setup.spec.key)
                appendCell(m_formerKey, cellAt(m_read, column));
            const auto end = columns + (m_setup.spec.rowPerRecord ? 2 : 1);
            for (int column = 0; column < end; ++column)
                appendCell(m_formerRow, cellAt(m_read, column));
        }
    }
    m_read.reset();
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool SqliteRowWriter::keepFormer(const RowRef &row)
{
    auto kept = m_setup.former->keep(
        { row.fileId, m_formerFileId, m_formerKey.view(), m_formerRow.view() });
    if (!kept)
        m_error = std::move(kept.error());
    return kept.has_value();
}

bool SqliteRowWriter::refuse(int code, std::size_t index, RowOutcome &outcome)
{
    const auto primary = code & 0xFF;
    const auto isAboutTheRow
        = primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH || primary == SQLITE_TOOBIG;
    // RAISE(ROLLBACK) and ON CONFLICT ROLLBACK take the whole transaction with them.
    if (!isAboutTheRow || sqlite3_get_autocommit(m_setup.connection) != 0)
        return false;
    outcome = RowOutcome::Refused;
    m_refusals.push_back({ index, QString::fromUtf8(sqlite3_errmsg(m_setup.connection)) });
    return true;
}

void SqliteRowWriter::refuseAsIgnored(std::size_t index, RowOutcome &outcome)
{
    outcome = RowOutcome::Refused;
    m_refusals.push_back(
        { index, QCoreApplication::translate("SqliteWords", "a trigger of the table ignored it") });
}

void SqliteRowWriter::RowStatement::forget()
{
    if (!statement.isValid())
        return;
    statement.clearBindings();
    isNull.assign(isNull.size(), 1);
    fileId = -1;
}

void SqliteRowWriter::bindRow(RowStatement &bound, const RowRef &row)
{
    const auto columns = static_cast<std::uint32_t>(m_cells.size());
    for (std::uint32_t column = 0; column < columns; ++column) {
        if (!row.row.isNull(column)) {
            bindCell(bound.statement, row.row, column);
            bound.isNull[column] = 0;
        } else if (bound.isNull[column] == 0) {
            bound.statement.bindNull(static_cast<int>(column) + 1);
            bound.isNull[column] = 1;
        }
    }
    const auto next = static_cast<int>(columns) + 1;
    if (bound.fileId != row.fileId) {
        bound.statement.bindInteger(next, row.fileId);
        bound.fileId = row.fileId;
    }
    if (m_setup.spec.rowPerRecord)
        bound.statement.bindInteger(next + 1, row.row.header().record);
}

void SqliteRowWriter::bindKey(SqliteStatement &statement, const RowRef &row)
{
    for (const auto column : m_setup.spec.key)
        bindCell(statement, row.row, static_cast<std::uint32_t>(column));
}

void SqliteRowWriter::bindCell(SqliteStatement &statement, profile::PackedRow cells,
                               std::uint32_t column)
{
    const auto index = static_cast<int>(column) + 1;
    auto &cell = m_cells[column];
    switch (cell.type) {
    case ValueType::Text:
        statement.bindText(index, cells.text(column));
        break;
    case ValueType::Integer:
    case ValueType::Boolean:
        statement.bindInteger(index, cells.integer(column));
        break;
    case ValueType::Decimal: {
        // The converter lets only values pass whose nearest double reads back at this scale.
        const auto scaled = cells.integer(column);
        if (scaled % cell.unit == 0)
            statement.bindInteger(index, scaled / cell.unit);
        else
            statement.bindReal(index, static_cast<double>(scaled) / static_cast<double>(cell.unit));
        break;
    }
    case ValueType::Real:
        statement.bindReal(index, cells.real(column));
        break;
    case ValueType::Date:
        statement.bindText(index, dateText(cells.integer(column), cell.buffer));
        break;
    case ValueType::Timestamp:
        statement.bindText(index, timestampText(cells.integer(column), cell.buffer));
        break;
    }
}

} // namespace dockhand::target
