// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_committer.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <unordered_map>

namespace dockhand::engine {

namespace {

using profile::DuplicatePolicy;
using profile::RowChunk;
using target::RowOutcome;

constexpr int kMaxAttempts = 5;
constexpr std::chrono::milliseconds kFirstPause { 250 };
constexpr std::size_t kRejectBatch = 512;
constexpr qsizetype kRejectBatchBytes = 1 << 20;
constexpr qsizetype kMaxValueBytes = 1024;

std::uint64_t rowId(std::uint32_t part, std::uint32_t row)
{
    return std::uint64_t { part } << 32 | row;
}

std::chrono::milliseconds pauseBefore(int attempt)
{
    const auto full = kFirstPause * (1 << (attempt - 1));
    const auto jitter = QRandomGenerator::global()->bounded(static_cast<int>(full.count()) / 2 + 1);
    return full / 2 + std::chrono::milliseconds(jitter);
}

void count(ledger::Counts &counts, RowOutcome outcome, DuplicatePolicy policy)
{
    switch (outcome) {
    case RowOutcome::Inserted:
        ++counts.inserted;
        return;
    case RowOutcome::Updated:
        ++counts.updated;
        return;
    case RowOutcome::Duplicate:
        ++(policy == DuplicatePolicy::Reject ? counts.rejected : counts.duplicate);
        return;
    case RowOutcome::Refused:
        ++counts.rejected;
        return;
    }
}

} // namespace

WindowCommitter::WindowCommitter(Parties parties)
    : m_parties(std::move(parties))
{
}

Result<target::RowWriter *> WindowCommitter::writerOf(std::size_t profile, std::size_t table)
{
    auto &writer = m_writers[{ profile, table }];
    if (!writer) {
        auto made = m_parties.target.rowWriter(m_parties.profiles[profile]->tables[table].spec,
                                               table, m_parties.options.duplicates);
        if (!made)
            return failure(made.error());
        writer = *std::move(made);
    }
    return writer.get();
}

Result<void> WindowCommitter::inTransaction(const std::function<Result<void>()> &work)
{
    for (int attempt = 1;; ++attempt) {
        auto done = m_parties.target.begin();
        // Looked at behind `begin`, which forgets an interrupt that came before it.
        if (done && m_parties.control.isCancelled())
            done = failure(ErrorCode::RunCancelled);
        if (done)
            done = work();
        if (done)
            done = m_parties.target.commit();
        if (done)
            return {};
        m_parties.target.rollback();
        if (m_parties.control.isCancelled())
            return failure(ErrorCode::RunCancelled);
        if (!done.error().isTransient() || attempt == kMaxAttempts)
            return done;
        const auto pause = pauseBefore(attempt);
        m_parties.retrying(done.error(), attempt, pause);
        if (!m_parties.control.waitFor(pause))
            return failure(ErrorCode::RunCancelled);
    }
}

Result<std::vector<std::size_t>> WindowCommitter::commit(Window &window)
{
    for (;;) {
        const auto done = inTransaction([&]() -> Result<void> {
            m_parties.book.dropDrafts();
            return writeWindow(window);
        });
        if (done)
            return m_parties.book.takeOver();
        m_parties.book.dropDrafts();
        if (done.error().code != ErrorCode::InternalCountMismatch)
            return failure(done.error());
        dropFile(window, done.error());
    }
}

// The file's records leave the window; what it had committed before stays, its watermark with it.
void WindowCommitter::dropFile(Window &window, const Error &error)
{
    const auto &surveys = m_parties.surveys;
    const auto isIt = [&](std::size_t file) { return surveys[file].path == error.place.file; };
    std::size_t file = 0;
    std::erase_if(window.parts, [&](const WindowPart &part) { return isIt(part.file); });
    while (!isIt(file))
        ++file;
    std::erase_if(window.ends, [&](const WindowEnd &end) { return end.file == file; });
    FileEnd end;
    end.kind = FileEnd::Kind::Failed;
    end.error = error;
    window.ends.push_back({ file, end });
    window.tables.clear();
    sortWindow(window, m_parties.profileOfFile, m_parties.profiles);
}

Result<void> WindowCommitter::writeWindow(const Window &window)
{
    m_rejects.clear();
    m_rejectBytes = 0;
    Deltas deltas;
    for (const auto &part : window.parts) {
        auto &delta = deltas[part.file];
        delta.lastChunk = part.chunk.get();
        delta.counts.read += part.chunk->recordsRead;
        delta.counts.filtered += part.chunk->filtered;
        delta.counts.rejected += static_cast<std::int64_t>(part.chunk->rejects.size());
    }
    for (const auto &end : window.ends)
        deltas[end.file].end = &end.end;
    if (auto saved = saveRejects(window, deltas); !saved)
        return saved;

    WindowSettler settler(window, m_parties.options.duplicates,
                          [this](std::size_t file) { return m_parties.book.fileId(file); });
    SettledTable parents;
    const WindowTable *parentTable = nullptr;
    for (const auto &table : window.tables) {
        std::vector<SettledTable::Refused> excluded;
        if (table.table == 0)
            parentTable = &table;
        else if (!parents.refused.empty())
            excluded = orphans(window, *parentTable, parents, table);
        auto settled = settleTable(window, table, settler, excluded);
        if (!settled)
            return failure(settled.error());
        if (m_parties.profiles[table.profile]->tables[table.table].spec.rowPerRecord) {
            if (auto done = account(window, table, *settled, deltas); !done)
                return done;
        }
        if (table.table == 0)
            parents = *std::move(settled);
    }
    if (auto flushed = flushRejects(); !flushed)
        return flushed;
    for (const auto &[file, delta] : deltas) {
        if (auto drafted = m_parties.book.draft(file, delta); !drafted)
            return drafted;
    }
    return m_parties.book.save(m_parties.ledger);
}

Result<SettledTable>
WindowCommitter::settleTable(const Window &window, const WindowTable &table, WindowSettler &settler,
                             const std::vector<SettledTable::Refused> &excluded)
{
    Q_UNUSED(window)
    auto writer = writerOf(table.profile, table.table);
    if (!writer)
        return failure(writer.error());
    return settler.settle(table, m_parties.profiles[table.profile]->tables[table.table].spec,
                          **writer, excluded);
}

// Rows of a child table whose parent row was refused: they are refused with its message.
std::vector<SettledTable::Refused> WindowCommitter::orphans(const Window &window,
                                                            const WindowTable &parents,
                                                            const SettledTable &settled,
                                                            const WindowTable &children)
{
    std::unordered_map<std::uint64_t, const QString *> refused;
    for (const auto &refusal : settled.refused) {
        const auto &row = parents.rows[refusal.row];
        refused.emplace(rowId(row.part, row.row), &refusal.message);
    }
    std::vector<SettledTable::Refused> excluded;
    for (std::size_t i = 0; i < children.rows.size(); ++i) {
        const auto &row = children.rows[i];
        const auto &rows = window.parts[row.part].chunk->tables[children.table];
        const auto found = refused.find(rowId(row.part, rows.header(row.row).parent));
        if (found != refused.end())
            excluded.push_back({ i, *found->second });
    }
    return excluded;
}

Result<void> WindowCommitter::account(const Window &window, const WindowTable &table,
                                      const SettledTable &settled, Deltas &deltas)
{
    const auto policy = m_parties.options.duplicates;
    auto refusal = settled.refused.begin();
    for (std::size_t i = 0; i < settled.outcomes.size(); ++i) {
        const auto &row = table.rows[i];
        const auto &part = window.parts[row.part];
        const auto outcome = settled.outcomes[i];
        count(deltas[part.file].counts, outcome, policy);
        const bool isRefused = outcome == RowOutcome::Refused;
        if (!isRefused && !(outcome == RowOutcome::Duplicate && policy == DuplicatePolicy::Reject))
            continue;
        QString message;
        while (refusal != settled.refused.end() && refusal->row < i)
            ++refusal;
        if (isRefused && refusal != settled.refused.end() && refusal->row == i)
            message = refusal->message;
        const auto record = part.chunk->tables[table.table].header(row.row).record;
        const auto code = isRefused ? ErrorCode::RowRefusedByDatabase : ErrorCode::RowDuplicateKey;
        if (auto added = addReject(part.file, rejectOf(part, record, code, message), deltas);
            !added)
            return added;
    }
    return {};
}

ledger::RejectRecord WindowCommitter::rejectOf(const WindowPart &part,
                                               const profile::Rejection &rejection) const
{
    const auto &chunk = *part.chunk;
    const auto &binding = *m_parties.surveys[part.file].binding;
    ledger::RejectRecord reject;
    reject.runId = m_parties.book.runId();
    reject.fileId = m_parties.book.fileId(part.file);
    reject.path = m_parties.surveys[part.file].path;
    reject.record = rejection.record;
    reject.line = rejection.line;
    reject.byte = rejection.byte;
    const auto raw = chunk.slice(rejection.raw);
    reject.raw = QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    for (std::uint32_t i = 0; i < rejection.issueCount; ++i) {
        const auto &issue = chunk.issues[rejection.firstIssue + i];
        ledger::RejectIssue stored;
        stored.code = errorId(issue.code);
        stored.byte = issue.byte;
        if (issue.column >= 0)
            stored.column = profile::fieldName(binding, static_cast<std::size_t>(issue.column));
        const auto value = chunk.slice(issue.value);
        stored.value = QString::fromUtf8(
            value.data(), std::min(static_cast<qsizetype>(value.size()), kMaxValueBytes));
        reject.issues.push_back(std::move(stored));
    }
    return reject;
}

ledger::RejectRecord WindowCommitter::rejectOf(const WindowPart &part, std::uint32_t record,
                                               ErrorCode code, const QString &message) const
{
    const auto &chunk = *part.chunk;
    ledger::RejectRecord reject;
    reject.runId = m_parties.book.runId();
    reject.fileId = m_parties.book.fileId(part.file);
    reject.path = m_parties.surveys[part.file].path;
    reject.record = chunk.firstRecord + record;
    reject.line = chunk.firstLine + chunk.places[record].line;
    reject.byte = chunk.firstByte + chunk.places[record].begin;
    const auto raw = chunk.raw(record);
    reject.raw = QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    ledger::RejectIssue issue;
    issue.code = errorId(code);
    issue.message = message;
    reject.issues.push_back(std::move(issue));
    return reject;
}

Result<void> WindowCommitter::saveRejects(const Window &window, Deltas &deltas)
{
    for (const auto &part : window.parts) {
        for (const auto &rejection : part.chunk->rejects) {
            if (auto added = addReject(part.file, rejectOf(part, rejection), deltas); !added)
                return added;
        }
    }
    return {};
}

Result<void> WindowCommitter::addReject(std::size_t file, ledger::RejectRecord reject,
                                        Deltas &deltas)
{
    auto &first = deltas[file].firstRejects;
    if (static_cast<int>(first.size()) < m_parties.book.room(file))
        first.push_back(reject);
    m_rejectBytes += reject.raw.size();
    m_rejects.push_back(std::move(reject));
    const bool isFull = m_rejects.size() >= kRejectBatch || m_rejectBytes >= kRejectBatchBytes;
    return isFull ? flushRejects() : Result<void> {};
}

Result<void> WindowCommitter::flushRejects()
{
    if (m_rejects.empty())
        return {};
    auto added = m_parties.ledger.addRejects(m_rejects);
    m_rejects.clear();
    m_rejectBytes = 0;
    return added;
}

} // namespace dockhand::engine
