// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run_pace.h"

#include <algorithm>
#include <cmath>

namespace dockhand::ui {

using ledger::FileState;

namespace {

constexpr double kSpeedMemory = 2.0;   ///< seconds
constexpr double kLeftMemory = 6.0;    ///< seconds; the time left must not jump
constexpr double kSilentSeconds = 2.0; ///< no time left is told before, unless …
constexpr double kGoodPart = 0.1;      ///< … this much is done
constexpr double kWideMargin = 1.5;    ///< most times the time left at the mean pace that is told
constexpr std::int64_t kMostLeftMs = 30LL * 24 * 3600 * 1000;

} // namespace

SmoothRate::SmoothRate(double memorySeconds)
    : m_memory(memorySeconds)
{
}

void SmoothRate::reset()
{
    *this = SmoothRate(m_memory);
}

void SmoothRate::feed(double total, double seconds)
{
    if (m_last < 0) {
        m_last = total;
        return;
    }
    if (seconds <= 0) {
        return; // what came meanwhile counts with the time that passes next
    }
    const double rate = std::max(0.0, total - m_last) / seconds;
    m_last = total;
    m_seconds += seconds;
    // The first moments weigh what they lasted, so that the mean does not start at 0.
    const double weight = 1 - std::exp(-seconds / std::min(m_memory, m_seconds));
    m_rate += (rate - m_rate) * (m_seconds == seconds ? 1 : weight);
}

RunPace::RunPace()
    : m_read(kSpeedMemory)
    , m_written(kSpeedMemory)
    , m_bytes(kSpeedMemory)
    , m_share(kLeftMemory)
{
}

void RunPace::start(std::size_t files)
{
    *this = RunPace();
    m_fileRecords.assign(files, SmoothRate(kSpeedMemory));
    m_fileBytes.assign(files, SmoothRate(kSpeedMemory));
}

void RunPace::feed(const engine::RunProgress &now, double seconds)
{
    m_seconds += seconds;
    m_read.feed(static_cast<double>(now.counts.read), seconds);
    m_written.feed(static_cast<double>(now.committed), seconds);
    m_bytes.feed(static_cast<double>(now.bytesRead), seconds);

    m_shareNow = std::max(m_shareNow, now.share());
    if (now.counts.read == 0) { // what is passed over goes faster than what is imported
        m_shareBefore = m_shareNow;
        m_secondsBefore = m_seconds;
        m_share.reset();
    }
    m_share.feed(m_shareNow, seconds);
}

/// Seconds; less than 0 while too little is done to tell.
double RunPace::leftAtMeanPace() const
{
    const double gained = m_shareNow - m_shareBefore;
    const double seconds = m_seconds - m_secondsBefore;
    const bool isGoodPart = seconds > 0 && gained > kGoodPart * (1 - m_shareBefore);
    return isGoodPart ? seconds * (1 - m_shareNow) / gained : -1;
}

std::int64_t RunPace::leftMs() const
{
    const double atMean = leftAtMeanPace();
    const bool isSilent = m_seconds < kSilentSeconds || m_share.perSecond() <= 0;
    if (isSilent && atMean < 0) {
        return -1;
    }
    double left = isSilent ? atMean : (1 - m_shareNow) / m_share.perSecond();
    if (atMean >= 0) {
        left = std::min(left, atMean * kWideMargin);
    }
    return static_cast<std::int64_t>(std::min(left * 1000, static_cast<double>(kMostLeftMs)));
}

void RunPace::feedFile(std::size_t index, const engine::FileProgress &now, double seconds,
                       RowProgress &row)
{
    SmoothRate &records = m_fileRecords[index];
    SmoothRate &bytes = m_fileBytes[index];
    if (now.state != FileState::Importing) {
        records.reset();
        bytes.reset();
        return;
    }
    records.feed(static_cast<double>(now.counts.read), seconds);
    bytes.feed(static_cast<double>(now.bytesRead), seconds);
    row.rowsPerSecond = records.isKnown() ? records.perSecond() : -1;
    if (bytes.perSecond() > 0) {
        row.leftMs = std::llround(static_cast<double>(now.sizeBytes - now.bytesRead)
                                  / bytes.perSecond() * 1000);
    }
}

} // namespace dockhand::ui
