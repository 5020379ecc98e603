// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/losing_disk.h"

namespace dockhand::fault {

/// Puts all databases that this process opens from now on upon a LosingDisk: registers SQLite's
/// default file system, which wraps the usual one. Once in a process. Files without a name, which
/// nobody finds again, are left out. Memory mapping of the database is not offered. `beforeLoss`
/// may be called in any thread and must not touch a database.
void useLosingDisk(const LossPlan &plan, std::function<void()> beforeLoss);

/// So far.
[[nodiscard]] std::int64_t operationsOnLosingDisk();

/// The power goes now. Ends the process.
[[noreturn]] void losePower();

} // namespace dockhand::fault
