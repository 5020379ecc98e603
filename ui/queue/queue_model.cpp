// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_model.h"

#include "ui/queue/state_words.h"

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using ledger::FileState;
using Column = QueueModel::Column;

namespace {

int alignmentOf(Column column)
{
    return static_cast<int>((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft)
                            | Qt::AlignVCenter);
}

bool isKnown(const QueueRow &row)
{
    return row.started && row.state != FileState::Skipped && row.state != FileState::Queued
        && row.state != FileState::Ready;
}

std::int64_t countIn(const QueueRow &row, Column column)
{
    switch (column) {
    case Column::Inserted:
        return row.counts.inserted;
    case Column::Duplicate:
        return row.counts.duplicate;
    case Column::Rejected:
        return row.counts.rejected;
    case Column::Updated:
        return row.counts.updated;
    default:
        return row.counts.filtered;
    }
}

bool isCount(Column column)
{
    return column == Column::Inserted || column == Column::Duplicate || column == Column::Rejected
        || column == Column::Updated || column == Column::Filtered;
}

std::int64_t recordsOf(const QueueRow &row)
{
    return ledger::isFinal(row.state) && row.started && row.state != FileState::Skipped
        ? row.counts.read
        : std::max(row.estimatedRecords, row.started ? row.counts.read : -1);
}

Tone textTone(const QueueRow &row, Column column, const StateLook &look)
{
    if (column == Column::State) {
        return look.textTone;
    }
    if (column == Column::Profile) {
        return row.needsChoice ? Tone::Attention : Tone::Muted;
    }
    if (column == Column::Rejected && row.counts.rejected > 0) {
        return Tone::Failed;
    }
    if (isCount(column) && countIn(row, column) == 0) {
        return Tone::Muted;
    }
    const bool isQuiet = column == Column::Position || column == Column::Size
        || column == Column::Message || column == Column::Progress;
    return isQuiet || row.state == FileState::Skipped ? Tone::Muted : Tone::Normal;
}

} // namespace

bool isNumeric(QueueModel::Column column)
{
    return column != Column::State && column != Column::File && column != Column::Profile
        && column != Column::Progress && column != Column::Message;
}

bool isSteady(QueueModel::Column column)
{
    return column == Column::File || column == Column::Profile || column == Column::Position
        || column == Column::Size;
}

QueueModel::QueueModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void QueueModel::setFormat(const Format &format)
{
    m_format = format;
}

void QueueModel::append(std::vector<QueueRow> rows)
{
    if (rows.empty()) {
        return;
    }
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    rebuildIndex();
    endInsertRows();
    recount();
}

void QueueModel::remove(std::span<const std::int64_t> ids)
{
    std::vector<int> going;
    for (const std::int64_t id : ids) {
        if (const int row = rowOf(id); row >= 0) {
            going.push_back(row);
        }
    }
    std::sort(going.begin(), going.end());
    going.erase(std::unique(going.begin(), going.end()), going.end());
    while (!going.empty()) {
        const int last = going.back();
        int first = last;
        while (!going.empty() && going.back() == first) {
            going.pop_back();
            --first;
        }
        beginRemoveRows({}, first + 1, last);
        m_rows.erase(m_rows.begin() + first + 1, m_rows.begin() + last + 1);
        rebuildIndex();
        endRemoveRows();
    }
    recount();
}

void QueueModel::reorder(std::span<const std::int64_t> order)
{
    Q_ASSERT(order.size() == m_rows.size());
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::int64_t> idsBefore;
    idsBefore.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex &index : before) {
        idsBefore.push_back(m_rows[static_cast<std::size_t>(index.row())].id);
    }
    std::vector<QueueRow> sorted;
    sorted.reserve(m_rows.size());
    for (const std::int64_t id : order) {
        sorted.push_back(std::move(m_rows[static_cast<std::size_t>(rowOf(id))]));
    }
    m_rows = std::move(sorted);
    rebuildIndex();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        after << index(rowOf(idsBefore[static_cast<std::size_t>(i)]), before[i].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void QueueModel::update(std::span<const QueueRow> rows)
{
    std::vector<int> changed;
    for (const QueueRow &row : rows) {
        const int at = rowOf(row.id);
        if (at >= 0 && m_rows[static_cast<std::size_t>(at)] != row) {
            m_rows[static_cast<std::size_t>(at)] = row;
            changed.push_back(at);
        }
    }
    tellChanged(changed);
}

void QueueModel::apply(std::span<const RowProgress> snapshot)
{
    std::vector<int> changed;
    for (const RowProgress &now : snapshot) {
        const int at = rowOf(now.id);
        if (at < 0) {
            continue;
        }
        QueueRow &row = m_rows[static_cast<std::size_t>(at)];
        const bool started = row.started || now.state != FileState::Queued;
        ledger::Counts counts = row.earlier;
        counts += now.counts;
        const bool isSame = row.started == started && row.state == now.state
            && row.bytesRead == now.bytesRead && row.counts == counts
            && row.rowsPerSecond == now.rowsPerSecond && row.leftMs == now.leftMs;
        if (isSame) {
            continue;
        }
        row.started = started;
        row.state = now.state;
        row.bytesRead = now.bytesRead;
        row.counts = counts;
        row.rowsPerSecond = now.rowsPerSecond;
        row.leftMs = now.leftMs;
        changed.push_back(at);
    }
    tellChanged(changed);
}

void QueueModel::tellChanged(const std::vector<int> &rows)
{
    if (rows.empty()) {
        return;
    }
    std::vector<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        while (last + 1 < sorted.size() && sorted[last + 1] <= sorted[last] + 1) {
            ++last;
        }
        Q_EMIT dataChanged(index(sorted[first], 0), index(sorted[last], kColumns - 1));
        first = last + 1;
    }
    recount();
}

void QueueModel::recount()
{
    std::array<int, kStateGroups> counts {};
    for (const QueueRow &row : m_rows) {
        ++counts[static_cast<std::size_t>(groupOf(row))];
    }
    if (counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
}

void QueueModel::rebuildIndex()
{
    m_rowOfId.clear();
    m_rowOfId.reserve(static_cast<qsizetype>(m_rows.size()));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rowOfId.insert(m_rows[i].id, static_cast<int>(i));
    }
}

const QueueRow *QueueModel::find(std::int64_t id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)];
}

int QueueModel::rowOf(std::int64_t id) const
{
    return m_rowOfId.value(id, -1);
}

int QueueModel::countOf(StateGroup group) const
{
    return m_counts[static_cast<std::size_t>(group)];
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const QueueRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>(alignmentOf(column));
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleTextRole:
        return spoken(row, index.row(), column);
    case IconRole:
        return column == Column::State ? StateWords::look(row, m_format).icon : QString();
    case IconToneRole:
        return static_cast<int>(StateWords::look(row, m_format).tone);
    case ToneRole:
        return static_cast<int>(textTone(row, column, StateWords::look(row, m_format)));
    case StrongRole:
        return column == Column::State && StateWords::look(row, m_format).strong;
    case ReasonRole:
        return column == Column::File ? row.reason : QString();
    case ShareRole:
        return progressOf(row);
    case SpinningRole:
        return row.state == FileState::Importing && !row.needsChoice;
    case SortRole:
        return sortValue(row, index.row(), column);
    case IdRole:
        return QVariant::fromValue<qlonglong>(row.id);
    case GroupRole:
        return static_cast<int>(groupOf(row));
    case PathRole:
        return row.path;
    default:
        return {};
    }
}

QVariant QueueModel::text(const QueueRow &row, int position, Column column) const
{
    const bool isWorking = row.state == FileState::Importing || row.state == FileState::Merging;
    switch (column) {
    case Column::State:
        return StateWords::look(row, m_format).word;
    case Column::File:
        return shownFileName(row.path);
    case Column::Profile:
        return row.needsChoice ? QString() : row.profile; // the state says so
    case Column::Records: {
        const std::int64_t records = recordsOf(row);
        const bool isExact = ledger::isFinal(row.state) && row.state != FileState::Skipped;
        return records < 0 || (isExact && !row.started) ? QString()
            : isExact                                   ? m_format.count(records)
                                                        : m_format.estimate(records);
    }
    case Column::Progress:
        return progressOf(row) < 0 ? QString() : m_format.percent(progressOf(row));
    case Column::Rate:
        return isWorking && row.rowsPerSecond > 0 ? m_format.rate(row.rowsPerSecond) : QString();
    case Column::TimeLeft:
        return isWorking && row.leftMs >= 0 ? m_format.duration(row.leftMs) : QString();
    case Column::Position:
        return m_format.count(position + 1);
    case Column::Size:
        return row.sizeBytes < 0 ? QString() : m_format.bytes(row.sizeBytes);
    case Column::Message:
        return row.reason;
    default:
        return isKnown(row) ? m_format.count(countIn(row, column)) : QString();
    }
}

QVariant QueueModel::sortValue(const QueueRow &row, int position, Column column) const
{
    switch (column) {
    case Column::State:
        return static_cast<int>(groupOf(row)) * 100 + static_cast<int>(row.state);
    case Column::File:
        return shownFileName(row.path);
    case Column::Profile:
        return row.profile;
    case Column::Records:
        return QVariant::fromValue<qlonglong>(recordsOf(row));
    case Column::Progress:
        return progressOf(row);
    case Column::Rate:
        return row.rowsPerSecond;
    case Column::TimeLeft:
        return QVariant::fromValue<qlonglong>(row.leftMs);
    case Column::Position:
        return position;
    case Column::Size:
        return QVariant::fromValue<qlonglong>(row.sizeBytes);
    case Column::Message:
        return row.reason;
    default:
        return QVariant::fromValue<qlonglong>(isKnown(row) ? countIn(row, column) : -1);
    }
}

QString QueueModel::toolTip(const QueueRow &row, Column column) const
{
    switch (column) {
    case Column::File:
    case Column::Message:
        return row.reason.isEmpty() ? shownPath(row.path)
                                    : shownPath(row.path) + u"\n"_s + row.reason;
    case Column::State:
        return row.reason;
    case Column::Profile:
        return row.profileHint;
    default:
        return {};
    }
}

QString QueueModel::spoken(const QueueRow &row, int position, Column column) const
{
    const QString shown = text(row, position, column).toString();
    switch (column) {
    case Column::State:
        return tr("%1, %2").arg(shownFileName(row.path), shown);
    case Column::File:
        return row.reason.isEmpty() ? shown : tr("%1: %2").arg(shown, row.reason);
    default:
        return shown.isEmpty() ? tr("not known yet") : shown;
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case Column::State:
        return tr("State");
    case Column::File:
        return tr("File");
    case Column::Profile:
        return tr("Recognised as");
    case Column::Records:
        return tr("Records");
    case Column::Progress:
        return tr("Progress");
    case Column::Rate:
        return tr("Rows/s");
    case Column::TimeLeft:
        return tr("Time left");
    case Column::Inserted:
        return tr("Inserted");
    case Column::Duplicate:
        return tr("Duplicate");
    case Column::Rejected:
        return tr("Rejected");
    case Column::Position:
        //: Column title: place in the queue
        return tr("#");
    case Column::Size:
        return tr("Size");
    case Column::Updated:
        return tr("Updated");
    case Column::Filtered:
        return tr("Filtered");
    case Column::Message:
        return tr("Message");
    }
    return {};
}

} // namespace dockhand::ui
