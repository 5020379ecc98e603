// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli dump`: every record of a file as JSON. Returns the program's exit code.
[[nodiscard]] int dumpCommand(const QStringList &arguments);

} // namespace dockhand::cli
