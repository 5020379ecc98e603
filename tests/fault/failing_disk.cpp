// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that fails, for programs that load this library first (LD_PRELOAD). While the file named
// by DOCKHAND_FULL_WHILE exists, writing at or behind the byte DOCKHAND_FULL_FROM of a file whose
// path begins with DOCKHAND_FULL_PATH fails with ENOSPC, as POSIX says of write(2). Reading at or
// behind the byte DOCKHAND_BAD_FROM of a file whose path begins with DOCKHAND_BAD_PATH fails with
// EIO.

#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

bool isOf(int file, const char *path)
{
    char link[64];
    char target[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const auto length = readlink(link, target, sizeof target);
    const auto wanted = std::strlen(path);
    return length >= 0 && static_cast<std::size_t>(length) >= wanted
        && std::strncmp(target, path, wanted) == 0;
}

bool isBehind(off64_t offset, const char *from)
{
    return from != nullptr && offset >= std::atoll(from);
}

// Both leave errno alone unless they say yes.
bool isFull(int file, off64_t offset)
{
    const int before = errno;
    const char *path = std::getenv("DOCKHAND_FULL_PATH");
    const char *flag = std::getenv("DOCKHAND_FULL_WHILE");
    const bool full = path != nullptr && flag != nullptr
        && isBehind(offset, std::getenv("DOCKHAND_FULL_FROM")) && access(flag, F_OK) == 0
        && isOf(file, path);
    errno = full ? ENOSPC : before;
    return full;
}

bool isBad(int file, off64_t offset, size_t count)
{
    const int before = errno;
    const char *path = std::getenv("DOCKHAND_BAD_PATH");
    const char *to = std::getenv("DOCKHAND_BAD_TO");
    const bool bad = path != nullptr && to != nullptr && offset >= 0 && offset < std::atoll(to)
        && isBehind(offset + static_cast<off64_t>(count) - 1, std::getenv("DOCKHAND_BAD_FROM"))
        && isOf(file, path);
    errno = bad ? EIO : before;
    return bad;
}

template <class Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

#pragma GCC visibility push(default)
extern "C" {

ssize_t read(int file, void *bytes, size_t count)
{
    static auto *const real = next<ssize_t(int, void *, size_t)>("read");
    return isBad(file, lseek64(file, 0, SEEK_CUR), count) ? -1 : real(file, bytes, count);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset)
{
    static auto *const real = next<ssize_t(int, void *, size_t, off64_t)>("pread64");
    return isBad(file, offset, count) ? -1 : real(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static auto *const real = next<ssize_t(int, const void *, size_t)>("write");
    return isFull(file, lseek64(file, 0, SEEK_CUR)) ? -1 : real(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    static auto *const real = next<ssize_t(int, const void *, size_t, off_t)>("pwrite");
    return isFull(file, offset) ? -1 : real(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    static auto *const real = next<ssize_t(int, const void *, size_t, off64_t)>("pwrite64");
    return isFull(file, offset) ? -1 : real(file, bytes, count, offset);
}

} // extern "C"
#pragma GCC visibility pop
