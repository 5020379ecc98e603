// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queue_row.h"

#include <vector>

namespace dockhand::ui::testing {

/// One row for every state a file can be in, with invented numbers that add up.
[[nodiscard]] std::vector<QueueRow> rowsOfEveryState();

/// `count` rows that wait, with ids from `firstId`.
[[nodiscard]] std::vector<QueueRow> readyRows(int count, std::int64_t firstId = 1);

} // namespace dockhand::ui::testing
