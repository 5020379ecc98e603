// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger.h"

#include "core/base/text.h"
#include "core/ledger/issue_json.h"
#include "core/ledger/ledger_impl.h"
#include "core/ledger/ledger_rows.h"
#include "core/ledger/ledger_schema.h"
#include "core/ledger/registrar.h"
#include "core/ledger/undone_spans.h"

#include <QCoreApplication>

#include <numeric>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

/// The context of this file's words for translators.
struct LedgerWords
{
    Q_DECLARE_TR_FUNCTIONS(LedgerWords)
};

} // namespace

Ledger::Impl::Impl(target::Target &where, bool exists)
    : target(where)
    , dialect(target::SqlDialect::of(where.database()))
    , hasTables(exists)
    , shapes(where.database())
    , saveFile(query(updateOf(u"dockhand_file"_s, savedFileColumns(), u"id = ?"_s),
                     LedgerWords::tr("save a file's state")))
    , savePart(
          query(updateOf(u"dockhand_run_file"_s, runFileColumns(), u"run_id = ? AND file_id = ?"_s),
                LedgerWords::tr("save a file's state")))
    , saveCounts(
          query(updateOf(u"dockhand_run"_s, countColumnList() + u", lease_until"_s, u"id = ?"_s),
                LedgerWords::tr("save the run's result")))
    , askOwner(query(u"SELECT owner FROM dockhand_run WHERE id = ?"_s,
                     LedgerWords::tr("save the run's result")))
{
}

LedgerQuery Ledger::Impl::query(const QString &sql, const QString &what) const
{
    return { target.database(), sql, what };
}

Result<std::int64_t> Ledger::Impl::nextId(const QString &table)
{
    auto last = query(u"SELECT COALESCE(MAX(id), 0) FROM "_s + table,
                      LedgerWords::tr("give a new number"));
    if (auto done = last.run(); !done)
        return failure(done.error());
    const bool isThere = last.next();
    const auto id = isThere ? last.integer() : 0;
    if (auto whole = last.check(); !whole)
        return failure(whole.error());
    if (!isThere)
        return failure(damaged(LedgerWords::tr("%1 gives no highest number").arg(table)));
    return id + 1;
}

Ledger::Ledger(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(target::Target &target)
{
    const auto exists = prepareLedger(target);
    if (!exists)
        return failure(exists.error());
    return std::unique_ptr<Ledger>(new Ledger(std::make_unique<Impl>(target, *exists)));
}

Result<std::int64_t> Ledger::beginRun(const RunRecord &run)
{
    const auto id = m_impl->nextId(u"dockhand_run"_s);
    if (!id)
        return failure(id.error());
    auto record = run;
    record.id = *id;
    auto insert = m_impl->query(insertInto(u"dockhand_run"_s, runColumns()),
                                LedgerWords::tr("enter the run"));
    bindRun(insert, record);
    if (auto done = insert.run(); !done)
        return failure(done.error());
    m_impl->owner = run.owner;
    return *id;
}

Result<std::vector<Registration>> Ledger::registerFiles(std::int64_t runId,
                                                        std::span<const FileIdentity> files,
                                                        const ResumeRules &rules,
                                                        const BeginsAsRead &beginsAsRead)
{
    std::vector<Registration> registrations;
    registrations.reserve(files.size());
    std::vector<std::size_t> positions(files.size());
    std::iota(positions.begin(), positions.end(), std::size_t { 0 });
    auto done = registerFiles(
        runId, positions, [&](std::size_t position) { return files[position]; }, rules,
        beginsAsRead,
        [&](std::size_t, Registration registration) {
            registrations.push_back(std::move(registration));
        });
    if (!done)
        return failure(std::move(done.error()));
    return registrations;
}

Result<void> Ledger::registerFiles(std::int64_t runId, std::span<const std::size_t> positions,
                                   const IdentityOf &identityOf, const ResumeRules &rules,
                                   const BeginsAsRead &beginsAsRead, const TakeRegistration &take)
{
    const auto firstId = m_impl->nextId(u"dockhand_file"_s);
    if (!firstId)
        return failure(firstId.error());
    m_impl->shapes.forget();
    const auto spans = UndoneSpans::read(m_impl->target.database());
    if (!spans)
        return failure(spans.error());
    Registrar registrar(m_impl->shapes, m_impl->target.database(), runId, *firstId, rules,
                        beginsAsRead, *spans);
    for (const auto position : positions) {
        auto registration
            = registrar.enter(identityOf(position), static_cast<std::int64_t>(position));
        if (!registration)
            return failure(registration.error());
        take(position, std::move(*registration));
    }
    return {};
}

void Ledger::mute()
{
    m_impl->isMute = true;
}

Result<void> Ledger::startOver(std::int64_t fileId)
{
    auto update = m_impl->query(
        updateOf(u"dockhand_file"_s,
                 u"state, mark_byte, mark_record, mark_line, mark_hash, "_s + countColumnList(),
                 u"id = ?"_s),
        LedgerWords::tr("save a file's state"));
    update.bind(fileStateName(FileState::Cancelled));
    for (int i = 0; i < 3; ++i)
        update.bind(std::int64_t { 0 });
    update.bindHash({});
    bindCounts(update, {});
    update.bind(fileId);
    if (auto done = update.runOnOneRow(LedgerWords::tr("file %1").arg(fileId)); !done)
        return done;
    auto remove = m_impl->query(u"DELETE FROM dockhand_reject WHERE file_id = ?"_s,
                                LedgerWords::tr("take back the rejected records of a file"));
    remove.bind(fileId);
    return remove.run();
}

// Whoever stood still for so long that another run went on with its files writes nothing more.
Result<void> Ledger::Impl::checkOwner(std::int64_t runId)
{
    askOwner.bind(runId);
    if (auto done = askOwner.run(); !done)
        return done;
    const bool isThere = askOwner.next();
    const bool isOwner = isThere && askOwner.text() == owner;
    if (auto whole = askOwner.check(); !whole)
        return whole;
    askOwner.finish();
    if (!isThere)
        return failure(
            damaged(LedgerWords::tr("%1 is missing").arg(LedgerWords::tr("run %1").arg(runId))));
    return isOwner ? Result<void>() : failure(ErrorCode::RunTakenOver);
}

Result<void> Ledger::renewLease(std::int64_t runId, const QDateTime &leaseUntil)
{
    if (m_impl->isMute)
        return {};
    if (auto checked = m_impl->checkOwner(runId); !checked)
        return checked;
    auto update = m_impl->query(updateOf(u"dockhand_run"_s, u"lease_until"_s, u"id = ?"_s),
                                LedgerWords::tr("save the run's result"));
    update.bindTime(leaseUntil);
    update.bind(runId);
    return update.run();
}

Result<void> Ledger::saveCounts(std::int64_t runId, const Counts &counts,
                                const QDateTime &leaseUntil)
{
    if (m_impl->isMute)
        return {};
    if (auto checked = m_impl->checkOwner(runId); !checked)
        return checked;
    auto &update = m_impl->saveCounts;
    bindCounts(update, counts);
    update.bindTime(leaseUntil);
    update.bind(runId);
    return update.runOnOneRow(LedgerWords::tr("run %1").arg(runId));
}

Result<void> Ledger::saveFile(const FileRecord &file, const RunFileRecord &part)
{
    if (m_impl->isMute)
        return {};
    auto &saveFile = m_impl->saveFile;
    bindSavedFile(saveFile, file);
    saveFile.bind(file.id);
    if (auto saved = saveFile.runOnOneRow(LedgerWords::tr("file %1").arg(file.id)); !saved)
        return saved;
    auto &savePart = m_impl->savePart;
    bindRunFile(savePart, part);
    savePart.bind(part.runId);
    savePart.bind(part.fileId);
    return savePart.runOnOneRow(
        LedgerWords::tr("file %1 of run %2").arg(part.fileId).arg(part.runId));
}

Result<void> Ledger::addRejects(std::span<const RejectRecord> rejects)
{
    if (rejects.empty())
        return {};
    auto id = nextRejectId();
    if (!id)
        return failure(id.error());
    std::string issues;
    for (const auto &reject : rejects) {
        issuesToJson(reject.issues, issues);
        const RejectRow row { reject.runId, reject.fileId, reject.record,    reject.line,
                              reject.byte,  issues,        view(reject.raw), reject.occurrence };
        if (auto done = addReject((*id)++, row); !done)
            return done;
    }
    return {};
}

Result<std::int64_t> Ledger::nextRejectId()
{
    if (!m_impl->insertReject) {
        auto insert = target::bulkInsert(m_impl->target, u"dockhand_reject"_s,
                                         rejectColumns().split(u", "_s));
        if (!insert)
            return failure(insert.error());
        m_impl->insertReject = std::move(*insert);
    }
    return m_impl->nextId(u"dockhand_reject"_s);
}

Result<void> Ledger::addReject(std::int64_t id, const RejectRow &reject)
{
    if (m_impl->isMute)
        return {};
    auto &insert = *m_impl->insertReject;
    insert.bindInteger(0, id);
    insert.bindInteger(1, reject.runId);
    insert.bindInteger(2, reject.fileId);
    insert.bindInteger(3, reject.record);
    insert.bindInteger(4, reject.line);
    insert.bindInteger(5, reject.byte);
    insert.bindText(6, reject.issues);
    insert.bindBytes(7, reject.raw);
    insert.bindInteger(8, reject.occurrence);
    return insert.run();
}

Result<void> Ledger::finishRun(const RunRecord &run)
{
    if (m_impl->isMute)
        return {};
    if (auto checked = m_impl->checkOwner(run.id); !checked)
        return checked;
    auto update = m_impl->query(updateOf(u"dockhand_run"_s, runColumns(), u"id = ?"_s),
                                LedgerWords::tr("save the run's result"));
    bindRun(update, run);
    update.bind(run.id);
    return update.runOnOneRow(LedgerWords::tr("run %1").arg(run.id));
}

} // namespace dockhand::ledger
