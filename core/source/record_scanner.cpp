// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/record_scanner.h"

#include "core/source/utf8_check.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace dockhand::source {

namespace {

constexpr std::size_t kBytes = BlockMasks::kBytes;

// Bit i of the result: the parity of the bits 0…i.
std::uint64_t prefixXor(std::uint64_t bits)
{
    for (const int shift : { 1, 2, 4, 8, 16, 32 })
        bits ^= bits << shift;
    return bits;
}

std::uint64_t below(unsigned bit)
{
    return (std::uint64_t { 1 } << bit) - 1;
}

} // namespace

RecordScanner::RecordScanner(const Dialect &dialect, const RecordLimits &limits)
    : m_dialect(dialect)
    , m_recordLimits(limits)
    , m_parser(dialect, limits)
    , m_isSimple(dialect.escape == '\0' && !dialect.carriageReturnEnds)
{
}

ScanOutcome RecordScanner::scan(const TextWindow &window, const ScanLimits &limits,
                                RecordBlock &block)
{
    m_chunkBlocks = 0;
    Run run { .window = &window, .limits = &limits, .block = &block };
    while (run.recordBegin < window.text.size() && !isFull(run)) {
        if (canScanFast(run)) {
            const auto stop = scanFast(run);
            const bool isAtEnd = stop == Stop::EndOfText && !block.records.empty();
            const bool mayGoOn
                = window.text.size() - run.recordBegin <= m_recordLimits.maxRecordBytes;
            if (stop == Stop::Full || (isAtEnd && mayGoOn && !window.isComplete))
                break;
        }
        if (run.recordBegin >= window.text.size() || !parseCarefully(run))
            break;
    }
    return { run.recordBegin, run.lines, run.endsTooLong };
}

bool RecordScanner::isFull(const Run &run) const
{
    return run.endsTooLong || run.block->records.size() >= run.limits->maxRecords;
}

bool RecordScanner::canScanFast(const Run &run) const
{
    const auto at = run.window->streamByte + static_cast<std::int64_t>(run.recordBegin);
    return m_isSimple && at >= m_parser.knownUnclosedUntil();
}

// Takes records while their masks can be trusted; leaves `run` at the begin of a record.
RecordScanner::Stop RecordScanner::scanFast(Run &run)
{
    const auto size = run.window->text.size();
    run.fieldBegin = run.recordBegin;
    run.quotedLines = 0;
    run.hasNonAscii = false;
    run.mayHaveDoubled = false;
    Carry carry;
    auto at = run.recordBegin;
    auto stop = Stop::EndOfText;
    std::uint64_t start = 1; // marks the first byte of all
    while (at < size) {
        if (at < m_chunkAt || at >= m_chunkAt + m_chunkBlocks * kBytes)
            indexChunk(*run.window, at);
        const auto block = (at - m_chunkAt) / kBytes;
        const auto base = m_chunkAt + block * kBytes;
        const auto first = static_cast<unsigned>(at - base);
        auto valid = ~below(first);
        if (size - base < kBytes)
            valid &= below(static_cast<unsigned>(size - base));
        const auto &masks = m_masks[block];
        const auto marks = marksOf(masks, valid, start << first, carry);
        stop = takeSeparators(run, base, masks, marks);
        if (stop != Stop::EndOfText)
            break;
        start = 0;
        at = base + kBytes;
    }
    flushSpans(run);
    run.block->fields.resize(run.recordField);
    run.block->arena.resize(run.recordArena);
    return stop;
}

void RecordScanner::indexChunk(const TextWindow &window, std::size_t at)
{
    const auto blocks = (window.text.size() - at + kBytes - 1) / kBytes;
    m_chunkAt = at;
    m_chunkBlocks = std::min(blocks, kChunkBlocks);
    indexBlocks(window.text.data() + at, m_chunkBlocks, { m_dialect.delimiter, m_dialect.quote },
                m_masks.data());
}

// Quotes toggle "inside" only where RFC 4180 allows them: opening at a field's begin, closing at
// its end, or doubled (a closing one with an opening one right behind it). Any other is marked odd.
RecordScanner::Marks RecordScanner::marksOf(const BlockMasks &masks, std::uint64_t valid,
                                            std::uint64_t start, Carry &carry)
{
    const auto delimiter = masks.delimiter & valid;
    const auto lineFeed = masks.lineFeed & valid;
    const auto quote = masks.quote & valid;
    Marks marks { .separators = delimiter | lineFeed, .odd = masks.nul & valid };
    if ((quote | carry.inside | carry.close | carry.closeAndReturn) == 0) {
        carry.mayOpen = marks.separators >> (kBytes - 1);
        return marks;
    }
    const auto inside = prefixXor(quote) ^ carry.inside;
    const auto open = quote & inside;
    const auto close = quote & ~inside;
    marks.separators &= ~inside;
    const auto behindClose = (close << 1) | carry.close;
    const auto behindReturn = ((behindClose & masks.carriageReturn) << 1) | carry.closeAndReturn;
    const auto mayOpen = ((marks.separators | close) << 1) | carry.mayOpen | start;
    marks.odd |= open & ~mayOpen;
    marks.odd |= behindClose & ~(delimiter | lineFeed | masks.carriageReturn | open) & valid;
    marks.odd |= behindReturn & ~lineFeed & valid;
    marks.quotedLineFeeds = lineFeed & inside;
    marks.doubledQuotes = behindClose & open;
    carry.inside = (inside >> (kBytes - 1)) != 0 ? ~std::uint64_t { 0 } : 0;
    carry.close = close >> (kBytes - 1);
    carry.closeAndReturn = (behindClose & masks.carriageReturn & valid) >> (kBytes - 1);
    carry.mayOpen = (marks.separators | close) >> (kBytes - 1);
    return marks;
}

RecordScanner::Stop RecordScanner::takeSeparators(Run &run, std::size_t base,
                                                  const BlockMasks &masks, const Marks &marks)
{
    auto todo = marks.separators;
    if (marks.odd != 0)
        todo &= below(static_cast<unsigned>(std::countr_zero(marks.odd)));
    auto quotedLineFeeds = marks.quotedLineFeeds;
    run.hasNonAscii = run.hasNonAscii || masks.nonAscii != 0;
    run.mayHaveDoubled = run.mayHaveDoubled || marks.doubledQuotes != 0;
    unsigned last = 0;
    auto lineFeeds = masks.lineFeed & todo;
    while (lineFeeds != 0) {
        last = static_cast<unsigned>(std::countr_zero(lineFeeds));
        lineFeeds &= lineFeeds - 1;
        addFields(run, base, todo & below(last));
        todo &= ~below(last) & ~(std::uint64_t { 1 } << last);
        const auto quotedHere = quotedLineFeeds & below(last);
        quotedLineFeeds ^= quotedHere;
        const auto quotedLines = static_cast<std::uint32_t>(std::popcount(quotedHere));
        const auto stop = endRecord(run, base + last, run.quotedLines + quotedLines);
        if (stop != Stop::EndOfText)
            return stop;
        run.hasNonAscii = (masks.nonAscii & ~below(last)) != 0;
    }
    addFields(run, base, todo);
    if (marks.odd != 0)
        return Stop::Careful;
    run.quotedLines += static_cast<std::uint32_t>(std::popcount(quotedLineFeeds));
    if (marks.separators != 0) {
        last = kBytes - 1 - static_cast<unsigned>(std::countl_zero(marks.separators));
        run.mayHaveDoubled = (marks.doubledQuotes & ~below(last)) != 0;
    }
    if (run.spans >= kSpans)
        flushSpans(run);
    return Stop::EndOfText;
}

// The fields of one record that end at the given delimiters. This is where the time goes, so what
// changes is kept in registers.
void RecordScanner::addFields(Run &run, std::size_t base, std::uint64_t delimiters)
{
    if (run.mayHaveDoubled) {
        for (; delimiters != 0; delimiters &= delimiters - 1)
            addField(run, base + static_cast<unsigned>(std::countr_zero(delimiters)));
        return;
    }
    const char *const text = run.window->text.data();
    const char quote = m_dialect.quote;
    FieldSpan *span = m_spans.data() + run.spans;
    auto begin = static_cast<std::uint32_t>(run.fieldBegin);
    for (; delimiters != 0; delimiters &= delimiters - 1) {
        const auto end = static_cast<std::uint32_t>(base)
            + static_cast<std::uint32_t>(std::countr_zero(delimiters));
        const std::uint32_t trim = text[begin] == quote && begin < end ? 1 : 0;
        *span++ = { begin + trim, end - begin - 2 * trim };
        begin = end + 1;
    }
    run.spans = static_cast<std::size_t>(span - m_spans.data());
    run.fieldBegin = begin;
}

void RecordScanner::addField(Run &run, std::size_t end)
{
    const auto text = run.window->text;
    const auto begin = run.fieldBegin;
    const bool isQuoted = text[begin] == m_dialect.quote && begin < end;
    const auto trim = static_cast<std::uint32_t>(isQuoted);
    auto &span = m_spans[run.spans++];
    span.begin = static_cast<std::uint32_t>(begin) + trim;
    span.length = static_cast<std::uint32_t>(end - begin) - 2 * trim;
    if (isQuoted && run.mayHaveDoubled) {
        const auto inside = text.substr(span.begin, span.length);
        if (inside.find(m_dialect.quote) != inside.npos)
            span = unescapeToArena(inside, m_dialect, run.block->arena);
    }
    run.fieldBegin = end + 1;
}

RecordScanner::Stop RecordScanner::endRecord(Run &run, std::size_t lineFeed,
                                             std::uint32_t quotedLines)
{
    const auto text = run.window->text;
    auto &block = *run.block;
    const auto next = lineFeed + 1;
    const bool hasReturn = lineFeed > run.recordBegin && text[lineFeed - 1] == '\r';
    const auto contentEnd = lineFeed - (hasReturn ? 1 : 0);
    if (contentEnd - run.recordBegin > m_recordLimits.maxRecordBytes)
        return Stop::Careful;
    if (next > run.limits->maxBytes && !block.records.empty())
        return Stop::Full;
    if (contentEnd == run.recordBegin) {
        ++block.blankRecords;
    } else {
        addField(run, contentEnd);
        const auto fieldEnd = block.fields.size() + run.spans;
        block.records.push_back(
            { .firstField = static_cast<std::uint32_t>(run.recordField),
              .fieldCount = static_cast<std::uint32_t>(fieldEnd - run.recordField),
              .begin = static_cast<std::uint32_t>(run.recordBegin),
              .end = static_cast<std::uint32_t>(contentEnd),
              .lineOffset = run.lines });
        if (run.hasNonAscii)
            checkEncoding(run, contentEnd);
        run.recordField = fieldEnd;
        run.recordArena = block.arena.size();
    }
    run.lines += quotedLines + 1;
    run.quotedLines = 0;
    run.recordBegin = next;
    run.fieldBegin = next;
    return isFull(run) ? Stop::Full : Stop::EndOfText;
}

void RecordScanner::checkEncoding(Run &run, std::size_t contentEnd)
{
    auto &block = *run.block;
    const auto raw = run.window->text.substr(run.recordBegin, contentEnd - run.recordBegin);
    const auto bad = firstInvalidUtf8(raw);
    if (bad == raw.npos)
        return;
    const auto at = run.window->streamByte + static_cast<std::int64_t>(run.recordBegin + bad);
    const auto record = static_cast<std::uint32_t>(block.records.size() - 1);
    block.issues.push_back({ record, ErrorCode::ValueBadEncoding, at });
    block.records.back().hasIssue = true;
}

void RecordScanner::flushSpans(Run &run)
{
    auto &fields = run.block->fields;
    fields.insert(fields.end(), m_spans.begin(),
                  m_spans.begin() + static_cast<std::ptrdiff_t>(run.spans));
    run.spans = 0;
}

// One record, or one blank line; false when there is not enough text or no room in the block.
bool RecordScanner::parseCarefully(Run &run)
{
    const auto &window = *run.window;
    auto &block = *run.block;
    const auto lineEnd = m_parser.lineEndAt(window, run.recordBegin);
    if (!lineEnd)
        return false;
    if (*lineEnd > 0) {
        ++block.blankRecords;
        ++run.lines;
        run.recordBegin += *lineEnd;
        return true;
    }
    const auto parsed = m_parser.parse(window, run.recordBegin, run.lines, block);
    if (parsed.end == ParsedRecord::End::NeedsMoreText)
        return false;
    if (parsed.next > run.limits->maxBytes && block.records.size() > 1) {
        const auto record = static_cast<std::uint32_t>(block.records.size() - 1);
        block.fields.resize(run.recordField);
        block.arena.resize(run.recordArena);
        block.records.pop_back();
        while (!block.issues.empty() && block.issues.back().record == record)
            block.issues.pop_back();
        return false;
    }
    run.recordField = block.fields.size();
    run.recordArena = block.arena.size();
    run.lines += parsed.lines;
    run.recordBegin = parsed.next;
    run.endsTooLong = parsed.end == ParsedRecord::End::TooLong;
    return true;
}

} // namespace dockhand::source
