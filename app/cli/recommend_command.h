// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli recommend`: the plan an import would follow. Returns the program's exit code.
[[nodiscard]] int recommendCommand(const QStringList &arguments);

} // namespace dockhand::cli
