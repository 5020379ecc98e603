// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli import`: files into a database. Returns the program's exit code.
[[nodiscard]] int importCommand(const QStringList &arguments);

} // namespace dockhand::cli
