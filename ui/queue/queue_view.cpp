// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_view.h"

#include "ui/queue/row_delegate.h"
#include "ui/queue/state_words.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using Column = QueueModel::Column;

namespace {

constexpr int kRowHeight = 34;
constexpr int kLeastFileWidth = 180;

struct ColumnSetup
{
    Column column;
    const char *widest; ///< a text it has room for
    int more;           ///< for what is not text
    bool shown;
};

constexpr int kBarWidth = 50;
constexpr int kIconWidth = 26;
constexpr int kMargins = 20;
constexpr int kArrowWidth = 6;

constexpr std::array kColumnSetup {
    ColumnSetup { Column::State, "", kIconWidth, true }, // see widestState()
    ColumnSetup { Column::Profile, "Jakmall orders x", 0, true },
    ColumnSetup { Column::Records, "~ 123,456", 0, true },
    ColumnSetup { Column::Progress, "100 %", kBarWidth, true },
    ColumnSetup { Column::Rate, "123,400", 0, true },
    ColumnSetup { Column::TimeLeft, "12 min 30 s", 0, true },
    ColumnSetup { Column::Inserted, "123,456", 0, true },
    ColumnSetup { Column::Duplicate, "12,345", 0, true },
    ColumnSetup { Column::Rejected, "12,345", 0, true },
    ColumnSetup { Column::Position, "12,345", 0, false },
    ColumnSetup { Column::Size, "123 MB", 0, false },
    ColumnSetup { Column::Updated, "12,345", 0, false },
    ColumnSetup { Column::Filtered, "12,345", 0, false },
    ColumnSetup { Column::Message, "The file was changed while it was being read.", 0, false },
};

/// Those that hold a number of records.
constexpr std::array kCountColumns { Column::Records,   Column::Inserted, Column::Updated,
                                     Column::Duplicate, Column::Filtered, Column::Rejected };

/// The widest word a file's state can have, with as many rejects as a large file may hold.
int widestState(const QFontMetrics &metrics, const Format &format)
{
    constexpr int kManyRejects = 9'999;
    int widest = 0;
    QueueRow row;
    row.counts.rejected = kManyRejects;
    for (int state = 0; state <= static_cast<int>(ledger::FileState::Skipped); ++state) {
        row.state = static_cast<ledger::FileState>(state);
        widest = std::max(widest, metrics.horizontalAdvance(StateWords::look(row, format).word));
    }
    row.needsChoice = true;
    return std::max(widest, metrics.horizontalAdvance(StateWords::look(row, format).word));
}

int section(Column column)
{
    return static_cast<int>(column);
}

} // namespace

QueueView::QueueView(QueueModel &model, const Theme &theme, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_theme(theme)
    , m_filter(new QueueFilter(this))
{
    setObjectName(u"queueView"_s);
    setAccessibleName(tr("Files"));
    m_filter->setSourceModel(&model);
    setModel(m_filter);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(kRowHeight, fontMetrics().height() + 16));
    setUpColumns();
    setUpActions();
    updateIcons();
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { makeRoomFor(first, last); });
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                makeRoomFor(first.row(), last.row());
            });
    connect(&theme, &Theme::changed, this, &QueueView::updateIcons);
}

void QueueView::setUpColumns()
{
    setItemDelegate(new RowDelegate(m_theme, this));
    setItemDelegateForColumn(section(Column::State), new StateDelegate(m_theme, this));
    setItemDelegateForColumn(section(Column::File), new FileDelegate(m_theme, this));
    setItemDelegateForColumn(section(Column::Progress), new ProgressDelegate(m_theme, this));

    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumHeight(std::max(kRowHeight, fontMetrics().height() + 14));
    header->setMinimumSectionSize(40);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    const QFontMetrics body(m_theme.bodyFont());
    const QFontMetrics strong(m_theme.strongFont());
    QFont titleFont = m_theme.labelFont();
    titleFont.setWeight(QFont::DemiBold);
    const QFontMetrics titles(titleFont);
    for (const ColumnSetup &setup : kColumnSetup) {
        const QString title
            = m_model.headerData(section(setup.column), Qt::Horizontal, Qt::DisplayRole).toString();
        const int widest = setup.column == Column::State
            ? widestState(strong, m_model.format())
            : body.horizontalAdvance(QLatin1StringView(setup.widest));
        const int text = widest + setup.more;
        const int least = titles.horizontalAdvance(title) + kArrowWidth;
        header->resizeSection(section(setup.column), std::max(text, least) + kMargins);
        header->setSectionHidden(section(setup.column), !setup.shown);
    }
    setSortingEnabled(true);
    header->setSortIndicatorClearable(true);
    sortByColumn(-1, Qt::AscendingOrder);
    connect(header, &QWidget::customContextMenuRequested, this, &QueueView::showColumnMenu);
    connect(header, &QHeaderView::sectionResized, this, &QueueView::layoutChosen);
    connect(header, &QHeaderView::sectionMoved, this, &QueueView::layoutChosen);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &QueueView::layoutChosen);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &QueueView::updateActions);
}

QAction *QueueView::addQueueAction(const QString &text, const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void QueueView::setUpActions()
{
    m_actions.retry = addQueueAction(tr("&Retry"), QKeySequence(Qt::Key_F5));
    m_actions.startOver = addQueueAction(tr("Start o&ver…"), QKeySequence(Qt::SHIFT | Qt::Key_F5));
    m_actions.remove = addQueueAction(tr("Re&move from the list"), QKeySequence::Delete);
    m_actions.moveUp = addQueueAction(tr("Move &up"), QKeySequence(Qt::CTRL | Qt::Key_Up));
    m_actions.moveDown = addQueueAction(tr("Move &down"), QKeySequence(Qt::CTRL | Qt::Key_Down));
    m_actions.showErrors
        = addQueueAction(tr("Show &errors of this file"), QKeySequence(Qt::CTRL | Qt::Key_E));
    m_actions.showInFolder = addQueueAction(tr("Show in &folder"), {});
    m_actions.copyPath = addQueueAction(tr("&Copy path"), QKeySequence::Copy);
    m_actions.undo
        = addQueueAction(tr("&Undo import of this file…"), QKeySequence(Qt::CTRL | Qt::Key_Z));
    m_actions.recogniseAgain = addQueueAction(tr("Recognise &again"), {});
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &QueueView::updateActions);
    connect(&m_model, &QueueModel::countsChanged, this, &QueueView::updateActions);
    updateActions();
}

void QueueView::updateIcons()
{
    m_actions.retry->setIcon(m_theme.icon(u"view-refresh"_s));
    m_actions.remove->setIcon(m_theme.icon(u"edit-delete"_s));
    m_actions.moveUp->setIcon(m_theme.icon(u"go-up"_s));
    m_actions.moveDown->setIcon(m_theme.icon(u"go-down"_s));
    m_actions.undo->setIcon(m_theme.icon(u"edit-undo"_s));
    m_actions.showInFolder->setIcon(m_theme.icon(u"folder"_s));
    viewport()->update();
}

void QueueView::updateActions()
{
    const std::vector<std::int64_t> ids = selectedIds();
    const bool hasSelection = !ids.empty();
    const auto holdsAny = [&](bool (*fits)(const QueueRow &)) {
        return std::any_of(ids.begin(), ids.end(), [&](std::int64_t id) {
            const QueueRow *row = m_model.find(id);
            return row && fits(*row);
        });
    };
    for (QAction *action : { m_actions.remove, m_actions.copyPath, m_actions.recogniseAgain }) {
        action->setEnabled(hasSelection);
    }
    updateMoves(hasSelection);
    m_actions.retry->setEnabled(holdsAny(isRetryable));
    m_actions.startOver->setEnabled(holdsAny(canStartOver));
    m_actions.undo->setEnabled(ids.size() == 1 && holdsAny(canUndo) && !m_isHeld);
    m_actions.showInFolder->setEnabled(ids.size() == 1);
    m_actions.showErrors->setEnabled(ids.size() == 1);
}

void QueueView::setHeld(bool held)
{
    m_isHeld = held;
    updateActions();
}

bool QueueView::isSorted() const
{
    const int column = m_filter->sortColumn();
    const bool isQueueOrder
        = column == section(Column::Position) && m_filter->sortOrder() == Qt::AscendingOrder;
    return column >= 0 && !isQueueOrder;
}

// A place in the queue that nobody sees is not changed.
void QueueView::updateMoves(bool hasSelection)
{
    const bool sorted = isSorted();
    const QString why = sorted
        ? tr("Sorted by %1; click the header again for the queue's order")
              .arg(m_model.headerData(m_filter->sortColumn(), Qt::Horizontal, Qt::DisplayRole)
                       .toString())
        : QString();
    for (QAction *action : { m_actions.moveUp, m_actions.moveDown }) {
        action->setEnabled(hasSelection && !sorted);
        action->setToolTip(why);
    }
}

std::vector<std::int64_t> QueueView::selectedIds() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<std::int64_t> ids;
    ids.reserve(static_cast<std::size_t>(rows.size()));
    for (const QModelIndex &index : rows) {
        ids.push_back(index.data(QueueModel::IdRole).toLongLong());
    }
    return ids;
}

void QueueView::setProfiles(const QList<std::pair<QString, QString>> &profiles)
{
    m_profiles = profiles;
}

void QueueView::contextMenuEvent(QContextMenuEvent *event)
{
    if (selectedIds().empty()) {
        return;
    }
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    menu.addActions({ m_actions.retry, m_actions.startOver });
    QMenu *profiles = menu.addMenu(tr("Recognise a&s"));
    profiles->addAction(m_actions.recogniseAgain);
    profiles->addSeparator();
    for (const auto &[id, title] : m_profiles) {
        connect(profiles->addAction(title), &QAction::triggered, this,
                [this, chosen = id] { Q_EMIT profileChosen(chosen); });
    }
    menu.addActions({ m_actions.showErrors, m_actions.undo });
    menu.addSeparator();
    menu.addActions({ m_actions.moveUp, m_actions.moveDown, m_actions.remove });
    menu.addSeparator();
    menu.addActions({ m_actions.showInFolder, m_actions.copyPath });
    menu.exec(event->globalPos());
}

void QueueView::showColumnMenu(const QPoint &position)
{
    QMenu menu(this);
    QAction *unsort = menu.addAction(tr("&Queue order"));
    unsort->setEnabled(isSorted());
    connect(unsort, &QAction::triggered, this, [this] { sortByColumn(-1, Qt::AscendingOrder); });
    menu.addSeparator();
    for (int i = 0; i < QueueModel::kColumns; ++i) {
        if (i == section(Column::File)) {
            continue;
        }
        QAction *action
            = menu.addAction(m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        connect(action, &QAction::toggled, this, [this, i](bool shown) {
            setColumnHidden(i, !shown);
            fitFileColumn();
            Q_EMIT layoutChosen();
        });
    }
    menu.exec(horizontalHeader()->mapToGlobal(position));
}

void QueueView::resizeEvent(QResizeEvent *event)
{
    const QScrollBar &bar = *verticalScrollBar();
    const bool wasAtEnd = bar.maximum() > 0 && bar.value() == bar.maximum();
    QTableView::resizeEvent(event);
    fitFileColumn();
    if (wasAtEnd) {
        scrollToBottom(); // a scrollbar that comes below does not cover the last row
    }
}

// Numbers and states are never cut. Inserted may become as many as the file has records, so that
// its column is wide enough from the start; the others grow when a number with more digits comes.
void QueueView::makeRoomFor(int first, int last)
{
    const QFontMetrics strong(m_theme.strongFont());
    std::array<std::int64_t, kCountColumns.size()> most {};
    int stateWidth = 0;
    for (int row = first; row <= last; ++row) {
        const auto &file = m_model.rows()[static_cast<std::size_t>(row)];
        const auto records = std::max(file.estimatedRecords, file.counts.read);
        const std::array counts { records,
                                  records,
                                  file.counts.updated,
                                  file.counts.duplicate,
                                  file.counts.filtered,
                                  file.counts.rejected };
        for (std::size_t i = 0; i < most.size(); ++i)
            most[i] = std::max(most[i], counts[i]);
        const auto state = m_model.index(row, section(Column::State)).data().toString();
        stateWidth = std::max(stateWidth, strong.horizontalAdvance(state));
    }
    bool isWider = widen(Column::State, stateWidth + kIconWidth);
    const QFontMetrics body(m_theme.bodyFont());
    for (std::size_t i = 0; i < most.size(); ++i) {
        if (most[i] <= m_roomFor[i])
            continue;
        while (m_roomFor[i] < most[i])
            m_roomFor[i] = m_roomFor[i] * 10 + 9;
        const Format &format = m_model.format();
        const auto text = kCountColumns[i] == Column::Records ? format.estimate(m_roomFor[i])
                                                              : format.count(m_roomFor[i]);
        isWider |= widen(kCountColumns[i], body.horizontalAdvance(text));
    }
    if (isWider)
        fitFileColumn();
}

bool QueueView::widen(Column column, int content)
{
    const int width = content + kMargins;
    if (isColumnHidden(section(column)) || columnWidth(section(column)) >= width)
        return false;
    setColumnWidth(section(column), width);
    return true;
}

void QueueView::fitFileColumn()
{
    const int others = horizontalHeader()->length() - columnWidth(section(Column::File));
    const int bar = verticalScrollBar()->sizeHint().width(); // kept, so that nothing moves for it
    const int room = width() - 2 * frameWidth() - bar;
    setColumnWidth(section(Column::File), std::max(kLeastFileWidth, room - others));
}

void QueueView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const int first = std::max(0, rowAt(event->rect().top()));
    const int last = rowAt(event->rect().bottom());
    QPainter painter(viewport());
    for (int row = first; row < m_filter->rowCount() && (last < 0 || row <= last); ++row) {
        paintReason(painter, m_filter->index(row, section(Column::File)));
    }
}

// Over the cells, as a reason may need the room of several that hold nothing.
void QueueView::paintReason(QPainter &painter, const QModelIndex &file) const
{
    const QString reason = file.data(QueueModel::ReasonRole).toString();
    const QRect area = reason.isEmpty() ? QRect() : reasonArea(file);
    painter.setFont(m_theme.labelFont());
    const QFontMetrics metrics = painter.fontMetrics();
    if (area.width() < 3 * metrics.averageCharWidth()) {
        return;
    }
    painter.setPen(m_theme.colors().muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(reason, Qt::ElideRight, area.width()));
}

/// The cells from a place on that show nothing, and the place behind them.
QRect QueueView::emptyRun(int row, int firstVisual, int *nextVisual) const
{
    QRect run;
    int visual = firstVisual;
    for (; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        const QModelIndex cell = m_filter->index(row, column);
        if (isColumnHidden(column)) {
            continue;
        }
        if (!cell.data().toString().isEmpty()) {
            break;
        }
        run = run.united(visualRect(cell));
    }
    *nextVisual = visual;
    return run;
}

QRect QueueView::reasonArea(const QModelIndex &file) const
{
    const QRect cell = visualRect(file).adjusted(0, 0, 0, -1);
    const QString reason = file.data(QueueModel::ReasonRole).toString();
    const int wanted = QFontMetrics(m_theme.labelFont()).horizontalAdvance(reason) + 1;
    const int row = file.row();
    int visual = horizontalHeader()->visualIndex(file.column()) + 1;
    const QRect behind = emptyRun(row, visual, &visual);
    QRect best = cell;
    best.setLeft(cell.left() + FileDelegate::nameWidth(m_theme, file));
    if (!behind.isEmpty()) {
        best.setRight(behind.right());
    }
    best.adjust(0, 0, -kMargins / 2, 0);
    while (best.width() < wanted && visual < horizontalHeader()->count()) {
        const QRect run
            = emptyRun(row, visual + 1, &visual).adjusted(kMargins / 2, 0, -kMargins / 2, -1);
        if (run.width() > best.width()) {
            best = run;
        }
    }
    return best;
}

QByteArray QueueView::saveLayout() const
{
    return horizontalHeader()->saveState();
}

void QueueView::restoreLayout(const QByteArray &layout)
{
    if (!layout.isEmpty() && horizontalHeader()->restoreState(layout)) {
        sortByColumn(horizontalHeader()->sortIndicatorSection(),
                     horizontalHeader()->sortIndicatorOrder());
        fitFileColumn();
    }
}

} // namespace dockhand::ui
