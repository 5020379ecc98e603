// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/drop_frame.h"

#include <QPainter>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kInset = 5;
constexpr qreal kRadius = 8;
constexpr int kVeilAlpha = 150;
constexpr int kTextRoom = 24;

} // namespace

DropFrame::DropFrame(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"dropFrame"_s);
    setAccessibleName(tr("Drop to add"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void DropFrame::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colors.window;
    veil.setAlpha(kVeilAlpha);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colors.accent, 3));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(kInset, kInset, -kInset, -kInset), kRadius,
                            kRadius);

    painter.setFont(m_theme.figureFont());
    const QString text = accessibleName();
    QRect plate = painter.fontMetrics().boundingRect(text).adjusted(-kTextRoom, -kTextRoom / 2,
                                                                    kTextRoom, kTextRoom / 2);
    plate.moveCenter(rect().center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(plate, kRadius, kRadius);
    painter.setPen(colors.onAccent);
    painter.drawText(plate, Qt::AlignCenter, text);
}

} // namespace dockhand::ui
