// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_page_file.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dockhand::target {

namespace {

constexpr std::size_t kPieceBytes = 256 << 10;

} // namespace

SqlitePageFile::SqlitePageFile(std::unique_ptr<SpillFile> file, std::uint32_t pageBytes,
                               std::uint32_t lockByte)
    : m_file(std::move(file))
    , m_pageBytes(pageBytes)
    , m_lockPage(lockByte / pageBytes + 1)
    , m_buffer(kPieceBytes)
{
}

void SqlitePageFile::flush()
{
    if (!m_error) {
        if (auto written = m_file->append(m_buffer.view()); !written)
            m_error = written.error();
    }
    m_buffer.clear();
}

std::uint32_t SqlitePageFile::following(std::uint32_t number) const
{
    return number + 1 == m_lockPage ? number + 2 : number + 1;
}

std::uint32_t SqlitePageFile::add(std::string_view page)
{
    if (m_buffer.size() + 2 * std::size_t { m_pageBytes } > kPieceBytes)
        flush();
    m_buffer.append(page);
    const auto number = std::exchange(m_next, following(m_next));
    if (m_next != number + 1) { // an empty page stands in the place of the locks
        m_buffer.resize(m_buffer.size() + m_pageBytes);
        std::memset(m_buffer.data() + m_buffer.size() - m_pageBytes, 0, m_pageBytes);
    }
    return number;
}

Result<void> SqlitePageFile::finish(std::vector<char> firstPage)
{
    flush();
    m_firstPage = std::move(firstPage);
    if (m_error)
        return failure(*m_error);
    return {};
}

bool SqlitePageFile::read(std::int64_t position, std::span<char> to)
{
    const auto first = static_cast<std::int64_t>(m_firstPage.size());
    if (position < 0 || position + static_cast<std::int64_t>(to.size()) > size())
        return false;
    if (position < first) {
        const auto here = std::min(to.size(), static_cast<std::size_t>(first - position));
        std::memcpy(to.data(), m_firstPage.data() + position, here);
        to = to.subspan(here);
        position = first;
    }
    return to.empty() || m_file->read(position - first, to).has_value();
}

} // namespace dockhand::target
