// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dockhand::cli {

/// What the program tells the shell. Part of the contract: never change a value.
enum ExitCode : int {
    kAllIn = 0,       ///< everything is in, or was before
    kUsage = 1,       ///< the command line cannot be understood
    kPartial = 2,     ///< some records or files were rejected, others came in
    kFailed = 3,      ///< nothing came in, or the run was ended by an error
    kCancelled = 130, ///< by SIGINT or SIGTERM
};

} // namespace dockhand::cli
