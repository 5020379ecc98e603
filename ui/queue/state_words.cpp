// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/state_words.h"

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using ledger::FileState;

StateLook StateWords::look(const QueueRow &row, const Format &format)
{
    if (row.needsChoice) {
        return { tr("Choose profile"), u"state-attention"_s, Tone::Attention, Tone::Attention,
                 true };
    }
    if (row.undoneBy != 0) {
        return { tr("Undone"), u"edit-undo"_s, Tone::Muted, Tone::Muted };
    }
    switch (row.state) {
    case FileState::Queued:
        return { tr("Queued"), u"state-queued"_s, Tone::Idle, Tone::Normal };
    case FileState::Surveying:
        return { tr("Looking into it"), u"state-surveying"_s, Tone::Idle, Tone::Normal };
    case FileState::Ready:
        return { tr("Ready"), u"state-ready"_s, Tone::Muted, Tone::Normal };
    case FileState::Importing:
        return { tr("Importing"), u"state-importing"_s, Tone::Accent, Tone::Normal };
    case FileState::Merging:
        return { tr("Merging"), u"state-merging"_s, Tone::Accent, Tone::Normal };
    case FileState::Paused:
        return { tr("Paused"), u"state-paused"_s, Tone::Idle, Tone::Normal };
    case FileState::Retrying:
        return { tr("Retrying"), u"state-retrying"_s, Tone::Attention, Tone::Attention };
    case FileState::Done:
        return { tr("Done"), u"state-done"_s, Tone::Done, Tone::Normal };
    case FileState::Partial:
        if (stillRejected(row) == 0) {
            return { tr("Done, repaired"), u"state-done"_s, Tone::Done, Tone::Normal };
        }
        //: %1 is a number of records
        return { tr("Done, %1 rejected").arg(format.count(stillRejected(row))),
                 u"state-attention"_s, Tone::Attention, Tone::Attention, true };
    case FileState::Failed:
        return { tr("Failed"), u"state-failed"_s, Tone::Failed, Tone::Failed, true };
    case FileState::Cancelled:
        return { tr("Cancelled"), u"state-cancelled"_s, Tone::Idle, Tone::Muted };
    case FileState::Skipped:
        return { tr("Already imported"), u"state-skipped"_s, Tone::Muted, Tone::Muted };
    }
    return {};
}

StateLook StateWords::look(StateGroup group)
{
    switch (group) {
    case StateGroup::Importing:
        return { tr("Importing"), u"state-importing"_s, Tone::Accent };
    case StateGroup::Ready:
        return { tr("Ready"), u"state-ready"_s, Tone::Muted };
    case StateGroup::NeedsChoice:
        return { tr("Needs a choice"), u"state-attention"_s, Tone::Attention };
    case StateGroup::WithRejects:
        return { tr("With rejects"), u"state-attention"_s, Tone::Attention };
    case StateGroup::Failed:
        return { tr("Failed"), u"state-failed"_s, Tone::Failed };
    case StateGroup::Cancelled:
        return { tr("Cancelled"), u"state-cancelled"_s, Tone::Idle };
    case StateGroup::Done:
        return { tr("Done"), u"state-done"_s, Tone::Done };
    case StateGroup::AlreadyImported:
        return { tr("Already imported"), u"state-skipped"_s, Tone::Muted };
    case StateGroup::Undone:
        return { tr("Undone"), u"edit-undo"_s, Tone::Muted };
    }
    return {};
}

} // namespace dockhand::ui
