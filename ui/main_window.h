// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/cut_off_run.h"
#include "ui/format.h"
#include "ui/import_session.h"
#include "ui/queue_store.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QProgressBar>
#include <QSettings>

#include <array>
#include <memory>
#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace dockhand::ui {

class ChartsPanel;
class DropArea;
class DropFrame;
class ErrorPanel;
class LogPanel;
class NoticeBar;
class PlanPanel;
class QueueView;
class RepairDesk;
class Sidebar;
class Tile;
class Toolbar;
class UndoDesk;

/// What the window is given from outside.
struct WindowOptions
{
    QString settingsPath;  ///< INI file; the queue is kept beside it
    QString samplesFolder; ///< empty or missing: no samples are offered
    ImportSession::Profiles profiles;
    std::optional<target::TargetAddress> target; ///< instead of the one used last
    QStringList files;                           ///< queued at the start
};

/// The window: composes the panels around one session, and remembers where everything was. Takes
/// files and folders dropped anywhere.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(WindowOptions options, Theme &theme, const Format &format = Format(),
               QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ImportSession &session() { return m_session; }

public Q_SLOTS:
    void focusFilter();
    void clearFilter();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPage();
    void setNarrow(bool narrow);
    void placeOverlays();
    [[nodiscard]] QWidget *buildTiles();
    [[nodiscard]] QWidget *buildQueue();
    [[nodiscard]] QWidget *buildTabs();
    void buildStatusBar();
    void buildMenu();
    void buildThemeMenu(QMenu &menu);
    void addMenuAction(QMenu &menu, const QString &text, const QKeySequence &shortcut,
                       void (MainWindow::*act)());
    void connectToolbar();
    void connectQueue();
    void connectSession();
    void setUpDesks();

    void addFiles();
    void addFolder();
    void addSamples();
    void removeSelection();
    [[nodiscard]] bool mayRemove(std::size_t files);
    [[nodiscard]] static QString filesStayText();
    void startSelectionOver();
    void startOver(const std::vector<std::int64_t> &ids);
    void offerToStartOver();
    [[nodiscard]] bool mayStartOver(std::size_t files);
    void pastePaths();
    void showErrorsOfSelection();
    void undoSelection();
    void undoLastRun();
    void showSelectionInFolder();
    void copySelectedPaths();
    void pressPrimary();
    void showAbout();

    void showStatus();
    void showPhase(Phase phase);
    void showContent();
    void tell(const Error &error);
    void onRunFinished();
    void findSamples();
    void restore();
    void lookForCutOffRun();
    void offerToGoOn(const engine::CutOffRun &run);
    void goOnWhenReady();
    void saveLayout();
    [[nodiscard]] bool isAtWork() const;
    [[nodiscard]] bool mayClose();
    [[nodiscard]] bool mayLeaveCorrections();
    [[nodiscard]] bool mayStop(const QString &title, const QString &text, const QString &stop);
    void closeAtTheEnd();

    WindowOptions m_options;
    Theme &m_theme;
    Format m_format;
    ImportSession m_session;
    QSettings m_settings;
    QueueStore m_store;

    Toolbar *m_toolbar = nullptr;
    Sidebar *m_sidebar = nullptr;
    NoticeBar *m_notice = nullptr;
    std::array<Tile *, 4> m_tiles {};
    QWidget *m_tileRow = nullptr;
    QProgressBar *m_overall = nullptr;
    QHBoxLayout *m_page = nullptr; ///< sidebar and column
    QVBoxLayout *m_column = nullptr;
    QStackedWidget *m_stack = nullptr;
    DropArea *m_drop = nullptr;
    DropFrame *m_dropFrame = nullptr;
    QueueView *m_queue = nullptr;
    QLineEdit *m_filter = nullptr;
    QSplitter *m_splitter = nullptr;
    QTabWidget *m_tabs = nullptr;
    PlanPanel *m_plan = nullptr;
    ChartsPanel *m_charts = nullptr;
    ErrorPanel *m_errors = nullptr;
    LogPanel *m_log = nullptr;
    QLabel *m_statusText = nullptr;
    std::unique_ptr<RepairDesk> m_repair;
    std::unique_ptr<UndoDesk> m_undo;
    QAction *m_undoLast = nullptr;
    QTimer m_layoutTimer;
    QStringList m_samples;
    bool m_closing = false;
    bool m_restored = false;
    bool m_goesOn = false; ///< starts as soon as its files were looked at
    bool m_isNarrow = false;
};

} // namespace dockhand::ui
