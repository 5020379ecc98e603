// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/losing_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace dockhand::fault {

namespace {

// A disk that fails otherwise than planned would make the test say what is not so.
void insist(bool done, const char *what)
{
    if (done)
        return;
    std::perror(what);
    std::abort();
}

std::int64_t sizeOf(int descriptor)
{
    struct stat status
    {
    };
    insist(fstat(descriptor, &status) == 0, "fstat");
    return status.st_size;
}

bool isSameFile(int descriptor, const std::string &path)
{
    struct stat open
    {
    };
    struct stat named
    {
    };
    return fstat(descriptor, &open) == 0 && stat(path.c_str(), &named) == 0
        && open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

std::string readAt(int descriptor, std::int64_t offset, std::int64_t bytes)
{
    std::string text(static_cast<std::size_t>(std::max<std::int64_t>(bytes, 0)), '\0');
    const auto got = pread(descriptor, text.data(), text.size(), offset);
    insist(got >= 0, "pread");
    text.resize(static_cast<std::size_t>(got));
    return text;
}

void writeAt(int descriptor, std::string_view text, std::int64_t offset)
{
    insist(pwrite(descriptor, text.data(), text.size(), offset)
               == static_cast<ssize_t>(text.size()),
           "pwrite");
}

void resize(int descriptor, std::int64_t size)
{
    insist(ftruncate(descriptor, size) == 0, "ftruncate");
}

std::string_view folderOf(const std::string &path)
{
    return std::string_view(path).substr(0, path.rfind('/') + 1);
}

void bringBack(const LosingDisk::File &file)
{
    const int copy = open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (copy < 0)
        return; // a newer file has its name
    writeAt(copy, readAt(file.descriptor, 0, sizeOf(file.descriptor)), 0);
    close(copy);
}

} // namespace

LosingDisk::LosingDisk(const LossPlan &plan, std::function<void()> beforeLoss)
    : m_plan(plan)
    , m_beforeLoss(std::move(beforeLoss))
    , m_random(plan.seed)
    , m_sectorBytes(oneOf(2) == 0 ? 512 : 4096)
{
}

LosingDisk::File *LosingDisk::open(const std::string &path, bool isNew)
{
    for (auto &file : m_files) {
        if (file.path == path && !file.isRemoved && isSameFile(file.descriptor, path))
            return &file;
    }
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    File file;
    file.path = path;
    file.descriptor = descriptor;
    file.isEntryDurable = !isNew;
    return &m_files.emplace_back(std::move(file));
}

void LosingDisk::write(File &file, std::string_view bytes, std::int64_t offset)
{
    Change change;
    change.offset = offset;
    change.after = bytes;
    change.before = readAt(file.descriptor, offset, static_cast<std::int64_t>(bytes.size()));
    change.sizeBefore = sizeOf(file.descriptor);
    file.changes.push_back(std::move(change));
}

void LosingDisk::truncate(File &file, std::int64_t size)
{
    Change change;
    change.isTruncation = true;
    change.offset = size;
    change.sizeBefore = sizeOf(file.descriptor);
    change.before = readAt(file.descriptor, size, change.sizeBefore - size);
    file.changes.push_back(std::move(change));
}

void LosingDisk::sync(File &file)
{
    if (!m_plan.ignoresSync)
        file.changes.clear();
}

void LosingDisk::syncFolderOf(const std::string &path)
{
    if (m_plan.ignoresSync)
        return;
    for (auto &file : m_files)
        file.isEntryDurable |= folderOf(file.path) == folderOf(path);
}

void LosingDisk::remove(const std::string &path)
{
    static_cast<void>(open(path, false)); // from now on it is known, too
    for (auto &file : m_files) {
        if (file.path != path || file.isRemoved)
            continue;
        file.isRemoved = true;
        file.isEntryDurable = false;
    }
}

void LosingDisk::addMemory(const std::string &path)
{
    if (std::find(m_memories.begin(), m_memories.end(), path) == m_memories.end())
        m_memories.push_back(path);
}

void LosingDisk::step()
{
    if (++m_operations == m_plan.atOperation)
        lose();
}

void LosingDisk::lose()
{
    m_beforeLoss();
    for (auto &file : m_files)
        loseFile(file);
    // The newest first: where it stays, the ones that had its name before cannot come back.
    for (auto file = m_files.rbegin(); file != m_files.rend(); ++file) {
        if (file->isEntryDurable || oneOf(2) == 0)
            continue;
        if (file->isRemoved)
            bringBack(*file);
        else if (isSameFile(file->descriptor, file->path))
            unlink(file->path.c_str());
    }
    for (const auto &path : m_memories)
        loseMemory(path);
    std::fflush(stdout);
    _exit(kLossExit);
}

// First back to what is durable, then forward with what reached the disk all the same.
void LosingDisk::loseFile(File &file)
{
    for (auto change = file.changes.rbegin(); change != file.changes.rend(); ++change) {
        writeAt(file.descriptor, change->before, change->offset);
        resize(file.descriptor, change->sizeBefore);
    }
    // A share for each file: what matters is often that all of one and nothing of another came.
    constexpr std::array<std::size_t, 5> kKeptPercent { 0, 10, 50, 90, 100 };
    const std::size_t kept = kKeptPercent[oneOf(kKeptPercent.size())];
    for (const auto &change : file.changes) {
        if (oneOf(100) >= kept)
            applyInPart(file, change);
        else if (change.isTruncation)
            resize(file.descriptor, change.offset);
        else
            writeAt(file.descriptor, change.after, change.offset);
    }
}

void LosingDisk::applyInPart(const File &file, const Change &change)
{
    enum : std::size_t { Nothing, Garbage, Torn, Choices };
    const auto choice = change.isTruncation ? Nothing : oneOf(Choices);
    if (choice == Garbage)
        spoil(file, change.offset, change.offset + static_cast<std::int64_t>(change.after.size()));
    else if (choice == Torn)
        applyTorn(file, change);
}

void LosingDisk::applyTorn(const File &file, const Change &change)
{
    const auto end = change.offset + static_cast<std::int64_t>(change.after.size());
    for (auto from = change.offset; from < end;) {
        const auto to = std::min(end, (from / m_sectorBytes + 1) * m_sectorBytes);
        const auto choice = oneOf(3);
        if (choice == 0) {
            writeAt(file.descriptor,
                    std::string_view(change.after)
                        .substr(static_cast<std::size_t>(from - change.offset),
                                static_cast<std::size_t>(to - from)),
                    from);
        } else if (choice == 1) {
            spoil(file, from, to);
        }
        from = to;
    }
}

void LosingDisk::spoil(const File &file, std::int64_t from, std::int64_t to)
{
    if (m_plan.spoilsSectors) {
        from = from / m_sectorBytes * m_sectorBytes;
        to = (to + m_sectorBytes - 1) / m_sectorBytes * m_sectorBytes;
    }
    std::string garbage(static_cast<std::size_t>(to - from), '\0');
    std::generate(garbage.begin(), garbage.end(), [this] { return static_cast<char>(m_random()); });
    writeAt(file.descriptor, garbage, from);
}

// Its file may be gone or hold anything at all: nobody may believe what it says.
void LosingDisk::loseMemory(const std::string &path)
{
    if (oneOf(2) == 0) {
        unlink(path.c_str());
        return;
    }
    File memory;
    memory.descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (memory.descriptor >= 0)
        spoil(memory, 0, sizeOf(memory.descriptor));
}

} // namespace dockhand::fault
