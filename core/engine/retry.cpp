// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retry.h"

#include <QRandomGenerator>

#include <algorithm>

namespace dockhand::engine {

namespace {

constexpr std::chrono::milliseconds kFirstPause { 250 };
constexpr std::chrono::milliseconds kLongestPause { 30'000 };
constexpr int kMostDoublings = 10;
constexpr int kMostHopeless = 5;

} // namespace

Retry::Retry(std::chrono::milliseconds patience, const Clock &clock)
    : m_patience(patience)
    , m_clock(clock)
{
}

std::chrono::milliseconds Retry::longestPause(int failed)
{
    const auto doublings = std::clamp(failed - 1, 0, kMostDoublings);
    return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

std::optional<std::chrono::milliseconds> Retry::pauseAfter(const Error &error)
{
    const auto now = m_clock.monotonic();
    if (m_failed++ == 0)
        m_firstFailure = now;
    if (error.code == ErrorCode::MemoryLimit || error.code == ErrorCode::DbConnectionLost)
        ++m_hopeless;
    const auto rest
        = m_patience - std::chrono::duration_cast<std::chrono::milliseconds>(now - m_firstFailure);
    if (!error.isTransient() || rest <= std::chrono::milliseconds(0) || m_hopeless >= kMostHopeless)
        return std::nullopt;
    const auto half = longestPause(m_failed) / 2;
    const auto jitter = QRandomGenerator::global()->bounded(static_cast<int>(half.count()) + 1);
    return std::min(half + std::chrono::milliseconds(jitter), rest);
}

Result<void>
untilDone(std::chrono::milliseconds patience, const Clock &clock, RunControl &control,
          const std::function<Result<void>()> &work,
          const std::function<void(const Error &, int, std::chrono::milliseconds)> &failed)
{
    for (Retry retry(patience, clock);;) {
        auto done = work();
        if (done)
            return done;
        const auto pause = retry.pauseAfter(done.error());
        if (!pause)
            return done;
        failed(done.error(), retry.failed() + 1, *pause);
        if (!control.waitFor(*pause))
            return failure(ErrorCode::RunCancelled);
    }
}

} // namespace dockhand::engine
