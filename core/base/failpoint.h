// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Named places at which a test may end the process, as a crash would. Only in builds with
/// assertions; elsewhere DOCKHAND_FAILPOINT is nothing at all.
///
/// The environment says where: DOCKHAND_FAIL_AT=NAME:N ends the process with kFailpointExit at the
/// N-th pass (from 1) without tidying anything up. DOCKHAND_REFUSE_AT=NAME:N:M throws
/// std::bad_alloc there instead, at M passes from the N-th on. DOCKHAND_FAIL_LIST=FILE writes "NAME
/// COUNT" lines of all that were passed when the process ends by itself. Thread-safe.
#ifndef NDEBUG

namespace dockhand {

inline constexpr int kFailpointExit = 137; ///< as a shell tells of SIGKILL

void passFailpoint(const char *name);

} // namespace dockhand

#    define DOCKHAND_FAILPOINT(name) ::dockhand::passFailpoint(name)
#else
#    define DOCKHAND_FAILPOINT(name) static_cast<void>(0)
#endif
