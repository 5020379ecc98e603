// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace dockhand::engine {

/// One file's live numbers: written by its job and by the writer with relaxed atomics, read by
/// whoever shows them. Written for a chunk and not for a record, so files may share a cache line.
struct FileCounters
{
    std::atomic<std::int64_t> bytesRead { 0 };
    std::atomic<std::int64_t> read { 0 };     ///< records parsed
    std::atomic<std::int64_t> inserted { 0 }; ///< committed
    std::atomic<std::int64_t> updated { 0 };
    std::atomic<std::int64_t> duplicate { 0 };
    std::atomic<std::int64_t> filtered { 0 };
    std::atomic<std::int64_t> rejected { 0 };
    std::atomic<std::int64_t> startedNs { 0 }; ///< monotonic; 0: not started
    std::atomic<std::int64_t> finishedNs { 0 };
    std::atomic<ledger::FileState> state { ledger::FileState::Queued };
};

/// A copy of one file's numbers.
struct FileProgress
{
    std::int64_t bytesRead = 0;
    std::int64_t sizeBytes = 0;
    ledger::Counts counts;
    std::int64_t startedNs = 0;
    std::int64_t finishedNs = 0;
    ledger::FileState state = ledger::FileState::Queued;
};

/// The whole run at one moment. Figures of one file belong together only loosely; they are exact at
/// its end.
struct RunProgress
{
    ledger::Counts counts;
    std::int64_t bytesRead = 0;
    std::int64_t bytesTotal = 0;
    std::int64_t filesFinal = 0;
    std::int64_t files = 0;
    std::int64_t committed = 0;    ///< records whose outcome is committed
    std::int64_t writing = 0;      ///< records that are written and not committed yet, about
    std::int64_t backlogBytes = 0; ///< packed rows that wait for the writer
    std::int64_t residentBytes = 0;
    std::int64_t writerBusyNs = 0; ///< since the start
    std::int64_t elapsedNs = 0;    ///< since the start, pauses left out

    /// How much of the work is done, from 0 to 1: reading is one half of it, writing the other.
    [[nodiscard]] double share() const;
};

/// The run's live numbers. Fixed number of files; thread-safe; reading never blocks a writer.
class ProgressBoard final
{
public:
    explicit ProgressBoard(std::span<const std::int64_t> fileSizes);

    [[nodiscard]] FileCounters &file(std::size_t index) { return m_files[index]; }
    [[nodiscard]] std::size_t files() const { return m_sizes.size(); }

    [[nodiscard]] FileProgress progressOf(std::size_t index) const;
    /// Sums over all files (10,000 files: some 100 microseconds).
    [[nodiscard]] RunProgress progress() const;

    std::atomic<std::int64_t> backlogBytes { 0 };
    std::atomic<int> windowsInWork { 0 };    ///< handed to the writer and not yet committed
    std::atomic<std::int64_t> writing { 0 }; ///< see RunProgress
    std::atomic<std::int64_t> writerBusyNs { 0 };
    std::atomic<std::int64_t> elapsedNs { 0 };

private:
    std::unique_ptr<FileCounters[]> m_files;
    std::vector<std::int64_t> m_sizes;
};

} // namespace dockhand::engine
