// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_model.h"

#include "core/report/issue_text.h"
#include "ui/errors/error_words.h"

namespace dockhand::ui {

namespace {

bool isNumber(ErrorModel::Column column)
{
    return column == ErrorModel::Column::Record || column == ErrorModel::Column::Line;
}

int alignmentOf(ErrorModel::Column column)
{
    return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

ErrorRow rowOf(const ledger::RejectRecord &reject, const ledger::RejectIssue &issue)
{
    ErrorRow row;
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

void ErrorModel::append(const std::vector<ledger::RejectRecord> &rejects)
{
    std::vector<ErrorRow> rows;
    for (const ledger::RejectRecord &reject : rejects) {
        for (const ledger::RejectIssue &issue : reject.issues) {
            rows.push_back(rowOf(reject, issue));
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
    }
    return {};
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
                                       : ErrorWords::value(row.code, row.value);
    case kCodeRole:
        return row.code;
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
    }
    return {};
}

} // namespace dockhand::ui
