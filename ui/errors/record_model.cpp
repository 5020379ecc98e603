// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/record_model.h"

#include "core/base/text.h"
#include "core/report/issue_text.h"
#include "ui/queue/queue_model.h"
#include "ui/theme/theme_colors.h"

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

void RecordModel::show(const engine::RejectedRecord &record, const std::vector<std::string> &fields,
                       const std::vector<std::string> &rest)
{
    beginResetModel();
    m_fields.clear();
    m_columns = record.fields.size();
    for (std::size_t i = 0; i < m_columns; ++i) {
        m_fields.push_back({ record.columns.value(static_cast<qsizetype>(i)),
                             fields.at(i),
                             record.fields[i],
                             {},
                             {} });
    }
    for (std::size_t i = 0; i < std::max(rest.size(), record.rest.size()); ++i) {
        Field field;
        //: A field of a record that has more of them than the header
        field.name = tr("Field %1").arg(m_columns + i + 1);
        field.value = i < rest.size() ? rest[i] : std::string();
        field.original = i < record.rest.size() ? record.rest[i] : std::string();
        field.issue = tr("Behind the last column; leave it empty to drop it.");
        m_fields.push_back(std::move(field));
    }
    for (const ledger::RejectIssue &issue : record.reject.issues) {
        const auto at = record.columns.indexOf(issue.column);
        if (issue.column.isEmpty() || at < 0) {
            continue;
        }
        Field &field = m_fields[static_cast<std::size_t>(at)];
        const QString message = report::issueMessage(issue);
        field.issue += field.issue.isEmpty() ? message : u' ' + message;
        field.fix = report::issueFix(issue);
    }
    endResetModel();
}

void RecordModel::clear()
{
    beginResetModel();
    m_fields.clear();
    m_columns = 0;
    endResetModel();
}

std::vector<std::string> RecordModel::fields() const
{
    std::vector<std::string> values;
    for (std::size_t i = 0; i < m_columns; ++i) {
        values.push_back(m_fields[i].value);
    }
    return values;
}

std::vector<std::string> RecordModel::rest() const
{
    std::vector<std::string> values;
    for (std::size_t i = m_columns; i < m_fields.size(); ++i) {
        values.push_back(m_fields[i].value);
    }
    while (!values.empty() && values.back().empty()) {
        values.pop_back();
    }
    return values;
}

bool RecordModel::isChanged() const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [](const Field &field) { return field.value != field.original; });
}

int RecordModel::firstBadRow() const
{
    const auto bad = std::find_if(m_fields.begin(), m_fields.end(),
                                  [](const Field &field) { return !field.issue.isEmpty(); });
    return bad == m_fields.end() ? 0 : static_cast<int>(bad - m_fields.begin());
}

int RecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int RecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString RecordModel::remark(const Field &field)
{
    if (field.value == field.original) {
        return field.issue;
    }
    const QString before = toQString(field.original).simplified();
    return before.isEmpty() ? tr("Was empty") : tr("Was “%1”").arg(before);
}

QVariant RecordModel::issueData(const Field &field, int role) const
{
    const bool isChanged = field.value != field.original;
    const bool isBad = !isChanged && !field.issue.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return remark(field);
    case Qt::ToolTipRole:
        return field.issue.isEmpty() ? remark(field)
                                     : QString(field.issue + u'\n' + field.fix).trimmed();
    case QueueModel::IconRole:
        return isBad ? u"state-attention"_s : isChanged ? u"document-edit"_s : QString();
    case QueueModel::IconToneRole:
    case QueueModel::ToneRole:
        return static_cast<int>(isBad ? Tone::Attention : isChanged ? Tone::Accent : Tone::Muted);
    default:
        return {};
    }
}

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Field &field = m_fields[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (column == Column::Issue) {
        return issueData(field, role);
    }
    const bool isName = column == Column::Name;
    const QString value = toQString(field.value);
    switch (role) {
    case Qt::DisplayRole:
        return isName ? field.name : value.simplified();
    case Qt::EditRole:
        return isName ? QVariant() : value;
    case Qt::ToolTipRole:
        return isName ? field.name : value;
    case Qt::AccessibleTextRole: {
        const QString said = remark(field);
        return isName        ? field.name
            : said.isEmpty() ? tr("%1: %2").arg(field.name, value)
                             : tr("%1: %2. %3").arg(field.name, value, said);
    }
    case QueueModel::ToneRole:
        return static_cast<int>(isName ? Tone::Muted : Tone::Normal);
    default:
        return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return role == Qt::TextAlignmentRole
            ? QVariant::fromValue<int>(static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter))
            : QVariant();
    }
    switch (static_cast<Column>(section)) {
    case Column::Name:
        return tr("Column");
    case Column::Value:
        return tr("Value");
    case Column::Issue:
        return tr("What is wrong");
    }
    return {};
}

Qt::ItemFlags RecordModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == static_cast<int>(Column::Value) ? flags | Qt::ItemIsEditable : flags;
}

bool RecordModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != static_cast<int>(Column::Value)
        || index.row() >= rowCount()) {
        return false;
    }
    Field &field = m_fields[static_cast<std::size_t>(index.row())];
    const QString text = value.toString();
    if (text == toQString(field.value)) {
        return true; // bytes that are no text stay what they are
    }
    field.value = toUtf8(text);
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(kColumns - 1));
    Q_EMIT edited();
    return true;
}

} // namespace dockhand::ui
