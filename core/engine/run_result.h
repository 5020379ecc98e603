// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/import_plan.h"
#include "core/base/error.h"
#include "core/base/rare.h"
#include "core/ledger/ledger_records.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::engine {

/// What became of one file in a run. Plain value.
struct FileResult
{
    std::size_t index = 0;   ///< in the run's item list
    std::int64_t fileId = 0; ///< ledger id; 0: it never got there (not found, …)
    QString path;
    QString profileId;
    QString profileTitle;
    ledger::FileState state = ledger::FileState::Queued;
    ledger::Counts counts;  ///< this run's part
    ledger::Counts earlier; ///< what earlier runs did of it, when this one went on there
    std::int64_t bytes = 0;
    std::int64_t durationMs = 0;
    int attempts = 0;
    std::int64_t resumedAtRecord = 0;
    Rare<Error> error;                              ///< why it failed or is being retried
    QString note;                                   ///< skipped: when and by which run it came in
    std::int64_t rejectedBefore = 0;                ///< skipped: of its records, when it came in
    std::int64_t cameInBy = 0;                      ///< skipped: that run
    std::vector<ledger::RejectRecord> firstRejects; ///< at most 20
};

/// What became of a run.
struct RunResult
{
    std::int64_t runId = 0;
    ledger::RunState state = ledger::RunState::Running;
    QString target;
    QDateTime startedAt;
    QDateTime finishedAt;
    std::int64_t peakMemoryBytes = 0;
    std::int64_t writerBusyMs = 0;   ///< writing windows, the commits with them
    std::int64_t writerWaitedMs = 0; ///< for input, between its first window and its last
    advisor::ImportPlan plan;
    ledger::Counts counts;
    std::vector<FileResult> files;
    std::optional<Error>
        error; ///< what ended the run as a whole (target cannot be opened, disk full, …)
};

} // namespace dockhand::engine

Q_DECLARE_METATYPE(dockhand::engine::FileResult)
Q_DECLARE_METATYPE(dockhand::engine::RunResult)
