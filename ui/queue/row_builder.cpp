// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/row_builder.h"

#include "core/base/error.h"
#include "ui/errors/error_words.h"

#include <QCoreApplication>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using ledger::FileState;
using profile::MatchQuality;

namespace {

/// Sentences of the queue's rows.
class RowText final
{
    Q_DECLARE_TR_FUNCTIONS(RowText)

public:
    static QString title(const profile::ProfileBinding &binding)
    {
        const profile::ImportProfile &profile = *binding.profile;
        if (profile.id == "auto"_L1 && !profile.tables.empty()) {
            //: %1 is the name of a database table
            return tr("Table %1").arg(profile.tables.front().spec.name);
        }
        return profile.title;
    }

    static QString hint(const profile::ProfileBinding &binding)
    {
        switch (binding.quality) {
        case MatchQuality::ExactHeader:
            return tr("%1: the header matches exactly.").arg(title(binding));
        case MatchQuality::AliasMatch:
            return tr("%1: the header matches by other spellings.").arg(title(binding));
        case MatchQuality::ByContent:
            return tr("%1: told by the values.").arg(title(binding));
        case MatchQuality::Inferred:
            return tr("No profile knows this header. The columns go into the table %1 with types "
                      "read from the values.")
                .arg(binding.profile->tables.empty() ? QString()
                                                     : binding.profile->tables.front().spec.name);
        }
        return {};
    }

    static QString undone(std::int64_t run)
    {
        //: %1 is the number of a run
        return tr("taken out again by run %1; retry imports it anew").arg(run);
    }

    static QString lacking(std::int64_t run)
    {
        //: %1 is the number of a run
        return tr("run %1 took rows out that its duplicates were left out for; retry brings in "
                  "what is missing")
            .arg(run);
    }

    static QString resumed(std::int64_t record)
    {
        return tr("went on behind record %1").arg(record);
    }
};

} // namespace

QueueRow rowOf(const engine::QueueItem &item)
{
    QueueRow row;
    row.id = item.id;
    row.path = item.path;
    if (!item.surveyed) {
        row.state = FileState::Surveying;
        return row;
    }
    const advisor::FileSurvey &survey = item.survey;
    row.sizeBytes = survey.sizeBytes;
    if (survey.error) {
        row.needsChoice = survey.error->code == ErrorCode::FileUnrecognised;
        row.state = row.needsChoice ? FileState::Ready : FileState::Failed;
        row.reason = ErrorWords::sentences(*survey.error);
        row.estimatedRecords = survey.estimatedRecords > 0 ? survey.estimatedRecords : -1;
        return row;
    }
    row.state = FileState::Ready;
    row.estimatedRecords = survey.estimatedRecords;
    if (survey.binding && survey.binding->profile) {
        row.profile = RowText::title(*survey.binding);
        row.profileHint = RowText::hint(*survey.binding);
    }
    return row;
}

QueueRow asUndone(QueueRow row, std::int64_t byRun)
{
    row.undoneBy = byRun;
    row.reason = RowText::undone(byRun);
    return row;
}

QueueRow asLacking(QueueRow row, std::int64_t byRun)
{
    row.mayLackRows = true;
    row.reason = RowText::lacking(byRun);
    return row;
}

QueueRow withResult(QueueRow row, const engine::FileResult &file)
{
    row.state = file.state;
    row.started = row.started || file.state != FileState::Queued;
    row.fileId = file.fileId;
    row.earlier = file.earlier;
    row.counts = file.earlier;
    row.counts += file.counts;
    row.repaired = 0;
    row.mayLackRows = false;
    row.cannotGoOn = file.error && file.error->code == ErrorCode::FileChangedSinceImport;
    if (ledger::isFinal(file.state)) {
        row.rowsPerSecond = -1;
        row.leftMs = -1;
    }
    if (file.error) {
        row.reason = ErrorWords::sentences(*file.error);
    } else if (!file.note.isEmpty()) {
        row.reason = file.note;
    } else {
        row.reason = file.resumedAtRecord > 0 ? RowText::resumed(file.resumedAtRecord) : QString();
    }
    return row;
}

} // namespace dockhand::ui
