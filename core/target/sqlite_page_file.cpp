// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_page_file.h"

#include "core/target/sqlite_format.h"

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
    m_isGone.assign(pages() + 1, false);
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
    if (to.empty())
        return true;
    if (m_isGone[static_cast<std::size_t>(position / m_pageBytes)]) {
        m_wasReadAgain = true;
        return false;
    }
    if (!m_file->read(position - first, to))
        return false;
    if (to.size() == m_pageBytes)
        giveBackLeafBefore(position, to);
    return true;
}

// The page read now is still in use; the one before it is not.
void SqlitePageFile::giveBackLeafBefore(std::int64_t position, std::span<const char> page)
{
    const auto type = static_cast<BtreePageType>(page.front());
    const bool isLeaf = type == BtreePageType::TableLeaf || type == BtreePageType::IndexLeaf;
    if (!isLeaf || position == m_lastLeaf)
        return;
    const auto before = std::exchange(m_lastLeaf, position);
    if (before < 0)
        return;
    const auto begin = before - m_pageBytes; // page 1 is not in the file
    m_file->discard(begin, begin + m_pageBytes);
    m_isGone[static_cast<std::size_t>(before / m_pageBytes)] = true;
}

} // namespace dockhand::target
