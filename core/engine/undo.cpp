// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/undo.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/base/system_info.h"
#include "core/engine/retry.h"
#include "core/ledger/claim.h"
#include "core/profile/binding_json.h"
#include "core/target/catalogue.h"
#include "core/target/table_statements.h"

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
constexpr int kMostTwinsNamed = 100;

/// The context of this file's words for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Undo)
};

auto impossible(const QString &reason)
{
    return failure(ErrorCode::UndoImpossible, { reason });
}

// The column of the last table that comes from the same field as the parent's key.
QString childColumn(const profile::ImportProfile &profile)
{
    const auto &parent = profile.tables.front();
    const auto source
        = parent.mapping[static_cast<std::size_t>(parent.spec.key.front())].sourceColumn;
    const auto &child = profile.tables.back();
    for (std::size_t i = 0; i < child.mapping.size(); ++i) {
        if (!child.mapping[i].isOccurrence && child.mapping[i].sourceColumn == source)
            return child.spec.columns[i].name;
    }
    return {};
}

} // namespace

std::int64_t UndoPreview::rows() const
{
    std::int64_t rows = 0;
    for (const auto &table : tables)
        rows += table.rows;
    return rows;
}

bool UndoResult::hasLeftRows() const
{
    return std::any_of(tables.begin(), tables.end(), [](const auto &t) { return t.left > 0; });
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
                      .and_then([this] { return findLaterDuplicates(); })
                      .and_then([this] { return findTables(); });
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
    const auto tables = tablesThere();
    if (!tables)
        return failure(tables.error());
    std::vector<std::int64_t> fileIds;
    for (const auto &file : m_result.files)
        fileIds.push_back(file.id);
    for (const auto &table : *tables) {
        const auto rows = m_ledger->countRowsOf(table.name, fileIds);
        if (!rows)
            return failure(rows.error());
        preview.tables.push_back({ table.name, *rows });
    }
    const auto replaced = m_ledger->countReplacedBy(fileIds);
    if (!replaced)
        return failure(replaced.error());
    preview.replaced = *replaced;
    preview.files = std::move(m_result.files);
    preview.otherRuns = std::move(m_result.otherRuns);
    preview.runsWithDuplicates = std::move(m_result.runsWithDuplicates);
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
    m_tables.clear();
    m_result.files.clear();
    m_result.tables.clear();
    m_result.leftRows.clear();
    m_result.otherRuns.clear();
    m_result.runsWithDuplicates.clear();
    m_result.missingTables.clear();
    return checkNobodyIsAtWork()
        .and_then([this] { return findNumbers(); })
        .and_then([this] { return chooseFiles(); })
        .and_then([this] { return findLaterDuplicates(); })
        .and_then([this] { return findTables(); })
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
        if (part.counts.read == 0)
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

Result<void> Undo::findLaterDuplicates()
{
    auto first = m_result.files.front().firstRun;
    for (const auto &file : m_result.files)
        first = std::min(first, file.firstRun);
    const auto runs = m_ledger->runs();
    if (!runs)
        return failure(runs.error());
    for (const auto &run : *runs) {
        const bool isLater = m_options.runId == 0 ? run.id >= first : run.id > first;
        if (isLater && run.id != m_options.runId && run.undoneBy == 0 && run.counts.duplicate > 0)
            m_result.runsWithDuplicates.push_back(run.id);
    }
    std::sort(m_result.runsWithDuplicates.begin(), m_result.runsWithDuplicates.end());
    return {};
}

Result<void> Undo::findTables()
{
    for (const auto &file : m_result.files) {
        const auto json = m_ledger->shapeOf(file);
        if (!json)
            return failure(json.error());
        if (const auto binding = profile::bindingFromJson(*json)) {
            addTables(*binding->profile);
            continue;
        }
        if (file.identity.destination.isEmpty())
            return impossible(Words::tr("it is not known where “%1” went").arg(file.identity.path));
        for (const auto &name : file.identity.destination.split(u'\n')) {
            const bool isKnown = std::any_of(m_tables.begin(), m_tables.end(),
                                             [&](const auto &table) { return table.name == name; });
            if (!isKnown && !name.startsWith("channel="_L1))
                m_tables.push_back({ .name = name });
        }
    }
    return {};
}

void Undo::addTables(const profile::ImportProfile &profile)
{
    for (std::size_t i = 0; i < profile.tables.size(); ++i) {
        Table table { .name = profile.tables[i].spec.name };
        if (i == 0 && profile.tables.size() == 2 && !profile.tables[0].spec.key.empty()) {
            const auto key = static_cast<std::size_t>(profile.tables[0].spec.key.front());
            table.keyColumn = profile.tables[0].spec.columns[key].name;
            table.child = profile.tables[1].spec.name;
            table.childColumn = childColumn(profile);
        }
        const auto known = std::find_if(m_tables.begin(), m_tables.end(),
                                        [&](const auto &t) { return t.name == table.name; });
        if (known == m_tables.end())
            m_tables.push_back(std::move(table));
        else if (known->child.isEmpty())
            *known = std::move(table);
    }
}

Result<bool> Undo::isThere(const QString &table)
{
    const auto dialect = target::SqlDialect::of(m_target->database());
    const auto shape = target::readShape(m_target->database(), dialect, table);
    if (!shape)
        return failure(shape.error());
    if (shape->kind == target::TableShape::Kind::Missing)
        return false;
    const bool hasLineage
        = std::any_of(shape->columns.begin(), shape->columns.end(), [](const auto &column) {
              return column.name.compare(target::importFileIdColumn(), Qt::CaseInsensitive) == 0;
          });
    if (!hasLineage)
        return impossible(
            Words::tr("the table “%1” no longer says which file a row is from").arg(table));
    return true;
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
    std::vector<std::int64_t> fileIds;
    for (const auto &file : m_result.files) {
        if (auto closed = m_ledger->closeRun(file.lastRun); !closed)
            return closed;
        ledger::RunFileRecord part;
        part.runId = *id;
        part.fileId = file.id;
        part.position = static_cast<std::int64_t>(fileIds.size());
        part.path = file.identity.path;
        part.state = FileState::Done;
        part.bytes = file.identity.size;
        part.profileId = file.identity.profileId;
        if (auto entered = m_ledger->enterPart(part); !entered)
            return entered;
        fileIds.push_back(file.id);
    }
    return m_ledger->markUndone(fileIds, *id);
}

Result<std::vector<Undo::Table>> Undo::tablesThere()
{
    std::vector<Table> tables;
    for (const auto &table : m_tables) {
        const auto there = isThere(table.name);
        if (!there)
            return failure(there.error());
        if (*there)
            tables.push_back(table);
        else
            m_result.missingTables += table.name;
    }
    return tables;
}

Result<void> Undo::changeRows()
{
    const auto there = tablesThere();
    if (!there)
        return failure(there.error());
    const auto &tables = *there;
    std::unordered_set<std::int64_t> fileIds;
    for (const auto &file : m_result.files)
        fileIds.insert(file.id);
    auto updated = ledger::FormerChains(*m_target, fileIds, m_result.runId).takeOut();
    if (!updated)
        return failure(updated.error());
    DOCKHAND_FAILPOINT("undo.restored");
    m_result.leftRows = std::move(updated->leftRows);
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        UndoneTable undone { .name = table->name,
                             .restored = updated->restored[table->name],
                             .left = updated->left[table->name] };
        const bool hasChild = std::any_of(tables.begin(), tables.end(), [&](const auto &other) {
            return other.name == table->child && !table->childColumn.isEmpty();
        });
        if (hasChild) {
            const auto kept = m_ledger->handOverParents(table->name, table->keyColumn, table->child,
                                                        table->childColumn, m_result.runId);
            if (!kept)
                return failure(kept.error());
            undone.handedOver = *kept;
        }
        const auto removed = m_ledger->removeUndoneRows(table->name, m_result.runId);
        if (!removed)
            return failure(removed.error());
        undone.removed = *removed;
        m_result.tables.insert(m_result.tables.begin(), undone);
        DOCKHAND_FAILPOINT("undo.removed");
    }
    return {};
}

Result<void> Undo::finishRun()
{
    auto twins = m_ledger->skippedTwins(m_result.runId, kMostTwinsNamed);
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

} // namespace dockhand::engine
