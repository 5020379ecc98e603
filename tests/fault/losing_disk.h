// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::fault {

inline constexpr int kLossExit = 75; ///< of a process whose power went

/// When the power goes, and what disk it is.
struct LossPlan
{
    std::int64_t atOperation = 0; ///< from 1; 0: never
    std::uint32_t seed = 1;       ///< of what is left on the disk
    /// The disk has no "powersafe overwrite": what is written may also spoil the rest of the
    /// sectors it lies in. SQLite takes that into account when it is told.
    bool spoilsSectors = false;
    bool ignoresSync = false; ///< a disk that lies: nothing is ever durable
};

/// A disk on which only what was synced is durable. The files themselves are always up to date, so
/// that everybody reads what was written; beside them it is kept how every unsynced change is taken
/// back. When the power goes, each of these changes is on the disk in full, not at all, as garbage,
/// or torn at sector borders, at random, whatever came behind it: the rules of SQLite's own crash
/// tests (https://www.sqlite.org/testing.html, "Crash Testing"). So it is with the entries of
/// folders: a file that was made may be missing, one that was removed may be there.
///
/// Not thread-safe.
class LosingDisk final
{
public:
    struct Change
    {
        bool isTruncation = false;
        std::int64_t offset = 0; ///< of a truncation: the new size
        std::string after;       ///< nothing for a truncation
        std::string before;      ///< what was there, as far as the file reached
        std::int64_t sizeBefore = 0;
    };

    struct File
    {
        std::string path;
        int descriptor = -1; ///< never closed: that would drop the process's locks on the file
        bool isEntryDurable = true; ///< or, when it was removed, the removal
        bool isRemoved = false;
        std::vector<Change> changes; ///< since the last sync
    };

    /// `beforeLoss` is called when the power goes, before anything is lost.
    LosingDisk(const LossPlan &plan, std::function<void()> beforeLoss);

    [[nodiscard]] const LossPlan &plan() const { return m_plan; }
    [[nodiscard]] std::int64_t operations() const { return m_operations; }

    /// `isNew`: it was not there before. Null: not a file that can be written. Belongs to the disk.
    [[nodiscard]] File *open(const std::string &path, bool isNew);
    /// Before the file is changed.
    void write(File &file, std::string_view bytes, std::int64_t offset);
    void truncate(File &file, std::int64_t size);
    void sync(File &file);
    void syncFolderOf(const std::string &path);
    void remove(const std::string &path);
    /// A file that is but shared memory.
    void addMemory(const std::string &path);

    /// Counts an operation, and may be the end.
    void step();
    [[noreturn]] void lose();

private:
    void loseFile(File &file);
    void loseMemory(const std::string &path);
    void applyInPart(const File &file, const Change &change);
    void applyTorn(const File &file, const Change &change);
    void spoil(const File &file, std::int64_t from, std::int64_t to);
    [[nodiscard]] std::size_t oneOf(std::size_t choices) { return m_random() % choices; }

    LossPlan m_plan;
    std::function<void()> m_beforeLoss;
    std::mt19937 m_random;
    std::int64_t m_sectorBytes; ///< at whose borders writes are torn
    std::int64_t m_operations = 0;
    std::deque<File> m_files; ///< in the order of their making
    std::vector<std::string> m_memories;
};

} // namespace dockhand::fault
