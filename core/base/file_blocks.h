// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dockhand {

/// Gives bytes [begin, end) of an open file back to the file system, which reads them as zeros from
/// then on; the file keeps its size. A wish: where the system or the file system cannot do it,
/// nothing happens. `handle`: QFileDevice::handle().
void giveBackBlocks(int handle, std::int64_t begin, std::int64_t end);

} // namespace dockhand
