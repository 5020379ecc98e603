// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli show`: one run and its files. Returns the program's exit code.
[[nodiscard]] int showCommand(const QStringList &arguments);

} // namespace dockhand::cli
