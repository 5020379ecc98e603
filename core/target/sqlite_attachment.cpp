// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_attachment.h"

#include "core/target/sqlite_error.h"
#include "core/target/sqlite_statement.h"

#include <QUuid>

#include <sqlite3.h>

#include <cstring>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSectorBytes = 4096;
constexpr int kLongestPath = 512;

/// What SQLite sees as an open file.
struct OpenFile
{
    sqlite3_file base;
    SqlitePageFile *pages;
};

SqlitePageFile &pagesOf(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file)->pages;
}

int closeFile(sqlite3_file *)
{
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *to, int bytes, sqlite3_int64 position)
{
    auto &pages = pagesOf(file);
    if (position + bytes > pages.size()) {
        std::memset(to, 0, static_cast<std::size_t>(bytes));
        return SQLITE_IOERR_SHORT_READ;
    }
    const std::span<char> room(static_cast<char *>(to), static_cast<std::size_t>(bytes));
    return pages.read(position, room) ? SQLITE_OK : SQLITE_IOERR_READ;
}

int refuseToWrite(sqlite3_file *, const void *, int, sqlite3_int64)
{
    return SQLITE_READONLY;
}

int refuseToTruncate(sqlite3_file *, sqlite3_int64)
{
    return SQLITE_READONLY;
}

int doNothing(sqlite3_file *, int)
{
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = pagesOf(file).size();
    return SQLITE_OK;
}

int isReserved(sqlite3_file *, int *answer)
{
    *answer = 0;
    return SQLITE_OK;
}

int control(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file *)
{
    return kSectorBytes;
}

int characteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_IMMUTABLE; // no lock and no look for a journal
}

const sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods {};
    methods.iVersion = 1;
    methods.xClose = closeFile;
    methods.xRead = readFile;
    methods.xWrite = refuseToWrite;
    methods.xTruncate = refuseToTruncate;
    methods.xSync = doNothing;
    methods.xFileSize = sizeOfFile;
    methods.xLock = doNothing;
    methods.xUnlock = doNothing;
    methods.xCheckReservedLock = isReserved;
    methods.xFileControl = control;
    methods.xSectorSize = sectorSize;
    methods.xDeviceCharacteristics = characteristics;
    return methods;
}();

int openFile(sqlite3_vfs *system, const char *, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
        return SQLITE_CANTOPEN;
    auto *open = reinterpret_cast<OpenFile *>(file);
    open->pages = static_cast<SqlitePageFile *>(system->pAppData);
    open->base.pMethods = &kMethods;
    if (outFlags != nullptr)
        *outFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    return SQLITE_OK;
}

int refuseToDelete(sqlite3_vfs *, const char *, int)
{
    return SQLITE_READONLY;
}

int isThere(sqlite3_vfs *, const char *, int, int *answer)
{
    *answer = 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *name, int room, char *to)
{
    sqlite3_snprintf(room, to, "%s", name);
    return SQLITE_OK;
}

} // namespace

/// Registered as long as it lives.
class SqliteAttachment::FileSystem
{
public:
    FileSystem(const QByteArray &name, SqlitePageFile &pages)
    {
        // Time, sleep and random bytes come from the usual one.
        if (const auto *usual = sqlite3_vfs_find(nullptr))
            m_system = *usual;
        m_system.iVersion = 1;
        m_system.szOsFile = sizeof(OpenFile);
        m_system.mxPathname = kLongestPath;
        m_system.pNext = nullptr;
        m_system.zName = name.constData();
        m_system.pAppData = &pages;
        m_system.xOpen = openFile;
        m_system.xDelete = refuseToDelete;
        m_system.xAccess = isThere;
        m_system.xFullPathname = fullPath;
        m_isRegistered = sqlite3_vfs_register(&m_system, 0) == SQLITE_OK;
    }

    ~FileSystem()
    {
        if (m_isRegistered)
            sqlite3_vfs_unregister(&m_system);
    }

    Q_DISABLE_COPY_MOVE(FileSystem)

private:
    sqlite3_vfs m_system {};
    bool m_isRegistered = false;
};

SqliteAttachment::SqliteAttachment(sqlite3 *connection, SqlitePageFile &file)
    : m_connection(connection)
    , m_name("dockhand_" + QUuid::createUuid().toByteArray(QUuid::Id128))
    , m_fileSystem(std::make_unique<FileSystem>(m_name, file))
{
}

SqliteAttachment::~SqliteAttachment()
{
    if (m_isAttached)
        sqlite3_exec(m_connection, ("DETACH " + m_name).constData(), nullptr, nullptr, nullptr);
}

Result<void> SqliteAttachment::attach()
{
    const auto uri = "file:/staging?mode=ro&vfs=" + m_name;
    const auto sql = "ATTACH '" + uri + "' AS " + m_name;
    if (sqlite3_exec(m_connection, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(m_connection));
    m_isAttached = true;
    // Its pages are read once, one after the other.
    const auto cache = "PRAGMA " + m_name + ".cache_size = 16";
    if (sqlite3_exec(m_connection, cache.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(m_connection));
    return {};
}

QString SqliteAttachment::schema() const
{
    return QString::fromLatin1(m_name);
}

} // namespace dockhand::target
