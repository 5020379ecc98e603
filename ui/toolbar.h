// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/import_session.h"
#include "ui/target_button.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QToolButton>
#include <QWidget>

namespace dockhand::ui {

/// The line above everything: adding at the left, the target beside it, and at the right the one
/// thing to do now as the only filled button.
class Toolbar final : public QWidget
{
    Q_OBJECT

public:
    Toolbar(const Theme &theme, const Format &format, QWidget *parent = nullptr);

    void showPhase(Phase phase, int startable);
    /// Told by the tool tip while the primary button cannot be pressed.
    void showWhyNoStart(const QString &reason);
    [[nodiscard]] TargetButton &target() { return *m_target; }
    void setMenu(QMenu *menu);
    /// Without room beside the page: a button for the sidebar, and only the icon for folders.
    void setNarrow(bool narrow);

Q_SIGNALS:
    void addFilesWanted();
    void addFolderWanted();
    void startWanted();
    void pauseWanted();
    void resumeWanted();
    void cancelWanted();
    void sidebarWanted(bool shown);

private:
    void updateIcons();
    void updateStartTip();
    [[nodiscard]] int widestPrimary();
    void onPrimary();

    const Theme &m_theme;
    Format m_format;
    QToolButton *m_sidebar;
    QPushButton *m_addFiles;
    QPushButton *m_addFolder;
    TargetButton *m_target;
    QToolButton *m_more;
    QPushButton *m_cancel;
    QPushButton *m_primary;
    Phase m_phase = Phase::Empty;
    int m_startable = 0;
    QString m_whyNoStart;
};

} // namespace dockhand::ui
