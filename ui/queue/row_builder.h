// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/import_queue.h"
#include "core/engine/run_result.h"
#include "ui/queue/queue_row.h"

namespace dockhand::ui {

/// What the queue shows of a file before a run.
[[nodiscard]] QueueRow rowOf(const engine::QueueItem &item);

/// The row of a file that was taken out of the database again.
[[nodiscard]] QueueRow asUndone(QueueRow row, std::int64_t byRun);

/// The row of a file that may lack rows since that undo.
[[nodiscard]] QueueRow asLacking(QueueRow row, std::int64_t byRun);

/// The row with what a run says of its file.
[[nodiscard]] QueueRow withResult(QueueRow row, const engine::FileResult &file);

} // namespace dockhand::ui
