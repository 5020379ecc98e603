// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/base/memory_budget.h"
#include "core/base/system_info.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>

namespace dockhand::advisor {

/// A number of the plan and where it came from.
enum class Origin : std::uint8_t { Default, Detected, Chosen };

template <class T>
struct Setting
{
    T value {};
    Origin origin = Origin::Default;

    friend bool operator==(const Setting &, const Setting &) = default;
};

/// What the user fixed by hand.
struct PlanOverrides
{
    std::optional<int> concurrency;
    std::optional<int> chunkRows;
    std::optional<std::int64_t> memoryLimitBytes;

    friend bool operator==(const PlanOverrides &, const PlanOverrides &) = default;
};

/// How fast this machine and target have been seen to be; from probes or from the history of runs.
struct Rates
{
    double rowsPerSecond = 130'000; ///< through the writer
    double bytesPerSecond = 400e6;  ///< reading and parsing, one core
    bool measured = false;          ///< by an earlier run into this target
};

/// How a run will be carried out and what that will cost. Shown before Start, stored with the run.
struct ImportPlan
{
    Setting<int> chunkRows { 4096, Origin::Default }; ///< records parsed at a time
    Setting<int> concurrency { 1, Origin::Default };  ///< files at once
    int writers = 1;                                  ///< connections
    Setting<std::int64_t> memoryLimitBytes { 64 << 20, Origin::Default }; ///< of the whole process
    int windowRows = 4'000'000;           ///< records per transaction, at most
    std::int64_t windowBytes = 5 << 20;   ///< of a window in memory; what is more is spilled
    std::int64_t cacheBytes = 10 << 20;   ///< database page cache
    std::int64_t programBytes = 24 << 20; ///< what the limit leaves to the program itself
    std::int64_t filesBytes = 0; ///< and to what is kept of each file during the run, and to
                                 ///< unpacking them

    std::int64_t files = 0; ///< importable ones
    std::int64_t bytes = 0;
    std::int64_t estimatedRecords = 0;
    double estimatedRowsPerSecond
        = 0;                      ///< once it is going: what opening and closing take is left out
    std::int64_t estimatedMs = 0; ///< expected
    std::int64_t fastestMs = 0;   ///< interval
    std::int64_t slowestMs = 0;
    std::int64_t estimatedPeakBytes = 0;
    QStringList reasons; ///< sentences, translated when made

    /// What is taken before any data is held.
    [[nodiscard]] std::int64_t heldBytes() const { return programBytes + filesBytes; }

    [[nodiscard]] MemoryBudget memoryBudget() const
    {
        return { memoryLimitBytes.value, heldBytes() };
    }

    friend bool operator==(const ImportPlan &, const ImportPlan &) = default;
};

/// Pure: the same input gives the same plan. Thread-safe.
[[nodiscard]] ImportPlan makePlan(std::span<const FileSurvey> surveys, const SystemInfo &system,
                                  const Rates &rates, const PlanOverrides &overrides);

/// The object `plan` of `import --json` (design contract): chunk_rows, concurrency, writers,
/// memory_limit_bytes, estimated_ms, reasons, and more.
[[nodiscard]] QJsonObject toJson(const ImportPlan &plan);

} // namespace dockhand::advisor
