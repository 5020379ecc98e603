// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/target/sqlite_page_file.h"

#include <QByteArray>

#include <memory>

struct sqlite3;

namespace dockhand::target {

/// A finished page file as a read-only schema of a connection: SQLite reads it through a file
/// system of its own ("The OS Backend (VFS) To SQLite") that knows this one file, so that it needs
/// no name on the disk. The connection must have been opened with SQLITE_OPEN_URI. Detached when
/// destroyed, which must be outside of a transaction and before the connection closes. One thread.
class SqliteAttachment final
{
public:
    /// `file` outlives the attachment.
    SqliteAttachment(sqlite3 *connection, SqlitePageFile &file);
    ~SqliteAttachment();

    SqliteAttachment(const SqliteAttachment &) = delete;
    SqliteAttachment &operator=(const SqliteAttachment &) = delete;

    /// Errors: those of SQLite's ATTACH.
    [[nodiscard]] Result<void> attach();
    /// The schema's name, which needs no quotes.
    [[nodiscard]] QString schema() const;

private:
    class FileSystem;

    sqlite3 *m_connection;
    QByteArray m_name; ///< of the schema and of the file system
    std::unique_ptr<FileSystem> m_fileSystem;
    bool m_isAttached = false;
};

} // namespace dockhand::target
