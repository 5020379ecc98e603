// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/toolbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kIconSize { 20, 16 }; ///< wider than the icon: room before the text

QPushButton *makeButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setIconSize(kIconSize);
    button->setAutoDefault(false);
    return button;
}

QToolButton *makeIconButton(const QString &name, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

Toolbar::Toolbar(const Theme &theme, const Format &format, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_format(format)
    , m_sidebar(makeIconButton(u"sidebarButton"_s, tr("Show states and pages")))
    , m_addFiles(makeButton(u"addFiles"_s, tr("Add files"), tr("Add files to the list (Ctrl+O)")))
    , m_addFolder(makeButton(u"addFolder"_s, {}, tr("Add all files of a folder (Ctrl+Shift+O)")))
    , m_target(new TargetButton)
    , m_more(makeIconButton(u"moreButton"_s, tr("More (F10)")))
    , m_cancel(makeButton(u"cancelButton"_s, tr("Cancel"),
                          tr("Stop now; what is in stays, and the next import goes on there")))
    , m_primary(new QPushButton)
{
    m_primary->setObjectName(u"primaryButton"_s);
    m_primary->setProperty("role", u"primary"_s);
    m_primary->setIconSize(kIconSize);
    m_primary->setMinimumWidth(widestPrimary());
    m_sidebar->setCheckable(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *into = new QLabel(tr("In&to"));
    into->setProperty("role", u"muted"_s);
    into->setBuddy(m_target);
    m_target->setFocusPolicy(Qt::StrongFocus);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_sidebar);
    row->addWidget(m_addFiles);
    row->addWidget(m_addFolder);
    row->addSpacing(6);
    row->addWidget(into);
    row->addWidget(m_target);
    row->addStretch();
    row->addWidget(m_more);
    row->addWidget(m_cancel);
    row->addWidget(m_primary);

    connect(m_sidebar, &QToolButton::toggled, this, &Toolbar::sidebarWanted);
    connect(m_addFiles, &QPushButton::clicked, this, &Toolbar::addFilesWanted);
    connect(m_addFolder, &QPushButton::clicked, this, &Toolbar::addFolderWanted);
    connect(m_cancel, &QPushButton::clicked, this, &Toolbar::cancelWanted);
    connect(m_primary, &QPushButton::clicked, this, &Toolbar::onPrimary);
    connect(&theme, &Theme::changed, this, &Toolbar::updateIcons);
    setNarrow(false);
    showPhase(Phase::Empty, 0);
}

void Toolbar::setMenu(QMenu *menu)
{
    m_more->setMenu(menu);
}

void Toolbar::setNarrow(bool narrow)
{
    m_addFolder->setText(narrow ? QString() : tr("Add folder"));
    m_addFolder->setAccessibleName(tr("Add folder"));
    m_sidebar->setVisible(narrow);
    if (!narrow) {
        m_sidebar->setChecked(false);
    }
}

void Toolbar::showPhase(Phase phase, int startable)
{
    m_phase = phase;
    m_startable = startable;
    const bool isRunning = phase == Phase::Running || phase == Phase::Paused;
    m_cancel->setVisible(isRunning || phase == Phase::Stopping);
    m_cancel->setEnabled(isRunning);
    m_target->setEnabled(!isRunning && phase != Phase::Stopping && phase != Phase::Held);
    m_primary->setEnabled(isRunning || phase == Phase::Ready);
    switch (phase) {
    case Phase::Running:
        m_primary->setText(tr("&Pause"));
        m_primary->setToolTip(tr("Finish the window in work, then wait"));
        break;
    case Phase::Paused:
        m_primary->setText(tr("&Resume"));
        m_primary->setToolTip(tr("Go on with the import"));
        break;
    case Phase::Stopping:
        m_primary->setText(tr("Stopping…"));
        m_primary->setToolTip({});
        break;
    default:
        m_primary->setText(tr("&Start"));
        updateStartTip();
    }
    m_primary->setAccessibleName(m_primary->text().remove(u'&'));
    updateIcons();
}

void Toolbar::showWhyNoStart(const QString &reason)
{
    m_whyNoStart = reason;
    if (m_phase != Phase::Running && m_phase != Phase::Paused && m_phase != Phase::Stopping) {
        updateStartTip();
    }
}

void Toolbar::updateStartTip()
{
    m_primary->setToolTip(
        m_phase == Phase::Ready
            ? tr("Import %1 file(s)", nullptr, m_startable).arg(m_format.count(m_startable))
            : m_whyNoStart);
}

/// The button keeps its width while its word changes: nothing beside it moves.
int Toolbar::widestPrimary()
{
    m_primary->ensurePolished();
    m_primary->setIcon(m_theme.icon(u"media-playback-start"_s));
    int widest = 0;
    for (const QString &text : { tr("&Start"), tr("&Pause"), tr("&Resume"), tr("Stopping…") }) {
        m_primary->setText(text);
        widest = std::max(widest, m_primary->sizeHint().width());
    }
    return widest;
}

void Toolbar::updateIcons()
{
    const bool isPause = m_phase == Phase::Running;
    const QString primary = isPause ? u"media-playback-pause"_s : u"media-playback-start"_s;
    m_primary->setIcon(m_primary->isEnabled() ? m_theme.iconOnAccent(primary)
                                              : m_theme.icon(primary, Tone::Muted));
    m_addFiles->setIcon(m_theme.icon(u"list-add"_s));
    m_addFolder->setIcon(m_theme.icon(u"folder"_s));
    m_more->setIcon(m_theme.icon(u"view-more"_s));
    m_sidebar->setIcon(m_theme.icon(u"application-menu"_s));
    m_cancel->setIcon(m_theme.icon(u"process-stop"_s));
}

void Toolbar::onPrimary()
{
    switch (m_phase) {
    case Phase::Ready:
        Q_EMIT startWanted();
        break;
    case Phase::Running:
        Q_EMIT pauseWanted();
        break;
    case Phase::Paused:
        Q_EMIT resumeWanted();
        break;
    default:
        break;
    }
}

} // namespace dockhand::ui
