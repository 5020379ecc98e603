// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_chunk.h"

namespace dockhand::profile {

std::size_t RowChunk::bytes() const
{
    auto sum = text.capacity() + rejects.capacity() * sizeof(Rejection)
        + issues.capacity() * sizeof(RejectionIssue);
    for (const auto &table : tables)
        sum += table.capacity();
    return sum;
}

void RowChunk::clear()
{
    for (auto &table : tables)
        table.clear();
    text.clear();
    rejects.clear();
    issues.clear();
    recordsRead = 0;
    filtered = 0;
    blankRecords = 0;
    end = {};
    prefixHash = QByteArray();
    carryOver = QByteArray();
    isFinal = false;
}

} // namespace dockhand::profile
