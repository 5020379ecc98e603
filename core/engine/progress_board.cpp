// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/progress_board.h"

#include "core/base/system_info.h"

#include <algorithm>

namespace dockhand::engine {

namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;

ledger::Counts countsOf(const FileCounters &file)
{
    ledger::Counts counts;
    counts.read = file.read.load(kRelaxed);
    counts.inserted = file.inserted.load(kRelaxed);
    counts.updated = file.updated.load(kRelaxed);
    counts.duplicate = file.duplicate.load(kRelaxed);
    counts.filtered = file.filtered.load(kRelaxed);
    counts.rejected = file.rejected.load(kRelaxed);
    return counts;
}

} // namespace

double RunProgress::share() const
{
    if (bytesTotal <= 0)
        return files > 0 && filesFinal == files ? 1.0 : 0.0;
    const auto part = [](std::int64_t some, std::int64_t all) {
        return std::clamp(static_cast<double>(some) / static_cast<double>(all), 0.0, 1.0);
    };
    // Files that are passed over have nothing to be written.
    const double written = counts.read > 0 ? part(committed + writing, counts.read) : 1.0;
    return part(bytesRead, bytesTotal) * (1.0 + written) / 2;
}

ProgressBoard::ProgressBoard(std::span<const std::int64_t> fileSizes)
    : m_files(std::make_unique<FileCounters[]>(fileSizes.size()))
    , m_sizes(fileSizes.begin(), fileSizes.end())
{
}

FileProgress ProgressBoard::progressOf(std::size_t index) const
{
    const auto &file = m_files[index];
    FileProgress progress;
    progress.bytesRead = file.bytesRead.load(kRelaxed);
    progress.sizeBytes = m_sizes[index];
    progress.counts = countsOf(file);
    progress.startedNs = file.startedNs.load(kRelaxed);
    progress.finishedNs = file.finishedNs.load(kRelaxed);
    progress.state = file.state.load(kRelaxed);
    return progress;
}

RunProgress ProgressBoard::progress() const
{
    RunProgress run;
    run.files = static_cast<std::int64_t>(m_sizes.size());
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        const auto &file = m_files[i];
        run.counts += countsOf(file);
        run.bytesTotal += m_sizes[i];
        const bool isFinal = ledger::isFinal(file.state.load(kRelaxed));
        run.filesFinal += isFinal ? 1 : 0;
        run.bytesRead += isFinal ? m_sizes[i] : file.bytesRead.load(kRelaxed);
    }
    const auto &c = run.counts;
    run.committed = c.inserted + c.updated + c.duplicate + c.filtered + c.rejected;
    run.writing = writing.load(kRelaxed);
    run.backlogBytes = backlogBytes.load(kRelaxed);
    run.residentBytes = residentBytes();
    run.writerBusyNs = writerBusyNs.load(kRelaxed);
    run.elapsedNs = elapsedNs.load(kRelaxed);
    return run;
}

} // namespace dockhand::engine
