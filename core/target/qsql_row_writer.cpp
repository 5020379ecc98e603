// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/qsql_row_writer.h"

#include "core/base/text.h"
#include "core/target/cell_text.h"
#include "core/target/row_image.h"
#include "core/target/sql_error.h"

#include <QVariant>

#include <algorithm>

namespace dockhand::target {

using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;
using profile::ValueType;

namespace {

constexpr auto kBatch = "dockhand_batch"_L1;
constexpr auto kRow = "dockhand_row"_L1;

/// Disk, lock, connection and rights are not a row's fault.
bool isAboutTheRow(const Error &error)
{
    return error.code == ErrorCode::DbStatementFailed;
}

QVariant ofText(std::string_view text)
{
    auto value = toQString(text);
    return value.isNull() ? u""_s : value;
}

} // namespace

QsqlRowWriter::QsqlRowWriter(const Setup &setup)
    : m_setup(setup)
    , m_insert(setup.database)
    , m_update(setup.database)
    , m_exists(setup.database)
    , m_existing(setup.database)
    , m_read(setup.database)
{
}

Result<std::unique_ptr<RowWriter>> QsqlRowWriter::create(const Setup &setup)
{
    std::unique_ptr<QsqlRowWriter> writer(new QsqlRowWriter(setup));
    if (auto prepared = writer->prepare(); !prepared)
        return failure(prepared.error());
    return writer;
}

Result<void> QsqlRowWriter::prepare()
{
    const TableStatements statements(m_setup.spec, m_setup.dialect, false);
    if (auto prepared = prepare(m_insert, statements.insert()); !prepared)
        return prepared;
    if (m_setup.spec.key.empty())
        return {};
    if (m_setup.policy == DuplicatePolicy::Update) {
        if (auto prepared = prepare(m_update, statements.update()); !prepared)
            return prepared;
        if (m_setup.former != nullptr) {
            if (auto prepared = prepare(m_read, statements.read()); !prepared)
                return prepared;
        }
    }
    return prepare(m_exists, statements.exists()).and_then([&] {
        return prepare(m_existing, statements.existing(kBatchRows));
    });
}

Result<void> QsqlRowWriter::prepare(Prepared &prepared, const TableStatement &statement)
{
    prepared.query.setForwardOnly(true);
    if (!prepared.query.prepare(statement.sql))
        return failure(errorOf(prepared.query.lastError()));
    prepared.parameters = statement.parameters;
    return {};
}

Error QsqlRowWriter::errorOf(const QSqlError &error) const
{
    return sqlError(error, m_setup.database, {});
}

Result<void> QsqlRowWriter::run(const QString &sql)
{
    QSqlQuery query(m_setup.database);
    if (!query.exec(sql))
        return failure(errorOf(query.lastError()));
    return {};
}

Result<void> QsqlRowWriter::write(std::span<const RowRef> rows, std::span<RowOutcome> outcomes)
{
    Q_ASSERT(outcomes.size() >= rows.size());
    m_refusals.clear();
    m_keepError.reset();
    for (std::size_t first = 0; first < rows.size(); first += kBatchRows) {
        if (m_setup.isInterrupted->load(std::memory_order_relaxed))
            return failure(ErrorCode::RunCancelled);
        const auto count = std::min(kBatchRows, rows.size() - first);
        auto written
            = writeBatch(rows.subspan(first, count), first, outcomes.subspan(first, count));
        if (m_keepError) // not the row's fault, whatever became of it
            return failure(*m_keepError);
        if (!written)
            return written;
    }
    return {};
}

Result<void> QsqlRowWriter::setSavepoint(QLatin1StringView name)
{
    if (m_setup.dialect.dbms == Dbms::Other)
        return {};
    return run("SAVEPOINT "_L1 + name);
}

Result<void> QsqlRowWriter::releaseSavepoint(QLatin1StringView name)
{
    if (m_setup.dialect.dbms == Dbms::Other)
        return {};
    return run("RELEASE SAVEPOINT "_L1 + name);
}

Result<void> QsqlRowWriter::writeBatch(std::span<const RowRef> rows, std::size_t first,
                                       std::span<RowOutcome> outcomes)
{
    std::vector<bool> exists(rows.size(), false);
    if (auto found = findExisting(rows, exists); !found)
        return found;
    if (auto set = setSavepoint(kBatch); !set)
        return set;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto error = tryRow(rows[i], exists[i], outcomes[i]);
        if (!error)
            continue;
        if (!isAboutTheRow(*error))
            return failure(*error);
        if (m_setup.dialect.failurePoisons)
            return repeatAlone(rows, exists, first, outcomes);
        if (auto settled = resolve(rows[i], exists[i], *error, first + i, outcomes[i]); !settled)
            return settled;
        // A trigger may have rolled everything back: then the savepoint is gone, too.
        if (!releaseSavepoint(kBatch) || !setSavepoint(kBatch))
            return failure(*error);
    }
    return releaseSavepoint(kBatch);
}

Result<void> QsqlRowWriter::repeatAlone(std::span<const RowRef> rows,
                                        const std::vector<bool> &exists, std::size_t first,
                                        std::span<RowOutcome> outcomes)
{
    if (auto back = run("ROLLBACK TO SAVEPOINT "_L1 + kBatch); !back)
        return back;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (auto written = writeAlone(rows[i], exists[i], first + i, outcomes[i]); !written)
            return written;
    }
    return releaseSavepoint(kBatch);
}

Result<void> QsqlRowWriter::writeAlone(const RowRef &row, bool exists, std::size_t index,
                                       RowOutcome &outcome)
{
    if (auto set = setSavepoint(kRow); !set)
        return set;
    if (const auto error = tryRow(row, exists, outcome)) {
        if (!isAboutTheRow(*error))
            return failure(*error);
        if (!run("ROLLBACK TO SAVEPOINT "_L1 + kRow))
            return failure(*error);
        if (auto settled = resolve(row, exists, *error, index, outcome); !settled)
            return settled;
    }
    return releaseSavepoint(kRow);
}

std::optional<Error> QsqlRowWriter::tryRow(const RowRef &row, bool exists, RowOutcome &outcome)
{
    if (exists && m_setup.policy != DuplicatePolicy::Update) {
        outcome = RowOutcome::Duplicate;
        return std::nullopt;
    }
    if (exists)
        return updateRow(row, outcome);
    bindRow(m_insert, row);
    if (!m_insert.query.exec())
        return errorOf(m_insert.query.lastError());
    outcome = RowOutcome::Inserted;
    return std::nullopt;
}

std::optional<Error> QsqlRowWriter::updateRow(const RowRef &row, RowOutcome &outcome)
{
    ByteBuffer key;
    ByteBuffer former;
    std::int64_t formerFileId = 0;
    if (m_setup.former != nullptr) {
        bindRow(m_read, row);
        if (!m_read.query.exec())
            return errorOf(m_read.query.lastError());
        if (m_read.query.next()) {
            const auto columns = static_cast<int>(m_setup.spec.columns.size());
            formerFileId = m_read.query.value(columns).toLongLong();
            for (const int column : m_setup.spec.key)
                appendCell(key, m_read.query.value(column));
            for (int column = 0; column < columns + (m_setup.spec.rowPerRecord ? 2 : 1); ++column)
                appendCell(former, m_read.query.value(column));
        } else if (m_read.query.lastError().isValid()) {
            return errorOf(m_read.query.lastError());
        }
        m_read.query.finish();
    }
    bindRow(m_update, row);
    if (!m_update.query.exec())
        return errorOf(m_update.query.lastError());
    outcome = RowOutcome::Updated;
    if (key.size() == 0 || formerFileId == row.fileId)
        return std::nullopt;
    auto kept = m_setup.former->keep({ row.fileId, formerFileId, key.view(), former.view() });
    if (!kept)
        m_keepError = std::move(kept.error());
    return kept ? std::nullopt : m_keepError;
}

Result<void> QsqlRowWriter::resolve(const RowRef &row, bool exists, const Error &error,
                                    std::size_t index, RowOutcome &outcome)
{
    if (!exists && !m_setup.spec.key.empty()) {
        // The database may hold keys for equal that differ in bytes, or another program was faster.
        const auto found = keyExists(row);
        if (!found)
            return failure(found.error());
        if (*found) {
            const auto again = tryRow(row, true, outcome);
            if (!again)
                return {};
            if (!isAboutTheRow(*again) || m_setup.dialect.failurePoisons)
                return failure(*again);
            return resolve(row, true, *again, index, outcome);
        }
    }
    outcome = RowOutcome::Refused;
    m_refusals.push_back({ index, error.arguments.value(0) });
    return {};
}

Result<void> QsqlRowWriter::findExisting(std::span<const RowRef> rows, std::vector<bool> &found)
{
    if (m_setup.spec.key.empty())
        return {};
    if (rows.size() < kBatchRows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto exists = keyExists(rows[i]);
            if (!exists)
                return failure(exists.error());
            found[i] = *exists;
        }
        return {};
    }
    const auto keyColumns = m_setup.spec.key.size();
    for (std::size_t i = 0; i < m_existing.parameters.size(); ++i)
        bind(m_existing, i, rows[i / keyColumns], m_existing.parameters[i]);
    if (!m_existing.query.exec())
        return failure(errorOf(m_existing.query.lastError()));
    while (m_existing.query.next())
        found[m_existing.query.value(0).toUInt()] = true;
    if (m_existing.query.lastError().isValid())
        return failure(errorOf(m_existing.query.lastError()));
    m_existing.query.finish();
    return {};
}

Result<bool> QsqlRowWriter::keyExists(const RowRef &row)
{
    bindRow(m_exists, row);
    if (!m_exists.query.exec())
        return failure(errorOf(m_exists.query.lastError()));
    const auto found = m_exists.query.next();
    if (m_exists.query.lastError().isValid())
        return failure(errorOf(m_exists.query.lastError()));
    m_exists.query.finish();
    return found;
}

void QsqlRowWriter::bindRow(Prepared &prepared, const RowRef &row)
{
    for (std::size_t i = 0; i < prepared.parameters.size(); ++i)
        bind(prepared, i, row, prepared.parameters[i]);
}

void QsqlRowWriter::bind(Prepared &prepared, std::size_t position, const RowRef &row, int column)
{
    prepared.query.bindValue(static_cast<int>(position), value(row, column));
}

QVariant QsqlRowWriter::value(const RowRef &row, int column) const
{
    const auto &columns = m_setup.spec.columns;
    const auto cells = row.row;
    const auto index = static_cast<std::size_t>(column);
    if (index == columns.size())
        return static_cast<qlonglong>(row.fileId);
    if (index > columns.size())
        return static_cast<qlonglong>(cells.header().record);

    const auto &spec = columns[index];
    const auto cell = static_cast<std::uint32_t>(column);
    const auto isSqlite = m_setup.dialect.dbms == Dbms::Sqlite;
    const auto isNull = cells.isNull(cell);
    CellBuffer buffer;
    switch (spec.type) {
    case ValueType::Text:
        return isNull ? QVariant(QMetaType(QMetaType::QString)) : ofText(cells.text(cell));
    case ValueType::Integer:
        return isNull ? QVariant(QMetaType(QMetaType::LongLong))
                      : QVariant(static_cast<qlonglong>(cells.integer(cell)));
    case ValueType::Boolean:
        if (m_setup.dialect.dbms == Dbms::PostgreSql) {
            return isNull ? QVariant(QMetaType(QMetaType::Bool))
                          : QVariant(cells.integer(cell) != 0);
        }
        return isNull ? QVariant(QMetaType(QMetaType::LongLong))
                      : QVariant(static_cast<qlonglong>(cells.integer(cell)));
    case ValueType::Real:
        return isNull ? QVariant(QMetaType(QMetaType::Double)) : QVariant(cells.real(cell));
    case ValueType::Decimal: {
        if (isNull)
            return QVariant(QMetaType(QMetaType::QString));
        const auto scaled = cells.integer(cell);
        const auto unit = powerOfTen(spec.scale);
        if (!isSqlite)
            return ofText(decimalText(scaled, spec.scale, buffer));
        if (scaled % unit == 0)
            return static_cast<qlonglong>(scaled / unit);
        return static_cast<double>(scaled) / static_cast<double>(unit);
    }
    case ValueType::Date:
        return isNull ? QVariant(QMetaType(QMetaType::QString))
                      : ofText(dateText(cells.integer(cell), buffer));
    case ValueType::Timestamp:
        return isNull ? QVariant(QMetaType(QMetaType::QString))
                      : ofText(timestampText(cells.integer(cell), buffer));
    }
    return {};
}

} // namespace dockhand::target
