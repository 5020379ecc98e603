// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_row.h"

#include <algorithm>

namespace dockhand::ui {

using ledger::FileState;

std::int64_t stillRejected(const QueueRow &row)
{
    return std::max<std::int64_t>(0, row.counts.rejected - row.repaired);
}

StateGroup groupOf(const QueueRow &row)
{
    if (row.needsChoice) {
        return StateGroup::NeedsChoice;
    }
    if (row.undoneBy != 0) {
        return StateGroup::Undone;
    }
    switch (row.state) {
    case FileState::Importing:
    case FileState::Merging:
    case FileState::Retrying:
    case FileState::Paused:
        return StateGroup::Importing;
    case FileState::Queued:
    case FileState::Surveying:
    case FileState::Ready:
        return StateGroup::Ready;
    case FileState::Partial:
        return stillRejected(row) > 0 ? StateGroup::WithRejects : StateGroup::Done;
    case FileState::Failed:
        return StateGroup::Failed;
    case FileState::Cancelled:
        return StateGroup::Cancelled;
    case FileState::Done:
        return StateGroup::Done;
    case FileState::Skipped:
        return StateGroup::AlreadyImported;
    }
    return StateGroup::Ready;
}

double progressOf(const QueueRow &row)
{
    const bool hasBar = row.started && row.state != FileState::Skipped
        && row.state != FileState::Queued && row.state != FileState::Ready;
    if (!hasBar) {
        return -1;
    }
    if (row.state == FileState::Done || row.state == FileState::Partial || row.sizeBytes <= 0) {
        return 1;
    }
    return std::clamp(static_cast<double>(row.bytesRead) / static_cast<double>(row.sizeBytes), 0.0,
                      1.0);
}

std::int64_t settledOf(const ledger::Counts &counts)
{
    return counts.inserted + counts.updated + counts.duplicate + counts.filtered + counts.rejected;
}

bool isStartable(const QueueRow &row)
{
    const bool isWaiting = row.state == FileState::Ready || row.state == FileState::Cancelled;
    return isWaiting && !row.needsChoice && row.undoneBy == 0;
}

bool isRetryable(const QueueRow &row)
{
    return row.state == FileState::Failed || row.state == FileState::Cancelled || row.undoneBy != 0
        || row.mayLackRows;
}

bool isOver(const QueueRow &row)
{
    return ledger::isFinal(row.state) || row.undoneBy != 0;
}

bool canUndo(const QueueRow &row)
{
    const bool isIn = row.state == FileState::Done || row.state == FileState::Partial
        || row.state == FileState::Skipped;
    const bool isPartlyIn = (row.state == FileState::Failed || row.state == FileState::Cancelled)
        && row.counts.read > 0;
    return isIn || isPartlyIn;
}

bool canStartOver(const QueueRow &row)
{
    return isRetryable(row) && row.undoneBy == 0 && !row.mayLackRows
        && (row.cannotGoOn || row.counts.read > 0);
}

} // namespace dockhand::ui
