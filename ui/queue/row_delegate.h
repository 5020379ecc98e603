// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace dockhand::ui {

/// Cells of the queue: no grid, a hairline below, the text in the tone the model asks for. Numbers
/// stand in digits of equal width. Derived delegates draw other content.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RowDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const final;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

protected:
    virtual void paintContent(QPainter &painter, const QRect &area, const QModelIndex &index) const;
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] QColor colorAt(const QModelIndex &index, int toneRole) const;

private:
    const Theme &m_theme;
};

/// Icon and word of the state; the arc turns while work goes on.
class StateDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter &painter, const QRect &area,
                      const QModelIndex &index) const override;
};

/// File name. Why the file stands out is drawn by the view, which knows where there is room.
class FileDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// From the cell's left edge to where something may follow the name.
    [[nodiscard]] static int nameWidth(const Theme &theme, const QModelIndex &index);

protected:
    void paintContent(QPainter &painter, const QRect &area,
                      const QModelIndex &index) const override;
};

/// A thin bar in the state's colour and its percentage.
class ProgressDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter &painter, const QRect &area,
                      const QModelIndex &index) const override;
};

/// Draws a number right-aligned with digits of equal width, also in fonts whose digits differ.
void drawFigures(QPainter &painter, const QRect &area, const QString &text);

} // namespace dockhand::ui
