// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/progress_board.h"
#include "ui/queue/queue_row.h"

#include <cstdint>
#include <vector>

namespace dockhand::ui {

/// A rate that forgets: an exponential mean over the time that really passed.
class SmoothRate final
{
public:
    explicit SmoothRate(double memorySeconds);

    void reset();
    /// `total` is a running total, `seconds` the time since the last call.
    void feed(double total, double seconds);
    [[nodiscard]] double perSecond() const { return m_rate; }
    [[nodiscard]] bool isKnown() const { return m_seconds > 0; }

private:
    double m_memory;
    double m_last = -1;
    double m_rate = 0;
    double m_seconds = 0;
};

/// How a run gets on: smoothed speeds, the share done and the time left, from snapshots of its
/// board. Time stands still while `feed` is not called. Owner's thread only.
class RunPace final
{
public:
    RunPace();

    void start(std::size_t files);
    void feed(const engine::RunProgress &now, double seconds);
    /// Fills speed and time left of one file's row. `index` is the file's place in the run.
    void feedFile(std::size_t index, const engine::FileProgress &now, double seconds,
                  RowProgress &row);

    [[nodiscard]] double readPerSecond() const { return m_read.perSecond(); }
    [[nodiscard]] double writtenPerSecond() const { return m_written.perSecond(); }
    [[nodiscard]] double bytesPerSecond() const { return m_bytes.perSecond(); }
    /// 0..1: bytes read, less those whose records are not committed yet.
    [[nodiscard]] double share() const { return m_shareNow; }
    /// -1 while it cannot be said. Once a good part is done never far more than at the pace so far.
    [[nodiscard]] std::int64_t leftMs() const;

private:
    [[nodiscard]] double leftAtMeanPace() const;

    SmoothRate m_read;
    SmoothRate m_written;
    SmoothRate m_bytes;
    SmoothRate m_share;
    double m_shareNow = 0;
    double m_seconds = 0;
    double m_shareBefore = 0; ///< passed over before the first record: was in already
    double m_secondsBefore = 0;
    std::vector<SmoothRate> m_fileRecords;
    std::vector<SmoothRate> m_fileBytes;
};

} // namespace dockhand::ui
