// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/error_code.h"
#include "core/base/plain_vector.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::source {

/// One field: a stretch of the block's text, or of its side arena when it had to be unescaped. A
/// plain value without initialisers: room for many is made without writing to it.
struct FieldSpan
{
    static constexpr std::uint32_t kInArena = 0x8000'0000U;

    std::uint32_t begin;  ///< top bit: in the arena
    std::uint32_t length; ///< bytes
};

/// What is wrong with a record as a whole; its fields are then not to be used.
struct RecordIssue
{
    std::uint32_t record = 0; ///< index in the block
    ErrorCode code = ErrorCode::RowUnterminatedQuote;
    std::int64_t byte = -1; ///< where exactly, in the stream
};

/// One record of a block. Offsets are relative to `RecordBlock::text`.
struct RecordSpan
{
    std::uint32_t firstField = 0;
    std::uint32_t fieldCount = 0;
    std::uint32_t begin = 0; ///< raw bytes [begin, end): without the line end
    std::uint32_t end = 0;
    std::uint32_t lineOffset = 0; ///< lines between the block's first and this record's first
    bool hasIssue = false;
};

/// A batch of whole records: the unit of parsing. Filled and reused by a reader; `text` points into
/// the reader's buffer and is valid until the reader's next call. `text` and `arena` are followed
/// by kPadding readable bytes, so fields may be read in whole words. No allocation per record once
/// warm.
struct RecordBlock
{
    static constexpr std::size_t kPadding = ByteBuffer::kPadding;

    std::string_view text; ///< raw bytes of all records, line ends included
    ByteBuffer arena;      ///< unescaped fields
    PlainVector<FieldSpan> fields;
    std::vector<RecordSpan> records;
    std::vector<RecordIssue> issues; ///< sorted by record

    std::int64_t firstRecord = 1; ///< record number of records[0]
    std::int64_t firstLine = 1;   ///< physical line where `text` begins
    std::int64_t firstByte = 0;   ///< stream offset of text[0]
    /// Bytes of the file before its stream: the byte-order mark of one in UTF-8. Added to a stream
    /// offset it gives the place in the file; a decoded stream has no such places.
    std::int64_t leadBytes = 0;

    std::int64_t endRecord
        = 0; ///< records before the end of this block (firstRecord - 1 + records.size())
    std::int64_t endLine = 1; ///< physical line at which the next block begins
    std::int64_t endByte = 0; ///< stream offset behind this block: a watermark may stand here
    std::int64_t blankRecords
        = 0;               ///< blank lines skipped inside this block; they have no record number
    QByteArray prefixHash; ///< content hash of the stream's bytes [0, endByte)
    bool isFinal = false;  ///< the stream ends with this block

    [[nodiscard]] std::string_view field(FieldSpan span) const
    {
        const bool isInArena = (span.begin & FieldSpan::kInArena) != 0;
        const auto *const bytes = isInArena ? arena.data() : text.data();
        return { bytes + (span.begin & ~FieldSpan::kInArena), span.length };
    }

    [[nodiscard]] std::string_view field(const RecordSpan &record, std::uint32_t index) const
    {
        return field(fields[record.firstField + index]);
    }

    [[nodiscard]] std::string_view raw(const RecordSpan &record) const
    {
        return text.substr(record.begin, record.end - record.begin);
    }

    /// Where in the file a byte of the stream stands.
    [[nodiscard]] std::int64_t fileByte(std::int64_t streamByte) const
    {
        return leadBytes + streamByte;
    }

    void clear();
};

} // namespace dockhand::source
