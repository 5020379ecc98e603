// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/chunk_line.h"
#include "core/engine/file_groups.h"
#include "core/engine/reject_log.h"
#include "core/engine/row_runs.h"
#include "core/ledger/ledger_records.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace dockhand::engine {

/// What a window holds of one file besides rows and rejects.
struct WindowFile
{
    ledger::Counts counts; ///< read, filtered, rejected; what the rows become is not known yet
    std::optional<ledger::Watermark> mark; ///< behind its last record here; none: no record is here
    std::optional<FileEnd> end;            ///< its last part is in this window
};

/// Rows of one table of one profile.
struct WindowTable
{
    std::size_t profile = 0; ///< index into FileGroups::profiles
    std::size_t table = 0;   ///< in that profile
    RowRuns rows;
};

/// The unit of commit: what files that stand next in the queue bring in, each table's rows in key
/// order. What is too much for memory lies in a temporary file. Its borders depend on the files and
/// the plan, never on timing, unless memory is refused. Owned by one thread at a time.
class Window final
{
public:
    /// `spillFolders`: where a temporary file may be made. `groups` outlives the window.
    Window(const FileGroups &groups, QStringList spillFolders);

    /// May throw std::bad_alloc; then window and part are as before.
    void add(FilePart &part);
    void add(FilePart &&part) { add(part); }
    /// Puts rows and rejects into the temporary file and gives the chunks back. After an error they
    /// are still here: the window can be written, but should not grow.
    [[nodiscard]] Result<std::vector<std::unique_ptr<profile::RowChunk>>> spill();
    /// Nothing comes any more.
    void finish();

    /// The file's rows and rejects do not count any more; it ends with this error.
    void drop(std::size_t file, const Error &error);
    [[nodiscard]] bool isDropped(std::size_t file) const { return m_dropped.contains(file); }
    [[nodiscard]] bool hasDropped() const { return !m_dropped.empty(); }

    [[nodiscard]] bool isEmpty() const { return m_files.empty(); }
    [[nodiscard]] std::int64_t records() const { return m_records; }
    /// Of these, those that were rejected when they were read.
    [[nodiscard]] std::int64_t rejected() const { return m_rejected; }
    [[nodiscard]] std::int64_t bytesInMemory() const { return m_bytesInMemory; }
    /// What merging the table with the largest rows holds at least.
    [[nodiscard]] std::int64_t headBytes() const;
    [[nodiscard]] std::map<std::size_t, WindowFile> &files() { return m_files; }
    [[nodiscard]] const std::map<std::size_t, WindowFile> &files() const { return m_files; }
    [[nodiscard]] const std::vector<WindowTable> &tables() const { return m_tables; }
    [[nodiscard]] const RejectLog &rejects() const { return m_rejects; }
    [[nodiscard]] SpillFile *spillFile() const { return m_spillFile.get(); }
    /// The chunks that are still held; rows in memory are views into them.
    [[nodiscard]] std::vector<std::unique_ptr<profile::RowChunk>> takeChunks();

private:
    void makeRoomFor(std::size_t file, const profile::RowChunk &chunk);
    void addRows(std::size_t file, const profile::RowChunk &chunk);
    WindowTable &tableOf(std::size_t profile, std::size_t table);

    const FileGroups &m_groups;
    QStringList m_spillFolders;
    std::map<std::size_t, WindowFile> m_files;
    std::vector<WindowTable> m_tables; ///< parents before their children
    RejectLog m_rejects;
    std::unique_ptr<SpillFile> m_spillFile;
    std::vector<std::unique_ptr<profile::RowChunk>> m_chunks;
    std::set<std::size_t> m_dropped;
    std::int64_t m_records = 0;
    std::int64_t m_rejected = 0;
    std::int64_t m_bytesInMemory = 0;
};

} // namespace dockhand::engine
