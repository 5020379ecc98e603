// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <functional>

namespace dockhand::ui {

/// One sentence above the queue about something that concerns the whole import, until it is closed
/// or no longer true. Takes no focus.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(const Theme &theme, QWidget *parent = nullptr);

    void tell(const QString &text);
    /// Something that went well.
    void inform(const QString &text);
    /// With a button that does something about it.
    void offer(const QString &text, const QString &action, std::function<void()> act);
    /// Takes this message back, unless another has come since.
    void withdraw(const QString &text);
    [[nodiscard]] QString text() const { return m_text->text(); }

private:
    void show(const QString &text, Tone tone);
    void updateIcons();

    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
    std::function<void()> m_act;
    Tone m_tone = Tone::Attention;
};

} // namespace dockhand::ui
