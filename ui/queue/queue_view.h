// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queue_filter.h"
#include "ui/queue/queue_model.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QTableView>

#include <cstdint>
#include <vector>

namespace dockhand::ui {

/// What can be done with selected files. Owned by the view; the window connects them.
struct QueueActions
{
    QAction *remove = nullptr;
    QAction *moveUp = nullptr;
    QAction *moveDown = nullptr;
    QAction *retry = nullptr;
    QAction *startOver = nullptr;
    QAction *showInFolder = nullptr;
    QAction *copyPath = nullptr;
    QAction *showErrors = nullptr;
    QAction *recogniseAgain = nullptr;
    QAction *undo = nullptr;
};

/// The queue as a table: columns that can be hidden, moved and sorted, several files selected, a
/// menu on the right button.
class QueueView final : public QTableView
{
    Q_OBJECT

public:
    QueueView(QueueModel &model, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QueueFilter &filter() { return *m_filter; }
    [[nodiscard]] const QueueActions &queueActions() const { return m_actions; }
    /// In the order shown.
    [[nodiscard]] std::vector<std::int64_t> selectedIds() const;
    /// Known profiles for the menu "Recognise as": id and title.
    void setProfiles(const QList<std::pair<QString, QString>> &profiles);

    /// No import can be taken back: a run, a repair or another undo goes on.
    void setHeld(bool held);

    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

    /// Rows stand in another order than that of the queue.
    [[nodiscard]] bool isSorted() const;
    /// Where the reason of a row has room: behind its file name, or over cells that hold nothing.
    [[nodiscard]] QRect reasonArea(const QModelIndex &file) const;

Q_SIGNALS:
    void profileChosen(QString profileId);
    void layoutChosen(); ///< columns were moved, hidden, resized or sorted by hand

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setUpColumns();
    void setUpActions();
    void updateActions();
    void updateMoves(bool hasSelection);
    void updateIcons();
    void paintReason(QPainter &painter, const QModelIndex &file) const;
    [[nodiscard]] QRect emptyRun(int row, int firstVisual, int *nextVisual) const;
    void fitFileColumn();
    void makeRoomFor(int first, int last);
    bool widen(QueueModel::Column column, int content);
    void showColumnMenu(const QPoint &position);
    QAction *addQueueAction(const QString &text, const QKeySequence &shortcut);

    QueueModel &m_model;
    const Theme &m_theme;
    QueueFilter *m_filter;
    QueueActions m_actions;
    bool m_isHeld = false;
    /// Largest number the count columns have room for; in the order of kCountColumns.
    std::array<std::int64_t, 6> m_roomFor { 99, 99, 99, 99, 99, 99 };
    QList<std::pair<QString, QString>> m_profiles;
};

} // namespace dockhand::ui
