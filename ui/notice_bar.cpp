// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_bar.h"

#include <QHBoxLayout>
#include <QStyle>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_action(new QPushButton(tr("&Go on")))
    , m_close(new QToolButton)
{
    setObjectName(u"noticeBar"_s);
    setProperty("role", u"notice"_s);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setProperty("role", u"flat"_s);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(13, 7, 8, 7);
    row->addWidget(m_icon, 0, Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignVCenter);
    m_action->setObjectName(u"noticeAction"_s);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto act = m_act; // it may tell something else
        act();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &NoticeBar::updateIcons);
    updateIcons();
    hide();
}

void NoticeBar::updateIcons()
{
    const QString icon = m_tone == Tone::Done ? u"state-done"_s : u"state-attention"_s;
    m_icon->setPixmap(m_theme.icon(icon, m_tone).pixmap(16, 16));
    m_close->setIcon(m_theme.icon(u"window-close"_s, Tone::Muted));
}

void NoticeBar::tell(const QString &text)
{
    show(text, Tone::Attention);
}

void NoticeBar::inform(const QString &text)
{
    show(text, Tone::Done);
}

void NoticeBar::show(const QString &text, Tone tone)
{
    if (tone != m_tone) {
        m_tone = tone;
        setProperty("tone", tone == Tone::Done ? u"done"_s : QString());
        style()->unpolish(this);
        style()->polish(this);
        updateIcons();
    }
    m_text->setText(text);
    m_action->hide();
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void NoticeBar::offer(const QString &text, const QString &action, std::function<void()> act)
{
    tell(text);
    m_action->setText(action);
    m_action->show();
    m_act = std::move(act);
}

void NoticeBar::withdraw(const QString &text)
{
    if (m_text->text() == text) {
        tell({});
    }
}

} // namespace dockhand::ui
