// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace dockhand::fault {

/// All rows by table, each as one line, in a fixed order. What SQLite finds damaged is there, too,
/// as rows of "(damage)", and what makes the tables as rows of "(schema)".
using Dump = QMap<QString, QStringList>;

/// What of a database is looked at.
struct DumpOptions
{
    /// Of the times, lengths of time and owners in the ledger only whether there are any.
    bool withoutTimes = false;
    QStringList leftOutTables;
    QStringList leftOutColumns; ///< COLUMN of any table, or TABLE.COLUMN
};

/// All tables of the ledger, for leftOutTables.
[[nodiscard]] QStringList ledgerTables();

/// Dumps a copy (`copy`, which is made anew), so that whoever opens the database next finds its
/// logs untouched.
[[nodiscard]] Dump dumpOf(const QString &database, const QString &copy,
                          const DumpOptions &options = {});

/// The first rows that only one of them has, as text. Empty: they are the same.
[[nodiscard]] QString difference(const Dump &expected, const Dump &actual);

} // namespace dockhand::fault
