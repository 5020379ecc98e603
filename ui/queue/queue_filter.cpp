// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_filter.h"

#include "ui/queue/queue_model.h"

namespace dockhand::ui {

QueueFilter::QueueFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(QueueModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void QueueFilter::setGroup(std::optional<StateGroup> group)
{
    if (group != m_group) {
        m_group = group;
        invalidateFilter();
    }
}

void QueueFilter::setText(const QString &text)
{
    if (text != m_text) {
        m_text = text;
        invalidateFilter();
    }
}

void QueueFilter::setLive(bool live)
{
    if (live != m_live) {
        m_live = live;
        chooseSorting();
    }
}

void QueueFilter::sort(int column, Qt::SortOrder order)
{
    QSortFilterProxyModel::sort(column, order);
    chooseSorting();
}

void QueueFilter::chooseSorting()
{
    const bool isStill
        = !m_live || sortColumn() < 0 || isSteady(static_cast<QueueModel::Column>(sortColumn()));
    if (isStill != dynamicSortFilter()) {
        setDynamicSortFilter(isStill);
    }
}

bool QueueFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_group && index.data(QueueModel::GroupRole).toInt() != static_cast<int>(*m_group)) {
        return false;
    }
    return m_text.isEmpty()
        || index.data(QueueModel::PathRole).toString().contains(m_text, Qt::CaseInsensitive)
        || index.siblingAtColumn(static_cast<int>(QueueModel::Column::Profile))
               .data()
               .toString()
               .contains(m_text, Qt::CaseInsensitive);
}

bool QueueFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(QueueModel::SortRole);
    const QVariant b = right.data(QueueModel::SortRole);
    if (a == b) {
        return left.row() < right.row();
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace dockhand::ui
