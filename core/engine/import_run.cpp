// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/import_run.h"

#include "core/engine/hand_over.h"
#include "core/engine/run_control.h"
#include "core/engine/run_thread.h"

#include <QTimer>

namespace dockhand::engine {

namespace {

constexpr int kClockTickMs = 50;

std::vector<std::int64_t> sizesOf(const std::vector<advisor::FileSurvey> &files)
{
    std::vector<std::int64_t> sizes;
    sizes.reserve(files.size());
    for (const auto &file : files)
        sizes.push_back(file.sizeBytes);
    return sizes;
}

} // namespace

class ImportRun::Impl
{
public:
    Impl(ImportRun *run, std::vector<advisor::FileSurvey> surveys, ImportOptions importOptions)
        : q(run)
        , files(std::move(surveys))
        , options(std::move(importOptions))
        , board(sizesOf(files))
        , thread(files, options, clock, control, board, events())
    {
    }

    RunEvents events();
    void start();
    void end(RunResult ended);
    void setState(ledger::RunState newState);
    void tick();

    ImportRun *q;
    std::vector<advisor::FileSurvey> files;
    ImportOptions options;
    SystemClock clock;
    RunControl control;
    ProgressBoard board;
    RunThread thread;
    Mailbox mailbox;
    std::unique_ptr<QThread> worker;
    QTimer timer;
    std::chrono::nanoseconds lastTick { 0 };
    ledger::RunState state = ledger::RunState::Running;
    RunResult result;
};

RunEvents ImportRun::Impl::events()
{
    // Called in the run's threads; the values travel to the owner's thread.
    RunEvents out;
    out.fileChanged = [this](const FileResult &file) {
        mailbox.post([this, file] { Q_EMIT q->fileChanged(file); });
    };
    out.noted
        = [this](const QString &line) { mailbox.post([this, line] { Q_EMIT q->noted(line); }); };
    return out;
}

void ImportRun::Impl::start()
{
    lastTick = clock.monotonic();
    QObject::connect(&timer, &QTimer::timeout, q, [this] { tick(); });
    timer.start(kClockTickMs);
    worker = threadFor([this] {
        auto ended = std::make_shared<RunResult>(thread.run());
        mailbox.post([this, ended] { end(std::move(*ended)); });
    });
    worker->start();
}

// Elapsed time stands still while paused.
void ImportRun::Impl::tick()
{
    const auto now = clock.monotonic();
    if (state != ledger::RunState::Paused)
        board.elapsedNs.fetch_add((now - lastTick).count(), std::memory_order_relaxed);
    lastTick = now;
}

void ImportRun::Impl::setState(ledger::RunState newState)
{
    if (state == newState)
        return;
    state = newState;
    Q_EMIT q->stateChanged(newState);
}

void ImportRun::Impl::end(RunResult ended)
{
    tick();
    timer.stop();
    waitFor(*worker);
    result = std::move(ended);
    setState(result.state);
    Q_EMIT q->finished(result);
}

ImportRun::ImportRun(std::vector<advisor::FileSurvey> files, ImportOptions options, QObject *parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(this, std::move(files), std::move(options)))
{
}

ImportRun::~ImportRun()
{
    if (!m_impl->worker)
        return;
    cancel();
    waitFor(*m_impl->worker);
}

void ImportRun::start()
{
    if (!m_impl->worker)
        m_impl->start();
}

void ImportRun::pause()
{
    if (m_impl->state != ledger::RunState::Running || !m_impl->worker)
        return;
    m_impl->tick();
    m_impl->control.pause();
    m_impl->setState(ledger::RunState::Paused);
}

void ImportRun::resume()
{
    if (m_impl->state != ledger::RunState::Paused)
        return;
    m_impl->tick();
    m_impl->setState(ledger::RunState::Running);
    m_impl->control.resume();
}

void ImportRun::cancel()
{
    m_impl->control.cancel();
    m_impl->thread.interrupt();
}

ledger::RunState ImportRun::state() const
{
    return m_impl->state;
}

const ProgressBoard &ImportRun::board() const
{
    return m_impl->board;
}

const RunResult &ImportRun::result() const
{
    return m_impl->result;
}

RunResult ImportRun::takeResult()
{
    return std::move(m_impl->result);
}

} // namespace dockhand::engine
