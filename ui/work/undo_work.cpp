// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/undo_work.h"

#include "core/engine/hand_over.h"

#include <utility>

namespace dockhand::ui {

UndoWork::Job::Job(const engine::UndoOptions &options, engine::Undo::Noted noted)
    : undo(options, clock, control, std::move(noted))
{
}

UndoWork::UndoWork(QObject *parent)
    : QObject(parent)
{
}

UndoWork::~UndoWork()
{
    if (m_thread) {
        m_thread->disconnect(this);
        cancel();
        engine::waitFor(*m_thread);
    }
}

void UndoWork::look(const engine::UndoOptions &options)
{
    start(
        options, [](Job &job) { job.preview = job.undo.preview(); },
        [this](Job &job) {
            if (*job.preview) {
                Q_EMIT looked(**job.preview);
            } else {
                Q_EMIT failed(job.preview->error());
            }
        });
}

void UndoWork::takeBack(const engine::UndoOptions &options)
{
    start(
        options, [](Job &job) { job.result = job.undo.run(); },
        [this](Job &job) { Q_EMIT finished(job.result); });
}

void UndoWork::start(const engine::UndoOptions &options, const std::function<void(Job &)> &work,
                     const std::function<void(Job &)> &tell)
{
    if (m_thread) {
        return;
    }
    m_job = std::make_unique<Job>(options, [this](const QString &line) { Q_EMIT noted(line); });
    m_thread = engine::threadFor([work, job = m_job.get()] { work(*job); });
    connect(m_thread.get(), &QThread::finished, this, [this, tell] {
        engine::waitFor(*m_thread);
        m_thread.release()->deleteLater();                 // it is the sender
        const std::unique_ptr<Job> job = std::move(m_job); // another may be started meanwhile
        tell(*job);
    });
    m_thread->start();
}

void UndoWork::cancel()
{
    if (m_job) {
        m_job->control.cancel();
        m_job->undo.interrupt();
    }
}

} // namespace dockhand::ui
