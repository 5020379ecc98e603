// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace dockhand::fault {

/// What imports leave behind, as far as it must not depend on how they came to their end. Files go
/// by their names.
struct ImportContent
{
    QMap<QString, QByteArrayList> tables; ///< the rows of each destination table, sorted
    QByteArrayList rejects;               ///< place, error codes and raw text of each, sorted
    QMap<QString, ledger::Counts> files;  ///< those that were read
};

/// A row: its values, and the file and record that it came from. `record` 0: the table keeps none.
[[nodiscard]] QByteArray rowText(const QByteArrayList &values, const QString &file,
                                 std::int64_t record);

/// `issues`: "code" or "code in column", in their order.
[[nodiscard]] QByteArray rejectText(const QString &file, const ledger::RejectRecord &reject,
                                    const QStringList &issues);

[[nodiscard]] QString countsText(const ledger::Counts &counts);

/// Of a SQLite database, read through Qt's driver, with the names of the destination tables.
[[nodiscard]] ImportContent contentOfDatabase(const QString &path, const QStringList &tables);

/// What does not balance or add up in the ledger: read = inserted + updated + duplicate + filtered
/// + rejected for every run, file and file of a run; what the runs did of a file makes up the file.
/// Empty: all is well.
[[nodiscard]] QString faultsOfLedger(const QString &path);

/// The first few differences, for people; empty: there are none.
[[nodiscard]] QString difference(const ImportContent &expected, const ImportContent &found);

} // namespace dockhand::fault
