// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dockhand::cli {

/// Whether a person looks at standard error.
[[nodiscard]] bool isErrorTerminal();

/// Columns of the terminal behind standard error; 80 if not known.
[[nodiscard]] int errorTerminalWidth();

/// Once, at the start: a closed standard output becomes a failed write instead of a signal, and
/// line ends are written as they are.
void prepareStandardStreams();

} // namespace dockhand::cli
