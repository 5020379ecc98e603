// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk without room, for programs that load this library first (LD_PRELOAD): while the file named
// by DOCKHAND_FULL_WHILE exists, writing behind the byte DOCKHAND_FULL_FROM to a file whose path
// begins with DOCKHAND_FULL_PATH fails with ENOSPC, as POSIX says of write(2).

#include <dlfcn.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

bool isFull(int file, off64_t offset)
{
    const int before = errno;
    const char *from = std::getenv("DOCKHAND_FULL_FROM");
    const char *path = std::getenv("DOCKHAND_FULL_PATH");
    const char *flag = std::getenv("DOCKHAND_FULL_WHILE");
    bool full = path != nullptr && flag != nullptr && from != nullptr && offset >= std::atoll(from)
        && access(flag, F_OK) == 0;
    if (full) {
        char link[64];
        char target[PATH_MAX];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        const auto length = readlink(link, target, sizeof target - 1);
        full = length > 0 && static_cast<std::size_t>(length) >= std::strlen(path)
            && std::strncmp(target, path, std::strlen(path)) == 0;
    }
    errno = full ? ENOSPC : before;
    return full;
}

template <class Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

#pragma GCC visibility push(default)
extern "C" {

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
