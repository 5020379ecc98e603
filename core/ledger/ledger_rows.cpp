// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_rows.h"

#include "core/ledger/issue_json.h"

#include <QStringList>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kCounts = "records_read, records_inserted, records_updated, records_duplicate, "
                         "records_filtered, records_rejected"_L1;

Counts readCounts(LedgerQuery &query)
{
    Counts counts;
    counts.read = query.integer();
    counts.inserted = query.integer();
    counts.updated = query.integer();
    counts.duplicate = query.integer();
    counts.filtered = query.integer();
    counts.rejected = query.integer();
    return counts;
}

FileState readFileState(LedgerQuery &query)
{
    const auto name = query.text();
    const auto state = fileStateFromName(name);
    if (!state)
        query.complain(name);
    return state.value_or(FileState::Failed);
}

RunState readRunState(LedgerQuery &query)
{
    const auto name = query.text();
    const auto state = runStateFromName(name);
    if (!state)
        query.complain(name);
    return state.value_or(RunState::Failed);
}

RunKind readRunKind(LedgerQuery &query)
{
    const auto name = query.text();
    const auto kind = runKindFromName(name);
    if (!kind)
        query.complain(name);
    return kind.value_or(RunKind::Import);
}

template <class T>
Result<T> checked(LedgerQuery &query, T record)
{
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    return record;
}

} // namespace

QString countColumnList()
{
    return kCounts;
}

void bindCounts(LedgerQuery &query, const Counts &counts)
{
    query.bind(counts.read);
    query.bind(counts.inserted);
    query.bind(counts.updated);
    query.bind(counts.duplicate);
    query.bind(counts.filtered);
    query.bind(counts.rejected);
}

QString runColumns()
{
    return "id, state, started_at, finished_at, plan_json, "_L1 + kCounts
        + ", files, bytes, peak_memory_bytes, program_version, kind, undone_by, owner, "
          "lease_until"_L1;
}

QString savedFileColumns()
{
    return "id, path, size_bytes, fingerprint, profile_id, dialect_json, destination, state, "
           "content_hash, "
           "mark_byte, mark_record, mark_line, mark_hash, carry_over, "_L1
        + kCounts + ", first_run, last_run, same_as, finished_at"_L1;
}

QString fileColumns()
{
    return savedFileColumns() + ", shape_id, undone_by"_L1;
}

QString runFileColumns()
{
    return "run_id, file_id, queue_position, path, state, "_L1 + kCounts
        + ", bytes, duration_ms, attempts, resumed_at_record, profile_id, error_code, "
          "error_message"_L1;
}

QString rejectColumns()
{
    return u"id, run_id, file_id, record_number, line_number, byte_offset, issues_json, "
           "raw_record, occurrence"_s;
}

QString readRejectColumns()
{
    return rejectColumns() + ", resolved_by, repair_file, repair_record"_L1;
}

QString formerColumns()
{
    return u"id, file_id, former_file_id, shape_id, row_key, former_row"_s;
}

std::vector<std::pair<QString, QString>> ledgerTables()
{
    return { { u"dockhand_run"_s, runColumns() },
             { u"dockhand_file"_s, fileColumns() },
             { u"dockhand_run_file"_s, runFileColumns() },
             { u"dockhand_reject"_s, readRejectColumns() },
             { u"dockhand_shape"_s, u"id, shape_hash, shape_json"_s },
             { u"dockhand_former"_s, formerColumns() } };
}

QString insertInto(const QString &table, const QString &columns)
{
    const QStringList marks(columns.count(u',') + 1, u"?"_s);
    return u"INSERT INTO "_s + table + u" ("_s + columns + u") VALUES ("_s + marks.join(u", "_s)
        + u')';
}

QString updateOf(const QString &table, const QString &columns, const QString &condition)
{
    auto assignments = columns;
    assignments.replace(u", "_s, u" = ?, "_s);
    return u"UPDATE "_s + table + u" SET "_s + assignments + u" = ? WHERE "_s + condition;
}

void bindRun(LedgerQuery &query, const RunRecord &run)
{
    query.bind(run.id);
    query.bind(runStateName(run.state));
    query.bindTime(run.startedAt);
    query.bindTime(run.finishedAt);
    query.bindUtf8(run.planJson);
    bindCounts(query, run.counts);
    query.bind(run.files);
    query.bind(run.bytes);
    query.bind(run.peakMemoryBytes);
    query.bind(run.programVersion);
    query.bind(runKindName(run.kind));
    query.bind(run.undoneBy);
    query.bind(run.owner);
    query.bindTime(run.leaseUntil);
}

void bindSavedFile(LedgerQuery &query, const FileRecord &file)
{
    query.bind(file.id);
    query.bind(file.identity.path);
    query.bind(file.identity.size);
    query.bindHash(file.identity.fingerprint);
    query.bind(file.identity.profileId);
    query.bindUtf8(file.identity.dialectJson);
    query.bind(file.identity.destination);
    query.bind(fileStateName(file.state));
    query.bindHash(file.contentHash);
    query.bind(file.watermark.position.byte);
    query.bind(file.watermark.position.record);
    query.bind(file.watermark.position.line);
    query.bindHash(file.watermark.prefixHash);
    query.bindBytes(file.watermark.carryOver);
    bindCounts(query, file.counts);
    query.bind(file.firstRun);
    query.bind(file.lastRun);
    query.bind(file.sameAs);
    query.bindTime(file.finishedAt);
}

void bindFile(LedgerQuery &query, const FileRecord &file)
{
    bindSavedFile(query, file);
    query.bind(file.shapeId);
    query.bind(file.undoneBy);
}

void bindRunFile(LedgerQuery &query, const RunFileRecord &part)
{
    query.bind(part.runId);
    query.bind(part.fileId);
    query.bind(part.position);
    query.bind(part.path);
    query.bind(fileStateName(part.state));
    bindCounts(query, part.counts);
    query.bind(part.bytes);
    query.bind(part.durationMs);
    query.bind(std::int64_t { part.attempts });
    query.bind(part.resumedAtRecord);
    query.bind(part.profileId);
    query.bind(part.errorCode);
    query.bind(part.errorMessage);
}

Result<RunRecord> readRun(LedgerQuery &query)
{
    RunRecord run;
    run.id = query.integer();
    run.state = readRunState(query);
    run.startedAt = query.time();
    run.finishedAt = query.time();
    run.planJson = query.utf8();
    run.counts = readCounts(query);
    run.files = query.integer();
    run.bytes = query.integer();
    run.peakMemoryBytes = query.integer();
    run.programVersion = query.text();
    run.kind = readRunKind(query);
    run.undoneBy = query.integer();
    run.owner = query.text();
    run.leaseUntil = query.time();
    return checked(query, run);
}

Result<FileRecord> readFile(LedgerQuery &query)
{
    FileRecord file;
    file.id = query.integer();
    file.identity.path = query.text();
    file.identity.size = query.integer();
    file.identity.fingerprint = query.hash();
    file.identity.profileId = query.text();
    file.identity.dialectJson = query.utf8();
    file.identity.destination = query.text();
    file.state = readFileState(query);
    file.contentHash = query.hash();
    file.watermark.position.byte = query.integer();
    file.watermark.position.record = query.integer();
    file.watermark.position.line = query.integer();
    file.watermark.prefixHash = query.hash();
    file.watermark.carryOver = query.bytes();
    file.counts = readCounts(query);
    file.firstRun = query.integer();
    file.lastRun = query.integer();
    file.sameAs = query.integer();
    file.finishedAt = query.time();
    file.shapeId = query.integer();
    file.undoneBy = query.integer();
    return checked(query, file);
}

Result<RunFileRecord> readRunFile(LedgerQuery &query)
{
    RunFileRecord part;
    part.runId = query.integer();
    part.fileId = query.integer();
    part.position = query.integer();
    part.path = query.text();
    part.state = readFileState(query);
    part.counts = readCounts(query);
    part.bytes = query.integer();
    part.durationMs = query.integer();
    part.attempts = static_cast<int>(query.integer());
    part.resumedAtRecord = query.integer();
    part.profileId = query.text();
    part.errorCode = query.text();
    part.errorMessage = query.text();
    return checked(query, part);
}

Result<RejectRecord> readReject(LedgerQuery &query)
{
    RejectRecord reject;
    reject.id = query.integer();
    reject.runId = query.integer();
    reject.fileId = query.integer();
    reject.record = query.integer();
    reject.line = query.integer();
    reject.byte = query.integer();
    const auto json = query.utf8();
    if (auto issues = issuesFromJson(json))
        reject.issues = std::move(*issues);
    else
        query.complain(QString::fromUtf8(json));
    reject.raw = query.bytes();
    reject.occurrence = query.integer();
    reject.resolvedBy = query.integer();
    reject.repairFile = query.integer();
    reject.repairRecord = query.integer();
    reject.path = query.text();
    return checked(query, reject);
}

} // namespace dockhand::ledger
