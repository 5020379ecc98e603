// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_key_scan.h"

#include "core/target/table_statements.h"

#include <algorithm>
#include <cstring>

namespace dockhand::target {

using profile::ValueType;

namespace {

constexpr int kMostSteps = 8; // then a search is cheaper

int order(std::string_view a, std::string_view b)
{
    return a < b ? -1 : a == b ? 0 : 1;
}

} // namespace

Result<std::optional<SqliteKeyScan>> SqliteKeyScan::prepare(sqlite3 *connection,
                                                            const profile::TableSpec &spec,
                                                            const SqlDialect &dialect)
{
    SqliteKeyScan scan;
    bool hasText = false;
    for (const auto column : spec.key) {
        const auto type = spec.columns[static_cast<std::size_t>(column)].type;
        const bool isText = type == ValueType::Text;
        if (!isText && type != ValueType::Integer && type != ValueType::Boolean)
            return std::optional<SqliteKeyScan>();
        hasText |= isText;
        scan.m_key.push_back({ static_cast<std::uint32_t>(column), isText });
    }
    if (scan.m_key.empty() || (scan.m_key.size() == 1 && !hasText)) // the row id needs no index
        return std::optional<SqliteKeyScan>();
    auto select
        = SqliteStatement::prepare(connection, TableStatements(spec, dialect, true).keysFrom().sql);
    if (!select)
        return failure(select.error());
    scan.m_select = *std::move(select);
    return scan;
}

bool SqliteKeyScan::look(std::span<const RowRef> rows, std::vector<char> &isThere)
{
    isThere.assign(rows.size(), 0);
    bool isGood = rows.empty() || seek(rows.front().row);
    for (std::size_t i = 0; i < rows.size() && isGood && m_hasRow; ++i) {
        const auto row = rows[i].row;
        auto compared = compareTo(row);
        for (int steps = 0; compared < 0 && isGood && m_hasRow; ++steps) {
            isGood = steps < kMostSteps ? step() : seek(row);
            if (isGood && m_hasRow)
                compared = compareTo(row);
        }
        isThere[i] = isGood && m_hasRow && compared == 0 ? 1 : 0;
    }
    m_select.reset();
    m_select.clearBindings(); // the rows need not outlive the call
    return isGood;
}

bool SqliteKeyScan::seek(profile::PackedRow row)
{
    m_select.reset();
    for (const auto &column : m_key) {
        const auto index = static_cast<int>(column.slot) + 1;
        if (column.isText)
            m_select.bindText(index, row.text(column.slot));
        else
            m_select.bindInteger(index, row.integer(column.slot));
    }
    return step();
}

bool SqliteKeyScan::step()
{
    const auto code = m_select.step();
    m_hasRow = code == SQLITE_ROW;
    return m_hasRow || code == SQLITE_DONE;
}

// The key under the cursor; values of unexpected types count as larger.
int SqliteKeyScan::compareTo(profile::PackedRow row) const
{
    for (std::size_t i = 0; i < m_key.size(); ++i) {
        const auto column = static_cast<int>(i);
        const auto type = m_select.columnType(column);
        int compared = 1;
        if (m_key[i].isText && type == SQLITE_TEXT) {
            compared = order(m_select.columnText(column), row.text(m_key[i].slot));
        } else if (!m_key[i].isText && type == SQLITE_INTEGER) {
            const auto stored = m_select.columnInteger(column);
            const auto wanted = row.integer(m_key[i].slot);
            compared = stored < wanted ? -1 : stored == wanted ? 0 : 1;
        }
        if (compared != 0)
            return compared;
    }
    return 0;
}

} // namespace dockhand::target
