// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/run_result.h"

#include <QJsonObject>

namespace dockhand::engine {

/// The object that `import --json` prints; the contract is in ARCHITECTURE.md. Locale-free.
[[nodiscard]] QJsonObject toJson(const RunResult &result);

} // namespace dockhand::engine
