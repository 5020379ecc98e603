// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/sqlite_attachment.h"
#include "core/target/sqlite_btree_builder.h"
#include "core/target/sqlite_page_file.h"
#include "core/target/sqlite_record.h"
#include "core/target/target.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

struct sqlite3;

namespace dockhand::target {

/// A table built outside of its database, as a read-only SQLite database of its own in a temporary
/// file, and brought in by one `INSERT INTO … SELECT *`.
///
/// SQLite copies the rows and the index entries of a table with the same columns and keys as they
/// stand (its "xfer optimization"), without taking them apart, where the destination is empty: a
/// fifth of the work of inserting them. Where it does not, the same statement inserts them one by
/// one: what is in the table afterwards never depends on it. Only SQLite itself writes to the
/// database, in its own transaction.
///
/// One table, one transaction, one thread. Gone, with its file, when it is destroyed, which must be
/// outside of a transaction.
class SqliteStaging final
{
public:
    struct Setup
    {
        sqlite3 *connection = nullptr;
        profile::TableSpec spec;
        QString createStatement; ///< of the table in the database, word for word
    };

    /// False: the table's definition is too long for it.
    [[nodiscard]] static bool canHold(const Setup &setup);
    /// Errors: output.unwritable.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStaging>> create(const Setup &setup,
                                                                       const QStringList &folders);
    ~SqliteStaging();

    /// Rows come in key order, no key twice.
    void add(const RowRef &row);
    /// Brings the rows into the table, in the open transaction. Errors: output.unwritable (the
    /// temporary file), and those of a write.
    [[nodiscard]] Result<void> transfer();

private:
    SqliteStaging(const Setup &setup, std::unique_ptr<SpillFile> file);
    [[nodiscard]] Result<void> finishFile();

    Setup m_setup;
    SqliteRecordEncoder m_encoder;
    SqlitePageFile m_file;
    SqliteBtreeBuilder m_table;
    std::optional<SqliteBtreeBuilder> m_key;
    std::int64_t m_rows = 0;
    std::optional<SqliteAttachment> m_attachment;
};

/// The tables that are being built for one connection. They end with the transaction.
class SqliteStagingArea final
{
public:
    /// `folders`: where temporary files may be made, in the order of preference.
    SqliteStagingArea(sqlite3 *connection, QStringList folders);

    /// Null: this one has to be written row by row (nowhere to write, too many of them). Belongs to
    /// the area.
    [[nodiscard]] SqliteStaging *open(const profile::TableSpec &spec,
                                      const QString &createStatement);
    /// After a commit or a rollback.
    void clear() { m_stagings.clear(); }
    /// No more of them: the temporary file could not be written.
    void turnOff() { m_isOn = false; }

private:
    sqlite3 *m_connection;
    QStringList m_folders;
    bool m_isOn = true;
    std::vector<std::unique_ptr<SqliteStaging>> m_stagings;
};

} // namespace dockhand::target
