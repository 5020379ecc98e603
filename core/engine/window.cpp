// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window.h"

#include <algorithm>
#include <utility>

namespace dockhand::engine {

Window::Window(const FileGroups &groups, QStringList spillFolders)
    : m_groups(groups)
    , m_spillFolders(std::move(spillFolders))
{
}

// Whatever takes memory comes first.
void Window::add(FilePart &part)
{
    if (part.chunk)
        makeRoomFor(part.file, *part.chunk);
    auto &file = m_files[part.file];
    if (part.end)
        file.end = std::move(part.end);
    if (!part.chunk)
        return;
    const auto &chunk = *part.chunk;
    file.counts.read += chunk.recordsRead;
    file.counts.filtered += chunk.filtered;
    file.counts.rejected += static_cast<std::int64_t>(chunk.rejects.size());
    file.mark = { chunk.end, chunk.prefixHash, chunk.carryOver };
    m_records += chunk.recordsRead;
    m_rejected += static_cast<std::int64_t>(chunk.rejects.size());
    m_rejects.add(part.file, chunk);
    addRows(part.file, chunk);
    m_bytesInMemory += static_cast<std::int64_t>(chunk.bytes());
    m_chunks.push_back(std::move(part.chunk));
}

void Window::makeRoomFor(std::size_t file, const profile::RowChunk &chunk)
{
    const auto profile = m_groups.profileOfFile[file];
    for (std::size_t table = 0; table < chunk.tables.size(); ++table)
        tableOf(profile, table).rows.makeRoomFor(chunk.tables[table]);
    m_rejects.makeRoomFor(chunk);
    m_chunks.reserve(roomFor(m_chunks.capacity(), m_chunks.size() + 1));
}

void Window::addRows(std::size_t file, const profile::RowChunk &chunk)
{
    const auto profile = m_groups.profileOfFile[file];
    for (std::size_t table = 0; table < chunk.tables.size(); ++table)
        tableOf(profile, table).rows.add(chunk.tables[table]);
}

WindowTable &Window::tableOf(std::size_t profile, std::size_t table)
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(), [&](const auto &known) {
        return known.profile == profile && known.table == table;
    });
    if (found != m_tables.end())
        return *found;
    const auto &spec = m_groups.profiles[profile]->tables[table].spec;
    m_tables.push_back({ profile, table, RowRuns(spec) });
    return m_tables.back();
}

Result<std::vector<std::unique_ptr<profile::RowChunk>>> Window::spill()
{
    if (!m_spillFile) {
        auto created = SpillFile::create(m_spillFolders);
        if (!created)
            return failure(created.error());
        m_spillFile = *std::move(created);
    }
    for (auto &table : m_tables) {
        if (auto done = table.rows.spill(*m_spillFile); !done)
            return failure(done.error());
    }
    if (auto done = m_rejects.spill(*m_spillFile); !done)
        return failure(done.error());
    m_bytesInMemory = 0;
    return takeChunks();
}

std::int64_t Window::headBytes() const
{
    std::int64_t most = 0;
    for (const auto &table : m_tables)
        most = std::max(most, table.rows.headBytes());
    return most;
}

void Window::finish()
{
    for (auto &table : m_tables)
        table.rows.finish();
}

void Window::drop(std::size_t file, const Error &error)
{
    m_dropped.insert(file);
    FileEnd end;
    end.kind = FileEnd::Kind::Failed;
    end.error = error;
    m_files[file] = { {}, {}, std::move(end) };
}

std::vector<std::unique_ptr<profile::RowChunk>> Window::takeChunks()
{
    return std::exchange(m_chunks, {});
}

} // namespace dockhand::engine
