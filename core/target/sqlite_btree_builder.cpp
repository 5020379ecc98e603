// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_btree_builder.h"

#include "core/target/sqlite_format.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace dockhand::target {

namespace {

constexpr std::size_t kChildBytes = 4; ///< number of a child or an overflow page
constexpr std::uint32_t kLeafHeader = 8;
constexpr std::uint32_t kInteriorHeader = 12;

} // namespace

BtreePage::BtreePage(Type type, std::uint32_t pageBytes, std::uint32_t offset)
    : m_type(type)
    , m_offset(offset)
    , m_bytes(pageBytes)
{
    clear();
}

std::uint32_t BtreePage::headerBytes() const
{
    return m_type == Type::IndexLeaf || m_type == Type::TableLeaf ? kLeafHeader : kInteriorHeader;
}

void BtreePage::clear()
{
    m_cells = 0;
    m_pointers = m_offset + headerBytes();
    m_content = static_cast<std::uint32_t>(m_bytes.size());
}

char *BtreePage::addCell(std::size_t bytes)
{
    m_content -= static_cast<std::uint32_t>(bytes);
    put16(m_bytes.data() + m_pointers, m_content);
    m_pointers += 2;
    ++m_cells;
    return m_bytes.data() + m_content;
}

std::string_view BtreePage::lastCell() const
{
    const auto end = m_cells > 1 ? get16(m_bytes.data() + m_pointers - 4)
                                 : static_cast<std::uint32_t>(m_bytes.size());
    return { m_bytes.data() + m_content, end - m_content };
}

void BtreePage::removeLastCell()
{
    m_content += static_cast<std::uint32_t>(lastCell().size());
    m_pointers -= 2;
    --m_cells;
}

void BtreePage::setLastChild(std::uint32_t page)
{
    put32(m_bytes.data() + m_offset + kLeafHeader, page);
}

std::string_view BtreePage::finished()
{
    auto *header = m_bytes.data() + m_offset;
    header[0] = static_cast<char>(m_type);
    put16(header + 1, 0); // no free block
    put16(header + 3, m_cells);
    put16(header + 5, m_content & 0xFFFFU); // 0 stands for 65536
    header[7] = 0;                          // no fragment
    std::memset(m_bytes.data() + m_pointers, 0, m_content - m_pointers);
    return { m_bytes.data(), m_bytes.size() };
}

SqliteBtreeBuilder::SqliteBtreeBuilder(Kind kind, SqlitePageFile &file)
    : m_kind(kind)
    , m_file(file)
    , m_leaf(kind == Kind::Table ? BtreePage::Type::TableLeaf : BtreePage::Type::IndexLeaf,
             file.pageBytes())
{
}

// Section 1.6, "B-tree Cell Format": what of a payload stays in the b-tree's own page.
std::size_t SqliteBtreeBuilder::localBytes(std::size_t recordBytes) const
{
    const std::size_t usable = m_file.pageBytes();
    const auto most = m_kind == Kind::Table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (recordBytes <= most)
        return recordBytes;
    const auto least = (usable - 12) * 32 / 255 - 23;
    const auto wanted = least + (recordBytes - least) % (usable - kChildBytes);
    return wanted <= most ? wanted : least;
}

std::uint32_t SqliteBtreeBuilder::addOverflow(std::string_view rest)
{
    const auto first = m_file.nextNumber();
    m_overflow.resize(m_file.pageBytes());
    while (!rest.empty()) {
        const auto part = rest.substr(0, m_overflow.size() - kChildBytes);
        rest.remove_prefix(part.size());
        std::memcpy(m_overflow.data() + kChildBytes, part.data(), part.size());
        std::fill(m_overflow.begin() + static_cast<std::ptrdiff_t>(kChildBytes + part.size()),
                  m_overflow.end(), '\0');
        put32(m_overflow.data(), rest.empty() ? 0 : m_file.numberAfterNext());
        m_file.add({ m_overflow.data(), m_overflow.size() });
    }
    return first;
}

void SqliteBtreeBuilder::putRecord(char *to, std::string_view record, std::size_t local)
{
    std::memcpy(to, record.data(), local);
    if (local < record.size())
        put32(to + local, addOverflow(record.substr(local)));
}

void SqliteBtreeBuilder::addRow(std::int64_t rowId, std::string_view record)
{
    const auto id = static_cast<std::uint64_t>(rowId);
    const auto local = localBytes(record.size());
    const auto bytes = varintSize(record.size()) + varintSize(id) + local
        + (local < record.size() ? kChildBytes : 0);
    if (!m_leaf.fits(bytes)) {
        std::array<char, kLongestVarint> divider {};
        auto *end = putVarint(divider.data(), static_cast<std::uint64_t>(m_lastRowId));
        m_divider.assign(divider.data(), end);
        endLeaf();
    }
    m_lastRowId = rowId;
    auto *to = m_leaf.addCell(bytes);
    putRecord(putVarint(putVarint(to, record.size()), id), record, local);
}

void SqliteBtreeBuilder::addEntry(std::string_view record)
{
    const auto local = localBytes(record.size());
    const auto bytes
        = varintSize(record.size()) + local + (local < record.size() ? kChildBytes : 0);
    if (!m_leaf.fits(bytes)) {
        // An index keeps each entry once: the last one goes up and stands between the two leaves.
        const auto last = m_leaf.lastCell();
        m_divider.assign(last.begin(), last.end());
        m_leaf.removeLastCell();
        endLeaf();
    }
    putRecord(putVarint(m_leaf.addCell(bytes), record.size()), record, local);
}

void SqliteBtreeBuilder::endLeaf()
{
    const auto page = m_file.add(m_leaf.finished());
    m_leaf.clear();
    addChild(0, page, { m_divider.data(), m_divider.size() });
}

// An interior page that is full ends with the child of its last cell, whose divider goes up.
void SqliteBtreeBuilder::addChild(std::size_t level, std::uint32_t page, std::string_view divider)
{
    if (level == m_interior.size()) {
        m_interior.emplace_back(m_kind == Kind::Table ? BtreePage::Type::TableInterior
                                                      : BtreePage::Type::IndexInterior,
                                m_file.pageBytes());
    }
    if (!m_interior[level].fits(kChildBytes + divider.size())) {
        auto &full = m_interior[level];
        const auto last = full.lastCell();
        const std::string above(last.substr(kChildBytes));
        const std::string child(last.substr(0, kChildBytes));
        full.removeLastCell();
        full.setLastChild(get32(child.data()));
        const auto number = m_file.add(full.finished());
        full.clear();
        addChild(level + 1, number, above);
    }
    auto *cell = m_interior[level].addCell(kChildBytes + divider.size());
    put32(cell, page);
    std::memcpy(cell + kChildBytes, divider.data(), divider.size());
}

std::uint32_t SqliteBtreeBuilder::finishLevels(std::uint32_t lastLeaf)
{
    auto page = lastLeaf;
    for (auto &level : m_interior) {
        level.setLastChild(page);
        page = m_file.add(level.finished());
    }
    return page;
}

std::uint32_t SqliteBtreeBuilder::finish()
{
    return finishLevels(m_file.add(m_leaf.finished()));
}

} // namespace dockhand::target
