// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/import_queue.h"
#include "core/engine/import_run.h"
#include "ui/errors/reject_job.h"
#include "ui/plan_job.h"
#include "ui/queue/queue_model.h"
#include "ui/run_pace.h"

#include <QFutureWatcher>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace dockhand::ui {

/// Where the session stands: which one thing can be done now.
enum class Phase : std::uint8_t {
    Empty,    ///< no files
    Looking,  ///< files are being read into or planned
    Ready,    ///< Start
    Idle,     ///< files, but none that can be started
    Running,  ///< Pause
    Paused,   ///< Resume
    Stopping, ///< cancelled, about to end
    Finished, ///< a run has ended and nothing waits
    Held,     ///< a repair or an undo works on the database
};

/// The numbers of the moment, for tiles, status bar and charts. Plain value.
struct SessionStatus
{
    Phase phase = Phase::Empty;
    int files = 0;
    int startable = 0;
    int cancelled = 0;                       ///< of the startable ones
    int failed = 0;                          ///< in the list
    int needChoice = 0;                      ///< in the list
    std::int64_t rejected = 0;               ///< records of the files in the list
    std::int64_t stillRejected = 0;          ///< of these, not repaired yet
    bool isPlanning = false;                 ///< the files are known; the database is asked
    std::optional<advisor::ImportPlan> plan; ///< of what would be started, or of the run
    engine::RunProgress progress;
    double readPerSecond = 0;
    double writtenPerSecond = 0;
    double bytesPerSecond = 0;
    double writerBusy = 0; ///< 0..1 of the time so far
    double share = 0;      ///< 0..1
    std::int64_t leftMs = -1;
    MemoryBudget memory;                     ///< of the run
    std::optional<engine::RunResult> result; ///< of the last run
    bool isJustOver = false;                 ///< the run; what can be done next is not known yet

    /// The result is what there is to tell.
    [[nodiscard]] bool isOver() const
    {
        const bool isHeld = phase == Phase::Held && startable == 0;
        return result
            && (phase == Phase::Finished || isHeld || (phase == Phase::Looking && isJustOver));
    }
};

/// What the window works on: the queue, the plan for it and the run, if one goes on. Keeps the
/// model of the queue in step. Lives in the window's thread and never blocks it: files, databases
/// and plans are looked at in the background.
class ImportSession final : public QObject
{
    Q_OBJECT

public:
    using Profiles = std::vector<std::shared_ptr<const profile::ImportProfile>>;

    explicit ImportSession(Profiles profiles, QObject *parent = nullptr);
    ~ImportSession() override;

    [[nodiscard]] QueueModel &model() { return m_model; }
    [[nodiscard]] const SessionStatus &status() const { return m_status; }
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    [[nodiscard]] const target::TargetAddress &target() const { return m_target; }
    [[nodiscard]] const advisor::PlanOverrides &overrides() const { return m_overrides; }
    /// Files a later session should take up again.
    [[nodiscard]] QStringList unfinishedPaths() const;

    /// Files that are not in a run become ready again: what is known of them is of the old target.
    void setTarget(const target::TargetAddress &target);
    void setOverrides(const advisor::PlanOverrides &overrides);

    /// A file that is in the list and has come to its end is looked at anew.
    void add(const QStringList &paths);
    /// Returns how many were removed: files of the run that goes on stay.
    std::size_t remove(const std::vector<std::int64_t> &ids);
    void move(const std::vector<std::int64_t> &ids, int step);
    /// Looks at the files again and imports those that can be, as a run of their own.
    void retry(const std::vector<std::int64_t> &ids);
    /// The same for files that were cut off, but from their first record on.
    void startOver(const std::vector<std::int64_t> &ids);
    /// `profileId` empty: recognise again.
    void chooseProfile(const std::vector<std::int64_t> &ids, const QString &profileId);

    void start();
    void pause();
    void resume();
    void cancel();

    /// While the database is worked on by other means no run is planned or started; how often held,
    /// so often released. Not while a run goes on.
    void hold();
    void release();
    /// The files of these paths are taken out of the database again: they are not imported before
    /// somebody says so.
    void markUndone(const QStringList &paths, std::int64_t byRun);
    /// What that undo took out these files may lack: they can be retried.
    void markLacking(const QStringList &paths, std::int64_t byRun);
    /// Files of the list that changed since they were cut off.
    [[nodiscard]] std::vector<std::int64_t> idsThatCannotGoOn() const;

Q_SIGNALS:
    void statusChanged();
    void phaseChanged(dockhand::ui::Phase phase);
    void planChanged();
    void targetChanged();
    void queueChanged(); ///< paths or their order
    void runStarted();
    void sampled(); ///< a new reading of a run, ten times a second
    void runFinished();
    void noted(QString line);
    void told(QString sentence);        ///< answers what the person just did
    void failed(dockhand::Error error); ///< what ended a run or makes the target unusable

private:
    [[nodiscard]] advisor::SurveyOptions surveyOptions(const QString &profileId) const;
    void onAdded(const std::vector<std::int64_t> &ids);
    void onRepeated(const std::vector<std::int64_t> &ids);
    void onSurveyed(const std::vector<std::int64_t> &ids);
    void onFileChanged(const engine::FileResult &file);
    void onRunFinished(const engine::RunResult &result);
    void onPlanned();
    void lookAgain(std::int64_t id);
    void lookAgainAtAll();
    [[nodiscard]] bool isInRun(std::int64_t id) const;
    void countRows();
    void countRepaired();
    void onRepairedCounted();
    void requestPlan();
    void makePlan();
    void tick();
    void startRun(std::vector<std::int64_t> ids, bool resume = true);
    [[nodiscard]] const QSet<std::int64_t> &awaitedIds() const;
    void startAwaited();
    void updatePhase();
    void setPhase(Phase phase);
    [[nodiscard]] Phase currentPhase() const;
    [[nodiscard]] std::vector<std::int64_t> startableIds() const;
    [[nodiscard]] engine::ImportOptions optionsFor(bool resume) const;
    [[nodiscard]] std::vector<advisor::FileSurvey>
    surveysOf(const std::vector<std::int64_t> &ids) const;

    Profiles m_profiles;
    engine::ImportQueue m_queue;
    QueueModel m_model;
    target::TargetAddress m_target;
    advisor::PlanOverrides m_overrides;
    SessionStatus m_status;

    QTimer m_planTimer;
    QFutureWatcher<PlanAnswer> m_planWatcher;
    bool m_planWanted = false;
    bool m_isPlanning = false; ///< until its answer was taken
    std::vector<std::int64_t> m_plannedIds;
    QFutureWatcher<RepairedCounts> m_repairedWatcher;
    std::optional<Error> m_targetError;

    std::unique_ptr<engine::ImportRun> m_run;
    std::vector<std::int64_t> m_runIds; ///< queue id of each file of the run
    RunPace m_pace;
    QTimer m_tickTimer;
    std::int64_t m_tickedNs = 0; ///< of the run's own clock
    bool m_stopping = false;
    int m_holds = 0;
    QHash<std::int64_t, QString> m_chosenProfiles; ///< by queue id
    QSet<std::int64_t> m_retrying;     ///< started as soon as they are surveyed and planned
    QSet<std::int64_t> m_startingOver; ///< likewise, before those, from their first record on
};

} // namespace dockhand::ui
