// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar.h"

#include "ui/queue/state_words.h"
#include "ui/sidebar_delegate.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastWidth = 208;
constexpr int kLeftMargin = 10;
constexpr int kRightMargin = 9;
constexpr int kGroupRole = SidebarDelegate::kCountRole + 1;

QListView *makeList(const QString &name, const QString &spoken, QStandardItemModel &model,
                    const Theme &theme)
{
    auto *list = new QListView;
    list->setObjectName(name);
    list->setAccessibleName(spoken);
    list->setProperty("role", u"side"_s);
    list->setModel(&model);
    list->setItemDelegate(new SidebarDelegate(theme, list));
    list->setEditTriggers(QListView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMouseTracking(true);
    list->setFrameShape(QFrame::NoFrame);
    return list;
}

} // namespace

Sidebar::Sidebar(const QueueModel &model, const Theme &theme, const Format &format, QWidget *parent)
    : QWidget(parent)
    , m_queue(model)
    , m_theme(theme)
    , m_format(format)
    , m_pageList(makeList(u"pageList"_s, tr("Pages"), m_pages, theme))
    , m_stateList(makeList(u"stateList"_s, tr("Filter by state"), m_states, theme))
{
    setObjectName(u"sidebar"_s);
    setProperty("role", u"sidebar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_pages.appendRow(new QStandardItem(tr("Import")));
    fillStates();
    setFixedWidth(std::max(kLeastWidth, widestEntry() + kLeftMargin + kRightMargin));

    auto *title = new QLabel(tr("FILES"));
    title->setProperty("role", u"label"_s);
    title->setContentsMargins(12, 0, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kLeftMargin, 14, kRightMargin, 10);
    column->setSpacing(6);
    const int rowHeight = m_pageList->sizeHintForRow(0);
    m_pageList->setFixedHeight(m_pages.rowCount() * rowHeight + 2);
    column->addWidget(m_pageList);
    column->addSpacing(14);
    column->addWidget(title);
    column->addWidget(m_stateList, 1);

    m_pageList->setCurrentIndex(m_pages.index(0, 0));
    m_stateList->setCurrentIndex(m_states.index(0, 0));
    connect(m_stateList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                const QVariant group = current.data(kGroupRole);
                Q_EMIT groupChosen(group.isValid()
                                       ? std::optional(static_cast<StateGroup>(group.toInt()))
                                       : std::nullopt);
            });
    connect(&model, &QueueModel::countsChanged, this, &Sidebar::refresh);
    connect(&theme, &Theme::changed, this, &Sidebar::refresh);
    refresh();
}

void Sidebar::fillStates()
{
    m_states.appendRow(new QStandardItem(tr("All")));
    for (int i = 0; i < kStateGroups; ++i) {
        auto *item = new QStandardItem(StateWords::look(static_cast<StateGroup>(i)).word);
        item->setData(i, kGroupRole);
        m_states.appendRow(item);
    }
}

void Sidebar::setPaused(bool paused)
{
    if (paused != m_isPaused) {
        m_isPaused = paused;
        refresh();
    }
}

StateLook Sidebar::lookOf(StateGroup group) const
{
    if (group == StateGroup::Importing && m_isPaused) {
        QueueRow paused;
        paused.state = ledger::FileState::Paused;
        return StateWords::look(paused, m_format);
    }
    return StateWords::look(group);
}

/// No state is cut, neither while it is chosen nor beside the count of a long queue.
int Sidebar::widestEntry() const
{
    constexpr int kLongQueue = 999;
    int widest = 0;
    for (int row = 0; row < m_states.rowCount(); ++row) {
        widest = std::max(widest,
                          SidebarDelegate::widthFor(m_theme, m_states.item(row)->text(),
                                                    m_format.count(kLongQueue)));
    }
    return widest;
}

void Sidebar::refresh()
{
    for (int row = 0; row < m_states.rowCount(); ++row) {
        QStandardItem *item = m_states.item(row);
        const QVariant group = item->data(kGroupRole);
        const bool isAll = !group.isValid();
        const int count
            = isAll ? m_queue.rowCount() : m_queue.countOf(static_cast<StateGroup>(group.toInt()));
        item->setData(m_format.count(count), SidebarDelegate::kCountRole);
        if (!isAll) {
            const StateLook look = lookOf(static_cast<StateGroup>(group.toInt()));
            item->setText(look.word);
            item->setIcon(m_theme.icon(look.icon, look.tone));
        }
        //: A state of files and how many files are in it
        item->setData(tr("%1, %2").arg(item->text(), m_format.count(count)),
                      Qt::AccessibleTextRole);
    }
}

void Sidebar::showGroup(std::optional<StateGroup> group)
{
    m_stateList->setCurrentIndex(m_states.index(group ? static_cast<int>(*group) + 1 : 0, 0));
}

} // namespace dockhand::ui
