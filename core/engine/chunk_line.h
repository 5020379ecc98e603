// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/rare.h"
#include "core/ledger/ledger_records.h"
#include "core/profile/row_chunk.h"

#include <QByteArray>

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dockhand::engine {

/// How a file's reading ended.
struct FileEnd
{
    enum class Kind : std::uint8_t { Finished, Failed, Skipped, Cancelled };

    Kind kind = Kind::Finished;
    Rare<Error> error;             ///< Failed
    QByteArray contentHash;        ///< Finished, Skipped
    std::int64_t sameAs = 0;       ///< Skipped: ledger id of the file whose content this is
    Rare<ledger::FileRecord> same; ///< that file; set before the end is written
    std::optional<std::size_t>
        twin;         ///< Skipped: index of the file of this run whose content this is
    int attempts = 1; ///< of reading it
};

/// What a file job hands on: a chunk, or the end of its file.
struct FilePart
{
    std::size_t file = 0;
    std::unique_ptr<profile::RowChunk> chunk;
    std::optional<FileEnd> end;
};

/// The bounded channel between the file jobs and the gathering window: many files are filled at
/// once, but their parts come out in queue order, file by file, so that a window depends on the
/// files alone and never on timing.
///
/// Budget: bytes of all parts that wait. A file that is not first in line waits when the budget is
/// used up; the first one may always have one part waiting, so the line cannot lock itself up.
/// Thread-safe. No lock is held while anyone works.
class ChunkLine final
{
public:
    ChunkLine(std::vector<std::size_t> order, std::int64_t budgetBytes);

    /// Blocks while the budget is used up; false when the line was closed (the part is dropped).
    bool push(FilePart part);
    /// The next part in queue order; blocks; nothing when all files have ended or the line was
    /// closed.
    std::optional<FilePart> pop();
    /// Wakes and refuses everyone from now on.
    void close();
    [[nodiscard]] bool isClosed() const;

    [[nodiscard]] std::int64_t waitingBytes() const;

private:
    [[nodiscard]] bool mayPush(std::size_t slot, std::int64_t bytes) const;

    mutable std::mutex m_mutex;
    std::condition_variable m_mayPush;     ///< of files that are not first in line: woken when half
                                           ///< of the budget is free, not for every part
    std::condition_variable m_headMayPush; ///< of the first one
    std::condition_variable m_mayPop;
    std::vector<std::size_t> m_slotOfFile;    ///< file index -> place in the order
    std::vector<std::list<FilePart>> m_slots; ///< most are empty, and must cost little
    std::size_t m_head = 0;                   ///< slot whose parts come out now
    std::int64_t m_budgetBytes;
    std::int64_t m_waitingBytes = 0;
    int m_waitingJobs = 0; ///< for m_mayPush
    bool m_isClosed = false;
};

} // namespace dockhand::engine
