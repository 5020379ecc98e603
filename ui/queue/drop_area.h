// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace dockhand::ui {

/// What an empty queue shows: one sentence and the ways to fill it. The window itself takes drops.
class DropArea final : public QFrame
{
    Q_OBJECT

public:
    explicit DropArea(const Theme &theme, QWidget *parent = nullptr);

    void setSamplesAvailable(bool available);

Q_SIGNALS:
    void addFilesWanted();
    void addFolderWanted();
    void samplesWanted();

private:
    void updateIcons();

    const Theme &m_theme;
    QLabel *m_picture;
    QPushButton *m_addFiles;
    QPushButton *m_addFolder;
    QPushButton *m_samples;
};

} // namespace dockhand::ui
