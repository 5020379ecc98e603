// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/record_scanner.h"

#include "core/source/utf8_check.h"

#include <algorithm>

namespace dockhand::source {

namespace {

/// First stretch of an index: little is lost where the byte-wise parser takes over again and again.
constexpr std::size_t kFirstBytes = 8 * SeparatorIndex::kBlockBytes;

// An empty field does not begin with a quote: there is its separator.
FieldSpan spanOf(const char *text, char quote, std::uint32_t begin, std::uint32_t end)
{
    const std::uint32_t trim = text[begin] == quote ? 1 : 0;
    return { begin + trim, end - begin - 2 * trim };
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
    return { run.recordBegin, run.lines, run.endsTooLong, run.part };
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

// Takes records while the index can be trusted; leaves `run` at the begin of a record.
RecordScanner::Stop RecordScanner::scanFast(Run &run)
{
    const auto text = run.window->text;
    run.fieldBegin = run.recordBegin;
    run.nextField = run.recordField;
    run.marks = 0;
    QuoteState state;
    auto bytes = kFirstBytes;
    auto stop = Stop::EndOfText;
    for (auto at = run.recordBegin; at < text.size() && stop == Stop::EndOfText;
         at += m_index.bytes) {
        indexSeparators(text.data() + at, std::min(bytes, text.size() - at),
                        { m_dialect.delimiter, m_dialect.quote }, state, m_index);
        stop = takeSeparators(run, at);
        if (stop == Stop::EndOfText && m_index.endsOdd)
            stop = Stop::Careful;
        bytes = std::min(2 * bytes, SeparatorIndex::kMostBytes);
    }
    run.block->fields.resize(run.recordField);
    run.block->arena.resize(run.recordArena);
    return stop;
}

// This is where the time goes, so what changes is kept in registers.
RecordScanner::Stop RecordScanner::takeSeparators(Run &run, std::size_t base)
{
    auto &fields = run.block->fields;
    fields.resize(run.nextField + m_index.count);
    const char *const text = run.window->text.data();
    const char quote = m_dialect.quote;
    auto *span = fields.data() + run.nextField;
    auto begin = static_cast<std::uint32_t>(run.fieldBegin);
    for (std::size_t i = 0; i < m_index.count; ++i) {
        const auto end = static_cast<std::uint32_t>(base) + m_index.separators[i];
        if (text[end] != '\n') {
            *span++ = spanOf(text, quote, begin, end);
            begin = end + 1;
            continue;
        }
        run.nextField = static_cast<std::size_t>(span - fields.data());
        run.fieldBegin = begin;
        const auto stop = endRecord(run, base, end);
        if (stop != Stop::EndOfText)
            return stop;
        span = fields.data() + run.nextField;
        begin = static_cast<std::uint32_t>(run.fieldBegin);
    }
    run.nextField = static_cast<std::size_t>(span - fields.data());
    run.fieldBegin = begin;
    const auto from = std::max(run.recordBegin, base) - base;
    if (from < m_index.bytes && !m_index.endsOdd)
        run.marks |= m_index.marksIn(from, m_index.bytes - 1);
    return Stop::EndOfText;
}

RecordScanner::Stop RecordScanner::endRecord(Run &run, std::size_t base, std::size_t lineFeed)
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
    const auto marks
        = run.marks | m_index.marksIn(std::max(run.recordBegin, base) - base, lineFeed - base);
    if (contentEnd == run.recordBegin)
        ++block.blankRecords;
    else
        addRecord(run, contentEnd, marks);
    if (contentEnd != run.recordBegin && (marks & SeparatorIndex::NonAscii) != 0)
        checkEncoding(run, base, contentEnd);
    if ((marks & SeparatorIndex::QuotedLineFeed) != 0)
        run.lines += static_cast<std::uint32_t>(
            std::count(text.data() + run.recordBegin, text.data() + lineFeed, '\n'));
    ++run.lines;
    run.marks = 0;
    run.recordBegin = next;
    run.fieldBegin = next;
    return isFull(run) ? Stop::Full : Stop::EndOfText;
}

void RecordScanner::addRecord(Run &run, std::size_t contentEnd, unsigned marks)
{
    auto &block = *run.block;
    block.fields[run.nextField++] = spanOf(run.window->text.data(), m_dialect.quote,
                                           static_cast<std::uint32_t>(run.fieldBegin),
                                           static_cast<std::uint32_t>(contentEnd));
    if ((marks & SeparatorIndex::DoubledQuote) != 0)
        unescapeFields(run);
    block.records.push_back(
        { .firstField = static_cast<std::uint32_t>(run.recordField),
          .fieldCount = static_cast<std::uint32_t>(run.nextField - run.recordField),
          .begin = static_cast<std::uint32_t>(run.recordBegin),
          .end = static_cast<std::uint32_t>(contentEnd),
          .lineOffset = run.lines });
    run.recordField = run.nextField;
    run.recordArena = block.arena.size();
}

// The record has a doubled quote, or one in the same 64 bytes has.
void RecordScanner::unescapeFields(Run &run)
{
    const auto text = run.window->text;
    auto &block = *run.block;
    for (auto i = run.recordField; i < run.nextField; ++i) {
        auto &span = block.fields[i];
        if (span.begin == run.recordBegin || text[span.begin - 1] != m_dialect.quote)
            continue; // before a field without quotes stands a delimiter
        const auto inside = text.substr(span.begin, span.length);
        if (inside.find(m_dialect.quote) != inside.npos)
            span = unescapeToArena(inside, m_dialect, block.arena);
    }
}

// Only from the first to the last block with bytes beyond ASCII, as far as the index still has
// them: most records have one accent.
void RecordScanner::checkEncoding(Run &run, std::size_t base, std::size_t contentEnd)
{
    constexpr auto kBlock = SeparatorIndex::kBlockBytes;
    const auto isMarked = [this, base](std::size_t at) {
        return (m_index.marks[(at - base) / kBlock] & SeparatorIndex::NonAscii) != 0;
    };
    auto &block = *run.block;
    auto from = run.recordBegin;
    auto to = contentEnd;
    if ((run.marks & SeparatorIndex::NonAscii) == 0) {
        const auto here = std::max(from, base);
        for (from = here; from < to && !isMarked(from);)
            from += kBlock - (from - base) % kBlock;
        for (auto last = to - 1; last > from && !isMarked(last); last = to - 1)
            to = last - (last - base) % kBlock;
    }
    const auto raw = run.window->text.substr(from, std::max(from, to) - from);
    const auto bad = firstInvalidUtf8(raw);
    if (bad == raw.npos)
        return;
    const auto at = run.window->streamByte + static_cast<std::int64_t>(from + bad);
    const auto record = static_cast<std::uint32_t>(block.records.size() - 1);
    block.issues.push_back({ record, ErrorCode::ValueBadEncoding, at });
    block.records.back().hasIssue = true;
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
    run.part = parsed.part;
    return true;
}

} // namespace dockhand::source
