// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/source/content_hash.h"
#include "core/source/read_ahead.h"
#include "tests/core/source/memory_source.h"
#include "tests/core/source/reference_reader.h"

#include <optional>

namespace dockhand::source {

namespace {

/// Gathers blocks and checks what must hold for each.
class BlockCollector
{
public:
    BlockCollector(std::string_view bytes, const ReaderLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {
    }

    void add(const RecordBlock &block);
    void finish(const RecordBlock &block);

    ReadStream stream;
    std::string fault;

private:
    void check(bool holds, const char *what)
    {
        if (!holds && fault.empty())
            fault = what;
    }
    void addRecord(const RecordBlock &block, std::size_t index);
    void checkEnd(const RecordBlock &block);

    std::string_view m_bytes;
    ReaderLimits m_limits;
};

void BlockCollector::add(const RecordBlock &block)
{
    check(!block.records.empty(), "a block is empty");
    check(block.records.size() <= m_limits.maxRecords, "a block has too many records");
    check(block.firstRecord == std::ssize(stream.records) + 1, "firstRecord is wrong");
    const auto &last = block.records.back();
    check(block.records.size() == 1 || last.end <= m_limits.maxBlockBytes, "a block is too large");
    for (std::size_t i = 0; i < block.records.size(); ++i)
        addRecord(block, i);
    checkEnd(block);
}

void BlockCollector::addRecord(const RecordBlock &block, std::size_t index)
{
    const auto &span = block.records[index];
    ReadRecord record;
    for (std::uint32_t field = 0; field < span.fieldCount; ++field)
        record.fields.emplace_back(block.field(span, field));
    record.raw = block.raw(span);
    record.record = block.firstRecord + static_cast<std::int64_t>(index);
    record.line = block.firstLine + span.lineOffset;
    record.byte = block.firstByte + span.begin;
    for (const auto &issue : block.issues) {
        if (issue.record == index)
            record.issues.emplace_back(issue.code, issue.byte);
    }
    check(span.hasIssue == !record.issues.empty(), "hasIssue is wrong");
    stream.records.push_back(std::move(record));
}

void BlockCollector::checkEnd(const RecordBlock &block)
{
    check(block.endRecord == std::ssize(stream.records), "endRecord is wrong");
    check(block.endByte <= std::ssize(m_bytes), "endByte is behind the stream");
    ContentHasher hasher;
    hasher.update(m_bytes.substr(0, static_cast<std::size_t>(block.endByte)));
    check(block.prefixHash == hasher.digest(), "prefixHash is wrong");
    check(block.isFinal == (block.endByte == std::ssize(m_bytes)), "isFinal is wrong");
    stream.blankRecords += block.blankRecords;
    stream.endLine = block.endLine;
    stream.endByte = block.endByte;
}

void BlockCollector::finish(const RecordBlock &block)
{
    check(block.records.empty() && block.fields.empty() && block.text.empty(),
          "the block at the end is not empty");
    checkEnd(block);
}

} // namespace

ReadStream readThroughReader(std::string_view bytes, const Dialect &dialect,
                             const ReaderLimits &limits, const std::vector<std::size_t> &pieces,
                             std::string &fault, Reading reading)
{
    CsvReader reader(std::make_unique<MemorySource>(std::string(bytes), pieces), dialect, limits);
    BlockCollector collector(bytes, limits);
    const auto header = reader.readHeader();
    if (!header) {
        const auto &error = header.error();
        const bool isUnrecognised = error.code == ErrorCode::FileUnrecognised;
        collector.stream.hasHeader = isUnrecognised && error.place.byte >= 0;
        if (!isUnrecognised && error.code != ErrorCode::FileEmpty)
            fault = errorText(header.error()).toStdString();
    } else {
        collector.stream.header = *header;
    }
    std::optional<ReadAhead> ahead;
    if (reading == Reading::Ahead)
        ahead.emplace(reader, limits.maxRecords);
    RecordBlock block;
    ByteBuffer text;
    while (true) {
        const auto hasRecords = ahead ? ahead->next(block, text) : reader.next(block);
        if (!hasRecords)
            fault = errorText(hasRecords.error()).toStdString();
        if (!hasRecords || !*hasRecords)
            break;
        collector.add(block);
    }
    collector.finish(block);
    if (fault.empty())
        fault = collector.fault;
    return collector.stream;
}

} // namespace dockhand::source
