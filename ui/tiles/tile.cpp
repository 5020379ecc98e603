// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tiles/tile.h"

#include <QVBoxLayout>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSideMargin = 15;
constexpr auto kSeparator = u"   ·   ";

QLabel *makeLabel(const char *role)
{
    auto *label = new QLabel;
    label->setProperty("role", QString::fromLatin1(role));
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// The large font, or as much smaller as the text needs; never below the body's size.
qreal fittingSize(const QString &text, const Theme &theme, int room)
{
    constexpr qreal kStep = 0.5;
    QFont font = theme.figureFont();
    const qreal least = theme.bodyFont().pointSizeF();
    while (font.pointSizeF() - kStep >= least
           && QFontMetrics(font).horizontalAdvance(text) > room) {
        font.setPointSizeF(font.pointSizeF() - kStep);
    }
    return font.pointSizeF();
}

/// Breaks only behind a part, never between a number and its word.
QString breakable(QString line)
{
    const QStringList parts = line.split(QString::fromUtf16(kSeparator));
    if (parts.size() < 2) {
        return line;
    }
    QStringList whole;
    for (QString part : parts) {
        whole << part.replace(u' ', QChar::Nbsp);
    }
    return whole.join(u"\u00a0\u00a0\u00a0·   "_s);
}

} // namespace

Tile::Tile(const QString &name, const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_label(makeLabel("label"))
    , m_figure(makeLabel("figure"))
    , m_line(makeLabel("muted"))
{
    setObjectName(name);
    setProperty("role", u"card"_s);
    setFocusPolicy(Qt::NoFocus);
    m_figure->setObjectName(name + u"Figure"_s);
    m_line->setObjectName(name + u"Line"_s);
    m_figure->setText(u" "_s);
    m_figure->setFixedHeight(QFontMetrics(theme.figureFont()).height());
    m_line->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_line->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSideMargin, 10, kSideMargin, 11);
    column->setSpacing(2);
    column->addWidget(m_label);
    column->addWidget(m_figure);
    column->addWidget(m_line);
    setLineRows(1);
}

void Tile::setText(const TileText &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    m_label->setText(text.label);
    m_figure->setText(text.figure.isEmpty() ? u" "_s : text.figure);
    m_line->setToolTip(text.line);
    setAccessibleName(u"%1: %2. %3"_s.arg(text.label, text.figure, text.line));
    fit();
}

void Tile::setLineRows(int rows)
{
    m_lineRows = rows;
    m_line->setFixedHeight(rows * QFontMetrics(m_theme.labelFont()).lineSpacing());
    fit();
}

void Tile::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void Tile::fit()
{
    const int room = contentsRect().width() - 2 * kSideMargin;
    const qreal size = fittingSize(m_text.figure, m_theme, room);
    if (size != m_figureSize) { // a sheet is costly to set
        m_figureSize = size;
        m_figure->setStyleSheet(u"font-size: %1pt"_s.arg(size, 0, 'f', 1));
    }
    const QFontMetrics small(m_theme.labelFont());
    const bool isCut = m_lineRows == 1 && small.horizontalAdvance(m_text.line) > room;
    m_line->setText(isCut ? small.elidedText(m_text.line, Qt::ElideRight, room)
                          : breakable(m_text.line));
}

} // namespace dockhand::ui
