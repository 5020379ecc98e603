// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/drop_area.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *centred(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

} // namespace

DropArea::DropArea(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_picture(new QLabel)
    , m_addFiles(new QPushButton(tr("Add &files…")))
    , m_addFolder(new QPushButton(tr("Add f&older…")))
    , m_samples(new QPushButton(tr("Tr&y with sample files")))
{
    setObjectName(u"dropArea"_s);
    setProperty("role", u"drop"_s);
    m_picture->setAlignment(Qt::AlignCenter);
    m_addFiles->setObjectName(u"emptyAddFiles"_s);
    setFocusProxy(m_addFiles);
    m_addFolder->setObjectName(u"emptyAddFolder"_s);
    m_samples->setObjectName(u"emptySamples"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton *button : { m_addFiles, m_addFolder, m_samples }) {
        buttons->addWidget(button);
    }
    buttons->addStretch();

    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_picture);
    column->addWidget(centred(tr("Drop order exports and reports here to import them."), "lead"));
    column->addWidget(centred(
        tr("CSV files or whole folders. Nothing is written before you press Start."), "muted"));
    column->addSpacing(4);
    column->addLayout(buttons);
    column->addStretch();

    connect(m_addFiles, &QPushButton::clicked, this, &DropArea::addFilesWanted);
    connect(m_addFolder, &QPushButton::clicked, this, &DropArea::addFolderWanted);
    connect(m_samples, &QPushButton::clicked, this, &DropArea::samplesWanted);
    connect(&theme, &Theme::changed, this, &DropArea::updateIcons);
    setSamplesAvailable(false);
    updateIcons();
}

void DropArea::setSamplesAvailable(bool available)
{
    m_samples->setVisible(available);
}

void DropArea::updateIcons()
{
    m_picture->setPixmap(m_theme.icon(u"drop-files"_s, Tone::Idle).pixmap(48, 48));
    m_addFiles->setIcon(m_theme.icon(u"list-add"_s));
    m_addFolder->setIcon(m_theme.icon(u"folder"_s));
}

} // namespace dockhand::ui
