// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queue_row.h"

#include <QSortFilterProxyModel>
#include <QString>

#include <optional>

namespace dockhand::ui {

/// Which files of the queue are shown and in which order: by state group and by text. While a run
/// goes on, rows do not change places because of numbers that move.
class QueueFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit QueueFilter(QObject *parent = nullptr);

    void setGroup(std::optional<StateGroup> group);
    [[nodiscard]] std::optional<StateGroup> group() const { return m_group; }
    void setText(const QString &text);
    void setLive(bool live);

    void sort(int column, Qt::SortOrder order) override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void chooseSorting();

    std::optional<StateGroup> m_group;
    QString m_text;
    bool m_live = false;
};

} // namespace dockhand::ui
