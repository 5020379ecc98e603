// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/undo.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace dockhand::ui {

/// Looks at what an undo would take back, or does it, in a thread of its own, as either may wait
/// for the database. Lives in the window's thread and never blocks it, but for the destructor,
/// which stops the work and waits. One thing at a time.
class UndoWork final : public QObject
{
    Q_OBJECT

public:
    explicit UndoWork(QObject *parent = nullptr);
    ~UndoWork() override;

    void look(const engine::UndoOptions &options);
    void takeBack(const engine::UndoOptions &options);
    /// Nothing is changed then, unless it is done already.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
    void noted(QString line);
    void looked(const dockhand::engine::UndoPreview &preview);
    void failed(const dockhand::Error &error); ///< to look
    void finished(const dockhand::engine::UndoResult &result);

private:
    /// What the thread works with.
    struct Job
    {
        explicit Job(const engine::UndoOptions &options, engine::Undo::Noted noted);

        SystemClock clock;
        engine::RunControl control;
        engine::Undo undo;
        std::optional<Result<engine::UndoPreview>> preview;
        engine::UndoResult result;
    };

    void start(const engine::UndoOptions &options, const std::function<void(Job &)> &work,
               const std::function<void(Job &)> &tell);

    std::unique_ptr<Job> m_job;
    std::unique_ptr<QThread> m_thread;
};

} // namespace dockhand::ui
