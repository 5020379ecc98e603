// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/allocation_counter.h"

#include <atomic>
#include <cstddef>

namespace dockhand::test {

namespace {

std::atomic<std::int64_t> allocationCount;

} // namespace

std::int64_t allocations()
{
    return allocationCount;
}

} // namespace dockhand::test

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

// Of the sanitizers' own allocator; GCC has no header for it.
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*onMalloc)(const volatile void *,
                                                                          std::size_t),
                                                         void (*onFree)(const volatile void *));

namespace {

const int hooks = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void *, std::size_t) { ++dockhand::test::allocationCount; },
    [](const volatile void *) {});

} // namespace

#else

// The names of glibc; `operator new` comes here, too.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" {

void *__libc_malloc(std::size_t bytes);
void *__libc_calloc(std::size_t count, std::size_t bytes);
void *__libc_realloc(void *memory, std::size_t bytes);

void *malloc(std::size_t bytes)
{
    ++dockhand::test::allocationCount;
    return __libc_malloc(bytes);
}

void *calloc(std::size_t count, std::size_t bytes)
{
    ++dockhand::test::allocationCount;
    return __libc_calloc(count, bytes);
}

void *realloc(void *memory, std::size_t bytes)
{
    ++dockhand::test::allocationCount;
    return __libc_realloc(memory, bytes);
}
}
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

#endif
