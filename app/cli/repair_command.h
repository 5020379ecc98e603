// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli repair`: brings corrected rejects in. Returns the program's exit code.
[[nodiscard]] int repairCommand(const QStringList &arguments);

} // namespace dockhand::cli
