// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_words.h"

#include <algorithm>
#include <cmath>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using ledger::RunState;

namespace {

constexpr double kTolerance = 1.25; ///< within this of the plan counts as on track

QString joined(const QStringList &parts)
{
    return parts.join(u"   ·   "_s);
}

double perSecond(std::int64_t amount, std::int64_t ms)
{
    return ms > 0 ? static_cast<double>(amount) * 1000 / static_cast<double>(ms) : 0;
}

} // namespace

StatusWords::StatusWords(const SessionStatus &status, const Format &format)
    : m_status(status)
    , m_format(format)
{
}

bool StatusWords::isBefore() const
{
    const bool isHeld = m_status.phase == Phase::Held && m_status.startable > 0;
    return (m_status.phase == Phase::Ready || isHeld) && m_status.plan;
}

bool StatusWords::isDuring() const
{
    return m_status.phase == Phase::Running || m_status.phase == Phase::Paused
        || m_status.phase == Phase::Stopping;
}

bool StatusWords::isAfter() const
{
    return m_status.isOver();
}

qint64 StatusWords::takenMs() const
{
    return m_status.progress.elapsedNs / 1'000'000;
}

QString StatusWords::onTrack() const
{
    if (!m_status.plan) {
        return {};
    }
    const QString planned = m_format.duration(m_status.plan->estimatedMs);
    if (m_status.phase == Phase::Paused) {
        return tr("planned %1, paused").arg(planned);
    }
    if (m_status.leftMs < 0) {
        return tr("planned %1").arg(planned);
    }
    const auto whole = static_cast<double>(takenMs() + m_status.leftMs);
    const auto wanted = static_cast<double>(m_status.plan->estimatedMs);
    if (whole > wanted * kTolerance && whole > static_cast<double>(m_status.plan->slowestMs)) {
        return tr("planned %1, slower than planned").arg(planned);
    }
    if (whole * kTolerance < wanted && whole < static_cast<double>(m_status.plan->fastestMs)) {
        return tr("planned %1, faster than planned").arg(planned);
    }
    return tr("planned %1, on track").arg(planned);
}

/// As planned until the run's own pace is known.
QString StatusWords::timeLeft() const
{
    return m_status.leftMs >= 0 ? m_format.duration(m_status.leftMs)
        : m_status.plan         ? m_format.about(m_status.plan->estimatedMs)
                                : QString();
}

TileText StatusWords::time() const
{
    if (isDuring()) {
        return { tr("Time left"), timeLeft(), onTrack() };
    }
    if (isAfter()) {
        return { tr("Time taken"), m_format.duration(takenMs()),
                 m_status.plan && m_status.result->plan.estimatedMs > 0
                     ? tr("planned %1").arg(m_format.duration(m_status.result->plan.estimatedMs))
                     : QString() };
    }
    if (isBefore()) {
        const advisor::ImportPlan &plan = *m_status.plan;
        return { tr("Time needed"), m_format.about(plan.estimatedMs),
                 m_format.interval(plan.fastestMs, plan.slowestMs) };
    }
    const QString why = m_status.phase != Phase::Looking ? QString()
        : m_status.isPlanning                            ? tr("waiting for the database…")
                                                         : tr("looking into the files…");
    return { tr("Time needed"), {}, why };
}

QString StatusWords::balance(const ledger::Counts &counts) const
{
    QStringList parts { tr("%1 in").arg(m_format.count(counts.inserted)) };
    const auto add = [&](const QString &text, std::int64_t count, bool always) {
        if (always || count > 0) {
            parts << text.arg(m_format.count(count));
        }
    };
    add(tr("%1 updated"), counts.updated, false);
    add(tr("%1 duplicate"), counts.duplicate, true);
    add(tr("%1 filtered"), counts.filtered, false);
    add(tr("%1 rejected"), counts.rejected, true);
    return joined(parts);
}

TileText StatusWords::records() const
{
    if (isDuring()) {
        const ledger::Counts &counts = m_status.progress.counts;
        return { tr("Records of this run"), m_format.count(settledOf(counts)), balance(counts) };
    }
    if (isAfter()) {
        const ledger::Counts &counts = m_status.result->counts;
        return { tr("Records of this run"), m_format.count(counts.read), balance(counts) };
    }
    if (isBefore()) {
        return { tr("Records"), m_format.estimate(m_status.plan->estimatedRecords),
                 tr("in %1 file(s), %2", nullptr, static_cast<int>(m_status.plan->files))
                     .arg(m_format.count(m_status.plan->files),
                          m_format.bytes(m_status.plan->bytes)) };
    }
    return { tr("Records"), {}, {} };
}

TileText StatusWords::speed() const
{
    if (isDuring()) {
        if (m_status.writtenPerSecond <= 0) {
            return { tr("Speed"), {}, m_status.phase == Phase::Paused ? tr("paused") : QString() };
        }
        return { tr("Speed"), tr("%1 rows/s").arg(m_format.rate(m_status.writtenPerSecond)),
                 joined(
                     { tr("%1/s read").arg(m_format.bytes(std::llround(m_status.bytesPerSecond))),
                       tr("writer %1 busy").arg(m_format.percent(m_status.writerBusy)) }) };
    }
    if (isAfter()) {
        const std::int64_t read = m_status.result->counts.read;
        if (read == 0) {
            return { tr("Speed"), {}, {} };
        }
        return { tr("Speed"), tr("%1 rows/s").arg(m_format.rate(perSecond(read, takenMs()))),
                 tr("on average, %1/s")
                     .arg(m_format.bytes(
                         std::llround(perSecond(m_status.progress.bytesRead, takenMs())))) };
    }
    if (isBefore() && m_status.plan->estimatedRowsPerSecond > 0) {
        const double expected = m_status.plan->estimatedRowsPerSecond;
        //: An estimated speed
        return { tr("Speed"),
                 tr("~ %1 rows/s").arg(m_format.count(roundedTo(std::llround(expected), 2))),
                 tr("%1 file(s) at once", nullptr, m_status.plan->concurrency.value)
                     .arg(m_format.count(m_status.plan->concurrency.value)) };
    }
    return { tr("Speed"), {}, {} };
}

QString StatusWords::pressure() const
{
    if (!m_status.memory.isLimited()) {
        return {};
    }
    const double share = m_status.memory.pressure(m_status.progress.residentBytes);
    return share >= 0.9 ? tr("reading waits")
        : share >= 0.8  ? tr("pressure high")
        : share >= 0.6  ? tr("pressure raised")
                        : tr("pressure normal");
}

TileText StatusWords::memory() const
{
    if (isDuring()) {
        return { tr("Memory"), m_format.bytes(m_status.progress.residentBytes),
                 tr("of %1, %2").arg(m_format.bytes(m_status.memory.limitBytes), pressure()) };
    }
    if (isAfter()) {
        return { tr("Memory"), m_format.bytes(m_status.result->peakMemoryBytes),
                 tr("at most, of %1").arg(m_format.bytes(m_status.memory.limitBytes)) };
    }
    if (isBefore()) {
        return { tr("Memory"), tr("~ %1").arg(m_format.bytes(m_status.plan->estimatedPeakBytes)),
                 tr("of %1").arg(m_format.bytes(m_status.plan->memoryLimitBytes.value)) };
    }
    return { tr("Memory"), {}, {} };
}

std::int64_t StatusWords::skippedFiles() const
{
    const auto &files = m_status.result->files;
    return std::count_if(files.begin(), files.end(), [](const engine::FileResult &file) {
        return file.state == ledger::FileState::Skipped;
    });
}

bool StatusWords::isAllSkipped() const
{
    const auto files = static_cast<std::int64_t>(m_status.result->files.size());
    return files > 0 && skippedFiles() == files;
}

/// As many as the card of the run says. Files may hold others, of earlier runs.
QString StatusWords::rejects() const
{
    const std::int64_t ofRun = m_status.result->counts.rejected;
    if (ofRun != m_status.rejected) {
        //: Numbers of records
        return tr("%1 rejected in this run, %2 in the list")
            .arg(m_format.count(ofRun), m_format.count(m_status.rejected));
    }
    return ofRun > 0 ? tr("%1 rejected").arg(m_format.count(ofRun)) : QString();
}

// Of the run, but never against what the list shows.
QString StatusWords::outcome() const
{
    const engine::RunResult &result = *m_status.result;
    if (result.state == RunState::Cancelled) {
        return tr("Cancelled: what is in stays.");
    }
    QStringList parts { result.state == RunState::Failed ? tr("The import failed")
                            : isAllSkipped()             ? tr("Everything was imported already")
                                                         : tr("Done") };
    if (m_status.failed > 0) {
        parts << tr("%1 file(s) failed", nullptr, m_status.failed)
                     .arg(m_format.count(m_status.failed));
    }
    if (!rejects().isEmpty()) {
        parts << rejects();
    }
    if (parts.size() > 1) {
        return joined(parts);
    }
    return result.state == RunState::Succeeded && !isAllSkipped() ? tr("Done: every record is in.")
                                                                  : parts.front() + u'.';
}

QString StatusWords::logLine() const
{
    const engine::RunResult &result = *m_status.result;
    if (isAllSkipped()) {
        return tr("Import ended: everything was imported already.");
    }
    QString figures = balance(result.counts);
    if (const auto skipped = static_cast<int>(skippedFiles()); skipped > 0) {
        figures = joined(
            { figures,
              tr("%1 file(s) imported already", nullptr, skipped).arg(m_format.count(skipped)) });
    }
    switch (result.state) {
    case RunState::Cancelled:
        return tr("Import cancelled, what is in stays: %1.").arg(figures);
    case RunState::Failed:
        return tr("Import failed: %1.").arg(figures);
    default:
        return tr("Import ended: %1.").arg(figures);
    }
}

QString StatusWords::looking() const
{
    return m_status.isPlanning ? tr("Waiting for the database…")
                               : tr("Looking into %1 file(s)…", nullptr, m_status.files)
                                     .arg(m_format.count(m_status.files));
}

QString StatusWords::atWork()
{
    return tr("The database is being worked on…");
}

QString StatusWords::ready() const
{
    const int fresh = m_status.startable - m_status.cancelled;
    QStringList parts;
    if (m_status.result && m_status.result->error) {
        parts << tr("The import failed");
    }
    if (fresh > 0) {
        parts << tr("%1 file(s) ready", nullptr, fresh).arg(m_format.count(fresh));
    }
    if (fresh > 0 && m_status.cancelled > 0) {
        parts << tr("%1 file(s) cancelled", nullptr, m_status.cancelled)
                     .arg(m_format.count(m_status.cancelled));
    } else if (m_status.cancelled > 0) {
        parts << tr("Cancelled: what is in stays. Start goes on with %1 file(s).", nullptr,
                    m_status.cancelled)
                     .arg(m_format.count(m_status.cancelled));
    }
    return joined(parts);
}

QString StatusWords::whyNoStart() const
{
    if (m_status.phase == Phase::Looking) {
        return looking();
    }
    if (m_status.phase == Phase::Held) {
        return atWork();
    }
    if (m_status.files == 0) {
        return tr("Add files first");
    }
    if (m_status.needChoice > 0) {
        return tr("Choose a profile for %1 file(s) first", nullptr, m_status.needChoice)
            .arg(m_format.count(m_status.needChoice));
    }
    if (m_status.failed > 0) {
        return tr("%1 file(s) failed: retry them with F5, or add others", nullptr, m_status.failed)
            .arg(m_format.count(m_status.failed));
    }
    return tr("Every file in the list is in; add others, or drop changed ones again");
}

QString StatusWords::statusLine() const
{
    const QString share = m_format.percent(m_status.share);
    const QString files = tr("%1 of %2 files")
                              .arg(m_format.count(m_status.progress.filesFinal),
                                   m_format.count(m_status.progress.files));
    switch (m_status.phase) {
    case Phase::Empty:
        return tr("No files yet");
    case Phase::Looking:
        return isAfter() ? outcome() : looking();
    case Phase::Ready:
        return ready();
    case Phase::Idle:
        return tr("No file is ready to be imported");
    case Phase::Running:
        return timeLeft().isEmpty() ? joined({ share, files })
                                    : joined({ share, files, tr("%1 left").arg(timeLeft()) });
    case Phase::Paused:
        return joined({ tr("Paused at %1").arg(share), files });
    case Phase::Stopping:
        return tr("Stopping…");
    case Phase::Finished:
        return outcome();
    case Phase::Held:
        return atWork();
    }
    return {};
}

} // namespace dockhand::ui
