// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target/target_address.h"

#include <QDateTime>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace dockhand::engine {

/// An import whose program ended in the midst of it.
struct CutOffRun
{
    std::int64_t runId = 0;
    QDateTime startedAt; ///< UTC
    std::int64_t files = 0;
    std::int64_t filesIn = 0;
    QStringList paths; ///< of files that have not ended and are still there
};

/// The newest run into the target, when it was cut off: it says that it goes on, but nobody is at
/// work on it. Nothing, too, when the target cannot be asked. Blocks; changes nothing.
[[nodiscard]] std::optional<CutOffRun> findCutOffRun(const target::TargetAddress &target,
                                                     const QDateTime &now);

} // namespace dockhand::engine
