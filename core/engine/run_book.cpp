// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_book.h"

#include <QCoreApplication>
#include <QLocale>

namespace dockhand::engine {

namespace {

using ledger::Counts;
using ledger::FileState;

constexpr int kFirstRejects = 20;
constexpr auto kRelaxed = std::memory_order_relaxed;

QString figures(const Counts &c)
{
    return QStringLiteral(
               "read %1, inserted %2, updated %3, duplicate %4, filtered %5, rejected %6")
        .arg(c.read)
        .arg(c.inserted)
        .arg(c.updated)
        .arg(c.duplicate)
        .arg(c.filtered)
        .arg(c.rejected);
}

QString skippedNote(const QString &path, const ledger::FileRecord &same)
{
    const auto when = QLocale().toString(same.finishedAt.toLocalTime(), QLocale::ShortFormat);
    if (same.identity.path == path) {
        return QCoreApplication::translate("RunBook", "Imported already on %1 by run %2.")
            .arg(when)
            .arg(same.lastRun);
    }
    return QCoreApplication::translate("RunBook", "Same content as %1, imported on %2 by run %3.")
        .arg(same.identity.path, when)
        .arg(same.lastRun);
}

} // namespace

RunBook::RunBook(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
                 const Clock &clock, ProgressBoard &board)
    : m_surveys(surveys)
    , m_options(options)
    , m_clock(clock)
    , m_board(board)
    , m_registrations(surveys.size())
    , m_files(surveys.size())
    , m_results(surveys.size())
{
    for (std::size_t i = 0; i < surveys.size(); ++i) {
        auto &result = m_results[i];
        result.index = i;
        result.path = surveys[i].path;
        result.bytes = surveys[i].sizeBytes;
        if (surveys[i].binding) {
            result.profileId = surveys[i].binding->profile->id;
            result.profileTitle = surveys[i].binding->profile->title;
        }
    }
}

void RunBook::enter(std::int64_t runId, std::span<const ledger::Registration> registrations)
{
    m_runId = runId;
    for (std::size_t i = 0; i < registrations.size(); ++i) {
        m_registrations[i] = registrations[i];
        auto &entry = m_files[i];
        entry.record = registrations[i].file;
        entry.record.id = registrations[i].fileId;
        entry.record.lastRun = runId;
        entry.part.runId = runId;
        entry.part.fileId = entry.record.id;
        entry.part.position = static_cast<std::int64_t>(i);
        entry.part.path = m_surveys[i].path;
        entry.part.bytes = m_surveys[i].sizeBytes;
        entry.part.profileId = m_results[i].profileId;
        entry.part.attempts = 1;
        entry.part.resumedAtRecord = entry.record.watermark.position.record;
        m_results[i].fileId = entry.record.id;
        m_results[i].earlier = entry.record.counts;
        m_results[i].attempts = 1;
        m_results[i].resumedAtRecord = entry.part.resumedAtRecord;
    }
}

void RunBook::startOver(std::size_t file)
{
    auto &registration = m_registrations[file];
    registration.alreadyIn.reset();
    registration.superseded.insert(registration.superseded.end(), registration.changed.begin(),
                                   registration.changed.end());
    registration.changed.clear();
    if (registration.file.watermark.position.record > 0)
        registration.superseded.push_back(registration.fileId);
    registration.file.watermark = {};
    registration.file.counts = {};
    m_files[file].record.watermark = {};
    m_files[file].record.counts = {};
    m_files[file].part.resumedAtRecord = 0;
    m_results[file].resumedAtRecord = 0;
    m_results[file].earlier = {};
}

int RunBook::room(std::size_t file) const
{
    return kFirstRejects - static_cast<int>(m_results[file].firstRejects.size());
}

RunBook::Draft &RunBook::draftOf(std::size_t file)
{
    const auto found = m_drafts.find(file);
    if (found != m_drafts.end())
        return found->second;
    return m_drafts.emplace(file, Draft { m_files[file], m_results[file] }).first->second;
}

void RunBook::endDraft(std::size_t file, Draft &draft, const FileEnd &end)
{
    auto &record = draft.entry.record;
    auto &result = draft.result;
    switch (end.kind) {
    case FileEnd::Kind::Finished:
        result.state = record.counts.rejected > 0 ? FileState::Partial : FileState::Done;
        record.contentHash = end.contentHash;
        break;
    case FileEnd::Kind::Skipped:
        result.state = FileState::Skipped;
        record.contentHash = end.contentHash;
        record.sameAs = end.twin ? fileId(*end.twin) : end.sameAs;
        if (end.twin)
            result.note = QCoreApplication::translate("RunBook", "Same content as %1 in this run.")
                              .arg(m_surveys[*end.twin].path);
        else if (const auto &same = m_registrations[file].alreadyIn) {
            result.note = skippedNote(result.path, *same);
            result.rejectedBefore = same->counts.rejected;
            result.cameInBy = same->lastRun;
        }
        break;
    case FileEnd::Kind::Failed:
        result.state = FileState::Failed;
        result.error = end.error;
        break;
    case FileEnd::Kind::Cancelled:
        result.state = FileState::Cancelled;
        break;
    }
    const auto started = m_board.file(file).startedNs.load(kRelaxed);
    result.durationMs = started > 0 ? (m_clock.monotonic().count() - started) / 1'000'000 : 0;
    record.state = result.state;
    record.finishedAt = m_clock.utcNow();
    auto &part = draft.entry.part;
    part.state = result.state;
    part.durationMs = result.durationMs;
    if (result.error) {
        part.errorCode = errorId(result.error->code);
        part.errorMessage = errorMessage(result.error->code, result.error->arguments);
    }
}

Result<void> RunBook::draft(std::size_t file, const FileDelta &delta)
{
    auto &draft = draftOf(file);
    auto &record = draft.entry.record;
    auto &result = draft.result;
    draft.entry.part.counts += delta.counts;
    record.counts += delta.counts;
    result.counts += delta.counts;
    for (const auto &reject : delta.firstRejects)
        result.firstRejects.push_back(reject);
    if (delta.mark != nullptr) {
        record.watermark = *delta.mark;
        record.state = draft.entry.part.state = FileState::Importing;
    }
    if (delta.end != nullptr)
        endDraft(file, draft, *delta.end);
    const auto &counts = record.counts;
    if (!counts.balance()
        || (delta.end != nullptr && delta.end->kind == FileEnd::Kind::Finished
            && counts.read != record.watermark.position.record))
        return failure(ErrorCode::InternalCountMismatch, { figures(counts) }, inFile(result.path));
    return {};
}

void RunBook::draftEnd(std::size_t file, FileState state, const std::optional<Error> &error)
{
    FileEnd end;
    end.kind = state == FileState::Cancelled ? FileEnd::Kind::Cancelled : FileEnd::Kind::Failed;
    end.error = error;
    endDraft(file, draftOf(file), end);
}

Result<void> RunBook::save(ledger::Ledger &ledger)
{
    for (const auto &[file, draft] : m_drafts) {
        if (draft.entry.record.id == 0)
            continue;
        if (auto saved = ledger.saveFile(draft.entry.record, draft.entry.part); !saved)
            return saved;
    }
    return ledger.saveCounts(m_runId, totalWithDrafts());
}

std::vector<std::size_t> RunBook::takeOver()
{
    std::vector<std::size_t> changed;
    for (auto &[file, draft] : m_drafts) {
        const bool isChanged = draft.result.state != m_results[file].state;
        m_files[file] = std::move(draft.entry);
        m_results[file] = std::move(draft.result);
        publish(file);
        if (isChanged)
            changed.push_back(file);
    }
    m_drafts.clear();
    return changed;
}

void RunBook::dropDrafts()
{
    m_drafts.clear();
}

void RunBook::publish(std::size_t file)
{
    const auto &result = m_results[file];
    auto &counters = m_board.file(file);
    counters.inserted.store(result.counts.inserted, kRelaxed);
    counters.updated.store(result.counts.updated, kRelaxed);
    counters.duplicate.store(result.counts.duplicate, kRelaxed);
    counters.filtered.store(result.counts.filtered, kRelaxed);
    counters.rejected.store(result.counts.rejected, kRelaxed);
    if (ledger::isFinal(result.state)) {
        counters.read.store(result.counts.read, kRelaxed);
        counters.finishedNs.store(m_clock.monotonic().count(), kRelaxed);
        counters.state.store(result.state, kRelaxed);
    }
}

Counts RunBook::total() const
{
    Counts sum;
    for (const auto &result : m_results)
        sum += result.counts;
    return sum;
}

Counts RunBook::totalWithDrafts() const
{
    Counts sum;
    for (std::size_t file = 0; file < m_results.size(); ++file) {
        const auto draft = m_drafts.find(file);
        sum += draft == m_drafts.end() ? m_results[file].counts : draft->second.result.counts;
    }
    return sum;
}

ledger::RunState RunBook::verdict() const
{
    bool anyIn = false;
    bool anyBad = false;
    for (const auto &result : m_results) {
        anyIn |= result.state == FileState::Done || result.state == FileState::Skipped
            || result.state == FileState::Partial;
        anyBad |= result.state != FileState::Done && result.state != FileState::Skipped;
    }
    if (!anyIn)
        return ledger::RunState::Failed;
    return anyBad ? ledger::RunState::Partial : ledger::RunState::Succeeded;
}

} // namespace dockhand::engine
