// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace dockhand::ui {

/// Lies over the page while files are dragged across the window: a frame in the accent colour and
/// what letting go would do. Takes no part in the drag itself.
class DropFrame final : public QWidget
{
    Q_OBJECT

public:
    DropFrame(const Theme &theme, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace dockhand::ui
