// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/undo.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/base/system_info.h"
#include "core/engine/retry.h"
#include "core/ledger/claim.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace dockhand::engine {

using namespace Qt::StringLiterals;
using ledger::FileRecord;
using ledger::FileState;
using ledger::RunKind;
using ledger::RunState;

namespace {

constexpr int kLockTimeoutMs = 2'000;
constexpr int kMostFilesNamed = 100;

/// The context of this file's words for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Undo)
};

auto impossible(const QString &reason)
{
    return failure(ErrorCode::UndoImpossible, { reason });
}

} // namespace

std::int64_t UndoPreview::rows() const
{
    std::int64_t rows = 0;
    for (const auto &table : tables)
        rows += table.rows;
    return rows;
}

Undo::Undo(UndoOptions options, const Clock &clock, RunControl &control, Noted noted)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_control(control)
    , m_noted(std::move(noted))
{
}

void Undo::interrupt()
{
    const std::lock_guard lock(m_interruptMutex);
    if (m_target)
        m_target->interrupt();
}

UndoResult Undo::run()
{
    m_result.startedAt = m_clock.utcNow();
    const auto attempt = [this]() -> Result<void> {
        if (auto opened = open(); !opened)
            return opened;
        return takeBackInTransaction();
    };
    const auto failed = [this](const Error &error, int, std::chrono::milliseconds pause) {
        if (m_noted) {
            m_noted(Words::tr("Tried again in %1 s: %2")
                        .arg(QLocale().toString(static_cast<double>(pause.count()) / 1000, 'f', 1),
                             errorText(error)));
        }
    };
    auto done = untilDone(
        m_options.retryFor, m_clock, m_control, [&] { return guarded(attempt); }, failed);
    if (done)
        (void)m_target->makeDurable(); // it is done; a checkpoint that is held back is only late
    if (!done) {
        m_result.error
            = m_control.isCancelled() ? Error { ErrorCode::RunCancelled, {}, {} } : done.error();
    }
    m_result.finishedAt = m_clock.utcNow();
    close();
    return std::move(m_result);
}

Result<UndoPreview> Undo::preview()
{
    target::TargetOptions options;
    options.readOnly = true;
    auto preview = guarded([&]() -> Result<UndoPreview> {
        if (auto opened = openAs(options); !opened)
            return failure(opened.error());
        return look();
    });
    close();
    return m_control.isCancelled() ? failure(ErrorCode::RunCancelled) : preview;
}

Result<UndoPreview> Undo::look()
{
    auto chosen = checkNobodyIsAtWork()
                      .and_then([this] { return findNumbers(); })
                      .and_then([this] { return chooseFiles(); })
                      .and_then([this] { return findDuplicates(); });
    if (!chosen)
        return failure(chosen.error());
    UndoPreview preview;
    preview.runId = m_options.runId;
    preview.fileId = m_options.fileId;
    if (m_options.runId != 0) {
        auto run = m_ledger->run(m_options.runId);
        if (!run)
            return failure(run.error());
        preview.run = *std::move(run);
    }
    const auto tables = TakingBack(*m_target, *m_ledger, m_result.files).findTables();
    if (!tables)
        return failure(tables.error());
    std::vector<std::int64_t> fileIds;
    for (const auto &file : m_result.files)
        fileIds.push_back(file.id);
    for (const auto &table : *tables) {
        const auto rows = m_ledger->countRowsOf(table, fileIds);
        if (!rows)
            return failure(rows.error());
        preview.tables.push_back({ table, *rows });
    }
    const auto replaced = m_ledger->countReplacedBy(fileIds);
    if (!replaced)
        return failure(replaced.error());
    preview.replaced = *replaced;
    preview.files = std::move(m_result.files);
    preview.otherRuns = std::move(m_result.otherRuns);
    preview.filesWithDuplicates = std::move(m_result.filesWithDuplicates);
    return preview;
}

void Undo::close()
{
    m_ledger.reset();
    const std::lock_guard lock(m_interruptMutex);
    m_target.reset();
}

Result<void> Undo::open()
{
    if (m_ledger)
        return {};
    target::TargetOptions options;
    options.readOnly = true; // a database that is not there must not be made
    if (auto there = target::openTarget(m_options.target, options); !there)
        return failure(there.error());
    options.readOnly = false;
    options.cacheBytes = m_options.cacheBytes;
    options.lockTimeoutMs = kLockTimeoutMs;
    return openAs(options);
}

Result<void> Undo::openAs(const target::TargetOptions &options)
{
    auto target = target::openTarget(m_options.target, options);
    if (!target)
        return failure(target.error());
    {
        const std::lock_guard lock(m_interruptMutex);
        m_target = *std::move(target);
    }
    auto ledger = ledger::Ledger::open(*m_target);
    if (!ledger)
        return failure(ledger.error());
    m_ledger = *std::move(ledger);
    return {};
}

Result<void> Undo::takeBackInTransaction()
{
    auto done = m_target->begin();
    if (done && m_control.isCancelled())
        done = failure(ErrorCode::RunCancelled);
    if (done)
        done = takeBack();
    DOCKHAND_FAILPOINT("undo.worked");
    if (done)
        done = m_target->commit();
    DOCKHAND_FAILPOINT("undo.committed");
    if (!done)
        m_target->rollback();
    return done;
}

Result<void> Undo::takeBack()
{
    m_result.files.clear();
    m_result.otherRuns.clear();
    return checkNobodyIsAtWork()
        .and_then([this] { return findNumbers(); })
        .and_then([this] { return chooseFiles(); })
        .and_then([this] { return findDuplicates(); })
        .and_then([this] { return enterRun(); })
        .and_then([this] { return changeRows(); })
        .and_then([this] { return finishRun(); });
}

Result<void> Undo::findNumbers()
{
    if (!m_options.path.isEmpty()) {
        const auto ids = m_ledger->fileIdsOf({ m_options.path });
        if (!ids)
            return failure(ids.error());
        m_options.fileId = ids->empty() ? 0 : ids->front();
        if (m_options.fileId == 0)
            return impossible(
                Words::tr("nothing of “%1” came into this database").arg(m_options.path));
    }
    if (!m_options.isLastRun)
        return {};
    const auto runs = m_ledger->runs();
    if (!runs)
        return failure(runs.error());
    const auto last = std::find_if(runs->begin(), runs->end(), [](const auto &run) {
        return run.kind != RunKind::Undo && run.undoneBy == 0 && run.counts.read > 0;
    });
    if (last == runs->end())
        return impossible(Words::tr("no run has brought anything into this database"));
    m_options.runId = last->id;
    return {};
}

Result<void> Undo::chooseFiles()
{
    if (m_options.runId == 0) {
        const auto file = m_ledger->file(m_options.fileId);
        if (!file)
            return failure(file.error());
        if (!*file)
            return impossible(Words::tr("there is no file %1").arg(m_options.fileId));
        if ((*file)->state == FileState::Skipped)
            return impossible(
                Words::tr("file %1 was skipped, so nothing of it came in").arg(m_options.fileId));
        if ((*file)->undoneBy != 0)
            return impossible(Words::tr("file %1 was undone by run %2 already")
                                  .arg(m_options.fileId)
                                  .arg((*file)->undoneBy));
        return add(m_options.fileId);
    }
    const auto run = m_ledger->run(m_options.runId);
    if (!run)
        return failure(run.error());
    if (!*run)
        return impossible(Words::tr("there is no run %1").arg(m_options.runId));
    return chooseFilesOf(**run);
}

Result<void> Undo::chooseFilesOf(const ledger::RunRecord &run)
{
    if (run.kind == RunKind::Undo)
        return impossible(
            Words::tr("run %1 is an undo itself; import the files again instead").arg(run.id));
    const auto parts = m_ledger->filesOf(run.id);
    if (!parts)
        return failure(parts.error());
    for (const auto &part : *parts) {
        // A file without records is in as well: undone, it comes anew.
        if (part.counts.read == 0 && part.state != FileState::Done)
            continue;
        const auto file = m_ledger->file(part.fileId);
        if (!file)
            return failure(file.error());
        if (*file && (*file)->undoneBy == 0) {
            if (auto added = add(part.fileId); !added)
                return added;
        }
    }
    if (!m_result.files.empty())
        return {};
    if (run.undoneBy != 0)
        return impossible(
            Words::tr("run %1 was undone by run %2 already").arg(run.id).arg(run.undoneBy));
    return impossible(Words::tr("run %1 brought nothing in").arg(run.id));
}

Result<void> Undo::add(std::int64_t fileId)
{
    auto file = m_ledger->file(fileId);
    if (!file)
        return failure(file.error());
    if (!*file)
        return {};
    auto &record = **file;
    if (record.shapeId == 0 && record.counts.updated > 0) {
        return impossible(Words::tr("“%1” changed rows when what they held before was not kept yet")
                              .arg(record.identity.path));
    }
    for (const auto run : { record.firstRun, record.lastRun }) {
        auto &others = m_result.otherRuns;
        if (run != m_options.runId && std::find(others.begin(), others.end(), run) == others.end())
            others.push_back(run);
    }
    m_result.files.push_back(std::move(record));
    return {};
}

// An import may be about to leave out what is undone now, since it was in when that began.
Result<void> Undo::checkNobodyIsAtWork()
{
    const auto runs = m_ledger->runs();
    if (!runs)
        return failure(runs.error());
    for (const auto &run : *runs) {
        if (ledger::isAtWork(run, m_clock.utcNow()))
            return impossible(Words::tr("run %1 is still at work").arg(run.id));
    }
    return {};
}

// What came in beside these files or behind them may have been left out because of their rows.
Result<void> Undo::findDuplicates()
{
    auto first = m_result.files.front().firstRun;
    std::vector<std::int64_t> own;
    QStringList destinations;
    for (const auto &file : m_result.files) {
        first = std::min(first, file.firstRun);
        own.push_back(file.id);
        destinations += file.identity.destination;
    }
    destinations.removeDuplicates();
    std::sort(own.begin(), own.end());
    auto files = m_ledger->filesWithDuplicates(first, destinations, own, kMostFilesNamed);
    if (!files)
        return failure(files.error());
    m_result.filesWithDuplicates = *std::move(files);
    return {};
}

Result<void> Undo::enterRun()
{
    ledger::RunRecord run;
    run.kind = RunKind::Undo;
    run.startedAt = m_result.startedAt;
    run.files = static_cast<std::int64_t>(m_result.files.size());
    run.programVersion = QStringLiteral(DOCKHAND_VERSION);
    const auto id = m_ledger->beginRun(run);
    if (!id)
        return failure(id.error());
    m_result.runId = *id;
    std::int64_t position = 0;
    for (const auto &file : m_result.files) {
        if (auto closed = m_ledger->closeRun(file.lastRun); !closed)
            return closed;
        ledger::RunFileRecord part;
        part.runId = *id;
        part.fileId = file.id;
        part.position = position++;
        part.path = file.identity.path;
        part.state = FileState::Done;
        part.bytes = file.identity.size;
        part.profileId = file.identity.profileId;
        if (auto entered = m_ledger->enterPart(part); !entered)
            return entered;
    }
    return {};
}

Result<void> Undo::changeRows()
{
    TakingBack taking(*m_target, *m_ledger, m_result.files);
    if (auto found = taking.findTables(); !found)
        return failure(found.error());
    auto taken = taking.run(m_result.runId);
    if (!taken)
        return failure(taken.error());
    static_cast<TakenBack &>(m_result) = *std::move(taken);
    return {};
}

Result<void> Undo::finishRun()
{
    auto twins = m_ledger->skippedTwins(m_result.runId, kMostFilesNamed);
    if (!twins)
        return failure(twins.error());
    m_result.skippedTwins = *std::move(twins);
    auto repairs = m_ledger->repairsLeft(m_result.runId);
    if (!repairs)
        return failure(repairs.error());
    m_result.repairsLeft = *std::move(repairs);
    if (auto closed = m_ledger->closeUndone(m_result.runId); !closed)
        return closed;
    QJsonArray tables;
    for (const auto &table : m_result.tables) {
        tables.append(QJsonObject { { u"table"_s, table.name },
                                    { u"removed"_s, static_cast<qint64>(table.removed) },
                                    { u"restored"_s, static_cast<qint64>(table.restored) },
                                    { u"left"_s, static_cast<qint64>(table.left) },
                                    { u"handed_over"_s, static_cast<qint64>(table.handedOver) } });
    }
    QJsonArray left;
    for (const auto &row : m_result.leftRows)
        left.append(QJsonObject { { u"table"_s, row.table }, { u"key"_s, row.key } });
    const QJsonObject undone { { u"run"_s, static_cast<qint64>(m_options.runId) },
                               { u"file"_s, static_cast<qint64>(m_options.fileId) },
                               { u"tables"_s, tables },
                               { u"left_rows"_s, left } };
    ledger::RunRecord run;
    run.id = m_result.runId;
    run.kind = RunKind::Undo;
    run.state = m_result.hasLeftRows() ? RunState::Partial : RunState::Succeeded;
    run.startedAt = m_result.startedAt;
    run.finishedAt = m_clock.utcNow();
    run.planJson
        = QJsonDocument(QJsonObject { { u"undo"_s, undone } }).toJson(QJsonDocument::Compact);
    run.files = static_cast<std::int64_t>(m_result.files.size());
    for (const auto &file : m_result.files)
        run.bytes += file.identity.size;
    run.peakMemoryBytes = peakResidentBytes();
    run.programVersion = QStringLiteral(DOCKHAND_VERSION);
    return m_ledger->finishRun(run);
}

// As `finishRun` wrote it.
std::optional<UndoRecord> undoRecord(const QByteArray &planJson)
{
    const auto undone = QJsonDocument::fromJson(planJson)[u"undo"_s];
    if (!undone.isObject())
        return std::nullopt;
    UndoRecord record;
    for (const auto &value : undone[u"tables"_s].toArray()) {
        record.tables.push_back({ .name = value[u"table"_s].toString(),
                                  .removed = value[u"removed"_s].toInteger(),
                                  .restored = value[u"restored"_s].toInteger(),
                                  .left = value[u"left"_s].toInteger(),
                                  .handedOver = value[u"handed_over"_s].toInteger() });
    }
    for (const auto &value : undone[u"left_rows"_s].toArray())
        record.leftRows.push_back({ value[u"table"_s].toString(), value[u"key"_s].toString() });
    return record;
}

} // namespace dockhand::engine
