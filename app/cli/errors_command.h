// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace dockhand::cli {

/// `dockhand-cli errors`: the error report of a run or a file. Returns the program's exit code.
[[nodiscard]] int errorsCommand(const QStringList &arguments);

} // namespace dockhand::cli
