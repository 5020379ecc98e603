// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace dockhand::fault {

/// What is said of one file's records.
struct FileLook
{
    QString state; ///< as the ledger writes it
    qint64 read = 0;
    qint64 inserted = 0;
    qint64 rejected = 0;
};

/// A database as its next reader finds it.
struct DatabaseLook
{
    QString damage;                  ///< empty: SQLite finds it in order
    bool wasCutOff = false;          ///< it had a log that SQLite had to read
    QString runState;                ///< of the last run
    QMap<QString, FileLook> lastRun; ///< what the last run did, by path
    QMap<QString, FileLook> files;   ///< what all runs did
    qint64 rows = 0;                 ///< in the tables `rowTables`
    qint64 rejects = 0;

    [[nodiscard]] qint64 insertedByLedger() const;
    [[nodiscard]] qint64 rejectedByLedger() const;
};

/// Looks at a copy (`copy`, which is made anew), so that whoever opens the database next finds its
/// logs untouched. `rowTables`: those that hold one row for each inserted record.
[[nodiscard]] DatabaseLook lookAtCopy(const QString &database, const QString &copy,
                                      const QStringList &rowTables);

/// A database with its logs.
void removeDatabase(const QString &database);
bool copyDatabase(const QString &from, const QString &to);

} // namespace dockhand::fault
