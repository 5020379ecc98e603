// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dockhand::test {

/// How often this program has asked for memory so far, by `new` or by `malloc` and its kin, in any
/// thread. Needs glibc, or a sanitizer.
[[nodiscard]] std::int64_t allocations();

} // namespace dockhand::test
