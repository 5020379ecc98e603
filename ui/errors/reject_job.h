// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/ledger.h"
#include "core/report/error_report.h"
#include "core/target/target_address.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::ui {

/// Which rejected records are wanted next.
struct RejectRequest
{
    target::TargetAddress target;
    QStringList paths; ///< of these files, whatever runs worked on them
    std::int64_t afterId = 0;
    int limit = 500;
};

/// A page of them.
struct RejectPage
{
    std::vector<ledger::RejectRecord> rejects;
    bool isLast = true;
    std::optional<Error> error;
};

/// Reads a page through a connection of its own that changes nothing. Blocks: for a background
/// thread.
[[nodiscard]] RejectPage loadRejects(const RejectRequest &request);

/// Writes the report of these files' errors to a file, which appears only when it is complete.
/// Blocks: for a background thread. Returns the number of issues written.
[[nodiscard]] Result<std::int64_t> exportRejects(const RejectRequest &request,
                                                 report::ReportFormat format, const QString &path);

} // namespace dockhand::ui
