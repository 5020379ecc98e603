// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/ledger.h"
#include "core/ledger/repair_columns.h"
#include "core/profile/recogniser.h"
#include "core/source/dialect.h"

#include <QIODevice>
#include <QString>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dockhand::report {

// A repair sheet holds rejected records in the shape of the files that they are from, for
// correction in a spreadsheet: CSV in UTF-8 with the columns
//   dockhand_reject    the reject's number and check signs, which the corrected record is known by
//   dockhand_reasons   why it was rejected
//   the header's       as in the file; what a spreadsheet might run as a formula has one ' more
//   dockhand_rest      fields behind the last column, as CSV; there only where a record has some
// Records of files with another header or profile go into a sheet of their own.

using ledger::reasonsColumn;
using ledger::rejectColumn;
using ledger::restColumn;
/// The header of the files of a shape; columns without a name are called by what they feed.
[[nodiscard]] QStringList sheetColumns(const profile::ProfileBinding &binding);

/// A rejected record, taken apart as its file was.
struct RejectFields
{
    std::vector<std::string> fields; ///< as many as the header has
    std::vector<std::string> rest;   ///< behind them
    std::int64_t occurrence = 0;     ///< its number within its group; 0: not known
};

/// How a sheet names a reject: its number, and a few signs of what it is, so that one of another
/// database is not taken for it.
[[nodiscard]] QString rejectName(const ledger::RejectRecord &reject);

/// A rejected record as somebody corrected it, who saw it under this name.
struct CorrectedRecord
{
    std::int64_t rejectId = 0;
    QString name;                    ///< rejectName
    std::vector<std::string> fields; ///< as many as the header has; UTF-8
    std::vector<std::string> rest;   ///< behind them
};

/// Whether a file holds corrected forms of rejects, as engine/repair.h puts them.
[[nodiscard]] bool isRepair(const ledger::FileRecord &file);

/// How the text of a file's rejects is written.
[[nodiscard]] source::Dialect rejectDialect(const ledger::FileRecord &file);

/// Takes a rejected record apart. Errors: those of reading.
[[nodiscard]] Result<RejectFields> fieldsOf(const ledger::RejectRecord &reject,
                                            const ledger::FileRecord &file, std::size_t columns);

/// Writes the rejects of one shape that can be repaired; returns how many. Memory: a page of them.
/// Errors: output.unwritable, those of the ledger.
[[nodiscard]] Result<std::int64_t> writeRepairSheet(ledger::Ledger &ledger,
                                                    const ledger::Ledger::RejectFilter &filter,
                                                    std::int64_t shapeId, QIODevice &output);

/// Writes a sheet of records that were corrected without one. Error: output.unwritable.
[[nodiscard]] Result<void> writeCorrections(const QStringList &columns,
                                            std::span<const CorrectedRecord> records,
                                            QIODevice &output);

/// The name of a sheet where several are written: "fix.csv", "fix-2.csv", …
[[nodiscard]] QString numberedSheet(const QString &path, std::size_t number);
/// A sheet takes the place of an earlier one, and of nothing else.
[[nodiscard]] bool isFreeForSheet(const QString &path);

} // namespace dockhand::report
