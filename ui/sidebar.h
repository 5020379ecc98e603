// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/queue/queue_model.h"
#include "ui/queue/state_words.h"
#include "ui/theme/theme.h"

#include <QListView>
#include <QStandardItemModel>
#include <QWidget>

#include <optional>

namespace dockhand::ui {

/// Pages above, states of files with their counts below; a state is a filter of the queue.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    Sidebar(const QueueModel &model, const Theme &theme, const Format &format,
            QWidget *parent = nullptr);

    /// Files that a run works on are told as paused.
    void setPaused(bool paused);
    void showGroup(std::optional<StateGroup> group);

Q_SIGNALS:
    void groupChosen(std::optional<dockhand::ui::StateGroup> group);

private:
    void fillStates();
    void refresh();
    [[nodiscard]] StateLook lookOf(StateGroup group) const;
    [[nodiscard]] int widestEntry() const;

    const QueueModel &m_queue;
    const Theme &m_theme;
    Format m_format;
    bool m_isPaused = false;
    QStandardItemModel m_pages;
    QStandardItemModel m_states;
    QListView *m_pageList;
    QListView *m_stateList;
};

} // namespace dockhand::ui
