// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/import_queue.h"

#include "core/advisor/surveyor.h"
#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/engine/hand_over.h"
#include "core/engine/path_walker.h"

#include <QHash>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace dockhand::engine {

namespace {

constexpr int kCollectMs = 50;
constexpr int kSurveyThreads = 2;
constexpr int kSurveyAttempts = 3;
constexpr auto kSurveyPause = std::chrono::milliseconds(200);

struct FinishedSurvey
{
    std::int64_t id = 0;
    std::uint64_t revision = 0;
    advisor::FileSurvey survey;
};

// A survey that throws (memory) is an answer, too: an item must never wait for ever. Memory may be
// there again a little later, when others have given theirs back.
advisor::FileSurvey guardedSurvey(advisor::Surveyor &surveyor, const QString &path)
{
    for (int attempt = 1;; ++attempt) {
        auto survey = guarded([&]() -> Result<advisor::FileSurvey> {
            DOCKHAND_FAILPOINT("survey.begun");
            return surveyor.survey(path);
        });
        if (survey)
            return *std::move(survey);
        if (survey.error().code == ErrorCode::MemoryLimit && attempt < kSurveyAttempts) {
            std::this_thread::sleep_for(attempt * kSurveyPause);
            continue;
        }
        advisor::FileSurvey failed;
        failed.path = path;
        failed.error = survey.error();
        failed.error->place = inFile(path);
        return failed;
    }
}

} // namespace

class ImportQueue::Impl
{
public:
    explicit Impl(ImportQueue *queue, advisor::SurveyOptions surveyOptions)
        : q(queue)
        , surveyor(std::make_shared<advisor::Surveyor>(std::move(surveyOptions)))
    {
        pool.setMaxThreadCount(kSurveyThreads);
        collect.setInterval(kCollectMs);
        QObject::connect(&collect, &QTimer::timeout, q, [this] { takeFinished(); });
    }

    void takeWalked(const WalkedPaths &walked);
    void startSurvey(std::int64_t id, const QString &path,
                     const std::shared_ptr<advisor::Surveyor> &with);
    void takeFinished();
    [[nodiscard]] std::vector<QueueItem>::iterator find(std::int64_t id);
    void endIfIdle();

    ImportQueue *q;
    std::shared_ptr<advisor::Surveyor> surveyor; ///< shared with the surveys under way
    std::vector<QueueItem> items;
    QHash<QString, std::int64_t> idOfPath;
    PassedOver passedOver;
    QHash<std::int64_t, std::uint64_t> awaited; ///< item -> revision of the survey it waits for
    std::int64_t nextId = 1;
    std::uint64_t nextRevision = 1;
    int walking = 0;
    bool wasBusy = false;

    std::mutex finishedMutex;
    std::vector<FinishedSurvey> finished; ///< by the pool's threads, guarded by finishedMutex

    std::atomic<bool> isStopped { false };
    QTimer collect;
    Mailbox mailbox;
    QThreadPool pool; ///< last: its threads use the members above
};

std::vector<QueueItem>::iterator ImportQueue::Impl::find(std::int64_t id)
{
    return std::find_if(items.begin(), items.end(),
                        [id](const QueueItem &item) { return item.id == id; });
}

void ImportQueue::Impl::takeWalked(const WalkedPaths &walked)
{
    --walking;
    passedOver.add(walked.passedOver);
    const auto firstNew = nextId;
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> again;
    for (const auto &path : walked.files) {
        if (const auto known = idOfPath.constFind(path); known != idOfPath.constEnd()) {
            if (*known < firstNew)
                again.push_back(*known);
            continue;
        }
        QueueItem item;
        item.id = nextId++;
        item.path = path;
        idOfPath.insert(path, item.id);
        ids.push_back(item.id);
        items.push_back(std::move(item));
    }
    for (auto item = items.end() - static_cast<std::ptrdiff_t>(ids.size()); item != items.end();
         ++item)
        startSurvey(item->id, item->path, surveyor);
    if (!ids.empty())
        Q_EMIT q->added(ids);
    std::sort(again.begin(), again.end());
    again.erase(std::unique(again.begin(), again.end()), again.end());
    if (!again.empty())
        Q_EMIT q->repeated(again);
    endIfIdle();
}

void ImportQueue::Impl::startSurvey(std::int64_t id, const QString &path,
                                    const std::shared_ptr<advisor::Surveyor> &with)
{
    const auto revision = nextRevision++;
    awaited.insert(id, revision);
    wasBusy = true;
    if (!collect.isActive())
        collect.start();
    runInPool(pool, [this, id, revision, path, with] {
        if (isStopped.load(std::memory_order_relaxed))
            return;
        FinishedSurvey done { id, revision, guardedSurvey(*with, path) };
        const std::lock_guard lock(finishedMutex);
        finished.push_back(std::move(done));
    });
}

void ImportQueue::Impl::takeFinished()
{
    std::vector<FinishedSurvey> done;
    {
        const std::lock_guard lock(finishedMutex);
        done.swap(finished);
    }
    QHash<std::int64_t, std::size_t> places;
    if (!done.empty()) {
        for (std::size_t i = 0; i < items.size(); ++i)
            places.insert(items[i].id, i);
    }
    std::vector<std::int64_t> ids;
    for (auto &survey : done) {
        const auto place = places.constFind(survey.id);
        if (awaited.value(survey.id) != survey.revision || place == places.constEnd())
            continue; // removed, or asked again since
        awaited.remove(survey.id);
        items[*place].survey = std::move(survey.survey);
        items[*place].surveyed = true;
        ids.push_back(survey.id);
    }
    if (!ids.empty())
        Q_EMIT q->surveyed(ids);
    endIfIdle();
}

void ImportQueue::Impl::endIfIdle()
{
    if (q->isBusy())
        return;
    collect.stop();
    surveyor->rest();
    if (!wasBusy)
        return;
    wasBusy = false;
    Q_EMIT q->idle();
}

ImportQueue::ImportQueue(advisor::SurveyOptions options, QObject *parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(this, std::move(options)))
{
}

ImportQueue::~ImportQueue()
{
    m_impl->isStopped = true;
    m_impl->pool.clear();
    waitFor(m_impl->pool);
}

void ImportQueue::add(const QStringList &paths)
{
    ++m_impl->walking;
    m_impl->wasBusy = true;
    // Before the surveys that wait: a folder dropped later must not stand behind thousands of them.
    auto *impl = m_impl.get();
    runInPool(
        impl->pool,
        [impl, paths] {
            const auto walked = filesUnder(paths, impl->isStopped);
            impl->mailbox.post([impl, walked] { impl->takeWalked(walked); });
        },
        1);
}

void ImportQueue::remove(const std::vector<std::int64_t> &ids)
{
    const QSet<std::int64_t> gone(ids.begin(), ids.end());
    std::erase_if(m_impl->items, [&](const QueueItem &item) {
        if (!gone.contains(item.id))
            return false;
        m_impl->idOfPath.remove(item.path);
        m_impl->awaited.remove(item.id);
        return true;
    });
    Q_EMIT removed(ids);
    m_impl->endIfIdle();
}

void ImportQueue::move(const std::vector<std::int64_t> &ids, int step)
{
    const QSet<std::int64_t> moved(ids.begin(), ids.end());
    auto &items = m_impl->items;
    const auto isMoved = [&](const QueueItem &item) { return moved.contains(item.id); };
    if (step < 0) {
        for (std::size_t i = 1; i < items.size(); ++i) {
            if (isMoved(items[i]) && !isMoved(items[i - 1]))
                std::swap(items[i], items[i - 1]);
        }
    } else {
        for (std::size_t i = items.size(); i-- > 1;) {
            if (isMoved(items[i - 1]) && !isMoved(items[i]))
                std::swap(items[i - 1], items[i]);
        }
    }
    Q_EMIT reordered();
}

void ImportQueue::clear()
{
    std::vector<std::int64_t> ids;
    for (const auto &item : m_impl->items)
        ids.push_back(item.id);
    remove(ids);
}

void ImportQueue::resurvey(std::int64_t id, const advisor::SurveyOptions &options)
{
    const auto item = m_impl->find(id);
    if (item == m_impl->items.end())
        return;
    item->surveyed = false;
    m_impl->startSurvey(id, item->path, std::make_shared<advisor::Surveyor>(options));
}

const std::vector<QueueItem> &ImportQueue::items() const
{
    return m_impl->items;
}

const PassedOver &ImportQueue::passedOver() const
{
    return m_impl->passedOver;
}

bool ImportQueue::isBusy() const
{
    return m_impl->walking > 0 || !m_impl->awaited.isEmpty();
}

} // namespace dockhand::engine
