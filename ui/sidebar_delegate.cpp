// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar_delegate.h"

#include "ui/queue/row_delegate.h"

#include <QPainter>

#include <algorithm>

namespace dockhand::ui {

namespace {

constexpr int kMargin = 12;
constexpr int kIconSize = 16;
constexpr int kGap = 8;
constexpr int kRowHeight = 34;
constexpr qreal kRadius = 7;

} // namespace

SidebarDelegate::SidebarDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = std::max(kRowHeight, QFontMetrics(m_theme.bodyFont()).height() + 14);
    return { QStyledItemDelegate::sizeHint(option, index).width(), height };
}

int SidebarDelegate::widthFor(const Theme &theme, const QString &text, const QString &count)
{
    const int texts = QFontMetrics(theme.strongFont()).horizontalAdvance(text)
        + QFontMetrics(theme.labelFont()).horizontalAdvance(count);
    return texts + 2 * kMargin + kIconSize + 2 * kGap + 1;
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = m_theme.colors();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF shape = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isSelected || isHovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? mixed(colors.window, colors.accent, 0.16)
                                     : mixed(colors.window, colors.text, 0.05));
        painter->drawRoundedRect(shape, kRadius, kRadius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(colors.accent);
        painter->drawRoundedRect(shape, kRadius, kRadius);
    }

    QRect area = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    painter->setFont(m_theme.labelFont());
    painter->setPen(colors.muted);
    const QString count = index.data(kCountRole).toString();
    drawFigures(*painter, area, count);
    area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(count) - kGap);

    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (!icon.isNull()) {
        icon.paint(painter,
                   QRect(area.left(), area.center().y() - kIconSize / 2 + 1, kIconSize, kIconSize));
        area.setLeft(area.left() + kIconSize + kGap);
    }
    painter->setFont(isSelected ? m_theme.strongFont() : m_theme.bodyFont());
    painter->setPen(isSelected ? mixed(colors.text, colors.accent, 0.45) : colors.text);
    painter->drawText(
        area, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace dockhand::ui
