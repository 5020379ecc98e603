// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_committer.h"

#include "core/base/failpoint.h"
#include "core/base/guarded.h"
#include "core/engine/hand_over.h"
#include "core/engine/retry.h"
#include "core/engine/window_gatherer.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <algorithm>
#include <utility>

namespace dockhand::engine {

namespace {

using profile::DuplicatePolicy;
using profile::PackedRow;
using target::RowOutcome;

constexpr std::size_t kRowBatch = 2'048;
constexpr std::size_t kRejectBatch = 512;
constexpr qsizetype kRejectBatchBytes = 1 << 20;
constexpr auto kRelaxed = std::memory_order_relaxed;

std::span<const PackedRow> withoutDropped(const Window &window, std::span<const PackedRow> rows,
                                          std::vector<PackedRow> &kept)
{
    kept.assign(rows.begin(), rows.end());
    std::erase_if(kept, [&](PackedRow row) { return window.isDropped(row.header().file); });
    return kept;
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

WindowCommitter::Deltas::Deltas(const Window &window)
{
    const auto &files = window.files();
    if (files.empty())
        return;
    m_first = files.begin()->first;
    m_deltas.resize(files.rbegin()->first - m_first + 1);
    for (const auto &[index, file] : files) {
        auto &delta = of(index);
        delta.counts = file.counts;
        delta.mark = file.mark ? &*file.mark : nullptr;
        delta.end = file.end ? &*file.end : nullptr;
    }
}

WindowCommitter::WindowCommitter(Parties parties)
    : m_parties(std::move(parties))
{
}

Result<target::RowWriter *> WindowCommitter::writerOf(std::size_t profile, std::size_t table)
{
    auto &writer = m_writers[{ profile, table }];
    if (!writer) {
        const auto &spec = m_parties.groups.profiles[profile]->tables[table].spec;
        auto &former = m_formers[{ profile, table }];
        if (m_parties.options.duplicates == DuplicatePolicy::Update && !spec.key.empty())
            former
                = m_parties.ledger.formerLog({ spec.name, target::writtenColumns(spec), spec.key });
        auto made = m_parties.target.rowWriter(spec, m_parties.options.duplicates, former.get());
        if (!made)
            return failure(made.error());
        writer = *std::move(made);
    }
    return writer.get();
}

Result<void> WindowCommitter::inTransaction(const std::function<Result<void>()> &work)
{
    Retry retry(m_parties.options.retryFor, m_parties.clock);
    for (;;) {
        auto done = attempt(work);
        if (done)
            return {};
        if (m_parties.control.isCancelled())
            return failure(ErrorCode::RunCancelled);
        const auto pause = retry.pauseAfter(done.error());
        if (!pause)
            return done;
        m_parties.retrying(done.error(), retry.failed() + 1, *pause);
        if (!waitForNextAttempt(*pause))
            return failure(ErrorCode::RunCancelled);
        countAttempt(retry.failed() + 1);
    }
}

void WindowCommitter::countAttempt(int attempt)
{
    if (m_inWork == nullptr)
        return;
    for (const auto &[index, file] : m_inWork->files())
        m_parties.book.countAttempt(index, attempt);
}

Result<void> WindowCommitter::attempt(const std::function<Result<void>()> &work)
{
    auto done = m_parties.target.begin();
    DOCKHAND_FAILPOINT("transaction.begun");
    // Looked at behind `begin`, which forgets an interrupt that came before it.
    if (done && m_parties.control.isCancelled())
        done = failure(ErrorCode::RunCancelled);
    if (done)
        done = guarded(work);
    DOCKHAND_FAILPOINT("transaction.worked");
    if (done)
        done = m_parties.target.commit();
    DOCKHAND_FAILPOINT("transaction.committed");
    if (done)
        return done;
    m_parties.target.rollback();
    // Memory may have run out in the midst of a writer's work; a new one begins afresh.
    if (done.error().code == ErrorCode::MemoryLimit
        || done.error().code == ErrorCode::InternalError)
        m_writers.clear();
    if (done.error().code == ErrorCode::MemoryLimit)
        makeRoom();
    return done;
}

// A spilled window is merged in little memory. Where it cannot be spilled it stays as it is.
void WindowCommitter::makeRoom()
{
    m_parties.governor.noteShortage();
    m_parties.target.releaseMemory();
    if (m_inWork != nullptr) {
        auto chunks = guarded([this] { return m_inWork->spill(); });
        if (chunks)
            giveBack(*std::move(chunks), m_parties.pool, m_parties.board);
    }
    m_parties.pool.drop();
}

bool WindowCommitter::waitForNextAttempt(std::chrono::milliseconds pause)
{
    std::vector<std::pair<std::size_t, ledger::FileState>> before;
    if (m_inWork != nullptr) {
        for (const auto &[index, file] : m_inWork->files()) {
            auto &state = m_parties.board.file(index).state;
            before.emplace_back(index, state.exchange(ledger::FileState::Retrying));
        }
    }
    const bool goesOn = m_parties.control.waitFor(pause);
    for (const auto &[index, state] : before) {
        auto waiting = ledger::FileState::Retrying; // else its job came on meanwhile
        m_parties.board.file(index).state.compare_exchange_strong(waiting, state);
    }
    return goesOn;
}

Result<std::vector<std::size_t>> WindowCommitter::commit(Window &window)
{
    m_inWork = &window;
    const auto over = qScopeGuard([this] {
        m_inWork = nullptr;
        m_parties.board.writing.store(0, kRelaxed);
    });
    for (bool isSecondTry = false;;) {
        const auto done = inTransaction([&]() -> Result<void> {
            m_parties.book.dropDrafts();
            return writeWindow(window);
        });
        if (done) {
            DOCKHAND_FAILPOINT("window.committed");
            return m_parties.book.takeOver();
        }
        m_parties.book.dropDrafts();
        if (done.error().code == ErrorCode::OutputUnwritable && !std::exchange(isSecondTry, true))
            continue; // without the temporary file that could not be written
        if (done.error().code != ErrorCode::InternalCountMismatch)
            return failure(done.error());
        dropFile(window, done.error());
    }
}

// The file's records leave the window; what it had committed before stays, its watermark with it.
void WindowCommitter::dropFile(Window &window, const Error &error)
{
    std::size_t file = 0;
    while (m_parties.surveys[file].path != error.place.file || window.isDropped(file))
        ++file;
    window.drop(file, error);
}

Result<void> WindowCommitter::writeWindow(const Window &window)
{
    m_rowsDone.store(0, kRelaxed);
    m_rejects.clear();
    m_rejectBytes = 0;
    m_refusedParents.clear();
    Deltas deltas(window);
    if (m_parties.options.repair)
        countUnchanged(window, deltas);
    if (auto saved = saveRejects(window, deltas); !saved)
        return saved;
    DOCKHAND_FAILPOINT("window.rejects_saved");
    if (auto written = writeTables(window, deltas); !written)
        return written;
    if (auto flushed = flushRejects(); !flushed)
        return flushed;
    for (const auto &[index, file] : window.files()) {
        if (auto drafted = m_parties.book.draft(index, deltas.of(index)); !drafted)
            return drafted;
    }
    DOCKHAND_FAILPOINT("window.drafted");
    if (m_parties.options.repair) {
        if (auto resolved = resolveRejects(window); !resolved)
            return resolved;
    }
    return m_parties.book.save(m_parties.ledger);
}

// Records that were given back broken as they were are passed over in reading, like those that are
// in. Where the file was read to its end all of them were met.
void WindowCommitter::countUnchanged(const Window &window, Deltas &deltas) const
{
    for (const auto &[index, file] : window.files()) {
        if (!file.end || file.end->kind != FileEnd::Kind::Finished || window.isDropped(index))
            continue;
        auto &counts = deltas.of(index).counts;
        counts.filtered -= m_parties.options.repair->unchanged;
        counts.rejected += m_parties.options.repair->unchanged;
    }
}

// The records of the window stand for rejects of earlier runs.
Result<void> WindowCommitter::resolveRejects(const Window &window)
{
    auto &book = m_parties.book;
    for (const auto &[index, file] : window.files()) {
        if (!file.mark || window.isDropped(index))
            continue;
        auto resolved = m_parties.ledger.resolveRepaired(
            book.runId(), book.fileId(index), book.recordsIn(index), file.mark->position.record);
        if (!resolved)
            return resolved;
    }
    return {};
}

namespace {

/// A table that another thread fills. Waits for it at the end of the scope.
class FillingAhead final
{
public:
    explicit FillingAhead(std::function<Result<void>()> fill)
        : m_thread([this, fill = std::move(fill)] { m_result = guarded(fill); })
    {
    }

    Result<void> wait()
    {
        m_thread.wait();
        return std::move(m_result);
    }

private:
    Result<void> m_result;
    ScopedThread m_thread;
};

} // namespace

// A table that is written apart may be filled while the one before it is brought in.
bool WindowCommitter::mayFillAhead(const target::RowWriter &now,
                                   const target::RowWriter &next) const
{
    // Rejects and former rows are written through the connection.
    return now.writesApart() && next.writesApart()
        && m_parties.options.duplicates == DuplicatePolicy::Skip;
}

Result<void> WindowCommitter::writeTables(const Window &window, Deltas &deltas)
{
    const auto &tables = window.tables();
    for (const auto &[table, former] : m_formers) {
        if (former)
            former->begin();
    }
    std::vector<target::RowWriter *> writers;
    for (const auto &table : tables) {
        const auto writer = writerOf(table.profile, table.table);
        if (!writer)
            return failure(writer.error());
        if (auto begun = (*writer)->beginWindow(table.rows.rows()); !begun)
            return begun;
        writers.push_back(*writer);
    }
    std::unique_ptr<FillingAhead> ahead;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        auto filled = ahead ? ahead->wait() : Result<void>();
        const bool isFilled = std::exchange(ahead, nullptr) != nullptr;
        if (filled && i + 1 < tables.size() && mayFillAhead(*writers[i], *writers[i + 1])) {
            ahead = std::make_unique<FillingAhead>([this, &window, &tables, &writers, &deltas, i] {
                return fillTable(window, tables[i + 1], *writers[i + 1], deltas);
            });
        }
        if (filled && !isFilled)
            filled = fillTable(window, tables[i], *writers[i], deltas);
        DOCKHAND_FAILPOINT("window.table_filled");
        if (filled)
            filled = writers[i]->endWindow();
        DOCKHAND_FAILPOINT("window.table_written");
        if (!filled)
            return filled;
    }
    return {};
}

Result<void> WindowCommitter::fillTable(const Window &window, const WindowTable &table,
                                        target::RowWriter &writer, Deltas &deltas)
{
    const auto &tables = m_parties.groups.profiles[table.profile]->tables;
    const auto &destination = tables[table.table];
    const auto &spec = destination.spec;
    const bool mayRefuse = !writer.writesApart();
    WindowSettler settler(spec, m_parties.options.duplicates,
                          [this](std::size_t file) { return m_parties.book.fileId(file); });
    if (mayRefuse && table.table == 0)
        m_refusedParents.clear();
    std::vector<PackedRow> kept;
    MergedRows merged(table.rows, window.spillFile(),
                      static_cast<std::size_t>(m_parties.governor.shareOf(
                          mergeBytes(m_parties.options.plan.windowBytes))));
    for (;;) {
        auto rows = merged.next(kRowBatch);
        if (!rows)
            return failure(rows.error());
        if (rows->empty())
            return {};
        DOCKHAND_FAILPOINT("window.rows_merged");
        noteWriting(window, rows->size());
        if (window.hasDropped())
            *rows = withoutDropped(window, *rows, kept);
        const auto settled
            = settler.settle(*rows, writer,
                             mayRefuse && table.table != 0 ? orphansAmong(*rows)
                                                           : std::vector<SettledRows::Refused>());
        if (!settled)
            return failure(settled.error());
        if (mayRefuse && table.table == 0 && tables.size() > 1)
            noteRefusedParents(*rows, **settled);
        if (spec.rowPerRecord) {
            if (auto done = account(destination, *rows, **settled, deltas); !done)
                return done;
        }
    }
}

// What is written of a window is known in rows, of all its tables.
void WindowCommitter::noteWriting(const Window &window, std::size_t rows)
{
    const auto more = static_cast<std::int64_t>(rows);
    const auto done = m_rowsDone.fetch_add(more, kRelaxed) + more;
    std::int64_t all = 0;
    for (const auto &table : window.tables())
        all += table.rows.rows();
    const auto share = static_cast<double>(done) / static_cast<double>(std::max(all, done));
    const auto records = static_cast<double>(window.records());
    m_parties.board.writing.store(static_cast<std::int64_t>(share * records), kRelaxed);
}

void WindowCommitter::noteRefusedParents(std::span<const PackedRow> rows,
                                         const SettledRows &settled)
{
    for (const auto &refusal : settled.refused) {
        const auto header = rows[refusal.row].header();
        m_refusedParents.insert({ { header.file, header.record }, refusal.message });
    }
}

// Rows of a child table whose parent row was refused: they are refused with its message.
std::vector<SettledRows::Refused>
WindowCommitter::orphansAmong(std::span<const PackedRow> rows) const
{
    std::vector<SettledRows::Refused> orphans;
    if (m_refusedParents.empty())
        return orphans;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto header = rows[i].header();
        if (header.parent == profile::PackedRowHeader::kNoParent)
            continue;
        const auto found = m_refusedParents.find({ header.file, header.record - header.parent });
        if (found != m_refusedParents.end())
            orphans.push_back({ i, found->second });
    }
    return orphans;
}

Result<void> WindowCommitter::account(const profile::ProfileTable &table,
                                      std::span<const PackedRow> rows, const SettledRows &settled,
                                      Deltas &deltas)
{
    const auto &spec = table.spec;
    const auto policy = m_parties.options.duplicates;
    auto refusal = settled.refused.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto file = rows[i].header().file;
        const auto outcome = settled.outcomes[i];
        count(deltas.of(file).counts, outcome, policy);
        const bool isRefused = outcome == RowOutcome::Refused;
        if (!isRefused && !(outcome == RowOutcome::Duplicate && policy == DuplicatePolicy::Reject))
            continue;
        QString message;
        while (refusal != settled.refused.end() && refusal->row < i)
            ++refusal;
        if (isRefused && refusal != settled.refused.end() && refusal->row == i)
            message = refusal->message;
        // Only a table that got rules of its own while its rows came in refuses without notice.
        if (rows[i].slots() == spec.columns.size())
            return failure(ErrorCode::DbStatementFailed, { message });
        const auto code = isRefused ? ErrorCode::RowRefusedByDatabase : ErrorCode::RowDuplicateKey;
        if (auto added = addReject(file, rejectOf(table, rows[i], code, message), deltas); !added)
            return added;
    }
    return {};
}

ledger::RejectRecord WindowCommitter::rejectIn(std::size_t file) const
{
    ledger::RejectRecord reject;
    reject.runId = m_parties.book.runId();
    reject.fileId = m_parties.book.fileId(file);
    reject.path = m_parties.surveys[file].path;
    return reject;
}

ledger::RejectRecord WindowCommitter::rejectOf(const LoggedReject &logged) const
{
    const auto &binding = *m_parties.surveys[logged.file].binding;
    auto reject = rejectIn(logged.file);
    reject.record = logged.record;
    reject.line = logged.line;
    reject.byte = logged.byte;
    reject.occurrence = logged.occurrence;
    reject.raw = QByteArray(logged.raw.data(), static_cast<qsizetype>(logged.raw.size()));
    for (const auto &issue : logged.issues) {
        ledger::RejectIssue stored;
        stored.code = errorId(issue.code);
        stored.byte = issue.byte;
        if (issue.column >= 0)
            stored.column = profile::fieldName(binding, static_cast<std::size_t>(issue.column));
        stored.value = QString::fromUtf8(
            issue.value.data(),
            static_cast<qsizetype>(std::min(issue.value.size(), kMostValueBytes)));
        reject.issues.push_back(std::move(stored));
    }
    return reject;
}

ledger::RejectRecord WindowCommitter::rejectOf(const profile::ProfileTable &table, PackedRow row,
                                               ErrorCode code, const QString &message) const
{
    const auto header = row.header();
    const auto lineage = static_cast<std::uint32_t>(table.spec.columns.size());
    auto reject = rejectIn(header.file);
    reject.record = header.record;
    reject.line = row.integer(lineage + PackedRow::Line);
    reject.byte = row.integer(lineage + PackedRow::Byte);
    for (std::uint32_t column = 0; column < lineage; ++column) {
        if (table.mapping[column].isOccurrence)
            reject.occurrence = row.integer(column);
    }
    const auto raw = row.text(lineage + PackedRow::Raw);
    reject.raw = QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    ledger::RejectIssue issue;
    issue.code = errorId(code);
    issue.message = message;
    reject.issues.push_back(std::move(issue));
    return reject;
}

// Those found while reading, of which there may be millions.
Result<void> WindowCommitter::saveRejects(const Window &window, Deltas &deltas)
{
    if (!m_parties.options.keepsLedger)
        return {};
    auto &ledger = m_parties.ledger;
    std::int64_t id = 0; // asked for with the first one
    const auto save = [&](const LoggedReject &logged) -> Result<void> {
        if (window.isDropped(logged.file))
            return {};
        if (id == 0) {
            const auto next = ledger.nextRejectId();
            if (!next)
                return failure(next.error());
            id = *next;
        }
        auto &first = deltas.of(logged.file).firstRejects;
        if (static_cast<int>(first.size()) < m_parties.book.room(logged.file))
            first.push_back(rejectOf(logged));
        const auto &binding = *m_parties.surveys[logged.file].binding;
        return ledger.addReject(id++,
                                { m_parties.book.runId(), m_parties.book.fileId(logged.file),
                                  logged.record, logged.line, logged.byte,
                                  m_rejectJson.of(logged, binding), logged.raw,
                                  logged.occurrence });
    };
    return window.rejects().forEach(window.spillFile(), save);
}

Result<void> WindowCommitter::addReject(std::size_t file, ledger::RejectRecord reject,
                                        Deltas &deltas)
{
    auto &first = deltas.of(file).firstRejects;
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
