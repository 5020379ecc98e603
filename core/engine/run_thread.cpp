// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_thread.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/base/system_info.h"
#include "core/engine/hand_over.h"
#include "core/engine/retry.h"
#include "core/engine/taking_back.h"
#include "core/engine/window_gatherer.h"
#include "core/source/byte_source.h"
#include "core/source/csv_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <set>

namespace dockhand::engine {

namespace {

using ledger::FileState;
using ledger::RunState;

constexpr int kLockTimeoutMs = 2'000;
constexpr std::size_t kMaxPooledChunks = 64;

// Whether the file begins with all that was read of the unfinished one before it.
bool beginsAsBefore(const advisor::FileSurvey &survey, const ledger::FileRecord &before)
{
    auto input = source::openByteSource(survey.dataPath(), survey.sniff.dialect.encoding);
    if (!input)
        return false;
    source::CsvReader reader(std::move(*input), survey.sniff.dialect, {});
    const auto header = reader.readHeader();
    const auto &mark = before.watermark;
    return header && reader.skipTo(mark.position, mark.prefixHash).has_value();
}

} // namespace

RunThread::RunThread(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
                     const Clock &clock, RunControl &control, ProgressBoard &board,
                     RunEvents events)
    : m_surveys(surveys)
    , m_options(options)
    , m_clock(clock)
    , m_control(control)
    , m_board(board)
    , m_events(std::move(events))
    , m_governor(options.plan.memoryBudget(), clock)
    , m_pool(kMaxPooledChunks, 2 * options.plan.windowBytes)
    , m_readingPool(static_cast<std::size_t>(options.plan.windowBytes))
    , m_book(surveys, options, clock, board)
    , m_contents(surveys, options, control)
{
}

RunResult RunThread::run()
{
    RunResult result;
    m_startedAt = m_clock.utcNow();
    result.startedAt = m_startedAt;
    result.target = m_options.target.toString();
    result.plan = m_options.plan;
    auto done = guarded([this] { return runAll(); });
    // What was committed to the end is done, however late the wish to stop came.
    const bool isCancelled
        = m_control.isCancelled() && !(done && filesToRun().empty() && m_claimed.empty());
    closeInterrupts();
    if (!done && !isCancelled)
        result.error = done.error();
    const auto endState = isCancelled ? FileState::Cancelled : FileState::Failed;
    draftEnds(endState, isCancelled ? std::nullopt : result.error);
    result.state = isCancelled ? RunState::Cancelled
        : result.error         ? RunState::Failed
                               : m_book.verdict();
    if (const auto ended = finish(result); !ended) {
        if (isCancelled) { // it is, whether or not that could be written down
            m_events.noted(errorText(ended.error()));
        } else if (!result.error) {
            result.error = ended.error();
            result.state = RunState::Failed;
        }
    }
    announce(m_book.takeOver());
    result.runId = m_book.runId();
    result.finishedAt = m_clock.utcNow();
    result.counts = m_book.total();
    closeTarget();
    result.files = m_book.results();
    result.peakMemoryBytes = peakResidentBytes();
    result.writerBusyMs = m_board.writerBusyNs.load(std::memory_order_relaxed) / 1'000'000;
    result.writerWaitedMs
        = std::chrono::duration_cast<std::chrono::milliseconds>(m_writerWaited).count();
    return result;
}

// With what was read and written through it, before the results take memory of their own.
void RunThread::closeTarget()
{
    m_committer.reset();
    m_ledger.reset();
    m_pool.drop();
    const std::lock_guard lock(m_interruptMutex);
    m_target.reset();
}

// From here on a late interrupt must not stop the statements that write the end into the ledger.
void RunThread::closeInterrupts()
{
    const std::lock_guard lock(m_interruptMutex);
    m_isEnding = true;
}

void RunThread::interrupt()
{
    const std::lock_guard lock(m_interruptMutex);
    if (m_isEnding)
        return;
    if (m_line != nullptr)
        m_line->close();
    if (m_slot != nullptr)
        m_slot->close();
    if (m_target)
        m_target->interrupt();
}

Result<void> RunThread::runAll()
{
    returnFreedPages(); // of folders walked and files looked at: this thread has an arena of its
                        // own
    if (auto valid = m_options.validate(); !valid)
        return valid;
    m_groups = groupFiles(m_surveys, m_options);
    m_contents.enter(m_groups);
    if (m_groups.profiles.empty()) // nothing that could be imported: no database is touched
        return {};
    if (auto opened = openTarget(); !opened)
        return opened;
    DOCKHAND_FAILPOINT("run.opened");
    if (auto entered = enterFiles(); !entered)
        return entered;
    if (auto learned = learnContents(); !learned)
        return learned;
    if (!m_options.keepsLedger)
        m_ledger->mute();
    DOCKHAND_FAILPOINT("run.entered");
    if (auto prepared = prepareTables(); !prepared)
        return prepared;
    DOCKHAND_FAILPOINT("run.prepared");
    if (auto removed = removeSuperseded(); !removed)
        return removed;
    for (auto order = filesToRun(); !order.empty(); order = std::exchange(m_rerun, {})) {
        if (auto passed = runPass(order); !passed)
            return passed;
    }
    return runClaimed();
}

Result<void> RunThread::openTarget()
{
    target::TargetOptions options;
    options.cacheBytes = m_options.plan.cacheBytes;
    options.lockTimeoutMs = kLockTimeoutMs;
    options.spillFolders = spillFolders();
    return patiently([this, &options]() -> Result<void> {
        auto opened = target::openTarget(m_options.target, options);
        Result<void> done;
        if (opened) {
            {
                const std::lock_guard lock(m_interruptMutex);
                m_target = *std::move(opened);
            }
            auto ledger = ledger::Ledger::open(*m_target);
            if (ledger) {
                m_ledger = *std::move(ledger);
                return {};
            }
            done = failure(ledger.error());
        } else {
            done = failure(opened.error());
        }
        const std::lock_guard lock(m_interruptMutex);
        m_target.reset();
        return done;
    });
}

// Outside the windows' transactions: at opening and when tables are made.
Result<void> RunThread::patiently(const std::function<Result<void>()> &work)
{
    return untilDone(m_options.retryFor, m_clock, m_control, work,
                     [this](const Error &error, int attempt, std::chrono::milliseconds pause) {
                         noteRetry(error, attempt, pause);
                     });
}

void RunThread::noteRetry(const Error &error, int attempt, std::chrono::milliseconds pause)
{
    const auto seconds = static_cast<double>(pause.count()) / 1000;
    m_events.noted(QCoreApplication::translate("RunThread", "Attempt %1 follows in %2 s: %3")
                       .arg(attempt)
                       .arg(QLocale().toString(seconds, 'f', 1), errorText(error)));
}

Result<void> RunThread::enterFiles()
{
    m_committer = std::make_unique<WindowCommitter>(WindowCommitter::Parties {
        *m_target, *m_ledger, m_book, m_control, m_clock, m_board, m_governor, m_pool, m_surveys,
        m_options, m_groups,
        [this](const Error &error, int attempt, std::chrono::milliseconds pause) {
            noteRetry(error, attempt, pause);
        } });
    std::vector<std::size_t> all(m_surveys.size());
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    if (auto entered = registerFiles(all, true); !entered)
        return entered;
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        if (m_groups.profileOfFile[file] == FileGroups::kNone)
            m_book.draftEnd(file, FileState::Failed, m_surveys[file].error);
    }
    auto saved = m_committer->inTransaction([&] { return m_book.save(*m_ledger); });
    if (saved)
        announce(m_book.takeOver());
    return saved;
}

// Begins the run with the first ones.
Result<void> RunThread::registerFiles(const std::vector<std::size_t> &files, bool isFirst)
{
    FileIdentities identities(m_options);
    std::size_t current = 0;
    const auto identityOf = [&](std::size_t file) {
        current = file;
        return identities.of(m_surveys[file]);
    };
    const auto beginsAsRead = [&](const ledger::FileIdentity &, const ledger::FileRecord &before) {
        return beginsAsBefore(m_surveys[current], before);
    };
    std::int64_t runId = m_book.runId();
    std::vector<EnteredFile> entered(isFirst ? files.size() : 0);
    std::map<std::size_t, EnteredFile> later;
    std::map<std::size_t, ledger::RunRecord> claimed;
    auto done = m_committer->inTransaction([&]() -> Result<void> {
        if (isFirst) {
            auto begun = m_ledger->beginRun(runRecord(RunState::Running));
            if (!begun)
                return failure(begun.error());
            runId = *begun;
        }
        claimed.clear();
        later.clear();
        const ledger::ResumeRules rules { m_options.resume, m_options.force,
                                          m_options.repair != nullptr, m_clock.utcNow() };
        auto registered
            = m_ledger->registerFiles(runId, files, identityOf, rules, beginsAsRead,
                                      [&](std::size_t file, ledger::Registration registration) {
                                          if (registration.claimedBy)
                                              claimed[file] = *registration.claimedBy;
                                          auto &place = isFirst ? entered[file] : later[file];
                                          place = enteredFile(std::move(registration), runId);
                                          DOCKHAND_FAILPOINT("run.file_entered");
                                      });
        return registered ? enterRepair(entered) : registered;
    });
    if (!done)
        return done;
    m_leaseRenewed = m_clock.monotonic();
    if (isFirst)
        m_book.enter(runId, std::move(entered));
    for (auto &[file, place] : later)
        m_book.enterLater(file, std::move(place));
    m_claimed.clear();
    std::map<QString, std::vector<std::size_t>> filesOfClaim;
    for (const auto &[file, run] : claimed) {
        if (m_groups.profileOfFile[file] == FileGroups::kNone)
            continue; // it ends by itself
        m_claimed[file] = run.id;
        filesOfClaim[ledger::claimText(run)].push_back(file);
    }
    for (const auto &[who, theirs] : filesOfClaim) {
        if (isFirst)
            m_events.noted(QCoreApplication::translate("RunThread",
                                                       "%1 has %2 of the files in work (%3); they "
                                                       "are waited for.")
                               .arg(who)
                               .arg(theirs.size())
                               .arg(QFileInfo(m_surveys[theirs.front()].path).fileName()));
    }
    return {};
}

// Which rejects the records of a file with corrections stand for.
Result<void> RunThread::enterRepair(const std::vector<EnteredFile> &files)
{
    if (!m_options.repair || files.empty())
        return {};
    return m_ledger->enterRepair(files.front().id, m_options.repair->rejectIds, m_clock.utcNow());
}

// Files that another run has in work are looked at again when that has ended with some: then they
// are in, or what it left of them is gone on with.
Result<void> RunThread::runClaimed()
{
    constexpr std::chrono::milliseconds kLook { 500 };
    for (;;) {
        std::erase_if(m_claimed, [this](const auto &claim) { return m_book.isFinal(claim.first); });
        if (m_claimed.empty())
            return {};
        const auto isOver = isAnyClaimOver();
        if (!isOver)
            return failure(isOver.error());
        if (!*isOver) {
            if (!m_control.waitFor(kLook))
                return failure(ErrorCode::RunCancelled);
            if (auto renewed = renewLease(); !renewed)
                return renewed;
            continue;
        }
        std::vector<std::size_t> files;
        for (const auto &[file, run] : m_claimed)
            files.push_back(file);
        if (auto entered = registerFiles(files, false); !entered)
            return entered;
        if (auto learned = learnContents(); !learned)
            return learned;
        std::erase_if(files, [this](std::size_t file) { return m_claimed.contains(file); });
        if (auto removed = removeSuperseded(); !removed)
            return removed;
        for (auto order = std::move(files); !order.empty(); order = std::exchange(m_rerun, {})) {
            if (auto passed = runPass(order); !passed)
                return passed;
        }
    }
}

// By its content a file may be there under another name: any end of a file of that run may be that
// of one waited for.
Result<bool> RunThread::isAnyClaimOver()
{
    std::set<std::int64_t> runs;
    for (const auto &[file, run] : m_claimed)
        runs.insert(run);
    bool isAnyOver = false;
    for (const auto id : runs) {
        const auto looked = patiently([&]() -> Result<void> {
            const auto run = m_ledger->run(id);
            if (!run)
                return failure(run.error());
            if (!*run || !ledger::isAtWork(**run, m_clock.utcNow())) {
                isAnyOver = true;
                return {};
            }
            const auto ended = m_ledger->countEndedFiles(id);
            if (!ended)
                return failure(ended.error());
            isAnyOver |= std::exchange(m_endedOfClaims[id], *ended) != *ended;
            return {};
        });
        if (!looked)
            return failure(looked.error());
    }
    return isAnyOver;
}

// Where no window says that this run is at work.
Result<void> RunThread::renewLease()
{
    if (m_clock.monotonic() - m_leaseRenewed < ledger::kRenewal)
        return {};
    m_leaseRenewed = m_clock.monotonic();
    return m_committer->inTransaction(
        [this] { return m_ledger->renewLease(m_book.runId(), m_book.leaseUntil()); });
}

// A profile whose tables do not fit fails its own files; the others go on. What is wrong with the
// database as a whole ends the run.
Result<void> RunThread::prepareTables()
{
    m_mayRefuse.assign(m_groups.profiles.size(), true);
    for (std::size_t p = 0; p < m_groups.profiles.size(); ++p) {
        std::vector<profile::TableSpec> specs;
        for (const auto &table : m_groups.profiles[p]->tables)
            specs.push_back(table.spec);
        target::PreparedTables found;
        const auto prepared = patiently([&]() -> Result<void> {
            auto answer = m_target->prepareTables(specs);
            if (!answer)
                return failure(answer.error());
            found = *std::move(answer);
            return {};
        });
        if (prepared) {
            m_mayRefuse[p] = found.mayRefuseRows;
            if (!found.created.isEmpty())
                forgetFilesOf(p);
            continue;
        }
        if (prepared.error().code != ErrorCode::DbSchemaMismatch)
            return failure(prepared.error());
        for (std::size_t file = 0; file < m_surveys.size(); ++file) {
            if (m_groups.profileOfFile[file] != p)
                continue;
            Error error = prepared.error();
            error.place.file = m_surveys[file].path;
            m_book.draftEnd(file, FileState::Failed, error);
        }
        if (auto saved = m_committer->inTransaction([&] { return m_book.save(*m_ledger); }); !saved)
            return saved;
        announce(m_book.takeOver());
    }
    return {};
}

// A table that had to be made holds nothing of what the ledger remembers.
void RunThread::forgetFilesOf(std::size_t profile)
{
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        if (m_groups.profileOfFile[file] != profile)
            continue;
        m_book.startOver(file);
        m_contents.forget(file);
    }
}

// What is in already, by its content: it may come again in another form.
Result<void> RunThread::learnContents()
{
    if (!m_contents.isWanted())
        return {};
    return patiently([&]() -> Result<void> {
        auto known
            = m_ledger->knownContents(m_contents.destinations(), !m_contents.hasUnusualFiles());
        if (!known)
            return failure(known.error());
        m_contents.know(*std::move(known));
        return {};
    });
}

// What unfinished files brought in leaves before they come again from their beginning.
Result<void> RunThread::removeSuperseded()
{
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> own; // begun anew under the same number
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        const auto *known = m_book.known(file);
        if (m_book.isFinal(file) || known == nullptr || m_claimed.contains(file))
            continue;
        for (const auto id : known->superseded)
            (id == known->fileId ? own : ids).push_back(id);
    }
    if (ids.empty() && own.empty())
        return {};
    TakenBack taken;
    auto done = m_committer->inTransaction([&]() -> Result<void> {
        if (auto owned = m_ledger->renewLease(m_book.runId(), m_book.leaseUntil()); !owned)
            return owned;
        auto over = startFilesOver(*m_target, *m_ledger, ids, own, m_book.runId());
        if (!over)
            return failure(over.error());
        taken = *std::move(over);
        return {};
    });
    if (done)
        noteTakenBack(taken);
    return done;
}

void RunThread::noteTakenBack(const TakenBack &taken)
{
    for (const auto &table : taken.tables) {
        m_events.noted(QCoreApplication::translate("RunThread",
                                                   "Taken back of files that start over, from "
                                                   "%1: %2 rows removed, %3 restored, %4 left "
                                                   "since a later import changed them, %5 kept "
                                                   "for rows of other files.")
                           .arg(table.name, QString::number(table.removed),
                                QString::number(table.restored), QString::number(table.left),
                                QString::number(table.handedOver)));
    }
}

std::vector<std::size_t> RunThread::filesToRun() const
{
    std::vector<std::size_t> order;
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        if (!m_book.isFinal(file) && !m_claimed.contains(file))
            order.push_back(file);
    }
    return order;
}

// Beside the database, where there is room for its data; else where temporary files go.
QStringList RunThread::spillFolders() const
{
    QStringList folders;
    if (m_options.target.driver == QLatin1String("QSQLITE"))
        folders << QFileInfo(m_options.target.database).absolutePath();
    return folders << QDir::tempPath();
}

FileTask RunThread::taskOf(std::size_t file) const
{
    FileTask task;
    task.index = file;
    if (const auto *known = m_book.known(file)) {
        task.watermark = known->file.watermark;
        task.before = known->file.counts;
        task.isChanged = !known->changed.empty();
        if (!m_options.force)
            task.alreadyIn = known->alreadyIn;
    }
    task.keepsRecords = m_options.duplicates == profile::DuplicatePolicy::Reject
        || m_mayRefuse[m_groups.profileOfFile[file]];
    if (task.keepsRecords) // also what was rejected when it was written, which is not limited
        task.before = {};
    task.twin = m_groups.twinOf[file];
    return task;
}

namespace {

// Where that fails nobody is to wait for it.
Result<void> gather(WindowGatherer &gatherer, ChunkLine &line, WindowSlot &slot)
{
    auto done = guarded([&gatherer] { return gatherer.run(); });
    if (!done) {
        line.close();
        slot.close();
    }
    return done;
}

} // namespace

Result<void> RunThread::runPass(const std::vector<std::size_t> &order)
{
    ChunkLine line(order, std::max<std::int64_t>(m_options.plan.windowBytes / 3, 1 << 20));
    WindowSlot slot;
    {
        const std::lock_guard lock(m_interruptMutex);
        m_line = &line;
        m_slot = &slot;
    }
    JobContext context { m_options,
                         m_clock,
                         m_control,
                         line,
                         m_pool,
                         m_readingPool,
                         m_governor,
                         m_board,
                         m_contents,
                         systemInfo().cores,
                         order.size(),
                         [this](std::size_t file) {
                             FileResult started;
                             started.index = file;
                             started.fileId = m_book.fileId(file);
                             started.path = m_surveys[file].path;
                             started.earlier = m_book.earlier(file);
                             started.state = FileState::Importing;
                             m_events.fileChanged(started);
                         },
                         [this](const Error &error, int attempt, std::chrono::milliseconds pause) {
                             noteRetry(error, attempt, pause);
                         } };
    Result<void> written;
    Result<void> gathered;
    {
        WindowLimits limits;
        limits.rows = std::min<std::int64_t>(m_options.plan.windowRows, m_target->mostWindowRows());
        limits.bytes = m_options.plan.windowBytes;
        limits.spillFolders = spillFolders();
        WindowGatherer gatherer({ line, slot, m_pool, m_governor, m_control, m_board, m_groups },
                                limits);
        const ScopedThread gathering([&] { gathered = gather(gatherer, line, slot); });
        // One piece of work for each thread: one for each file would mean thousands that wait.
        std::atomic<std::size_t> next { 0 };
        const auto runJobs = [&] {
            for (auto at = next++; at < order.size(); at = next++)
                runFileJob(m_surveys[order[at]], taskOf(order[at]), context);
        };
        QThreadPool pool;
        pool.setMaxThreadCount(m_options.plan.concurrency.value);
        if (m_control.isCancelled()) // a cancel that came before the line existed
            interrupt();
        for (int thread = 0; thread < pool.maxThreadCount(); ++thread)
            runInPool(pool, runJobs);
        written = guarded([&] { return writeWindows(slot); });
        line.close();
        slot.close();
        waitFor(pool);
    }
    const std::lock_guard lock(m_interruptMutex);
    m_line = nullptr;
    m_slot = nullptr;
    if (m_control.isCancelled() && !filesToRun().empty())
        return failure(ErrorCode::RunCancelled);
    return written ? gathered : written;
}

Result<void> RunThread::writeWindows(WindowSlot &slot)
{
    std::optional<std::chrono::nanoseconds>
        idleSince; // before the first window nothing is waited for
    while (waitForWindow(slot)) {
        auto window = slot.take();
        if (!window)
            break;
        if (idleSince)
            m_writerWaited += m_clock.monotonic() - *idleSince;
        if (!waitWhilePaused())
            break;
        rerunOrphanTwins(*window);
        if (auto told = tellWhatIsIn(*window); !told)
            return told;
        const auto begun = m_clock.monotonic();
        auto changed = m_committer->commit(*window);
        m_board.writerBusyNs.fetch_add((m_clock.monotonic() - begun).count(),
                                       std::memory_order_relaxed);
        m_board.windowsInWork.fetch_sub(1, std::memory_order_relaxed);
        giveBack(window->takeChunks(), m_pool, m_board);
        if (!changed)
            return failure(changed.error());
        m_leaseRenewed = m_clock.monotonic();
        announce(*changed);
        idleSince = m_clock.monotonic();
    }
    return {};
}

// Windows may be long in coming, and a claim that is not renewed is lost. Where it cannot be
// renewed the next window tells.
bool RunThread::waitForWindow(WindowSlot &slot)
{
    while (!slot.waitFor(ledger::kRenewal / 2))
        m_control.isPaused() ? void(waitWhilePaused()) : void(renewLease());
    return true;
}

bool RunThread::waitWhilePaused()
{
    while (!m_control.waitWhilePaused(ledger::kRenewal / 2))
        (void)renewLease();
    return !m_control.isCancelled();
}

// A file left out since an earlier one has the same content is read after all when that one did not
// come in. Files end in queue order, so the earlier one's end is committed or in this window.
void RunThread::rerunOrphanTwins(Window &window)
{
    std::erase_if(window.files(), [&](const auto &entry) {
        const auto &[index, file] = entry;
        if (!file.end || file.end->kind != FileEnd::Kind::Skipped || !file.end->twin
            || hasComeIn(*file.end->twin, window))
            return false;
        m_contents.leaveOut(*file.end->twin);
        m_groups.twinOf[index].reset();
        m_rerun.push_back(index);
        return true;
    });
}

// When a file came in whose content another has, and by which run.
Result<void> RunThread::tellWhatIsIn(Window &window)
{
    for (auto &[index, file] : window.files()) {
        if (!file.end || file.end->sameAs == 0)
            continue;
        const auto *known = m_book.known(index);
        if (known != nullptr && known->alreadyIn && known->alreadyIn->id == file.end->sameAs)
            continue;
        auto done = patiently([&, &end = *file.end]() -> Result<void> {
            auto same = m_ledger->file(end.sameAs);
            if (!same)
                return failure(same.error());
            if (*same)
                end.same = **std::move(same);
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

bool RunThread::hasComeIn(std::size_t file, const Window &window) const
{
    const auto found = window.files().find(file);
    if (found != window.files().end() && found->second.end) {
        const auto kind = found->second.end->kind;
        return kind == FileEnd::Kind::Finished || kind == FileEnd::Kind::Skipped;
    }
    const auto state = m_book.state(file);
    return state == FileState::Done || state == FileState::Partial || state == FileState::Skipped;
}

void RunThread::announce(const std::vector<std::size_t> &files)
{
    for (const auto file : files)
        m_events.fileChanged(m_book.result(file));
}

// Whatever is not final when the run ends gets the run's own end; also without a ledger.
void RunThread::draftEnds(FileState state, const std::optional<Error> &error)
{
    for (std::size_t file = 0; file < m_surveys.size(); ++file) {
        if (m_book.isFinal(file))
            continue;
        if (const auto &own = m_surveys[file].error)
            m_book.draftEnd(file, FileState::Failed, own);
        else
            m_book.draftEnd(file, state, error);
    }
    if (!m_ledger || m_book.runId() == 0)
        announce(m_book.takeOver()); // nothing to be saved: they count at once
}

// The files' ends and the run's own in one transaction.
Result<void> RunThread::finish(const RunResult &result)
{
    if (!m_ledger || m_book.runId() == 0)
        return {};
    auto record = runRecord(result.state);
    record.finishedAt = m_clock.utcNow();
    record.counts = m_book.total();
    const auto save = [this, &record]() -> Result<void> {
        auto saved = m_book.save(*m_ledger);
        return saved ? m_ledger->finishRun(record) : saved;
    };
    DOCKHAND_FAILPOINT("run.ending");
    // What has failed or was cancelled is not waited for once more; nor is what is cancelled while
    // it waits, but it may go in at once.
    Result<void> done = failure(ErrorCode::RunCancelled);
    if (!result.error && !m_control.isCancelled())
        done = m_committer->inTransaction(save);
    if (!done && done.error().code == ErrorCode::RunCancelled)
        done = once(save);
    DOCKHAND_FAILPOINT("run.ended");
    if (done)
        done = m_target->makeDurable();
    DOCKHAND_FAILPOINT("run.durable");
    return done;
}

// In a transaction, at the first attempt or not at all.
Result<void> RunThread::once(const std::function<Result<void>()> &work)
{
    auto done = m_target->begin();
    if (done)
        done = guarded(work);
    if (done)
        done = m_target->commit();
    if (!done)
        m_target->rollback();
    return done;
}

ledger::RunRecord RunThread::runRecord(RunState state) const
{
    ledger::RunRecord record;
    record.id = m_book.runId();
    record.state = state;
    record.kind = m_options.repair ? ledger::RunKind::Repair : ledger::RunKind::Import;
    record.startedAt = m_startedAt;
    record.planJson = QJsonDocument(advisor::toJson(m_options.plan)).toJson(QJsonDocument::Compact);
    record.files = static_cast<std::int64_t>(m_surveys.size());
    for (const auto &survey : m_surveys)
        record.bytes += survey.sizeBytes;
    record.peakMemoryBytes = peakResidentBytes();
    record.programVersion = QStringLiteral(DOCKHAND_VERSION);
    if (state == RunState::Running) {
        record.owner = m_claimant.text();
        record.leaseUntil = m_book.leaseUntil();
    }
    return record;
}

} // namespace dockhand::engine
