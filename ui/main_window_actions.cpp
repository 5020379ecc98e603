// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menu of the window and what its entries and the dialogs do.
#include "ui/charts/charts_panel.h"
#include "ui/errors/error_panel.h"
#include "ui/file_dialog.h"
#include "ui/main_window.h"
#include "ui/notice_bar.h"
#include "ui/question.h"
#include "ui/queue/queue_view.h"
#include "ui/sidebar.h"
#include "ui/toolbar.h"
#include "ui/work/repair_desk.h"
#include "ui/work/undo_desk.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QShortcut>
#include <QTabWidget>
#include <QUrl>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kManyFiles = 100; ///< more are not removed without a question

} // namespace

void MainWindow::addMenuAction(QMenu &menu, const QString &text, const QKeySequence &shortcut,
                               void (MainWindow::*act)())
{
    QAction *action = menu.addAction(text);
    action->setShortcut(shortcut);
    addAction(action); // the shortcut works while the menu is closed
    connect(action, &QAction::triggered, this, act);
}

void MainWindow::buildMenu()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    addMenuAction(*menu, tr("Add &files…"), QKeySequence::Open, &MainWindow::addFiles);
    addMenuAction(*menu, tr("Add f&older…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                  &MainWindow::addFolder);
    addMenuAction(*menu, tr("&Paste files or paths"), QKeySequence::Paste, &MainWindow::pastePaths);
    menu->addSeparator();
    addMenuAction(*menu, tr("&Start, pause or resume"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                  &MainWindow::pressPrimary);
    const QueueActions &actions = m_queue->queueActions();
    menu->addActions({ actions.retry, actions.startOver, actions.moveUp, actions.moveDown,
                       actions.remove, actions.showErrors, actions.undo });
    m_undoLast = menu->addAction(tr("Undo the last run…"));
    m_undoLast->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    addAction(m_undoLast);
    connect(m_undoLast, &QAction::triggered, this, &MainWindow::undoLastRun);
    menu->addSeparator();
    const ErrorActions &errors = m_errors->errorActions();
    menu->addActions({ errors.bringIn, errors.exportForRepair, errors.openSheet });
    addAction(errors.bringIn);
    menu->addSeparator();
    addMenuAction(*menu, tr("F&ilter files"), QKeySequence::Find, &MainWindow::focusFilter);
    buildThemeMenu(*menu->addMenu(tr("&Appearance")));
    menu->addSeparator();
    addMenuAction(*menu, tr("A&bout Dockhand"), {}, &MainWindow::showAbout);
    QAction *quit = menu->addAction(tr("&Quit"));
    quit->setShortcut(QKeySequence::Quit);
    addAction(quit);
    connect(quit, &QAction::triggered, this, &QWidget::close);
    m_toolbar->setMenu(menu);

    auto *open = new QShortcut(QKeySequence(Qt::Key_F10), this);
    connect(open, &QShortcut::activated, this, [this] {
        if (auto *more = findChild<QToolButton *>(u"moreButton"_s)) {
            more->showMenu();
        }
    });
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &MainWindow::clearFilter);
}

void MainWindow::buildThemeMenu(QMenu &menu)
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const QString &text, ThemeChoice choice) {
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            m_theme.setChoice(choice);
            saveLayout();
        });
    };
    add(tr("Like the &system"), ThemeChoice::System);
    add(tr("&Light"), ThemeChoice::Light);
    add(tr("&Dark"), ThemeChoice::Dark);
}

void MainWindow::addFiles()
{
    m_session.add(
        askForFiles(this, tr("Add files"),
                    tr("Exports (*.csv *.tsv *.txt *.gz *.bz2 *.xz *.zst);;All files (*)")));
}

void MainWindow::addFolder()
{
    const QString folder = askForFolder(this, tr("Add folder"));
    if (!folder.isEmpty()) {
        m_session.add({ folder });
    }
}

void MainWindow::addSamples()
{
    m_session.add(m_samples);
}

void MainWindow::removeSelection()
{
    const std::vector<std::int64_t> ids = m_queue->selectedIds();
    if (ids.size() > kManyFiles && !mayRemove(ids.size())) {
        return;
    }
    if (m_session.remove(ids) < ids.size()) {
        m_notice->tell(filesStayText());
    }
}

QString MainWindow::filesStayText()
{
    return tr("Files of the import that goes on stay in the list until it ends.");
}

bool MainWindow::mayRemove(std::size_t files)
{
    const int count = static_cast<int>(files);
    return isAgreedTo({ .name = u"removeQuestion"_s,
                        .title = tr("Remove from the list"),
                        .text = tr("Remove %1 file(s) from the list? The files themselves stay "
                                   "where they are.",
                                   nullptr, count)
                                    .arg(m_format.count(count)),
                        .details = {},
                        .yes = tr("&Remove"),
                        .no = tr("&Keep"),
                        .isYesUsual = true },
                      this);
}

void MainWindow::startSelectionOver()
{
    std::vector<std::int64_t> ids = m_queue->selectedIds();
    std::erase_if(ids, [this](std::int64_t id) {
        const QueueRow *row = m_session.model().find(id);
        return !row || !canStartOver(*row);
    });
    startOver(ids);
}

void MainWindow::startOver(const std::vector<std::int64_t> &ids)
{
    if (!ids.empty() && mayStartOver(ids.size())) {
        m_session.startOver(ids);
    }
}

bool MainWindow::mayStartOver(std::size_t files)
{
    const int count = static_cast<int>(files);
    return isAgreedTo({ .name = u"startOverQuestion"_s,
                        .title = tr("Start over"),
                        .text = tr("Start %1 file(s) over? What came in of them so far is taken "
                                   "back, and every record comes again from the first on.",
                                   nullptr, count)
                                    .arg(m_format.count(count)),
                        .details = {},
                        .yes = tr("&Start over"),
                        .no = tr("&Keep") },
                      this);
}

void MainWindow::pastePaths()
{
    const QMimeData *pasted = QApplication::clipboard()->mimeData();
    QStringList paths;
    for (const QUrl &url : pasted->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    if (paths.isEmpty()) {
        for (const QString &line : pasted->text().split(u'\n', Qt::SkipEmptyParts)) {
            const QString path = line.trimmed();
            const QUrl url(path);
            paths << (url.isLocalFile() ? url.toLocalFile() : path);
        }
    }
    if (!paths.isEmpty()) {
        m_session.add(paths);
    }
}

void MainWindow::focusFilter()
{
    m_filter->show();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void MainWindow::clearFilter()
{
    m_filter->clear();
    m_filter->hide();
    m_sidebar->showGroup(std::nullopt);
}

void MainWindow::showErrorsOfSelection()
{
    const std::vector<std::int64_t> ids = m_queue->selectedIds();
    const QueueRow *row = ids.empty() ? nullptr : m_session.model().find(ids.front());
    if (row) {
        m_tabs->setCurrentWidget(m_errors);
        m_errors->showFile(row->path);
    }
}

void MainWindow::undoSelection()
{
    const std::vector<std::int64_t> ids = m_queue->selectedIds();
    const QueueRow *row = ids.size() == 1 ? m_session.model().find(ids.front()) : nullptr;
    if (row) {
        m_undo->undoFile(row->path);
    }
}

void MainWindow::undoLastRun()
{
    m_undo->undoLastRun();
}

bool MainWindow::isAtWork() const
{
    return m_session.isRunning() || m_repair->isRunning() || m_undo->isRunning();
}

bool MainWindow::mayStop(const QString &title, const QString &text, const QString &stop)
{
    return isAgreedTo({ .name = u"closeQuestion"_s,
                        .title = title,
                        .text = text,
                        .details = {},
                        .yes = stop,
                        .no = tr("&Keep running") },
                      this);
}

bool MainWindow::mayClose()
{
    if (m_session.isRunning()) {
        if (!mayStop(tr("Import in progress"),
                     tr("An import is going on. If you stop it now, what is in stays, and the next "
                        "import goes on where it stopped."),
                     tr("&Stop and go on next time"))) {
            return false;
        }
    } else if (m_undo->isRunning()) {
        if (!mayStop(tr("Undo in progress"),
                     tr("An import is being undone. If you stop it now, nothing is changed."),
                     tr("&Stop"))) {
            return false;
        }
    } else if (m_repair->isRunning()) {
        if (!mayStop(tr("Import in progress"),
                     tr("Corrected records are being imported. If you stop it now, what is not in "
                        "has to be corrected again."),
                     tr("&Stop"))) {
            return false;
        }
    } else if (!mayLeaveCorrections()) {
        return false;
    }
    if (!isAtWork()) {
        return true;
    }
    closeAtTheEnd();
    return false;
}

void MainWindow::closeAtTheEnd()
{
    m_closing = true;
    connect(&m_session, &ImportSession::runFinished, this, &QWidget::close, Qt::QueuedConnection);
    connect(m_repair.get(), &RepairDesk::ended, this, &QWidget::close, Qt::QueuedConnection);
    connect(m_undo.get(), &UndoDesk::ended, this, &QWidget::close, Qt::QueuedConnection);
    m_session.cancel();
    m_repair->cancel();
    m_undo->cancel();
}

bool MainWindow::mayLeaveCorrections()
{
    m_errors->commit();
    const int count = m_errors->corrections().countAll();
    if (count == 0) {
        return true;
    }
    return isAgreedTo({ .name = u"correctionsQuestion"_s,
                        .title = tr("Corrected records"),
                        .text = tr("%1 corrected record(s) are not imported yet. If you quit now, "
                                   "what you corrected is lost.",
                                   nullptr, count)
                                    .arg(m_format.count(count)),
                        .details = {},
                        .yes = tr("&Quit"),
                        .no = tr("&Keep them") },
                      this);
}

void MainWindow::showSelectionInFolder()
{
    const std::vector<std::int64_t> ids = m_queue->selectedIds();
    const QueueRow *row = ids.empty() ? nullptr : m_session.model().find(ids.front());
    if (row) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(row->path).path()));
    }
}

void MainWindow::copySelectedPaths()
{
    QStringList paths;
    for (const std::int64_t id : m_queue->selectedIds()) {
        if (const QueueRow *row = m_session.model().find(id)) {
            paths << row->path;
        }
    }
    QApplication::clipboard()->setText(paths.join(u'\n'));
}

void MainWindow::pressPrimary()
{
    if (auto *primary = m_toolbar->findChild<QPushButton *>(u"primaryButton"_s)) {
        primary->click();
    }
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Dockhand"),
                       tr("Dockhand %1 imports order exports and marketplace reports into a "
                          "database, and accounts for every record.")
                           .arg(QLatin1StringView(DOCKHAND_VERSION)));
}

} // namespace dockhand::ui
