// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_panel.h"

#include <QVBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostLines = 5000;

} // namespace

LogPanel::LogPanel(const Format &format, QWidget *parent)
    : QWidget(parent)
    , m_format(format)
    , m_text(new QPlainTextEdit)
{
    setObjectName(u"logPanel"_s);
    m_text->setObjectName(u"logText"_s);
    m_text->setAccessibleName(tr("Log"));
    m_text->setReadOnly(true);
    m_text->setAcceptDrops(false); // files dropped here are for the queue
    m_text->setMaximumBlockCount(kMostLines);
    m_text->setTabChangesFocus(true);
    m_text->setPlaceholderText(tr("What happens during an import is written here."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_text);
}

void LogPanel::add(const QString &line)
{
    m_text->appendPlainText(u"%1  %2"_s.arg(m_format.time(QDateTime::currentDateTime()), line));
}

} // namespace dockhand::ui
