// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/table_spec.h"
#include "core/target/sql_dialect.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace dockhand::target {

/// A statement and what its parameters are, in order: indexes into `TableStatements::columns`.
struct TableStatement
{
    QString sql;
    std::vector<int> parameters;
};

/// Builds the statements of one destination table, for every kind of target. The columns are those
/// of the spec, then import_file_id, then (rowPerRecord) import_record.
class TableStatements final
{
public:
    /// `numbered`: parameters are ?1, ?2, … by column (SQLite), so that one set of bound values
    /// serves every statement; otherwise a plain ? for each.
    TableStatements(profile::TableSpec spec, SqlDialect dialect, bool numbered);

    [[nodiscard]] const QStringList &columns() const { return m_columns; }

    [[nodiscard]] QString create() const;
    [[nodiscard]] TableStatement insert() const;
    /// As `insert`, but a row whose key is there changes nothing (SQLite, PostgreSQL).
    [[nodiscard]] TableStatement insertIfNew() const;
    /// Replaces all columns of the row with this key.
    [[nodiscard]] TableStatement update() const;
    /// One row if the key is there.
    [[nodiscard]] TableStatement exists() const;
    /// All columns of the row with this key.
    [[nodiscard]] TableStatement read() const;
    /// The keys from this one on, in their order.
    [[nodiscard]] TableStatement keysFrom() const;
    /// The numbers 0 … count-1 of those of `count` keys that are there.
    [[nodiscard]] TableStatement existing(int count) const;

private:
    [[nodiscard]] QString placeholder(int column) const;
    [[nodiscard]] QString keyCondition() const;
    [[nodiscard]] QString keyList() const;
    [[nodiscard]] bool isKey(int column) const;

    profile::TableSpec m_spec;
    SqlDialect m_dialect;
    bool m_numbered;
    QString m_table; ///< quoted
    QStringList m_columns;
    QStringList m_quoted;
};

/// What a writer of that table writes: the columns of the spec and those of lineage.
[[nodiscard]] QStringList writtenColumns(const profile::TableSpec &spec);

/// The lineage columns that a target adds to every destination table.
[[nodiscard]] QString importFileIdColumn();
[[nodiscard]] QString importRecordColumn();

} // namespace dockhand::target
