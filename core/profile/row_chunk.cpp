// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_chunk.h"

namespace dockhand::profile {

void PackedRows::reset(std::uint32_t columns)
{
    m_columns = columns;
    m_nullWords = (columns + 63) / 64;
    m_stride = 1 + m_nullWords + columns;
    clear();
}

std::uint32_t PackedRows::append(Header header)
{
    const auto start = m_words.size();
    m_words.resize(start + m_stride);
    m_words[start] = std::bit_cast<std::uint64_t>(header);
    for (std::uint32_t word = 1; word <= m_nullWords; ++word)
        m_words[start + word] = ~std::uint64_t { 0 };
    return m_rows++;
}

void PackedRows::dropLast()
{
    m_words.resize(m_words.size() - m_stride);
    --m_rows;
}

void PackedRows::clear()
{
    m_words.clear();
    m_rows = 0;
}

std::size_t RowChunk::bytes() const
{
    auto sum = text.capacity() + places.capacity() * sizeof(RecordPlace)
        + rejects.capacity() * sizeof(Rejection) + issues.capacity() * sizeof(RejectionIssue);
    for (const auto &table : tables)
        sum += table.bytes();
    return sum;
}

void RowChunk::clear()
{
    for (auto &table : tables)
        table.clear();
    text.clear();
    places.clear();
    rejects.clear();
    issues.clear();
    firstRecord = 1;
    firstLine = 1;
    firstByte = 0;
    recordsRead = 0;
    filtered = 0;
    blankRecords = 0;
    end = {};
    prefixHash = QByteArray();
    carryOver = QByteArray();
    isFinal = false;
}

} // namespace dockhand::profile
