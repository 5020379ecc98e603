// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/engine/run_control.h"

#include <chrono>
#include <functional>
#include <optional>

namespace dockhand::engine {

/// How often one piece of work is tried again, and how long it waits before: exponential backoff
/// with jitter and a cap, as long as the patience lasts. One object for one piece of work; one
/// thread.
class Retry final
{
public:
    /// `patience`: how long to try again, from the first failure on; 0: not at all.
    Retry(std::chrono::milliseconds patience, const Clock &clock);

    /// After a failure: the pause before the next attempt. Nothing: the error does not pass by
    /// itself, or has lasted too long. A want of memory and a lost connection are tried a few
    /// times only: nobody else will end the one, and the other is not opened anew.
    [[nodiscard]] std::optional<std::chrono::milliseconds> pauseAfter(const Error &error);

    /// Attempts that have failed.
    [[nodiscard]] int failed() const { return m_failed; }

    /// The longest pause behind that many failures; the one taken is a half of it at least.
    [[nodiscard]] static std::chrono::milliseconds longestPause(int failed);

private:
    std::chrono::milliseconds m_patience;
    const Clock &m_clock;
    std::chrono::nanoseconds m_firstFailure { 0 };
    int m_failed = 0;
    int m_hopeless = 0; ///< of these, failures that waiting alone hardly ends
};

/// Does `work` until it is done or its error does not pass, with the pauses of `Retry` between.
/// `failed` is told of each failure, the number of the next attempt and the pause before it.
/// Errors: those of `work`; run.cancelled when that came while it waited.
[[nodiscard]] Result<void>
untilDone(std::chrono::milliseconds patience, const Clock &clock, RunControl &control,
          const std::function<Result<void>()> &work,
          const std::function<void(const Error &, int, std::chrono::milliseconds)> &failed);

} // namespace dockhand::engine
