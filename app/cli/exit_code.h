// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dockhand::cli {

// What the program tells the shell. Part of the contract: never change a value.

inline constexpr int kAllIn = 0;       ///< everything is in, or was before
inline constexpr int kUsage = 1;       ///< the command line cannot be understood
inline constexpr int kPartial = 2;     ///< some records or files were rejected, others came in
inline constexpr int kFailed = 3;      ///< nothing came in, or the run was ended by an error
inline constexpr int kCancelled = 130; ///< by SIGINT or SIGTERM

} // namespace dockhand::cli
