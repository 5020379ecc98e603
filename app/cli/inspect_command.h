// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli inspect`: what files are and hold, without importing them. Returns the program's
/// exit code.
[[nodiscard]] int inspectCommand(const QStringList &arguments);

} // namespace dockhand::cli
