// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tiles/tile.h"

#include <QVBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeLabel(const char *role)
{
    auto *label = new QLabel;
    label->setProperty("role", QString::fromLatin1(role));
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

Tile::Tile(const QString &name, QWidget *parent)
    : QFrame(parent)
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
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(15, 10, 15, 11);
    column->setSpacing(2);
    column->addWidget(m_label);
    column->addWidget(m_figure);
    column->addWidget(m_line);
}

void Tile::setText(const TileText &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    m_label->setText(text.label);
    m_figure->setText(text.figure.isEmpty() ? u" "_s : text.figure);
    m_line->setText(text.line.isEmpty() ? u" "_s : text.line);
    m_line->setToolTip(text.line);
    setAccessibleName(u"%1: %2. %3"_s.arg(text.label, text.figure, text.line));
}

} // namespace dockhand::ui
