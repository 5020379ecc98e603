// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <exception>
#include <new>

namespace dockhand {

/// Runs `work`, which returns a Result, and makes an error value of what it throws: memory.limit,
/// or internal.error with the exception's words. For the outermost function of a thread, and where
/// something is to be taken back.
template <class Work>
auto guarded(Work &&work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return failure(ErrorCode::MemoryLimit);
    } catch (const std::exception &thrown) {
        return failure(ErrorCode::InternalError, { QString::fromUtf8(thrown.what()) });
    }
}

} // namespace dockhand
