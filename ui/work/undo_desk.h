// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/import_session.h"
#include "ui/log/log_panel.h"
#include "ui/notice_bar.h"
#include "ui/work/undo_work.h"

#include <QObject>
#include <QWidget>

namespace dockhand::ui {

/// Takes an import back when the person wants it: looks what would leave, asks, has it done, and
/// tells what became of it in the notice bar, the log and the queue. The session is held meanwhile.
class UndoDesk final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it; questions stand above `window`.
    UndoDesk(ImportSession &session, NoticeBar &notice, LogPanel &log, const Format &format,
             QWidget &window);

    void undoFile(const QString &path);
    void undoLastRun();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void cancel();

Q_SIGNALS:
    void ended();
    void undone(); ///< something; before `ended`

private:
    void look(engine::UndoOptions options);
    void onLooked(const engine::UndoPreview &preview);
    void onLookFailed(const Error &error);
    void onFinished(const engine::UndoResult &result);
    void end();
    [[nodiscard]] bool mayUndo(const engine::UndoPreview &preview) const;
    [[nodiscard]] QString question(const engine::UndoPreview &preview) const;
    [[nodiscard]] QString whatLeaves(const engine::UndoPreview &preview) const;
    [[nodiscard]] QString what(const std::vector<ledger::FileRecord> &files) const;
    [[nodiscard]] QString named(const std::vector<ledger::NamedFile> &files) const;
    [[nodiscard]] QString told(const engine::UndoResult &result) const;
    void log(const engine::UndoResult &result);

    ImportSession &m_session;
    NoticeBar &m_notice;
    LogPanel &m_log;
    Format m_format;
    QWidget &m_window;
    UndoWork m_work;
    engine::UndoOptions m_options;
    bool m_isRunning = false;
};

} // namespace dockhand::ui
