// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/run_result.h"

#include <QByteArrayView>

#include <functional>

namespace dockhand::engine {

/// Writes the object that `import --json` prints, piece by piece: as QJsonDocument would, but with
/// one file at a time in memory. Its members are part of the command line's contract. Locale-free.
void writeJson(const RunResult &result, const std::function<void(QByteArrayView)> &put);

} // namespace dockhand::engine
