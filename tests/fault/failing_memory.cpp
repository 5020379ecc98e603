// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Memory that runs out, for programs that load this library first (LD_PRELOAD). Large pieces, of
// more than 64 KiB, are counted; of those behind the first DOCKHAND_FAIL_ALLOC_FROM every
// DOCKHAND_FAIL_ALLOC-th is refused, as malloc(3) says. DOCKHAND_ALLOC_LIST=FILE writes how many
// there were when the program ends. Small ones are never refused: what a program says of its
// trouble takes some, too.

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

// glibc's own, which are there before anything can be looked up.
extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
}

namespace {

constexpr std::size_t kLarge = 64 << 10;

std::atomic<long> large { 0 };

long numberIn(const char *variable)
{
    const char *text = std::getenv(variable);
    return text == nullptr ? 0 : std::atol(text);
}

bool isRefused(std::size_t size)
{
    if (size <= kLarge)
        return false;
    const long every = numberIn("DOCKHAND_FAIL_ALLOC");
    const long behind = ++large - numberIn("DOCKHAND_FAIL_ALLOC_FROM");
    if (every <= 0 || behind <= 0 || behind % every != 0)
        return false;
    errno = ENOMEM;
    return true;
}

class List final
{
public:
    ~List()
    {
        const char *path = std::getenv("DOCKHAND_ALLOC_LIST");
        std::FILE *file = path == nullptr ? nullptr : std::fopen(path, "w");
        if (file == nullptr)
            return;
        std::fprintf(file, "%ld\n", large.load());
        std::fclose(file);
    }
};

const List list;

} // namespace

#pragma GCC visibility push(default)
extern "C" {

void *malloc(size_t size)
{
    return isRefused(size) ? nullptr : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    std::size_t bytes = 0;
    const bool isTooLarge = __builtin_mul_overflow(count, size, &bytes);
    return !isTooLarge && isRefused(bytes) ? nullptr : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return isRefused(size) ? nullptr : __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size)
{
    return isRefused(size) ? nullptr : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *found = memalign(alignment, size);
    if (found == nullptr)
        return ENOMEM;
    *memory = found;
    return 0;
}

} // extern "C"
#pragma GCC visibility pop
