// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/registrar.h"

#include "core/ledger/claim.h"
#include "core/ledger/ledger_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

QString what()
{
    return QCoreApplication::translate("LedgerWords", "enter the files into the ledger");
}

/// Only the number: most files are found nowhere, and a driver takes its time over many columns.
QString selectFiles(const QString &condition)
{
    return u"SELECT id FROM dockhand_file WHERE "_s + condition;
}

bool mayBeSame(const QString &a, const QString &b)
{
    return a.isEmpty() || b.isEmpty() || a == b;
}

bool isPartlyIn(const FileRecord &file)
{
    return file.watermark.position.record > 0;
}

bool isSameContent(const FileRecord &file, const FileIdentity &identity)
{
    return file.identity.fingerprint == identity.fingerprint && file.identity.size == identity.size;
}

/// A watermark is only good for the meaning under which it was reached: another profile or dialect
/// would find other records, and send them elsewhere.
bool canGoOn(const FileRecord &file, const FileIdentity &identity)
{
    return !isPartlyIn(file)
        || (mayBeSame(file.identity.profileId, identity.profileId)
            && mayBeSame(QString::fromUtf8(file.identity.dialectJson),
                         QString::fromUtf8(identity.dialectJson)));
}

} // namespace

Registrar::Registrar(ShapeBook &shapes, const QSqlDatabase &database, std::int64_t runId,
                     std::int64_t nextFileId, const ResumeRules &rules,
                     const BeginsAsRead &beginsAsRead, const UndoneSpans &spans)
    : m_shapes(shapes)
    , m_runId(runId)
    , m_nextFileId(nextFileId)
    , m_rules(rules)
    , m_beginsAsRead(beginsAsRead)
    , m_spans(spans)
    , m_hasFiles(nextFileId > 1)
    , m_unfinished(database,
                   selectFiles(u"((fingerprint = ? AND size_bytes = ?) OR path = ?) "
                               "AND destination IN (?, '') AND last_run <> ? "
                               "AND undone_by = 0 "
                               "AND state NOT IN ('done', 'partial', 'skipped') "
                               "ORDER BY CASE WHEN path = ? AND mark_record > 0 THEN 0 ELSE 1 END, "
                               "mark_record DESC, last_run DESC, id"_s),
                   what())
    , m_finished(database,
                 selectFiles(u"fingerprint = ? AND size_bytes = ? AND destination IN (?, '') "
                             "AND state IN ('done', 'partial') AND undone_by = 0 "
                             "ORDER BY CASE WHEN profile_id = ? THEN 0 ELSE 1 END, id"_s),
                 what())
    , m_read(database, u"SELECT "_s + fileColumns() + u" FROM dockhand_file WHERE id = ?"_s, what())
    , m_insert(database, insertInto(u"dockhand_file"_s, fileColumns()), what())
    , m_adopt(
          database,
          updateOf(
              u"dockhand_file"_s,
              u"path, size_bytes, fingerprint, state, last_run, profile_id, dialect_json, shape_id, finished_at"_s,
              u"id = ?"_s),
          what())
    , m_closeRun(database,
                 updateOf(u"dockhand_run"_s, u"state, finished_at, owner"_s,
                          u"id = ? AND state IN ('running', 'paused')"_s),
                 what())
    , m_closeParts(
          database,
          updateOf(
              u"dockhand_run_file"_s, u"state"_s,
              u"run_id = ? AND state NOT IN ('done', 'partial', 'failed', 'cancelled', 'skipped')"_s),
          what())
    , m_insertPart(database, insertInto(u"dockhand_run_file"_s, runFileColumns()), what())
    , m_readRun(database, u"SELECT "_s + runColumns() + u" FROM dockhand_run WHERE id = ?"_s,
                what())
{
}

Result<Registration> Registrar::enter(const FileIdentity &identity, std::int64_t position)
{
    Registration registration;
    std::optional<FileRecord> unfinished;
    // Without a fingerprint (the file could not be read) nothing can be said about its content.
    if (m_hasFiles && !m_rules.asNew && !identity.fingerprint.isEmpty()) {
        auto finished = findFinished(identity);
        if (!finished)
            return failure(finished.error());
        registration.alreadyIn = std::move(*finished);
        auto found = findUnfinished(identity);
        if (!found)
            return failure(found.error());
        auto claim = claimOn(*found);
        if (!claim)
            return failure(claim.error());
        if (*claim && !m_rules.asAnother) {
            registration.claimedBy = std::move(*claim);
            return registration;
        }
        if (!*claim) {
            if (auto closed = closeRunsOf(*found); !closed)
                return failure(closed.error());
            unfinished = choose(std::move(*found), identity, registration);
        }
    }
    auto file = unfinished ? adopt(std::move(*unfinished), identity) : insert(identity);
    if (!file)
        return failure(file.error());
    if (auto entered = enterInRun(*file, position); !entered)
        return failure(entered.error());
    registration.fileId = file->id;
    registration.file = std::move(*file);
    return registration;
}

std::optional<FileRecord> Registrar::choose(Unfinished unfinished, const FileIdentity &identity,
                                            Registration &registration)
{
    std::optional<FileRecord> chosen;
    auto &superseded = registration.superseded;
    for (auto &candidate : unfinished.alike) {
        if (!chosen && m_rules.goOn && canGoOn(candidate, identity) && !mayLackRows(candidate))
            chosen = std::move(candidate);
        else if (isPartlyIn(candidate) && !(m_rules.asAnother && chosen))
            superseded.push_back(candidate.id);
    }
    // Where a part of this very content is in, those of other content are what --force left alone.
    const bool isPartIn = !superseded.empty() || (chosen && isPartlyIn(*chosen));
    if (!isPartIn && !m_rules.asAnother) {
        for (const auto &candidate : unfinished.changed)
            (m_rules.goOn ? registration.changed : superseded).push_back(candidate.id);
    }
    for (const auto id : superseded)
        m_superseded.insert(id);
    return chosen;
}

Result<Registrar::Unfinished> Registrar::findUnfinished(const FileIdentity &identity)
{
    auto candidates = findCandidates(identity);
    if (!candidates)
        return failure(candidates.error());
    // Equal fingerprints are only a hint. For a single candidate the job finds out by itself when
    // it goes to the watermark.
    const bool mustLook = m_rules.asAnother
        || std::count_if(candidates->begin(), candidates->end(), isPartlyIn) > 1;
    Unfinished found;
    for (auto &candidate : *candidates) {
        auto &part = isAlike(candidate, identity, mustLook) ? found.alike : found.changed;
        part.push_back(std::move(candidate));
    }
    return found;
}

bool Registrar::isAlike(const FileRecord &candidate, const FileIdentity &identity,
                        bool mustLook) const
{
    const bool isSame = isSameContent(candidate, identity);
    if (isSame && !(mustLook && isPartlyIn(candidate) && canGoOn(candidate, identity)))
        return true;
    return m_beginsAsRead ? m_beginsAsRead(identity, candidate) : isSame;
}

Result<std::vector<FileRecord>> Registrar::findCandidates(const FileIdentity &identity)
{
    m_unfinished.bindHash(identity.fingerprint);
    m_unfinished.bind(identity.size);
    m_unfinished.bind(identity.path);
    m_unfinished.bind(identity.destination);
    m_unfinished.bind(m_runId);
    m_unfinished.bind(identity.path);
    if (auto done = m_unfinished.run(); !done)
        return failure(done.error());
    std::vector<FileRecord> found;
    while (m_unfinished.next()) {
        auto file = read(m_unfinished.integer());
        if (!file)
            return failure(file.error());
        const bool isCandidate = isSameContent(*file, identity) || isPartlyIn(*file);
        if (isCandidate && !m_superseded.contains(file->id))
            found.push_back(std::move(*file));
    }
    if (auto whole = m_unfinished.check(); !whole)
        return failure(whole.error());
    m_unfinished.finish();
    return found;
}

bool Registrar::mayLackRows(const FileRecord &file) const
{
    return m_spans.mayLackRows(file.identity.destination, file.counts.duplicate, file.lastRun);
}

Result<std::optional<FileRecord>> Registrar::findFinished(const FileIdentity &identity)
{
    m_finished.bindHash(identity.fingerprint);
    m_finished.bind(identity.size);
    m_finished.bind(identity.destination);
    m_finished.bind(identity.profileId);
    if (auto done = m_finished.run(); !done)
        return failure(done.error());
    std::optional<FileRecord> found;
    while (!found && m_finished.next()) {
        auto file = read(m_finished.integer());
        if (!file)
            return failure(file.error());
        if (!mayLackRows(*file))
            found = std::move(*file);
    }
    if (auto whole = m_finished.check(); !whole)
        return failure(whole.error());
    m_finished.finish();
    return found;
}

Result<FileRecord> Registrar::read(std::int64_t id)
{
    m_read.bind(id);
    if (auto done = m_read.run(); !done)
        return failure(done.error());
    if (!m_read.next()) {
        if (auto whole = m_read.check(); !whole)
            return failure(whole.error());
        return failure(
            damaged(QCoreApplication::translate("LedgerWords", "file %1 is missing").arg(id)));
    }
    auto file = readFile(m_read);
    m_read.finish();
    return file;
}

Result<FileRecord> Registrar::adopt(FileRecord file, const FileIdentity &identity)
{
    file.identity.destination = identity.destination;
    file.identity.path = identity.path;
    file.identity.size = identity.size;
    file.identity.fingerprint = identity.fingerprint;
    file.state = FileState::Queued;
    file.lastRun = m_runId;
    file.finishedAt = {};
    if (!identity.profileId.isEmpty())
        file.identity.profileId = identity.profileId;
    if (!identity.dialectJson.isEmpty())
        file.identity.dialectJson = identity.dialectJson;
    // Of what came in under an older ledger it is not known how it was read.
    if (file.shapeId != 0 || !isPartlyIn(file)) {
        const auto shape = m_shapes.idOf(identity.shapeJson);
        if (!shape)
            return failure(shape.error());
        file.shapeId = *shape;
    }
    m_adopt.bind(file.identity.path);
    m_adopt.bind(file.identity.size);
    m_adopt.bindHash(file.identity.fingerprint);
    m_adopt.bind(fileStateName(file.state));
    m_adopt.bind(file.lastRun);
    m_adopt.bind(file.identity.profileId);
    m_adopt.bindUtf8(file.identity.dialectJson);
    m_adopt.bind(file.shapeId);
    m_adopt.bindTime(file.finishedAt);
    m_adopt.bind(file.id);
    if (auto done = m_adopt.run(); !done)
        return failure(done.error());
    return file;
}

Result<std::optional<RunRecord>> Registrar::claimOn(const Unfinished &unfinished)
{
    for (const auto *files : { &unfinished.alike, &unfinished.changed }) {
        for (const auto &file : *files) {
            if (isFinal(file.state))
                continue;
            auto run = runAtWork(file.lastRun);
            if (!run || *run)
                return run;
        }
    }
    return std::optional<RunRecord>();
}

// Nobody is at work on them: whoever was must not write on, whether or not they are gone on with.
Result<void> Registrar::closeRunsOf(const Unfinished &unfinished)
{
    for (const auto *files : { &unfinished.alike, &unfinished.changed }) {
        for (const auto &file : *files) {
            const auto atWork = runAtWork(file.lastRun);
            if (!atWork)
                return failure(atWork.error());
            if (*atWork) // it has ended with this file
                continue;
            if (auto closed = closeCutRun(file.lastRun); !closed)
                return closed;
        }
    }
    return {};
}

Result<std::optional<RunRecord>> Registrar::runAtWork(std::int64_t run)
{
    if (!m_rules.now.isValid())
        return std::optional<RunRecord>();
    const auto known = m_atWork.find(run);
    if (known != m_atWork.end())
        return known->second;
    m_readRun.bind(run);
    if (auto done = m_readRun.run(); !done)
        return failure(done.error());
    std::optional<RunRecord> found;
    if (m_readRun.next()) {
        auto record = readRun(m_readRun);
        if (!record)
            return failure(record.error());
        if (isAtWork(*record, m_rules.now))
            found = *std::move(record);
    }
    if (auto whole = m_readRun.check(); !whole)
        return failure(whole.error());
    m_readRun.finish();
    m_atWork[run] = found;
    return found;
}

// A run whose unfinished file is gone on with has ended, whatever kept it from saying so.
Result<void> Registrar::closeCutRun(std::int64_t run)
{
    if (m_closed.contains(run))
        return {};
    m_closed.insert(run);
    m_closeRun.bind(runStateName(RunState::Cancelled));
    m_closeRun.bindTime(QDateTime::currentDateTimeUtc());
    m_closeRun.bind(QString()); // should it go on after all, it finds out
    m_closeRun.bind(run);
    if (auto done = m_closeRun.run(); !done)
        return done;
    m_closeParts.bind(fileStateName(FileState::Cancelled));
    m_closeParts.bind(run);
    return m_closeParts.run();
}

Result<FileRecord> Registrar::insert(const FileIdentity &identity)
{
    const auto shape = m_shapes.idOf(identity.shapeJson);
    if (!shape)
        return failure(shape.error());
    FileRecord file;
    file.id = m_nextFileId++;
    file.shapeId = *shape;
    file.identity = identity;
    file.firstRun = m_runId;
    file.lastRun = m_runId;
    bindFile(m_insert, file);
    if (auto done = m_insert.run(); !done)
        return failure(done.error());
    return file;
}

Result<void> Registrar::enterInRun(const FileRecord &file, std::int64_t position)
{
    RunFileRecord part;
    part.runId = m_runId;
    part.fileId = file.id;
    part.position = position;
    part.path = file.identity.path;
    part.resumedAtRecord = file.watermark.position.record;
    part.profileId = file.identity.profileId;
    bindRunFile(m_insertPart, part);
    return m_insertPart.run();
}

} // namespace dockhand::ledger
