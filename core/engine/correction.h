// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/repair.h"
#include "core/report/repair_sheet.h"
#include "core/source/dialect.h"

#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::engine {

/// Why a reject of this file cannot be repaired, as a part of a sentence; without a value: it can.
[[nodiscard]] std::optional<QString> whyNotRepairable(const ledger::FileRecord &file,
                                                      const QString &path);
/// Whether one of its issues is this one.
[[nodiscard]] bool hasCode(const ledger::RejectRecord &reject, ErrorCode code);
/// Whether it was rejected as a whole: then its fields are what could be made of it.
[[nodiscard]] bool isBroken(const ledger::RejectRecord &reject);

/// A rejected record, taken apart as its file was, for correction by hand. Plain value.
struct RejectedRecord
{
    ledger::RejectRecord reject;
    QString name;                    ///< report::rejectName
    QStringList columns;             ///< of the header
    std::vector<std::string> fields; ///< as many
    std::vector<std::string> rest;   ///< behind them
    source::Dialect dialect;         ///< of its text
    bool isOffShape = false; ///< its text is no record with the header's fields: correct that first
};

/// Reads a reject for correction. Errors: repair.impossible with the reason, those of the ledger
/// and of reading.
[[nodiscard]] Result<RejectedRecord> readRejected(ledger::Ledger &ledger, std::int64_t rejectId);

/// What a record's text, typed anew, holds.
struct TypedRecord
{
    std::vector<std::string> fields; ///< as many as there are columns
    std::vector<std::string> rest;   ///< behind them
    std::size_t fieldCount = 0;      ///< that the text has
    bool isOne = false;              ///< one record, not none and not several
    std::optional<ErrorCode> issue;  ///< of the record as a whole

    [[nodiscard]] bool fits() const { return isOne && !issue && fieldCount == fields.size(); }
};

/// Takes a record's text apart. Errors: those of reading.
[[nodiscard]] Result<TypedRecord> takeApart(std::string_view text, const source::Dialect &dialect,
                                            std::size_t columns);

/// The text of a record with these fields.
[[nodiscard]] std::string recordText(const std::vector<std::string> &fields,
                                     const std::vector<std::string> &rest,
                                     const source::Dialect &dialect);

/// The same as prepareRepair for records that were corrected without a sheet: one is written for
/// each shape of files, and is gone afterwards. Each becomes a run of its own. What somebody
/// corrected counts as changed, even where its fields are those it was rejected with.
///
/// Errors: as prepareRepair, with the place of the record in its own file.
[[nodiscard]] Result<std::vector<Repair>>
prepareRepairs(std::span<const report::CorrectedRecord> records, target::Target &target,
               ledger::Ledger &ledger);

} // namespace dockhand::engine
