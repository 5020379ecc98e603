// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_book.h"

#include "core/base/failpoint.h"
#include "core/ledger/claim.h"

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
        .arg(same.identity.path, when, QString::number(same.lastRun));
}

} // namespace

// A file that is new stands in the ledger as its identity says, with nothing read of it.
EnteredFile enteredFile(ledger::Registration registration, std::int64_t runId)
{
    if (registration.claimedBy)
        return {};
    const bool isNew = registration.file.firstRun == runId && !registration.alreadyIn
        && registration.superseded.empty() && registration.changed.empty();
    EnteredFile file { registration.fileId, nullptr };
    if (!isNew)
        file.known = std::make_unique<ledger::Registration>(std::move(registration));
    return file;
}

RunBook::Remarks &RunBook::Page::remarksToFill()
{
    if (!remarks)
        remarks = Remarks();
    return *remarks;
}

RunBook::RunBook(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
                 const Clock &clock, ProgressBoard &board)
    : m_surveys(surveys)
    , m_clock(clock)
    , m_board(board)
    , m_identities(options)
    , m_isRepair(options.repair != nullptr)
    , m_entered(surveys.size())
    , m_pages(surveys.size())
{
}

void RunBook::enter(std::int64_t runId, std::vector<EnteredFile> files)
{
    Q_ASSERT(files.size() == m_surveys.size());
    m_runId = runId;
    m_entered = std::move(files);
}

void RunBook::enterLater(std::size_t file, EnteredFile entered)
{
    m_entered[file] = std::move(entered);
}

QDateTime RunBook::leaseUntil() const
{
    return m_clock.utcNow().addSecs(ledger::kLease.count());
}

void RunBook::startOver(std::size_t file)
{
    auto *known = m_entered[file].known.get();
    if (known == nullptr)
        return;
    known->alreadyIn.reset();
    known->superseded.insert(known->superseded.end(), known->changed.begin(), known->changed.end());
    known->changed.clear();
    if (known->file.watermark.position.record > 0)
        known->superseded.push_back(known->fileId);
    known->file.watermark = {};
    known->file.counts = {};
}

Counts RunBook::earlier(std::size_t file) const
{
    const auto *entered = known(file);
    return entered != nullptr ? entered->file.counts : Counts {};
}

std::int64_t RunBook::resumedAt(std::size_t file) const
{
    const auto *entered = known(file);
    return entered != nullptr ? entered->file.watermark.position.record : 0;
}

std::int64_t RunBook::recordsIn(std::size_t file) const
{
    return overAllRuns(file, m_pages[file]).read;
}

QString RunBook::profileId(std::size_t file) const
{
    const auto &binding = m_surveys[file].binding;
    return binding ? binding->profile->id : QString();
}

Counts RunBook::overAllRuns(std::size_t file, const Page &page) const
{
    auto counts = earlier(file);
    counts += page.counts;
    return counts;
}

int RunBook::room(std::size_t file) const
{
    const auto &remarks = m_pages[file].remarks;
    return kFirstRejects - (remarks ? static_cast<int>(remarks->firstRejects.size()) : 0);
}

FileResult RunBook::result(std::size_t file) const
{
    return resultOf(file, m_pages[file]);
}

FileResult RunBook::resultOf(std::size_t file, const Page &page) const
{
    const auto &survey = m_surveys[file];
    FileResult result;
    result.index = file;
    result.fileId = fileId(file);
    result.path = survey.path;
    if (survey.binding) {
        result.profileId = survey.binding->profile->id;
        result.profileTitle = survey.binding->profile->title;
    }
    result.state = page.state;
    result.counts = page.counts;
    result.earlier = earlier(file);
    result.bytes = survey.sizeBytes;
    result.durationMs = page.durationMs;
    result.attempts = m_runId != 0 ? page.attempts : 0;
    result.resumedAtRecord = resumedAt(file);
    if (page.remarks) {
        result.error = page.remarks->error;
        result.note = page.remarks->note;
        result.rejectedBefore = page.remarks->rejectedBefore;
        result.cameInBy = page.remarks->cameInBy;
        result.firstRejects = page.remarks->firstRejects;
    }
    return result;
}

std::vector<FileResult> RunBook::results() const
{
    std::vector<FileResult> results;
    results.reserve(m_pages.size());
    for (std::size_t file = 0; file < m_pages.size(); ++file)
        results.push_back(result(file));
    return results;
}

// A file ends once: what is only needed for its records is not kept behind that.
RunBook::Draft &RunBook::draftOf(std::size_t file)
{
    const auto found = m_drafts.find(file);
    if (found != m_drafts.end())
        return found->second;
    Q_ASSERT(!isFinal(file));
    Draft draft;
    draft.page = m_pages[file];
    if (const auto &mark = draft.page.mark)
        draft.mark = *mark;
    if (const auto *entered = known(file)) {
        if (!draft.page.mark)
            draft.mark = entered->file.watermark;
        draft.contentHash = entered->file.contentHash;
        draft.sameAs = entered->file.sameAs;
        draft.finishedAt = entered->file.finishedAt;
    }
    return m_drafts.emplace(file, std::move(draft)).first->second;
}

void RunBook::endDraft(std::size_t file, Draft &draft, const FileEnd &end)
{
    auto &page = draft.page;
    page.attempts = std::max(page.attempts, end.attempts);
    switch (end.kind) {
    case FileEnd::Kind::Finished:
        page.state = overAllRuns(file, page).rejected > 0 ? FileState::Partial : FileState::Done;
        draft.contentHash = end.contentHash;
        break;
    case FileEnd::Kind::Skipped: {
        page.state = FileState::Skipped;
        draft.contentHash = end.contentHash;
        draft.sameAs = end.twin ? fileId(*end.twin) : end.sameAs;
        const auto *entered = known(file);
        auto &remarks = page.remarksToFill();
        if (end.twin) {
            remarks.note = QCoreApplication::translate("RunBook", "Same content as %1 in this run.")
                               .arg(m_surveys[*end.twin].path);
        } else if (end.same || (entered != nullptr && entered->alreadyIn)) {
            const auto &same = end.same ? *end.same : *entered->alreadyIn;
            remarks.note = skippedNote(m_surveys[file].path, same);
            remarks.rejectedBefore = same.counts.rejected;
            remarks.cameInBy = same.lastRun;
        }
        break;
    }
    case FileEnd::Kind::Failed:
        page.state = FileState::Failed;
        page.remarksToFill().error = end.error;
        break;
    case FileEnd::Kind::Cancelled:
        page.state = FileState::Cancelled;
        break;
    }
    const auto started = m_board.file(file).startedNs.load(kRelaxed);
    page.durationMs = started > 0 ? (m_clock.monotonic().count() - started) / 1'000'000 : 0;
    page.recorded = page.state;
    draft.finishedAt = m_clock.utcNow();
}

void RunBook::countAttempt(std::size_t file, int attempt)
{
    auto &attempts = m_pages[file].attempts;
    attempts = std::max(attempts, attempt);
}

Result<void> RunBook::draft(std::size_t file, const FileDelta &delta)
{
    auto &draft = draftOf(file);
    auto &page = draft.page;
    page.counts += delta.counts;
    if (!delta.firstRejects.empty()) {
        auto &shown = page.remarksToFill().firstRejects;
        shown.insert(shown.end(), delta.firstRejects.begin(), delta.firstRejects.end());
    }
    if (delta.mark != nullptr) {
        draft.mark = *delta.mark;
        page.recorded = FileState::Importing;
    }
    if (delta.end != nullptr)
        endDraft(file, draft, *delta.end);
    const auto counts = overAllRuns(file, page);
    if (!counts.balance()
        || (delta.end != nullptr && delta.end->kind == FileEnd::Kind::Finished
            && counts.read != draft.mark.position.record))
        return failure(ErrorCode::InternalCountMismatch, { figures(counts) },
                       inFile(m_surveys[file].path));
    return {};
}

void RunBook::draftEnd(std::size_t file, FileState state, const std::optional<Error> &error)
{
    FileEnd end;
    end.kind = state == FileState::Cancelled ? FileEnd::Kind::Cancelled : FileEnd::Kind::Failed;
    end.error = error;
    endDraft(file, draftOf(file), end);
}

ledger::FileRecord RunBook::recordOf(std::size_t file, const Draft &draft)
{
    ledger::FileRecord record;
    if (const auto *entered = known(file)) {
        record = entered->file;
    } else {
        record.identity = m_identities.of(m_surveys[file]);
        record.firstRun = m_runId;
    }
    record.id = fileId(file);
    record.lastRun = m_runId;
    record.state = draft.page.recorded;
    record.contentHash = draft.contentHash;
    record.watermark = draft.mark;
    record.counts = overAllRuns(file, draft.page);
    record.sameAs = draft.sameAs;
    record.finishedAt = draft.finishedAt;
    return record;
}

ledger::RunFileRecord RunBook::partOf(std::size_t file, const Page &page) const
{
    ledger::RunFileRecord part;
    part.runId = m_runId;
    part.fileId = fileId(file);
    part.position = static_cast<std::int64_t>(file);
    part.path = m_surveys[file].path;
    part.state = page.recorded;
    part.counts = page.counts;
    part.bytes = m_surveys[file].sizeBytes;
    part.durationMs = page.durationMs;
    part.attempts = page.attempts;
    part.resumedAtRecord = resumedAt(file);
    part.profileId = profileId(file);
    if (page.remarks && page.remarks->error) {
        const auto &error = *page.remarks->error;
        part.errorCode = errorId(error.code);
        part.errorMessage = errorMessage(error.code, error.arguments);
    }
    return part;
}

Result<void> RunBook::save(ledger::Ledger &ledger)
{
    for (const auto &[file, draft] : m_drafts) {
        if (fileId(file) == 0)
            continue;
        DOCKHAND_FAILPOINT("window.file_saving");
        const auto record = recordOf(file, draft);
        if (auto saved = ledger.saveFile(record, partOf(file, draft.page)); !saved)
            return saved;
        // What a sheet lacks still is linked with what it was to correct.
        if (record.state != FileState::Partial || m_isRepair)
            continue;
        if (auto linked = ledger.linkTwins(record); !linked)
            return linked;
    }
    return ledger.saveCounts(m_runId, totalWithDrafts(), leaseUntil());
}

std::vector<std::size_t> RunBook::takeOver()
{
    std::vector<std::size_t> changed;
    for (auto &[file, draft] : m_drafts) {
        auto &page = draft.page;
        if (page.state != m_pages[file].state)
            changed.push_back(file);
        if (ledger::isFinal(page.state))
            page.mark.reset();
        else
            page.mark = draft.mark;
        m_pages[file] = std::move(page);
        publish(file);
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
    const auto &page = m_pages[file];
    auto &counters = m_board.file(file);
    counters.inserted.store(page.counts.inserted, kRelaxed);
    counters.updated.store(page.counts.updated, kRelaxed);
    counters.duplicate.store(page.counts.duplicate, kRelaxed);
    counters.filtered.store(page.counts.filtered, kRelaxed);
    counters.rejected.store(page.counts.rejected, kRelaxed);
    if (ledger::isFinal(page.state)) {
        counters.read.store(page.counts.read, kRelaxed);
        counters.finishedNs.store(m_clock.monotonic().count(), kRelaxed);
        counters.state.store(page.state, kRelaxed);
    }
}

Counts RunBook::total() const
{
    Counts sum;
    for (const auto &page : m_pages)
        sum += page.counts;
    return sum;
}

Counts RunBook::totalWithDrafts() const
{
    Counts sum;
    for (std::size_t file = 0; file < m_pages.size(); ++file) {
        const auto draft = m_drafts.find(file);
        sum += draft == m_drafts.end() ? m_pages[file].counts : draft->second.page.counts;
    }
    return sum;
}

ledger::RunState RunBook::verdict() const
{
    bool anyIn = false;
    bool anyBad = false;
    for (const auto &page : m_pages) {
        anyIn |= page.state == FileState::Done || page.state == FileState::Skipped
            || page.state == FileState::Partial;
        anyBad |= page.state != FileState::Done && page.state != FileState::Skipped;
    }
    if (!anyIn)
        return ledger::RunState::Failed;
    return anyBad ? ledger::RunState::Partial : ledger::RunState::Succeeded;
}

} // namespace dockhand::engine
