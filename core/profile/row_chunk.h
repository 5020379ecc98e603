// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/error_code.h"
#include "core/profile/packed_rows.h"
#include "core/source/csv_reader.h"

#include <QByteArray>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// A stretch of a chunk's text arena.
struct TextSlice
{
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
};

/// One thing wrong with a rejected record.
struct RejectionIssue
{
    ErrorCode code = ErrorCode::ValueRequired;
    std::int32_t column = -1; ///< index of the source field (0-based), -1: the record as a whole
    TextSlice value;          ///< the offending value as it stands in the field, cut to 1 KiB;
                              ///< row.too_few_columns, row.too_many_columns: the number of fields
    std::int64_t byte = -1;   ///< in the file, where known
};

/// A rejected record: where it stands, its raw bytes and what is wrong. Data, not an error.
struct Rejection
{
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    TextSlice raw;                ///< in the chunk's text; whole, so that it can be repaired
    std::uint32_t firstIssue = 0; ///< into RowChunk::issues
    std::uint32_t issueCount = 0;
    std::uint32_t occurrence = 0; ///< what it counts as within its group; 0: not known
};

/// What a block of records became: packed rows for each table of the profile, and rejects. Owns all
/// its bytes. Pooled: `clear` keeps the capacity.
struct RowChunk
{
    std::vector<PackedRows> tables; ///< in the profile's order
    ByteBuffer text;                ///< raw records and values of the rejects
    std::vector<Rejection> rejects; ///< sorted by record
    std::vector<RejectionIssue> issues;

    std::int64_t recordsRead = 0; ///< = accepted + filtered + rejected
    std::int64_t filtered = 0;
    std::int64_t blankRecords = 0;

    source::StreamPosition end; ///< watermark behind this chunk
    QByteArray prefixHash;      ///< hash that goes with it
    QByteArray carryOver;       ///< RowConverter::saveState() at `end`
    bool isFinal = false;

    [[nodiscard]] std::string_view slice(TextSlice where) const
    {
        return text.view().substr(where.begin, where.length);
    }
    /// Capacity it holds, for the memory budget.
    [[nodiscard]] std::size_t bytes() const;
    void clear();
};

} // namespace dockhand::profile
