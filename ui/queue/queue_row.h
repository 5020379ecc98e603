// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <QString>

#include <cstdint>

namespace dockhand::ui {

/// Groups of states that the sidebar counts and filters by. Every file is in exactly one.
enum class StateGroup : std::uint8_t {
    Importing,
    Ready,
    NeedsChoice,
    WithRejects,
    Failed,
    Cancelled,
    Done,
    AlreadyImported,
    Undone,
};
inline constexpr int kStateGroups = 9;

/// One file as the queue shows it. Plain value. -1 where a number is not known.
struct QueueRow
{
    std::int64_t id = 0; ///< of the engine's queue
    QString path;
    ledger::FileState state = ledger::FileState::Queued;
    bool needsChoice = false; ///< not recognised: a person has to choose the profile
    QString profile;          ///< title
    QString profileHint;      ///< how sure that is
    std::int64_t sizeBytes = -1;
    std::int64_t estimatedRecords = -1;
    std::int64_t bytesRead = 0;
    bool started = false;   ///< a run has worked on it: the counts mean something
    ledger::Counts counts;  ///< over all runs that worked on it, as its rejects in the ledger
    ledger::Counts earlier; ///< what of them was before the run that goes on
    double rowsPerSecond = -1;
    std::int64_t leftMs = -1;
    QString reason;            ///< why it stands out; one sentence
    bool cannotGoOn = false;   ///< changed since it was cut off: only starting over helps
    std::int64_t repaired = 0; ///< of its rejected records those whose corrected form is in
    bool mayLackRows = false;  ///< an undo took rows that its duplicates were left out for
    std::int64_t fileId = 0;   ///< ledger id; 0: none yet
    std::int64_t undoneBy = 0; ///< the run that took it out again; it waits for a person

    friend bool operator==(const QueueRow &, const QueueRow &) = default;
};

/// What a run says of one file at one moment.
struct RowProgress
{
    std::int64_t id = 0;
    ledger::FileState state = ledger::FileState::Queued;
    std::int64_t bytesRead = 0;
    ledger::Counts counts; ///< of this run
    double rowsPerSecond = -1;
    std::int64_t leftMs = -1;
};

/// Rejected records that no repair has brought in yet.
[[nodiscard]] std::int64_t stillRejected(const QueueRow &row);
[[nodiscard]] StateGroup groupOf(const QueueRow &row);
/// Share of the file's bytes that was read, 0..1; -1 before it was started.
[[nodiscard]] double progressOf(const QueueRow &row);
/// Records whose outcome is known.
[[nodiscard]] std::int64_t settledOf(const ledger::Counts &counts);
/// A run may take it up as it stands.
[[nodiscard]] bool isStartable(const QueueRow &row);
/// It came to an end that another try may better.
[[nodiscard]] bool isRetryable(const QueueRow &row);
/// It came to an end, and is looked at anew when it is given again.
[[nodiscard]] bool isOver(const QueueRow &row);
/// Something of it is in the database, which can be taken out again.
[[nodiscard]] bool canUndo(const QueueRow &row);
/// It ended part way, so that another try would go on there, or cannot.
[[nodiscard]] bool canStartOver(const QueueRow &row);

} // namespace dockhand::ui
