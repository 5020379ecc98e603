// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/row_delegate.h"

#include "ui/queue/queue_model.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace dockhand::ui {

namespace {

constexpr int kSideMargin = 10;
constexpr int kIconSize = 16;
constexpr int kGap = 8;
constexpr int kBarHeight = 5;
constexpr qint64 kTurnMs = 1000;

int digitWidth(const QFontMetrics &metrics)
{
    int width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    }
    return width;
}

void drawBar(QPainter &painter, const QRectF &track, double share, const QColor &fill,
             const QColor &empty)
{
    const qreal radius = track.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(empty);
    painter.drawRoundedRect(track, radius, radius);
    if (share > 0) {
        QRectF filled = track;
        filled.setWidth(std::max(track.height(), track.width() * share));
        painter.setBrush(fill);
        painter.drawRoundedRect(filled, radius, radius);
    }
}

} // namespace

void drawFigures(QPainter &painter, const QRect &area, const QString &text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int digit = digitWidth(metrics);
    int right = area.right() + 1;
    for (auto it = text.crbegin(); it != text.crend(); ++it) {
        const int width = it->isDigit() ? digit : metrics.horizontalAdvance(*it);
        right -= width;
        painter.drawText(QRect(right, area.top(), width, area.height()),
                         Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextDontClip, *it);
    }
}

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return { text.width() + 2 * kSideMargin, text.height() };
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = m_theme.colors();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, colors.selection);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, colors.hover);
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      colors.line);
    painter->setFont(m_theme.bodyFont());
    painter->setClipRect(option.rect);
    paintContent(*painter, option.rect.adjusted(kSideMargin, 0, -kSideMargin, -1), index);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colors.accent, 1));
        painter->drawRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -2.5));
    }
    painter->restore();
}

QColor RowDelegate::colorAt(const QModelIndex &index, int toneRole) const
{
    return m_theme.colors().of(static_cast<Tone>(index.data(toneRole).toInt()));
}

void RowDelegate::paintContent(QPainter &painter, const QRect &area, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    if (text.isEmpty()) {
        return;
    }
    painter.setPen(colorAt(index, QueueModel::ToneRole));
    if (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) {
        drawFigures(painter, area, text);
        return;
    }
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

void StateDelegate::paintContent(QPainter &painter, const QRect &area,
                                 const QModelIndex &index) const
{
    const auto tone = static_cast<Tone>(index.data(QueueModel::IconToneRole).toInt());
    const QIcon icon = theme().icon(index.data(QueueModel::IconRole).toString(), tone);
    const QRectF place(area.left(), area.center().y() - kIconSize / 2.0 + 1, kIconSize, kIconSize);
    painter.save();
    if (index.data(QueueModel::SpinningRole).toBool()) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch() % kTurnMs;
        painter.translate(place.center());
        painter.rotate(360.0 * static_cast<double>(now) / static_cast<double>(kTurnMs));
        painter.translate(-place.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
    }
    icon.paint(&painter, place.toRect());
    painter.restore();

    if (index.data(QueueModel::StrongRole).toBool()) {
        painter.setFont(theme().strongFont());
    }
    painter.setPen(colorAt(index, QueueModel::ToneRole));
    const QRect text = area.adjusted(kIconSize + kGap, 0, 0, 0);
    painter.drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

namespace {

QFont nameFont(const Theme &theme)
{
    QFont font = theme.bodyFont();
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

int FileDelegate::nameWidth(const Theme &theme, const QModelIndex &index)
{
    return kSideMargin + QFontMetrics(nameFont(theme)).horizontalAdvance(index.data().toString())
        + kGap;
}

void FileDelegate::paintContent(QPainter &painter, const QRect &area,
                                const QModelIndex &index) const
{
    painter.setFont(nameFont(theme()));
    painter.setPen(colorAt(index, QueueModel::ToneRole));
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
}

void ProgressDelegate::paintContent(QPainter &painter, const QRect &area,
                                    const QModelIndex &index) const
{
    const double share = index.data(QueueModel::ShareRole).toDouble();
    if (share < 0) {
        return;
    }
    painter.setFont(theme().labelFont());
    const QString text = index.data().toString();
    const QFontMetrics metrics = painter.fontMetrics();
    const int textWidth = 3 * digitWidth(metrics) + metrics.horizontalAdvance(QStringLiteral(" %"));
    const QRectF track(area.left(), area.center().y() - kBarHeight / 2.0 + 1,
                       area.width() - textWidth - kGap, kBarHeight);
    drawBar(painter, track, share, colorAt(index, QueueModel::IconToneRole),
            theme().colors().track);
    painter.setPen(colorAt(index, QueueModel::ToneRole));
    drawFigures(painter, area, text);
}

} // namespace dockhand::ui
