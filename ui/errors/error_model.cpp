// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_model.h"

#include "core/report/issue_text.h"
#include "ui/errors/error_words.h"
#include "ui/queue/queue_model.h"

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

bool isNumber(ErrorModel::Column column)
{
    return column == ErrorModel::Column::Record || column == ErrorModel::Column::Line;
}

int alignmentOf(ErrorModel::Column column)
{
    return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

ErrorRow rowOf(const RejectEntry &entry, const ledger::RejectIssue &issue)
{
    const ledger::RejectRecord &reject = entry.reject;
    ErrorRow row;
    row.rejectId = entry.last().id;
    row.resolvedBy = reject.resolvedBy;
    row.isRejectedAgain = entry.later.has_value();
    row.path = reject.path;
    row.file = shownFileName(reject.path);
    row.record = reject.record;
    row.line = reject.line;
    row.column = issue.column;
    row.value = issue.value;
    row.reason = report::issueMessage(issue);
    row.fix = report::issueFix(issue);
    row.code = issue.code;
    return row;
}

} // namespace

ErrorModel::ErrorModel(const Format &format, QObject *parent)
    : QAbstractTableModel(parent)
    , m_format(format)
{
}

void ErrorModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_moreAvailable = false;
    endResetModel();
}

void ErrorModel::append(const std::vector<RejectEntry> &rejects)
{
    std::vector<ErrorRow> rows;
    for (const RejectEntry &entry : rejects) {
        for (const ledger::RejectIssue &issue : entry.last().issues) {
            rows.push_back(rowOf(entry, issue));
        }
    }
    if (rows.empty()) {
        return;
    }
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    endInsertRows();
}

void ErrorModel::setCorrected(const QSet<std::int64_t> &rejectIds)
{
    if (rejectIds == m_corrected) {
        return;
    }
    m_corrected = rejectIds;
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
}

void ErrorModel::setMoreAvailable(bool available)
{
    m_moreAvailable = available;
}

bool ErrorModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_moreAvailable;
}

void ErrorModel::fetchMore(const QModelIndex &)
{
    Q_EMIT moreWanted();
}

int ErrorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ErrorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString ErrorModel::text(const ErrorRow &row, Column column) const
{
    switch (column) {
    case Column::File:
        return row.file;
    case Column::Record:
        return row.record > 0 ? m_format.count(row.record) : QString();
    case Column::Line:
        return row.line > 0 ? m_format.count(row.line) : QString();
    case Column::Field:
        return row.column;
    case Column::Value:
        return ErrorWords::value(row.code, row.value).simplified();
    case Column::Reason:
        return row.reason;
    case Column::Code:
        return ErrorWords::kind(row.code);
    case Column::State:
        return stateText(row);
    }
    return {};
}

QString ErrorModel::stateText(const ErrorRow &row) const
{
    if (row.resolvedBy != 0) {
        //: %1 is the number of the run that brought a corrected record in
        return tr("In by run %1").arg(m_format.count(row.resolvedBy));
    }
    return m_corrected.contains(row.rejectId) ? tr("Corrected")
        : row.isRejectedAgain                 ? tr("Rejected again")
                                              : tr("Rejected");
}

QString ErrorModel::stateIcon(const ErrorRow &row) const
{
    return row.resolvedBy != 0               ? u"state-done"_s
        : m_corrected.contains(row.rejectId) ? u"document-edit"_s
        : row.isRejectedAgain                ? u"state-attention"_s
                                             : u"state-ready"_s;
}

Tone ErrorModel::toneOf(const ErrorRow &row, Column column) const
{
    if (row.resolvedBy != 0) {
        return column == Column::State ? Tone::Done : Tone::Muted;
    }
    if (column != Column::State) {
        return Tone::Normal;
    }
    return m_corrected.contains(row.rejectId) ? Tone::Accent
        : row.isRejectedAgain                 ? Tone::Attention
                                              : Tone::Muted;
}

QVariant ErrorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const ErrorRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>(alignmentOf(column));
    case Qt::ToolTipRole:
        return column == Column::File  ? shownPath(row.path)
            : column == Column::Reason ? QString(row.reason + u'\n' + row.fix)
            : column == Column::Code   ? row.code
            : column == Column::State  ? stateText(row)
                                       : ErrorWords::value(row.code, row.value);
    case kCodeRole:
        return row.code;
    case kRejectRole:
        return QVariant::fromValue<qlonglong>(row.resolvedBy == 0 ? row.rejectId : 0);
    case kPlaceRole:
        return tr("%1, record %2").arg(row.file, m_format.count(row.record));
    case QueueModel::IconRole:
        return column == Column::State ? stateIcon(row) : QString();
    case QueueModel::IconToneRole:
    case QueueModel::ToneRole:
        return static_cast<int>(toneOf(row, column));
    default:
        return {};
    }
}

QVariant ErrorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) {
        return {};
    }
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue<int>(alignmentOf(column));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Column::File:
        return tr("File");
    case Column::Record:
        return tr("Record");
    case Column::Line:
        return tr("Line");
    case Column::Field:
        return tr("Column");
    case Column::Value:
        return tr("Value");
    case Column::Reason:
        return tr("Reason");
    case Column::Code:
        return tr("Kind");
    case Column::State:
        return tr("State");
    }
    return {};
}

} // namespace dockhand::ui
