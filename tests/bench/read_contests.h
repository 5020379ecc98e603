// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench_settings.h"
#include "tests/bench/contest.h"
#include "tests/bench/order_files.h"

namespace dockhand::bench {

/// Reading, and reading with converting, of the first file of a set, without a database; beside
/// DuckDB where it is installed. Programs tell their own times, so that starting them (an engine
/// of JavaScript, for one) is not in them; the peak is the whole process's.
[[nodiscard]] std::vector<Contest> readContests(const BenchSettings &settings, const OrderSet &set);

/// Reading with converting on one core, and beside each other on two (Linux: taskset).
[[nodiscard]] Contest coresContest(const BenchSettings &settings, const OrderSet &set);

} // namespace dockhand::bench
