// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace dockhand::ui {

/// What happened, a line each with its time; the last some thousand lines.
class LogPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(const Format &format, QWidget *parent = nullptr);

    void add(const QString &line);

private:
    Format m_format;
    QPlainTextEdit *m_text;
};

} // namespace dockhand::ui
