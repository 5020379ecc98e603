// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error_code.h"
#include "core/source/csv_reader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dockhand::source {

/// Everything a reader tells about one record; numbers are of the stream, not of a block.
struct ReadRecord
{
    std::vector<std::string> fields; ///< empty when a structural issue leaves none
    std::string raw;
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::vector<std::pair<ErrorCode, std::int64_t>> issues; ///< with their stream offset

    friend bool operator==(const ReadRecord &, const ReadRecord &) = default;
};

/// Everything a reader tells about one stream.
struct ReadStream
{
    std::vector<std::string> header;
    bool hasHeader = true; ///< false: file.empty
    std::vector<ReadRecord> records;
    std::int64_t blankRecords = 0; ///< behind the header
    std::int64_t endLine = 1;
    std::int64_t endByte = 0;

    friend bool operator==(const ReadStream &, const ReadStream &) = default;
};

/// Reads a stream one byte at a time: slow and plain, the measure for CsvReader.
[[nodiscard]] ReadStream readSlowly(std::string_view bytes, const Dialect &dialect,
                                    const ReaderLimits &limits = {});

/// Whose thread the reader works in.
enum class Reading : std::uint8_t { Itself, Ahead };

/// Reads a stream through CsvReader, whose source hands out at most the given counts of bytes in
/// turn. Also checks what must hold for every block; a fault is reported in `fault`.
[[nodiscard]] ReadStream readThroughReader(std::string_view bytes, const Dialect &dialect,
                                           const ReaderLimits &limits,
                                           const std::vector<std::size_t> &pieces,
                                           std::string &fault, Reading reading = Reading::Itself);

/// One record a line, for messages of tests.
[[nodiscard]] std::string describe(const ReadStream &stream);

} // namespace dockhand::source
