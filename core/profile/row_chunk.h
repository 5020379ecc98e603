// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/error_code.h"
#include "core/profile/table_spec.h"
#include "core/source/csv_reader.h"

#include <QByteArray>

#include <bit>
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

/// Rows of one destination table, packed one behind the other: per row a header, a null bitmap and
/// one 8-byte slot per column (int64, the bits of a double, or a TextSlice). Row-major rather than
/// columnar, since a window is written in key order, that is in random order over its chunks: one
/// row is then two or three cache lines instead of one per column. A cell's type is the TableSpec's
/// business.
class PackedRows final
{
public:
    struct Header
    {
        std::uint32_t record
            = 0; ///< index of the source record in the chunk: record number = firstRecord + record
        std::uint32_t parent = 0; ///< index of the row of table 0 that belongs to the same group
                                  ///< (see RowChunk); own index there
    };

    void reset(std::uint32_t columns);
    /// Makes room for exactly this many rows; growing by doubling would waste half a window.
    void reserve(std::uint32_t rows) { m_words.reserve(std::size_t { rows } * m_stride); }
    /// Appends a row with every column NULL and returns its index.
    std::uint32_t append(Header header);
    /// Takes the last row back (the record turned out to be bad).
    void dropLast();
    void clear();

    [[nodiscard]] std::uint32_t size() const { return m_rows; }
    [[nodiscard]] std::uint32_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t bytes() const { return m_words.capacity() * sizeof(std::uint64_t); }

    [[nodiscard]] Header header(std::uint32_t row) const
    {
        return std::bit_cast<Header>(at(row)[0]);
    }
    [[nodiscard]] bool isNull(std::uint32_t row, std::uint32_t column) const
    {
        return (at(row)[1 + column / 64] >> (column % 64) & 1) != 0;
    }
    [[nodiscard]] std::int64_t integer(std::uint32_t row, std::uint32_t column) const
    {
        return static_cast<std::int64_t>(slot(row, column));
    }
    [[nodiscard]] double real(std::uint32_t row, std::uint32_t column) const
    {
        return std::bit_cast<double>(slot(row, column));
    }
    [[nodiscard]] TextSlice text(std::uint32_t row, std::uint32_t column) const
    {
        return std::bit_cast<TextSlice>(slot(row, column));
    }

    void setInteger(std::uint32_t row, std::uint32_t column, std::int64_t value)
    {
        set(row, column, static_cast<std::uint64_t>(value));
    }
    void setReal(std::uint32_t row, std::uint32_t column, double value)
    {
        set(row, column, std::bit_cast<std::uint64_t>(value));
    }
    void setText(std::uint32_t row, std::uint32_t column, TextSlice value)
    {
        set(row, column, std::bit_cast<std::uint64_t>(value));
    }

private:
    [[nodiscard]] const std::uint64_t *at(std::uint32_t row) const
    {
        return m_words.data() + std::size_t { row } * m_stride;
    }
    [[nodiscard]] std::uint64_t slot(std::uint32_t row, std::uint32_t column) const
    {
        return at(row)[1 + m_nullWords + column];
    }
    void set(std::uint32_t row, std::uint32_t column, std::uint64_t bits)
    {
        auto *words = m_words.data() + std::size_t { row } * m_stride;
        words[1 + m_nullWords + column] = bits;
        words[1 + column / 64] &= ~(std::uint64_t { 1 } << (column % 64));
    }

    std::vector<std::uint64_t> m_words;
    std::uint32_t m_rows = 0;
    std::uint32_t m_columns = 0;
    std::uint32_t m_nullWords = 0;
    std::uint32_t m_stride = 0; ///< words per row
};

/// One thing wrong with a rejected record.
struct RejectionIssue
{
    ErrorCode code = ErrorCode::ValueRequired;
    std::int32_t column = -1; ///< index of the source field (0-based), -1: the record as a whole
    TextSlice value;          ///< the offending value as it stands in the field, cut to 1 KiB;
                              ///< row.too_few_columns, row.too_many_columns: the number of fields
    std::int64_t byte = -1;   ///< stream offset where known
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
};

/// Where a record of a chunk stands in its file.
struct RecordPlace
{
    std::uint32_t begin = 0; ///< raw bytes [begin, end) in the chunk's text
    std::uint32_t end = 0;
    std::uint32_t line = 0; ///< lines behind RowChunk::firstLine
};

/// What a block of records became: packed rows for each table of the profile, and rejects. Owns all
/// its bytes (a window outlives the reader's buffer). Pooled: `clear` keeps the capacity. When the
/// profile has several tables, table 0 is the parent (orders) and later ones refer to its rows by
/// `PackedRows::Header::parent`; kNoParent where the parent row was already given in an earlier
/// chunk.
struct RowChunk
{
    static constexpr std::uint32_t kNoParent = 0xFFFF'FFFFU;

    std::vector<PackedRows> tables; ///< in the profile's order
    /// A copy of the block's text, so that cells and raw records are slices of it, then unescaped
    /// values.
    ByteBuffer text;
    std::vector<RecordPlace> places; ///< of every record read, rejected ones included
    std::vector<Rejection> rejects;  ///< sorted by record
    std::vector<RejectionIssue> issues;

    std::int64_t firstRecord = 1;
    std::int64_t firstLine = 1;
    std::int64_t firstByte = 0;   ///< stream offset of text[0]
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
    /// Raw bytes of a record by its index in the chunk.
    [[nodiscard]] std::string_view raw(std::uint32_t record) const
    {
        return text.view().substr(places[record].begin, places[record].end - places[record].begin);
    }
    /// Capacity it holds, for the memory budget.
    [[nodiscard]] std::size_t bytes() const;
    void clear();
};

} // namespace dockhand::profile
