// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import_session.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "ui/background.h"
#include "ui/errors/error_words.h"
#include "ui/queue/row_builder.h"

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using ledger::FileState;
using ledger::RunState;

namespace {

constexpr int kTickMs = 100;
constexpr int kPlanDelayMs = 80;

/// Share of the bytes whose files are in.
double shareIn(const engine::RunResult &result)
{
    std::int64_t all = 0;
    std::int64_t in = 0;
    bool isAllIn = true;
    for (const engine::FileResult &file : result.files) {
        const bool isIn = file.state == FileState::Done || file.state == FileState::Partial
            || file.state == FileState::Skipped;
        isAllIn = isAllIn && isIn;
        all += file.bytes;
        in += isIn ? file.bytes : 0;
    }
    if (isAllIn) {
        return 1;
    }
    return all > 0 ? static_cast<double>(in) / static_cast<double>(all) : 0;
}

/// What failed was the run, before it came to this file.
bool isUntouched(const engine::FileResult &file, const engine::RunResult &result)
{
    return result.error && file.state == FileState::Failed && file.error
        && *file.error == *result.error && file.counts == ledger::Counts();
}

engine::FileProgress standing(engine::FileProgress file)
{
    if (file.state == FileState::Importing || file.state == FileState::Merging) {
        file.state = FileState::Paused;
    }
    return file;
}

} // namespace

ImportSession::ImportSession(Profiles profiles, QObject *parent)
    : QObject(parent)
    , m_profiles(std::move(profiles))
    , m_queue(surveyOptions({}))
    , m_target(target::defaultTargetAddress())
{
    connect(&m_queue, &engine::ImportQueue::added, this, &ImportSession::onAdded);
    connect(&m_queue, &engine::ImportQueue::repeated, this, &ImportSession::onRepeated);
    connect(&m_queue, &engine::ImportQueue::surveyed, this, &ImportSession::onSurveyed);
    connect(&m_queue, &engine::ImportQueue::idle, this, &ImportSession::requestPlan);
    connect(&m_queue, &engine::ImportQueue::removed, this,
            [this](const std::vector<std::int64_t> &ids) {
                m_model.remove(ids);
                requestPlan();
                Q_EMIT queueChanged();
            });
    connect(&m_queue, &engine::ImportQueue::reordered, this, [this] {
        std::vector<std::int64_t> order;
        for (const engine::QueueItem &item : m_queue.items()) {
            order.push_back(item.id);
        }
        m_model.reorder(order);
        requestPlan();
        Q_EMIT queueChanged();
    });
    m_planTimer.setSingleShot(true);
    m_planTimer.setInterval(kPlanDelayMs);
    connect(&m_planTimer, &QTimer::timeout, this, &ImportSession::makePlan);
    connect(&m_planWatcher, &QFutureWatcherBase::finished, this, &ImportSession::onPlanned);
    connect(&m_repairedWatcher, &QFutureWatcherBase::finished, this,
            &ImportSession::onRepairedCounted);
    m_tickTimer.setInterval(kTickMs);
    connect(&m_tickTimer, &QTimer::timeout, this, &ImportSession::tick);
}

ImportSession::~ImportSession()
{
    m_planWatcher.waitForFinished();
    m_repairedWatcher.waitForFinished();
}

advisor::SurveyOptions ImportSession::surveyOptions(const QString &profileId) const
{
    advisor::SurveyOptions options;
    options.profiles = m_profiles;
    options.profileId = profileId;
    return options;
}

QStringList ImportSession::unfinishedPaths() const
{
    QStringList paths;
    for (const QueueRow &row : m_model.rows()) {
        const bool isIn = row.state == FileState::Done || row.state == FileState::Partial
            || row.state == FileState::Skipped;
        if (!isIn && row.undoneBy == 0) {
            paths << row.path;
        }
    }
    return paths;
}

void ImportSession::setTarget(const target::TargetAddress &target)
{
    if (target != m_target) {
        m_target = target;
        m_targetError.reset();
        m_retrying.clear();
        m_startingOver.clear();
        m_status.plan.reset();
        m_status.result.reset();
        m_status.isJustOver = false;
        m_status.progress = {};
        m_status.share = 0;
        lookAgainAtAll();
        requestPlan();
        Q_EMIT targetChanged();
    }
}

void ImportSession::setOverrides(const advisor::PlanOverrides &overrides)
{
    if (overrides != m_overrides) {
        m_overrides = overrides;
        requestPlan();
    }
}

void ImportSession::add(const QStringList &paths)
{
    m_queue.add(paths);
    updatePhase();
}

std::size_t ImportSession::remove(const std::vector<std::int64_t> &ids)
{
    std::vector<std::int64_t> free;
    for (const std::int64_t id : ids) {
        if (!isInRun(id)) {
            free.push_back(id);
        }
    }
    if (free.size() < ids.size()) {
        Q_EMIT noted(tr("Files of the import that goes on stay in the list until it ends."));
    }
    m_queue.remove(free);
    return free.size();
}

bool ImportSession::isInRun(std::int64_t id) const
{
    return m_run && std::find(m_runIds.begin(), m_runIds.end(), id) != m_runIds.end();
}

void ImportSession::lookAgain(std::int64_t id)
{
    m_queue.resurvey(id, surveyOptions(m_chosenProfiles.value(id)));
}

void ImportSession::lookAgainAtAll()
{
    std::vector<QueueRow> rows;
    for (const engine::QueueItem &item : m_queue.items()) {
        const QueueRow *row = m_model.find(item.id);
        if (row && !isInRun(item.id) && (row->started || isOver(*row))) {
            lookAgain(item.id);
            rows.push_back(rowOf(item));
        }
    }
    m_model.update(rows);
}

void ImportSession::onRepeated(const std::vector<std::int64_t> &ids)
{
    int waiting = 0;
    for (const std::int64_t id : ids) {
        const QueueRow *row = m_model.find(id);
        const bool mayLook = row && !isInRun(id) && (row->needsChoice || isOver(*row));
        if (mayLook) {
            lookAgain(id);
        } else {
            ++waiting;
        }
    }
    if (waiting > 0) {
        Q_EMIT told(tr("Already in the list: %1").arg(m_model.format().count(waiting)));
    }
    updatePhase();
}

void ImportSession::move(const std::vector<std::int64_t> &ids, int step)
{
    m_queue.move(ids, step);
}

void ImportSession::retry(const std::vector<std::int64_t> &ids)
{
    for (const std::int64_t id : ids) {
        const QueueRow *row = m_model.find(id);
        if (row && isRetryable(*row)) {
            m_retrying.insert(id);
            lookAgain(id);
        }
    }
    updatePhase();
}

void ImportSession::startOver(const std::vector<std::int64_t> &ids)
{
    for (const std::int64_t id : ids) {
        const QueueRow *row = m_model.find(id);
        if (row && canStartOver(*row)) {
            m_startingOver.insert(id);
            lookAgain(id);
        }
    }
    updatePhase();
}

void ImportSession::chooseProfile(const std::vector<std::int64_t> &ids, const QString &profileId)
{
    for (const std::int64_t id : ids) {
        const QueueRow *row = m_model.find(id);
        if (row && !(m_run && row->started && !ledger::isFinal(row->state))) {
            m_chosenProfiles.insert(id, profileId);
            lookAgain(id);
        }
    }
    updatePhase();
}

void ImportSession::onAdded(const std::vector<std::int64_t> &ids)
{
    const QSet<std::int64_t> wanted(ids.begin(), ids.end());
    std::vector<QueueRow> rows;
    rows.reserve(ids.size());
    for (const engine::QueueItem &item : m_queue.items()) {
        if (wanted.contains(item.id) && m_model.rowOf(item.id) < 0) {
            rows.push_back(rowOf(item));
        }
    }
    m_model.append(std::move(rows));
    requestPlan();
    Q_EMIT queueChanged();
}

void ImportSession::onSurveyed(const std::vector<std::int64_t> &ids)
{
    const QSet<std::int64_t> wanted(ids.begin(), ids.end());
    std::vector<QueueRow> rows;
    rows.reserve(ids.size());
    for (const engine::QueueItem &item : m_queue.items()) {
        if (wanted.contains(item.id)) {
            rows.push_back(rowOf(item));
        }
    }
    m_model.update(rows);
    requestPlan();
}

void ImportSession::requestPlan()
{
    m_planWanted = true;
    if (!m_planTimer.isActive()) {
        m_planTimer.start();
    }
    updatePhase();
}

std::vector<std::int64_t> ImportSession::startableIds() const
{
    const QSet<std::int64_t> &awaited = awaitedIds();
    std::vector<std::int64_t> ids;
    for (const QueueRow &row : m_model.rows()) {
        if (isStartable(row) && (awaited.isEmpty() || awaited.contains(row.id))) {
            ids.push_back(row.id);
        }
    }
    return ids;
}

std::vector<advisor::FileSurvey>
ImportSession::surveysOf(const std::vector<std::int64_t> &ids) const
{
    const QSet<std::int64_t> wanted(ids.begin(), ids.end());
    std::vector<advisor::FileSurvey> surveys;
    surveys.reserve(ids.size());
    for (const engine::QueueItem &item : m_queue.items()) {
        if (wanted.contains(item.id)) {
            surveys.push_back(withoutSample(item.survey));
        }
    }
    return surveys;
}

void ImportSession::makePlan()
{
    if (m_run || m_holds > 0 || m_queue.isBusy() || m_isPlanning) {
        return; // asked again when the run, the queue or the planner is free
    }
    m_planWanted = false;
    m_isPlanning = true;
    m_plannedIds = startableIds();
    PlanRequest request { surveysOf(m_plannedIds), m_overrides, m_target };
    m_planWatcher.setFuture(
        inBackground([request = std::move(request)] { return makePlanFor(request); }));
    updatePhase();
}

void ImportSession::onPlanned()
{
    m_isPlanning = false;
    if (m_planWanted || m_run || m_holds > 0) {
        requestPlan();
        return;
    }
    PlanAnswer answer = m_planWatcher.result();
    m_status.isJustOver = false;
    m_status.plan = std::move(answer.plan);
    if (answer.targetError && answer.targetError != m_targetError) {
        Q_EMIT failed(*answer.targetError);
    }
    m_targetError = std::move(answer.targetError);
    updatePhase();
    Q_EMIT planChanged();
    startAwaited();
}

const QSet<std::int64_t> &ImportSession::awaitedIds() const
{
    return m_startingOver.isEmpty() ? m_retrying : m_startingOver;
}

// Files that start over and files that go on are different runs; the second waits for the first.
void ImportSession::startAwaited()
{
    if (awaitedIds().isEmpty()) {
        return;
    }
    const bool resume = m_startingOver.isEmpty();
    (resume ? m_retrying : m_startingOver).clear();
    startRun(m_plannedIds, resume);
    if (!m_run) {
        requestPlan(); // none of them can be started: the plan is for the others
    }
}

Phase ImportSession::currentPhase() const
{
    if (m_run) {
        return m_stopping                        ? Phase::Stopping
            : m_run->state() == RunState::Paused ? Phase::Paused
                                                 : Phase::Running;
    }
    if (m_holds > 0) {
        return Phase::Held;
    }
    if (m_queue.isBusy() || m_planWanted || m_isPlanning) {
        return Phase::Looking;
    }
    if (m_model.rows().empty()) {
        return Phase::Empty;
    }
    if (m_status.startable > 0) {
        return Phase::Ready;
    }
    return m_status.result ? Phase::Finished : Phase::Idle;
}

void ImportSession::updatePhase()
{
    countRows();
    m_status.isPlanning = m_isPlanning && !m_queue.isBusy();
    m_status.isJustOver = m_status.isJustOver && !m_queue.isBusy();
    setPhase(currentPhase());
    Q_EMIT statusChanged();
}

void ImportSession::countRows()
{
    m_status.files = m_model.rowCount();
    m_status.startable = m_status.cancelled = m_status.failed = m_status.needChoice = 0;
    m_status.rejected = m_status.stillRejected = 0;
    for (const QueueRow &row : m_model.rows()) {
        const bool canStart = isStartable(row);
        m_status.startable += canStart ? 1 : 0;
        m_status.cancelled += canStart && row.state == FileState::Cancelled ? 1 : 0;
        m_status.failed += row.state == FileState::Failed ? 1 : 0;
        m_status.needChoice += row.needsChoice ? 1 : 0;
        m_status.rejected += row.counts.rejected;
        m_status.stillRejected += stillRejected(row);
    }
}

void ImportSession::setPhase(Phase phase)
{
    if (phase != m_status.phase) {
        m_status.phase = phase;
        Q_EMIT phaseChanged(phase);
    }
}

void ImportSession::start()
{
    if (m_status.phase == Phase::Ready) {
        startRun(m_plannedIds);
    }
}

engine::ImportOptions ImportSession::optionsFor(bool resume) const
{
    engine::ImportOptions options;
    options.target = m_target;
    options.plan = *m_status.plan;
    options.resume = resume;
    return options;
}

void ImportSession::startRun(std::vector<std::int64_t> ids, bool resume)
{
    std::vector<advisor::FileSurvey> surveys = surveysOf(ids);
    if (surveys.empty()) {
        return;
    }
    const engine::ImportOptions options = optionsFor(resume);
    m_runIds = std::move(ids);
    m_stopping = false;
    m_status.memory = options.plan.memoryBudget();
    m_status.progress = {};
    m_status.leftMs = -1;
    m_status.share = 0;
    m_status.isJustOver = false;
    m_pace.start(surveys.size());
    m_run = std::make_unique<engine::ImportRun>(std::move(surveys), options);
    connect(m_run.get(), &engine::ImportRun::stateChanged, this, [this] { updatePhase(); });
    connect(m_run.get(), &engine::ImportRun::fileChanged, this, &ImportSession::onFileChanged);
    connect(m_run.get(), &engine::ImportRun::noted, this, &ImportSession::noted);
    connect(m_run.get(), &engine::ImportRun::finished, this, &ImportSession::onRunFinished);
    m_tickedNs = 0;
    m_tickTimer.start();
    Q_EMIT runStarted();
    m_run->start();
    updatePhase();
}

void ImportSession::pause()
{
    if (m_status.phase == Phase::Running) {
        m_run->pause();
        Q_EMIT noted(tr("Paused: the window in work is finished first."));
    }
}

void ImportSession::resume()
{
    if (m_status.phase == Phase::Paused) {
        m_run->resume();
        Q_EMIT noted(tr("Goes on."));
    }
}

void ImportSession::cancel()
{
    if (m_run && !m_stopping) {
        m_stopping = true;
        m_run->cancel();
        updatePhase();
    }
}

void ImportSession::hold()
{
    Q_ASSERT(!m_run);
    ++m_holds;
    updatePhase();
}

void ImportSession::release()
{
    --m_holds;
    m_status.isJustOver = m_status.result && m_status.startable == 0; // it is told still
    requestPlan();
    countRepaired();
}

// A repair or an undo of one may just have ended, or a run that had a repaired file once more.
void ImportSession::countRepaired()
{
    std::vector<std::int64_t> files;
    for (const QueueRow &row : m_model.rows()) {
        if (row.fileId != 0 && row.counts.rejected > 0) {
            files.push_back(row.fileId);
        }
    }
    if (!files.empty()) {
        m_repairedWatcher.setFuture(inBackground([target = m_target, files = std::move(files)] {
            return countRepairedRecords(target, files);
        }));
    }
}

void ImportSession::onRepairedCounted()
{
    const RepairedCounts counted = m_repairedWatcher.result();
    if (counted.target != m_target) {
        return;
    }
    if (counted.error) {
        Q_EMIT noted(ErrorWords::text(*counted.error));
        return;
    }
    std::vector<QueueRow> rows;
    for (const QueueRow &row : m_model.rows()) {
        const auto found = counted.byFile.constFind(row.fileId);
        if (found != counted.byFile.constEnd() && *found != row.repaired && !isInRun(row.id)) {
            rows.push_back(row);
            rows.back().repaired = *found;
        }
    }
    m_model.update(rows);
    updatePhase();
}

void ImportSession::markLacking(const QStringList &paths, std::int64_t byRun)
{
    const QSet<QString> lacking(paths.begin(), paths.end());
    std::vector<QueueRow> rows;
    for (const QueueRow &row : m_model.rows()) {
        if (lacking.contains(row.path) && ledger::isFinal(row.state)) {
            rows.push_back(asLacking(row, byRun));
        }
    }
    m_model.update(rows);
}

std::vector<std::int64_t> ImportSession::idsThatCannotGoOn() const
{
    std::vector<std::int64_t> ids;
    for (const QueueRow &row : m_model.rows()) {
        if (row.cannotGoOn && canStartOver(row)) {
            ids.push_back(row.id);
        }
    }
    return ids;
}

void ImportSession::markUndone(const QStringList &paths, std::int64_t byRun)
{
    const QSet<QString> undone(paths.begin(), paths.end());
    std::vector<QueueRow> rows;
    for (const engine::QueueItem &item : m_queue.items()) {
        if (undone.contains(item.path)) {
            rows.push_back(asUndone(rowOf(item), byRun));
        }
    }
    m_model.update(rows);
    const bool isOfResult = m_status.result
        && std::all_of(m_status.result->files.begin(), m_status.result->files.end(),
                       [&](const auto &file) { return undone.contains(file.path); });
    if (isOfResult) { // nothing of what it says is so any more
        m_status.result.reset();
        m_status.isJustOver = false;
        m_status.share = 0;
    }
    updatePhase();
    Q_EMIT queueChanged();
}

void ImportSession::tick()
{
    if (!m_run) {
        return;
    }
    const bool isPaused = m_run->state() == RunState::Paused;
    const engine::ProgressBoard &board = m_run->board();
    m_status.progress = board.progress();
    // The run's clock stands still while it is paused.
    const double seconds = static_cast<double>(m_status.progress.elapsedNs - m_tickedNs) / 1e9;
    m_tickedNs = m_status.progress.elapsedNs;
    std::vector<RowProgress> rows(board.files());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const engine::FileProgress file
            = isPaused ? standing(board.progressOf(i)) : board.progressOf(i);
        rows[i] = { m_runIds[i], file.state, file.bytesRead, file.counts };
        m_pace.feedFile(i, file, seconds, rows[i]);
    }
    m_model.apply(rows);
    countRows();

    if (m_status.progress.residentBytes == 0) {
        m_status.progress.residentBytes = residentBytes();
    }
    if (!isPaused) {
        m_pace.feed(m_status.progress, seconds);
    }
    m_status.readPerSecond = isPaused ? 0 : m_pace.readPerSecond();
    m_status.writtenPerSecond = isPaused ? 0 : m_pace.writtenPerSecond();
    m_status.bytesPerSecond = isPaused ? 0 : m_pace.bytesPerSecond();
    m_status.share = m_pace.share();
    m_status.leftMs = m_pace.leftMs();
    m_status.writerBusy = m_status.progress.elapsedNs > 0
        ? std::min(1.0,
                   static_cast<double>(m_status.progress.writerBusyNs)
                       / static_cast<double>(m_status.progress.elapsedNs))
        : 0;
    Q_EMIT statusChanged();
    Q_EMIT sampled();
}

void ImportSession::onFileChanged(const engine::FileResult &file)
{
    if (file.index >= m_runIds.size()) {
        return;
    }
    const QueueRow *row = m_model.find(m_runIds[file.index]);
    if (row) {
        const std::array changed { withResult(*row, file) };
        m_model.update(changed);
    }
    if (file.error) {
        Q_EMIT noted(ErrorWords::text(*file.error));
    }
}

void ImportSession::onRunFinished(const engine::RunResult &result)
{
    tick();
    m_tickTimer.stop();
    std::vector<QueueRow> rows;
    for (const engine::FileResult &file : result.files) {
        const QueueRow *row
            = file.index < m_runIds.size() ? m_model.find(m_runIds[file.index]) : nullptr;
        if (row) {
            rows.push_back(withResult(*row, file));
            if (!ledger::isFinal(file.state) || isUntouched(file, result)) { // its turn never came
                rows.back().state = FileState::Ready;
                rows.back().started = false;
                rows.back().reason.clear();
            }
        }
    }
    m_model.update(rows);
    m_status.result = result;
    m_status.isJustOver = true;
    m_status.share = shareIn(result);
    m_run.release()->deleteLater(); // it is the sender
    m_runIds.clear();
    requestPlan();
    countRepaired();
    Q_EMIT runFinished();
    if (result.error) {
        Q_EMIT failed(*result.error);
    }
}

} // namespace dockhand::ui
