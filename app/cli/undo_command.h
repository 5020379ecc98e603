// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli undo`: takes a run or a file out of a database again. Returns the program's exit
/// code.
[[nodiscard]] int undoCommand(const QStringList &arguments);

} // namespace dockhand::cli
