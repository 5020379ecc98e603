// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/background.h"
#include "ui/charts/charts_panel.h"
#include "ui/errors/error_panel.h"
#include "ui/errors/error_words.h"
#include "ui/log/log_panel.h"
#include "ui/notice_bar.h"
#include "ui/plan/plan_panel.h"
#include "ui/queue/drop_area.h"
#include "ui/queue/drop_frame.h"
#include "ui/queue/queue_view.h"
#include "ui/sidebar.h"
#include "ui/status_words.h"
#include "ui/tiles/tile.h"
#include "ui/toolbar.h"
#include "ui/work/repair_desk.h"
#include "ui/work/undo_desk.h"

#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageMargin = 20;
constexpr int kCardGap = 12;
constexpr int kNarrow = 1080; ///< below this the sidebar waits behind a button
constexpr int kTopMargin = 14;
constexpr int kSaveDelayMs = 500;
constexpr std::array kTileShares { 28, 46, 37, 28 };
constexpr QSize kFirstSize { 1440, 900 };

QStringList localFilesIn(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

QString queuePathFor(const QString &settingsPath)
{
    return settingsPath + u".queue.json"_s;
}

} // namespace

MainWindow::MainWindow(WindowOptions options, Theme &theme, const Format &format, QWidget *parent)
    : QMainWindow(parent)
    , m_options(std::move(options))
    , m_theme(theme)
    , m_format(format)
    , m_session(m_options.profiles)
    , m_settings(m_options.settingsPath, QSettings::IniFormat)
    , m_store(queuePathFor(m_options.settingsPath))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Dockhand"));
    setWindowIcon(QIcon(u":/icons/dockhand.svg"_s));
    setAcceptDrops(true);
    m_session.model().setFormat(format);
    buildPage();
    buildStatusBar();
    buildMenu();
    connectToolbar();
    connectQueue();
    connectSession();
    setUpDesks();
    findSamples();
    restore();
    showContent();
    showPhase(m_session.status().phase);
    showStatus();
}

// Their work ends before what they tell of it.
MainWindow::~MainWindow()
{
    m_undo.reset();
    m_repair.reset();
}

void MainWindow::buildPage()
{
    m_sidebar = new Sidebar(m_session.model(), m_theme, m_format);
    m_toolbar = new Toolbar(m_theme, m_format);
    m_notice = new NoticeBar(m_theme);
    m_overall = new QProgressBar;
    m_overall->setObjectName(u"overallProgress"_s);
    m_overall->setAccessibleName(tr("Progress of the whole import"));
    m_overall->setTextVisible(false);
    m_overall->setFixedHeight(5);
    m_overall->setRange(0, 1000);

    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->setHandleWidth(kCardGap);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildQueue());
    m_splitter->addWidget(buildTabs());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({ 460, 260 });

    m_column = new QVBoxLayout;
    m_column->setContentsMargins(kPageMargin, kTopMargin, kPageMargin, 10);
    m_column->setSpacing(kCardGap);
    m_column->addWidget(m_toolbar);
    m_column->addWidget(m_notice);
    m_tileRow = buildTiles();
    m_column->addWidget(m_tileRow);
    m_column->addWidget(m_overall);
    m_column->addWidget(m_splitter, 1);

    auto *central = new QWidget;
    m_page = new QHBoxLayout(central);
    m_page->setContentsMargins(0, 0, 0, 0);
    m_page->setSpacing(0);
    m_page->addWidget(m_sidebar);
    m_page->addLayout(m_column, 1);
    m_dropFrame = new DropFrame(m_theme, central);
    setCentralWidget(central);
}

QWidget *MainWindow::buildTiles()
{
    auto *tiles = new QWidget;
    auto *row = new QHBoxLayout(tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kCardGap);
    const std::array names { u"timeTile"_s, u"recordsTile"_s, u"speedTile"_s, u"memoryTile"_s };
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i] = new Tile(names[i], m_theme);
        row->addWidget(m_tiles[i], kTileShares[i]);
    }
    return tiles;
}

QWidget *MainWindow::buildQueue()
{
    m_drop = new DropArea(m_theme);
    m_queue = new QueueView(m_session.model(), m_theme);
    QList<std::pair<QString, QString>> profiles;
    for (const auto &profile : m_options.profiles) {
        profiles.append({ profile->id, profile->title });
    }
    profiles.append({ u"auto"_s, tr("A table of its own, columns as in the file") });
    m_queue->setProfiles(profiles);
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"queueFilter"_s);
    m_filter->setProperty("role", u"field"_s);
    m_filter->setPlaceholderText(tr("Filter files (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter files by name or profile"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAcceptDrops(false); // files dropped here are for the queue
    m_filter->hide();

    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_filter);
    column->addWidget(m_queue, 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_drop);
    m_stack->addWidget(page);
    m_stack->setMinimumHeight(150);
    return m_stack;
}

QWidget *MainWindow::buildTabs()
{
    m_plan = new PlanPanel(m_session, m_format);
    m_charts = new ChartsPanel(m_session, m_theme, m_format);
    m_errors = new ErrorPanel(m_session, m_theme, m_format);
    m_log = new LogPanel(m_format);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(m_plan, tr("Plan"));
    m_tabs->addTab(m_charts, tr("Charts"));
    m_tabs->addTab(m_errors, tr("Errors"));
    m_tabs->addTab(m_log, tr("Log"));
    auto *corner = new QWidget;
    auto *row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_charts->rangeChoice());
    row->addWidget(m_errors->actionBar());
    m_tabs->setCornerWidget(corner);
    m_tabs->setMinimumHeight(210);
    const auto showCorner = [this] {
        m_charts->rangeChoice()->setVisible(m_tabs->currentWidget() == m_charts);
        m_errors->actionBar()->setVisible(m_tabs->currentWidget() == m_errors);
    };
    connect(m_tabs, &QTabWidget::currentChanged, this, showCorner);
    showCorner();
    return m_tabs;
}

void MainWindow::buildStatusBar()
{
    m_statusText = new QLabel;
    m_statusText->setObjectName(u"statusText"_s);
    m_statusText->setProperty("role", u"muted"_s);
    m_statusText->setContentsMargins(12, 0, 0, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_statusText, 1);
}

void MainWindow::connectToolbar()
{
    connect(m_toolbar, &Toolbar::addFilesWanted, this, &MainWindow::addFiles);
    connect(m_toolbar, &Toolbar::addFolderWanted, this, &MainWindow::addFolder);
    connect(m_toolbar, &Toolbar::startWanted, &m_session, &ImportSession::start);
    connect(m_toolbar, &Toolbar::pauseWanted, &m_session, &ImportSession::pause);
    connect(m_toolbar, &Toolbar::resumeWanted, &m_session, &ImportSession::resume);
    connect(m_toolbar, &Toolbar::cancelWanted, &m_session, &ImportSession::cancel);
    connect(m_toolbar, &Toolbar::sidebarWanted, this, [this](bool shown) {
        placeOverlays();
        m_sidebar->setVisible(shown || !m_isNarrow);
    });
    connect(&m_toolbar->target(), &TargetButton::targetChosen, this,
            [this](const target::TargetAddress &target) {
                m_notice->tell({});
                m_session.setTarget(target);
                saveLayout();
            });
}

void MainWindow::connectQueue()
{
    connect(m_drop, &DropArea::addFilesWanted, this, &MainWindow::addFiles);
    connect(m_drop, &DropArea::addFolderWanted, this, &MainWindow::addFolder);
    connect(m_drop, &DropArea::samplesWanted, this, &MainWindow::addSamples);
    connect(m_filter, &QLineEdit::textChanged, &m_queue->filter(), &QueueFilter::setText);
    connect(m_sidebar, &Sidebar::groupChosen, &m_queue->filter(), &QueueFilter::setGroup);
    const QueueActions &actions = m_queue->queueActions();
    connect(actions.remove, &QAction::triggered, this, &MainWindow::removeSelection);
    connect(actions.moveUp, &QAction::triggered, this,
            [this] { m_session.move(m_queue->selectedIds(), -1); });
    connect(actions.moveDown, &QAction::triggered, this,
            [this] { m_session.move(m_queue->selectedIds(), 1); });
    connect(actions.retry, &QAction::triggered, this,
            [this] { m_session.retry(m_queue->selectedIds()); });
    connect(actions.startOver, &QAction::triggered, this, &MainWindow::startSelectionOver);
    connect(actions.recogniseAgain, &QAction::triggered, this,
            [this] { m_session.chooseProfile(m_queue->selectedIds(), {}); });
    connect(actions.showErrors, &QAction::triggered, this, &MainWindow::showErrorsOfSelection);
    connect(actions.undo, &QAction::triggered, this, &MainWindow::undoSelection);
    connect(actions.showInFolder, &QAction::triggered, this, &MainWindow::showSelectionInFolder);
    connect(actions.copyPath, &QAction::triggered, this, &MainWindow::copySelectedPaths);
    connect(m_queue, &QueueView::profileChosen, this, [this](const QString &profileId) {
        m_session.chooseProfile(m_queue->selectedIds(), profileId);
    });
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(kSaveDelayMs);
    connect(&m_layoutTimer, &QTimer::timeout, this, &MainWindow::saveLayout);
    connect(m_queue, &QueueView::layoutChosen, &m_layoutTimer, qOverload<>(&QTimer::start));
}

void MainWindow::connectSession()
{
    connect(&m_session, &ImportSession::statusChanged, this, &MainWindow::showStatus);
    connect(&m_session, &ImportSession::phaseChanged, this, &MainWindow::showPhase);
    connect(&m_session, &ImportSession::phaseChanged, this, &MainWindow::goOnWhenReady,
            Qt::QueuedConnection); // when the session has told everybody
    connect(&m_session, &ImportSession::noted, m_log, &LogPanel::add);
    connect(&m_session, &ImportSession::told, m_notice, &NoticeBar::tell);
    connect(&m_session, &ImportSession::failed, this, &MainWindow::tell);
    connect(&m_session, &ImportSession::runFinished, this, &MainWindow::onRunFinished);
    connect(&m_session, &ImportSession::runStarted, this, [this] {
        m_notice->tell({});
        m_log->add(tr("Import started into %1.").arg(m_session.target().database));
        if (m_tabs->currentWidget() == m_plan) {
            m_tabs->setCurrentWidget(m_charts);
        }
    });
    connect(&m_session, &ImportSession::queueChanged, this, [this] {
        if (m_restored) {
            m_store.save(m_session.unfinishedPaths());
        }
    });
    const auto showQueue = [this] { showContent(); };
    connect(&m_session.model(), &QAbstractItemModel::rowsInserted, this, showQueue);
    connect(&m_session.model(), &QAbstractItemModel::rowsRemoved, this, showQueue);
    connect(m_errors, &ErrorPanel::failed, this, &MainWindow::tell);
    connect(m_errors, &ErrorPanel::exported, this, [this](const QString &path, qint64 issues) {
        m_log->add(tr("Exported %1 errors to %2.")
                       .arg(m_format.count(issues), QDir::toNativeSeparators(path)));
    });
}

void MainWindow::setUpDesks()
{
    m_repair = std::make_unique<RepairDesk>(m_session, *m_errors, *m_notice, *m_log, m_format);
    m_undo = std::make_unique<UndoDesk>(m_session, *m_notice, *m_log, m_format, *this);
    connect(m_undo.get(), &UndoDesk::undone, m_errors, &ErrorPanel::restart);
}

void MainWindow::showStatus()
{
    const SessionStatus &status = m_session.status();
    const StatusWords words(status, m_format);
    m_tiles[0]->setText(words.time());
    m_tiles[1]->setText(words.records());
    m_tiles[2]->setText(words.speed());
    m_tiles[3]->setText(words.memory());
    m_statusText->setText(words.statusLine());
    m_toolbar->showWhyNoStart(words.whyNoStart());
    const bool hasProgress = m_session.isRunning() || status.isOver();
    m_overall->setValue(hasProgress ? static_cast<int>(status.share * 1000) : 0);
    m_tabs->setTabText(m_tabs->indexOf(m_errors),
                       status.stillRejected > 0
                           ? tr("Errors  %1").arg(m_format.count(status.stillRejected))
                           : tr("Errors"));
}

void MainWindow::showContent()
{
    // Before the first file there is nothing to tell: only the place to drop files.
    const bool hasFiles = m_session.model().rowCount() > 0;
    const bool hasStory = hasFiles || m_session.status().result.has_value();
    if (m_stack->currentIndex() != (hasFiles ? 1 : 0) || !isVisible()) {
        m_stack->setCurrentIndex(hasFiles ? 1 : 0);
        (hasFiles ? static_cast<QWidget *>(m_queue) : m_drop)->setFocus();
    }
    m_tabs->setVisible(hasStory);
    m_tileRow->setVisible(hasStory);
    m_overall->setVisible(hasStory);
}

void MainWindow::showPhase(Phase phase)
{
    m_toolbar->showPhase(phase, m_session.status().startable);
    m_sidebar->setPaused(phase == Phase::Paused);
    m_queue->filter().setLive(m_session.isRunning());
    const bool isHeld = m_session.isRunning() || phase == Phase::Held;
    m_queue->setHeld(isHeld);
    m_errors->setHeld(isHeld);
    m_undoLast->setEnabled(!isHeld);
    placeOverlays();
}

void MainWindow::tell(const Error &error)
{
    m_notice->tell(ErrorWords::text(error));
    m_log->add(ErrorWords::text(error));
}

void MainWindow::onRunFinished()
{
    m_notice->withdraw(filesStayText());
    m_log->add(StatusWords(m_session.status(), m_format).logLine());
    m_store.save(m_session.unfinishedPaths());
    offerToStartOver();
}

// What changed since it was cut off only a person can decide about.
void MainWindow::offerToStartOver()
{
    const std::vector<std::int64_t> ids = m_session.idsThatCannotGoOn();
    if (ids.empty()) {
        return;
    }
    const int count = static_cast<int>(ids.size());
    m_notice->offer(tr("%1 file(s) changed since a part of them came in, so the import cannot go "
                       "on where it stopped.",
                       nullptr, count)
                        .arg(m_format.count(count)),
                    tr("Start o&ver…"), [this] { startOver(m_session.idsThatCannotGoOn()); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFilesIn(*event->mimeData()).isEmpty()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        placeOverlays();
        m_dropFrame->show();
        m_dropFrame->raise();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropFrame->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropFrame->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_session.add(localFilesIn(*event->mimeData()));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    setNarrow(width() < kNarrow);
    placeOverlays();
}

// A narrow window has no room for the sidebar beside the page: it lies over it, below the toolbar
// with its button, and takes no width.
void MainWindow::setNarrow(bool narrow)
{
    if (narrow == m_isNarrow) {
        return;
    }
    m_isNarrow = narrow;
    if (narrow) {
        m_page->removeWidget(m_sidebar);
        m_sidebar->hide();
    } else {
        m_page->insertWidget(0, m_sidebar);
        m_sidebar->show();
    }
    m_toolbar->setNarrow(narrow);
    for (Tile *tile : m_tiles) {
        tile->setLineRows(narrow ? 2 : 1);
    }
}

void MainWindow::placeOverlays()
{
    // The sidebar's width is not asked for: where it has no room it goes out of the way.
    centralWidget()->setMinimumWidth(m_column->minimumSize().width());
    const QRect page = centralWidget()->rect();
    m_dropFrame->setGeometry(page);
    if (m_isNarrow) {
        const int top = kTopMargin + m_toolbar->sizeHint().height() + kCardGap / 2;
        m_sidebar->setGeometry(0, top, m_sidebar->width(), page.height() - top);
        m_sidebar->raise();
    }
}

void MainWindow::findSamples()
{
    auto *watcher = new QFutureWatcher<QStringList>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        m_samples = watcher->result();
        m_drop->setSamplesAvailable(!m_samples.isEmpty());
        watcher->deleteLater();
    });
    watcher->setFuture(inBackground([folder = m_options.samplesFolder] {
        QStringList paths;
        if (!folder.isEmpty()) {
            const QDir dir(folder);
            for (const QString &name :
                 dir.entryList({ u"*.csv"_s, u"*.tsv"_s }, QDir::Files, QDir::Name)) {
                paths << dir.absoluteFilePath(name);
            }
        }
        return paths;
    }));
}

void MainWindow::restore()
{
    restoreGeometry(m_settings.value("window/geometry").toByteArray());
    if (!m_settings.contains("window/geometry")) {
        resize(kFirstSize);
    }
    m_splitter->restoreState(m_settings.value("window/splitter").toByteArray());
    m_queue->restoreLayout(m_settings.value("queue/columns").toByteArray());
    m_toolbar->target().setRecent(m_settings.value("target/recent").toStringList());
    const QString saved = m_settings.value("target/address").toString();
    const auto parsed
        = saved.isEmpty() ? failure(ErrorCode::OptionInvalid) : target::parseTargetAddress(saved);
    m_session.setTarget(m_options.target ? *m_options.target
                            : parsed     ? *parsed
                                         : target::defaultTargetAddress());
    m_toolbar->target().setTarget(m_session.target());
    if (!m_options.files.isEmpty()) {
        m_session.add(m_options.files);
    }
    auto *watcher = new QFutureWatcher<QStringList>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        m_restored = true;
        if (!watcher->result().isEmpty()) {
            m_session.add(watcher->result());
        } else {
            m_store.save(m_session.unfinishedPaths());
        }
        lookForCutOffRun();
        watcher->deleteLater();
    });
    watcher->setFuture(m_store.load());
}

// A crash of this program or of another one.
void MainWindow::lookForCutOffRun()
{
    auto *watcher = new QFutureWatcher<std::optional<engine::CutOffRun>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        if (const auto run = watcher->result(); run && !m_session.isRunning()) {
            offerToGoOn(*run);
        }
        watcher->deleteLater();
    });
    watcher->setFuture(inBackground([target = m_session.target()] {
        return engine::findCutOffRun(target, QDateTime::currentDateTimeUtc());
    }));
}

void MainWindow::offerToGoOn(const engine::CutOffRun &run)
{
    const auto text
        = tr("The import that began on %1 was cut off with %2 of %3 files in. It can go on where "
             "it stopped.")
              .arg(QLocale().toString(run.startedAt.toLocalTime(), QLocale::ShortFormat),
                   m_format.count(run.filesIn), m_format.count(run.files));
    m_notice->offer(text, tr("&Go on"), [this, paths = run.paths] {
        m_notice->tell({});
        m_goesOn = true;
        m_session.add(paths);
        goOnWhenReady();
    });
    m_log->add(text);
}

void MainWindow::goOnWhenReady()
{
    const auto phase = m_session.status().phase;
    const bool isReady = phase == Phase::Ready;
    if (m_goesOn && isReady) {
        m_session.start();
    }
    m_goesOn = m_goesOn && phase == Phase::Looking; // else there is nothing to wait for
}

void MainWindow::saveLayout()
{
    m_settings.setValue("window/geometry", saveGeometry());
    m_settings.setValue("window/splitter", m_splitter->saveState());
    m_settings.setValue("queue/columns", m_queue->saveLayout());
    m_settings.setValue("target/address", m_session.target().toString());
    m_settings.setValue("target/recent", m_toolbar->target().recent());
    m_settings.setValue("window/theme", themeChoiceName(m_theme.choice()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing ? isAtWork() : !mayClose()) {
        event->ignore();
        return;
    }
    saveLayout();
    if (m_restored) {
        m_store.save(m_session.unfinishedPaths());
    }
    event->accept();
}

} // namespace dockhand::ui
