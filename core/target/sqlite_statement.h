// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <sqlite3.h>

#include <string_view>
#include <utility>

namespace dockhand::target {

/// A prepared statement of SQLite's C interface, kept over many executions. Finalised before its
/// connection closes.
class SqliteStatement final
{
public:
    SqliteStatement() = default;
    ~SqliteStatement() { sqlite3_finalize(m_statement); }
    SqliteStatement(SqliteStatement &&other) noexcept
        : m_statement(std::exchange(other.m_statement, nullptr))
    {
    }
    SqliteStatement &operator=(SqliteStatement &&other) noexcept
    {
        std::swap(m_statement, other.m_statement);
        return *this;
    }

    [[nodiscard]] static Result<SqliteStatement> prepare(sqlite3 *connection, const QString &sql);

    [[nodiscard]] bool isValid() const { return m_statement != nullptr; }

    void bindNull(int index) { sqlite3_bind_null(m_statement, index); }
    void bindInteger(int index, sqlite3_int64 value)
    {
        sqlite3_bind_int64(m_statement, index, value);
    }
    void bindReal(int index, double value) { sqlite3_bind_double(m_statement, index, value); }
    /// The bytes must stay until the next `step` has ended.
    void bindText(int index, std::string_view text)
    {
        sqlite3_bind_text64(m_statement, index, text.data() ? text.data() : "", text.size(),
                            SQLITE_STATIC, SQLITE_UTF8);
    }
    void bindBlob(int index, std::string_view bytes)
    {
        sqlite3_bind_blob64(m_statement, index, bytes.data() ? bytes.data() : "", bytes.size(),
                            SQLITE_STATIC);
    }
    void clearBindings() { sqlite3_clear_bindings(m_statement); }

    /// For a statement with many rows: SQLITE_ROW, SQLITE_DONE or an extended error code; then
    /// `reset`.
    [[nodiscard]] int step() { return sqlite3_step(m_statement); }
    void reset() { sqlite3_reset(m_statement); }
    /// Of the row that `step` came to.
    [[nodiscard]] int columnType(int column) const
    {
        return sqlite3_column_type(m_statement, column);
    }
    [[nodiscard]] sqlite3_int64 columnInteger(int column) const
    {
        return sqlite3_column_int64(m_statement, column);
    }
    [[nodiscard]] double columnReal(int column) const
    {
        return sqlite3_column_double(m_statement, column);
    }
    [[nodiscard]] std::string_view columnBytes(int column) const
    {
        const auto *bytes = sqlite3_column_blob(m_statement, column);
        return { static_cast<const char *>(bytes),
                 static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)) };
    }
    [[nodiscard]] std::string_view columnText(int column) const
    {
        const auto *text = sqlite3_column_text(m_statement, column);
        return { reinterpret_cast<const char *>(text),
                 static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)) };
    }

    /// Runs it once and makes it ready for the next values. SQLITE_DONE, SQLITE_ROW or an extended
    /// error code; the connection keeps the error's words.
    [[nodiscard]] int run()
    {
        const auto code = sqlite3_step(m_statement);
        const auto reset = sqlite3_reset(m_statement);
        return code == SQLITE_DONE || code == SQLITE_ROW ? code : reset;
    }

private:
    sqlite3_stmt *m_statement = nullptr;
};

} // namespace dockhand::target
