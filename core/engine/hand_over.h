// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

#if defined(__SANITIZE_THREAD__) // g++; clang++ has a feature
#    define DOCKHAND_THREAD_SANITIZER
#elif defined(__has_feature)
#    if __has_feature(thread_sanitizer)
#        define DOCKHAND_THREAD_SANITIZER
#    endif
#endif

#if defined(DOCKHAND_THREAD_SANITIZER)
#    include <sanitizer/tsan_interface.h>
#endif

/// How the engine gives work to other threads and takes it back: Qt's pool, threads and events,
/// each of which orders what was done before with what it runs. Qt is not built for the thread
/// sanitizer, which cannot see that order (a QMutex is a futex in Qt's own code); under the
/// sanitizer these functions tell it. Otherwise they are Qt's calls and nothing else.
///
/// Runnables and events rather than QtConcurrent::run and functors in queued calls: those are moved
/// about in headers until they lie where the other thread reads them, behind anything we could say.
namespace dockhand::engine {

namespace handover {

#if defined(DOCKHAND_THREAD_SANITIZER)
inline char order = 0; ///< only its address counts
inline void give()
{
    __tsan_release(&order);
}
inline void take()
{
    __tsan_acquire(&order);
}
#else
inline void give() { }
inline void take() { }
#endif

template <class Work>
class Job final : public QRunnable
{
public:
    explicit Job(Work work)
        : m_work(std::move(work))
    {
    }

    void run() override
    {
        take();
        m_work();
        give();
    }

private:
    Work m_work;
};

} // namespace handover

/// Runs `work` in a thread of the pool; higher priorities first.
template <class Work>
void runInPool(QThreadPool &pool, Work work, int priority = 0)
{
    auto *job = new handover::Job<Work>(std::move(work)); // the pool deletes it
    handover::give();
    pool.start(job, priority);
}

/// Waits until the pool has run everything.
inline void waitFor(QThreadPool &pool)
{
    pool.waitForDone();
    handover::take();
}

/// A thread that runs `work` once it is started.
template <class Work>
std::unique_ptr<QThread> threadFor(Work work)
{
    return std::unique_ptr<QThread>(QThread::create([work = std::move(work)]() mutable {
        work();
        handover::give();
    }));
}

/// Waits until the thread has ended.
inline void waitFor(QThread &thread)
{
    thread.wait();
    handover::take();
}

/// Runs a function in a thread of its own and waits for it at the end of the scope.
class ScopedThread final
{
public:
    explicit ScopedThread(std::function<void()> work)
        : m_thread(threadFor(std::move(work)))
    {
        m_thread->start();
    }

    ~ScopedThread() { wait(); }

    /// May be called more than once.
    void wait() { waitFor(*m_thread); }

    Q_DISABLE_COPY_MOVE(ScopedThread)

private:
    std::unique_ptr<QThread> m_thread;
};

/// Runs what any thread posts in its own thread, in order, at the next turns of the event loop.
/// What still waits when it is destroyed is dropped.
class Mailbox final : public QObject
{
public:
    using Work = std::function<void()>;

    /// Thread-safe.
    void post(Work work)
    {
        auto *letter = new Letter(std::move(work)); // the event loop deletes it
        handover::give();
        QCoreApplication::postEvent(this, letter);
    }

    bool event(QEvent *event) override
    {
        handover::take();
        if (event->type() != QEvent::User)
            return QObject::event(event);
        static_cast<Letter *>(event)->work();
        return true;
    }

private:
    class Letter final : public QEvent
    {
    public:
        explicit Letter(Work toDo)
            : QEvent(QEvent::User)
            , work(std::move(toDo))
        {
        }

        Work work;
    };
};

} // namespace dockhand::engine
