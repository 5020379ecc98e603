// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/byte_source.h"
#include "core/source/dialect.h"
#include "core/source/record_block.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dockhand::source {

/// What a user may choose as ReaderLimits::maxRecordBytes.
inline constexpr std::int64_t kSmallestRecordLimit = 1 << 10;
inline constexpr std::int64_t kLargestRecordLimit = 512 << 20;

/// How much a reader hands out at a time; no influence on what it reads.
struct ReaderLimits
{
    std::uint32_t maxRecords = 4096;       ///< per block
    std::size_t maxBlockBytes = 1 << 20;   ///< per block, unless one record alone is larger
    std::size_t maxRecordBytes = 16 << 20; ///< a longer record becomes one issue row.too_long
};

/// A place in the stream at which reading can go on: always a record boundary.
struct StreamPosition
{
    std::int64_t byte = 0;   ///< stream offset of the next record
    std::int64_t record = 0; ///< data records before it
    std::int64_t line = 1;   ///< its first physical line

    friend bool operator==(const StreamPosition &, const StreamPosition &) = default;
};

/// Reads CSV records out of a byte source, in blocks, with vector code and without a copy.
///
/// RFC 4180 with these deviations: LF, CR LF (and CR, see Dialect) end records; blank lines are
/// skipped and counted; a record of empty fields only is kept; a quote inside an unquoted field is
/// literal; text after a closing quote is an issue of its record (row.text_after_quote), unless
/// that quote closed a stray one before (RecordParser); a NUL byte
/// is one, too (value.nul_byte); a byte sequence that is not UTF-8 is one (value.bad_encoding);
/// 0x1A (Ctrl-Z) as the last byte is ignored.
/// An unterminated quote makes one issue whose raw text is the first line; reading goes on at the
/// line after it. A record over maxRecordBytes counts as such when it is inside a quote that spans
/// lines which look like records (RecordParser); else it is row.too_long: its raw text is cut, its
/// fields are left out, and reading goes on behind it.
///
/// Memory: one buffer of about 2 x maxBlockBytes, or the file's size, growing up to maxRecordBytes
/// for a long record. Threads: one caller at a time. Errors: those of the source; file.empty (no
/// header record, though the dialect has one); file.unrecognised (a quote in the header is never
/// closed, or the file ends before the header's row).
class CsvReader final
{
public:
    /// `buffer`: memory to read into, perhaps of an earlier reader.
    CsvReader(std::unique_ptr<ByteSource> input, const Dialect &dialect,
              const ReaderLimits &limits = {}, ByteBuffer buffer = {});
    ~CsvReader();

    /// The buffer, for another reader; this one is not to be used any more, nor its last block.
    [[nodiscard]] ByteBuffer takeBuffer();

    /// Consumes everything up to and including the header record and returns its fields; without a
    /// header (headerRow 0) an empty list and nothing is consumed. Call once, before `next` or
    /// `skipTo`.
    [[nodiscard]] Result<std::vector<std::string>> readHeader();

    /// Goes on at a watermark: reads and hashes everything before it and compares with the hash the
    /// watermark was saved with. Errors: file.changed_since_import. Call after `readHeader`.
    [[nodiscard]] Result<void> skipTo(const StreamPosition &position, const QByteArray &prefixHash);

    /// Fills `block` with the next records; false at the end (the block is then empty, its end
    /// values and prefixHash describe the whole stream).
    [[nodiscard]] Result<bool> next(RecordBlock &block);

    /// Gives the memory of the last block's text away and goes on in that of `memory`: the block is
    /// then valid as long as `memory` stays untouched, whatever becomes of the reader.
    void exchangeText(ByteBuffer &memory);

    /// Changes `ReaderLimits::maxRecords` from the next block on (memory pressure).
    void setMaxRecords(std::uint32_t maxRecords);

    [[nodiscard]] const ByteSource &input() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace dockhand::source
