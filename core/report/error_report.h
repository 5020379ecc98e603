// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/ledger.h"

#include <QIODevice>

#include <cstdint>
#include <optional>
#include <span>

namespace dockhand::report {

/// Formats of reports. By name on the command line.
enum class ReportFormat : std::uint8_t { Csv, Json };

[[nodiscard]] std::optional<ReportFormat> reportFormatFromName(const QString &name);

/// Writes the rejects that `filter` selects, one row per issue, streaming (memory does not grow
/// with their number). CSV: RFC 4180, UTF-8 with byte-order mark, CR LF; text cells that a
/// spreadsheet would run as a formula are guarded (CWE-1236). JSON: every field of the ancestor's
/// error report (batch_id, status, total_files, successful_files, failed_files, errors[{file,
/// error, row_number, details}]) beside ours (code, line, byte, column, value, raw, fix). Returns
/// the number of issues written. Errors: output.unwritable and those of the ledger.
[[nodiscard]] Result<std::int64_t> writeErrorReport(ledger::Ledger &ledger,
                                                    const ledger::Ledger::RejectFilter &filter,
                                                    ReportFormat format, QIODevice &output);

/// Writes one run's summary: the run, its counts and a row per file. `now` (UTC) tells whether
/// somebody is still at work on it.
[[nodiscard]] Result<void> writeSummaryReport(ledger::Ledger &ledger, std::int64_t runId,
                                              const QDateTime &now, ReportFormat format,
                                              QIODevice &output);

/// What ended a file (or, without a path, the run) outside the ledger: the file was never found, or
/// the database could not be opened.
struct Failure
{
    QString path;
    Error error;
};

/// The same report with failures that the ledger does not know. `ledger` may be null: then they are
/// all there is, and `filter.runId` is only repeated.
[[nodiscard]] Result<std::int64_t> writeErrorReport(ledger::Ledger *ledger,
                                                    const ledger::Ledger::RejectFilter &filter,
                                                    std::span<const Failure> failures,
                                                    ReportFormat format, QIODevice &output);

} // namespace dockhand::report
