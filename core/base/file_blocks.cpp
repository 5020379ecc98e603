// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_blocks.h"

#include <QtGlobal>

#if defined(Q_OS_LINUX)
#    include <fcntl.h>
#endif

namespace dockhand {

#if defined(Q_OS_LINUX)

void giveBackBlocks(int handle, std::int64_t begin, std::int64_t end)
{
    constexpr int kHole = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
    static_cast<void>(fallocate(handle, kHole, begin, end - begin)); // fallocate(2)
}

#else

void giveBackBlocks(int, std::int64_t, std::int64_t) { }

#endif

} // namespace dockhand
