// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"

#include <chrono>

namespace dockhand::ledger {

// A run claims the files that it has entered and not ended yet: nobody else goes on with them while
// it is at work. Its claim is a lease that it renews with every window and while it waits; whoever
// is cut off or stands still loses it. An owner on this machine that has ended loses it at once.

/// How long a claim lasts without being renewed.
inline constexpr std::chrono::seconds kLease { 120 };
/// How often it is renewed where nothing else is written.
inline constexpr std::chrono::seconds kRenewal { 30 };

/// Who works on a run, for as long as the object lives. Several of one process are told apart.
class Claimant final
{
public:
    Claimant();
    ~Claimant();
    Claimant(const Claimant &) = delete;
    Claimant &operator=(const Claimant &) = delete;

    /// For RunRecord::owner.
    [[nodiscard]] QString text() const;

private:
    std::int64_t m_number;
};

/// Whether the run's owner holds its claim now. Thread-safe.
[[nodiscard]] bool isAtWork(const RunRecord &run, const QDateTime &now);

/// Whether the run says that it goes on while nobody is at work on it: its program was killed, or
/// stands still. Thread-safe.
[[nodiscard]] bool isCutOff(const RunRecord &run, const QDateTime &now);

/// Whether it did, until a later run closed it: it never gave its claim back itself. Thread-safe.
[[nodiscard]] bool wasCutOff(const RunRecord &run);

/// "run 5 on HOST", for messages.
[[nodiscard]] QString claimText(const RunRecord &run);

} // namespace dockhand::ledger
