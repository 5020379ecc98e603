// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/losing_vfs.h"

#include <sqlite3.h>
#include <unistd.h>

#include <memory>
#include <mutex>

namespace dockhand::fault {

namespace {

/// What the functions below work on; SQLite knows them by their addresses only.
struct System
{
    std::mutex mutex; ///< of the disk
    std::unique_ptr<LosingDisk> disk;
    sqlite3_vfs *usual = nullptr;
    sqlite3_vfs own {};
};

System &system()
{
    static System instance;
    return instance;
}

/// What SQLite sees as an open file. The usual file system's own part lies behind it.
struct OpenFile
{
    sqlite3_file base;
    LosingDisk::File *onDisk; ///< null: a file without a name
    const char *path;
    bool syncsFolder; ///< with its first sync
};

OpenFile &mine(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file);
}

sqlite3_file *usual(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<OpenFile *>(file) + 1);
}

int closeFile(sqlite3_file *file)
{
    return usual(file)->pMethods->xClose(usual(file));
}

int readFile(sqlite3_file *file, void *to, int bytes, sqlite3_int64 offset)
{
    return usual(file)->pMethods->xRead(usual(file), to, bytes, offset);
}

int writeFile(sqlite3_file *file, const void *from, int bytes, sqlite3_int64 offset)
{
    auto *const onDisk = mine(file).onDisk;
    if (onDisk == nullptr)
        return usual(file)->pMethods->xWrite(usual(file), from, bytes, offset);
    const std::lock_guard lock(system().mutex);
    system().disk->write(
        *onDisk, { static_cast<const char *>(from), static_cast<std::size_t>(bytes) }, offset);
    const int code = usual(file)->pMethods->xWrite(usual(file), from, bytes, offset);
    system().disk->step();
    return code;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    auto *const onDisk = mine(file).onDisk;
    if (onDisk == nullptr)
        return usual(file)->pMethods->xTruncate(usual(file), size);
    const std::lock_guard lock(system().mutex);
    system().disk->truncate(*onDisk, size);
    const int code = usual(file)->pMethods->xTruncate(usual(file), size);
    system().disk->step();
    return code;
}

// Nothing is really synced: the machine goes on, and so do the files.
int syncFile(sqlite3_file *file, int)
{
    auto &open = mine(file);
    if (open.onDisk == nullptr)
        return SQLITE_OK;
    const std::lock_guard lock(system().mutex);
    system().disk->step();
    system().disk->sync(*open.onDisk);
    if (open.syncsFolder)
        system().disk->syncFolderOf(open.path);
    open.syncsFolder = false;
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return usual(file)->pMethods->xFileSize(usual(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return usual(file)->pMethods->xLock(usual(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return usual(file)->pMethods->xUnlock(usual(file), level);
}

int isReserved(sqlite3_file *file, int *answer)
{
    return usual(file)->pMethods->xCheckReservedLock(usual(file), answer);
}

int control(sqlite3_file *file, int operation, void *argument)
{
    return usual(file)->pMethods->xFileControl(usual(file), operation, argument);
}

int sectorSize(sqlite3_file *file)
{
    return usual(file)->pMethods->xSectorSize(usual(file));
}

int characteristics(sqlite3_file *file)
{
    if (system().disk->plan().spoilsSectors)
        return 0;
    return usual(file)->pMethods->xDeviceCharacteristics(usual(file));
}

int mapMemory(sqlite3_file *file, int page, int bytes, int extend, volatile void **to)
{
    {
        const std::lock_guard lock(system().mutex);
        system().disk->addMemory(std::string(mine(file).path) + "-shm");
    }
    return usual(file)->pMethods->xShmMap(usual(file), page, bytes, extend, to);
}

int lockMemory(sqlite3_file *file, int offset, int count, int flags)
{
    return usual(file)->pMethods->xShmLock(usual(file), offset, count, flags);
}

void orderMemory(sqlite3_file *file)
{
    usual(file)->pMethods->xShmBarrier(usual(file));
}

int unmapMemory(sqlite3_file *file, int remove)
{
    return usual(file)->pMethods->xShmUnmap(usual(file), remove);
}

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods {};
    methods.iVersion = 2; // shared memory, but no mapping of the file past xRead
    methods.xClose = closeFile;
    methods.xRead = readFile;
    methods.xWrite = writeFile;
    methods.xTruncate = truncateFile;
    methods.xSync = syncFile;
    methods.xFileSize = sizeOfFile;
    methods.xLock = lockFile;
    methods.xUnlock = unlockFile;
    methods.xCheckReservedLock = isReserved;
    methods.xFileControl = control;
    methods.xSectorSize = sectorSize;
    methods.xDeviceCharacteristics = characteristics;
    methods.xShmMap = mapMemory;
    methods.xShmLock = lockMemory;
    methods.xShmBarrier = orderMemory;
    methods.xShmUnmap = unmapMemory;
    return methods;
}();

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto &open = mine(file);
    open = {};
    const std::lock_guard lock(system().mutex);
    const bool isNew = name != nullptr && access(name, F_OK) != 0;
    const int code = system().usual->xOpen(system().usual, name, usual(file), flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    open.base.pMethods = &kMethods;
    if (name == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
        return code;
    open.path = name;
    open.onDisk = system().disk->open(name, isNew);
    // As the usual file system does it: the folder of a log is synced with the log, no other.
    constexpr int kLogs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    open.syncsFolder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & kLogs) != 0;
    return code;
}

int removeFile(sqlite3_vfs *, const char *name, int isSynced)
{
    const std::lock_guard lock(system().mutex);
    system().disk->remove(name);
    const int code = system().usual->xDelete(system().usual, name, 0);
    system().disk->step();
    if (isSynced != 0)
        system().disk->syncFolderOf(name);
    return code;
}

} // namespace

void useLosingDisk(const LossPlan &plan, std::function<void()> beforeLoss)
{
    auto &all = system();
    all.disk = std::make_unique<LosingDisk>(plan, std::move(beforeLoss));
    all.usual = sqlite3_vfs_find(nullptr);
    all.own = *all.usual; // names, time and random bytes are the usual ones
    all.own.szOsFile = static_cast<int>(sizeof(OpenFile)) + all.usual->szOsFile;
    all.own.pNext = nullptr;
    all.own.zName = "losing";
    all.own.xOpen = openFile;
    all.own.xDelete = removeFile;
    sqlite3_vfs_register(&all.own, 1);
}

std::int64_t operationsOnLosingDisk()
{
    const std::lock_guard lock(system().mutex);
    return system().disk->operations();
}

void losePower()
{
    const std::lock_guard lock(system().mutex);
    system().disk->lose();
}

} // namespace dockhand::fault
