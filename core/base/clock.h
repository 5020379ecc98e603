// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace dockhand {

/// Time as the engine asks for it, so that tests can turn it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Monotonic time since an arbitrary start.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;
    [[nodiscard]] virtual QDateTime utcNow() const = 0;
    /// Waits; tests return at once.
    virtual void sleepFor(std::chrono::milliseconds duration) = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    [[nodiscard]] QDateTime utcNow() const override;
    void sleepFor(std::chrono::milliseconds duration) override;
};

} // namespace dockhand
