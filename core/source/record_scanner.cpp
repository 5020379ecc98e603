// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/record_scanner.h"

#include "core/source/utf8_check.h"

#include <algorithm>
#include <utility>

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
    run.earlierKinds = 0;
    run.quotedLines = 0;
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
    run.special = 0;
    run.stretch = base;
    for (std::size_t i = 0; i < m_index.count; ++i) {
        const auto end = static_cast<std::uint32_t>(base) + m_index.separators[i];
        if (text[end] != '\n') {
            *span++ = spanOf(text, quote, begin, end);
            begin = end + 1;
            continue;
        }
        run.nextField = static_cast<std::size_t>(span - fields.data());
        run.fieldBegin = begin;
        const auto stop = endRecord(run, end);
        if (stop != Stop::EndOfText)
            return stop;
        span = fields.data() + run.nextField;
        begin = static_cast<std::uint32_t>(run.fieldBegin);
    }
    run.nextField = static_cast<std::size_t>(span - fields.data());
    run.fieldBegin = begin;
    for (; hasSpecial(run, SeparatorIndex::kMostBytes); ++run.special) {
        const auto special = m_index.specials[run.special];
        run.earlierKinds |= special.bits;
        run.quotedLines += special.is(SpecialByte::QuotedLineFeed) ? 1 : 0;
    }
    return Stop::EndOfText;
}

RecordScanner::Stop RecordScanner::endRecord(Run &run, std::size_t lineFeed)
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
    if (contentEnd == run.recordBegin)
        ++block.blankRecords;
    else
        addRecord(run, contentEnd, lineFeed - run.stretch);
    ++run.lines;
    run.recordBegin = next;
    run.fieldBegin = next;
    return isFull(run) ? Stop::Full : Stop::EndOfText;
}

// `end`: the record's, in the stretch.
void RecordScanner::addRecord(Run &run, std::size_t contentEnd, std::size_t end)
{
    auto &block = *run.block;
    block.fields[run.nextField++] = spanOf(run.window->text.data(), m_dialect.quote,
                                           static_cast<std::uint32_t>(run.fieldBegin),
                                           static_cast<std::uint32_t>(contentEnd));
    block.records.push_back(
        { .firstField = static_cast<std::uint32_t>(run.recordField),
          .fieldCount = static_cast<std::uint32_t>(run.nextField - run.recordField),
          .begin = static_cast<std::uint32_t>(run.recordBegin),
          .end = static_cast<std::uint32_t>(contentEnd),
          .lineOffset = run.lines });
    if (run.earlierKinds != 0 || hasSpecial(run, end))
        lookAtSpecials(run, end);
    run.recordField = run.nextField;
    run.recordArena = block.arena.size();
}

// The stretch has one that was not looked at, before this place.
bool RecordScanner::hasSpecial(const Run &run, std::size_t end) const
{
    return m_index.specials[run.special].place() < end;
}

// The record's special bytes; where those of earlier stretches are not known any more, all of it.
void RecordScanner::lookAtSpecials(Run &run, std::size_t end)
{
    const std::size_t contentEnd = run.block->records.back().end;
    const SpecialByte earlier { static_cast<std::uint16_t>(
        std::exchange(run.earlierKinds, std::uint16_t { 0 })) };
    run.lines += std::exchange(run.quotedLines, 0);
    const bool unescapesAll = earlier.is(SpecialByte::DoubledQuote);
    if (unescapesAll)
        unescapeFields(run);
    bool isEncodingKnown = earlier.is(SpecialByte::NonAscii);
    if (isEncodingKnown)
        checkEncoding(run, run.recordBegin, contentEnd);
    auto field = run.recordField;
    for (; hasSpecial(run, end); ++run.special) {
        const auto special = m_index.specials[run.special];
        run.lines += special.is(SpecialByte::QuotedLineFeed) ? 1 : 0;
        if (special.is(SpecialByte::DoubledQuote) && !unescapesAll)
            field = unescapeFieldAt(run, field, run.stretch + special.place());
        if (special.is(SpecialByte::NonAscii) && !isEncodingKnown)
            isEncodingKnown = !checkRun(run, run.stretch + special.place(), contentEnd);
    }
}

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

// The field, not before `first`, with the doubled quote at `quote`, unless that was done for an
// earlier one; returns which of the record's fields may be the next one.
std::size_t RecordScanner::unescapeFieldAt(Run &run, std::size_t first, std::size_t quote)
{
    auto &block = *run.block;
    auto field = first;
    while (field < run.nextField && block.fields[field].begin + block.fields[field].length <= quote)
        ++field;
    if (field == run.nextField || block.fields[field].begin > quote)
        return field;
    auto &span = block.fields[field];
    span
        = unescapeToArena(run.window->text.substr(span.begin, span.length), m_dialect, block.arena);
    return field + 1;
}

// Bytes beyond ASCII from `at` on; false, and an issue, when they are no UTF-8.
bool RecordScanner::checkRun(Run &run, std::size_t at, std::size_t contentEnd)
{
    const auto text = run.window->text.substr(0, contentEnd);
    while (at < contentEnd && (static_cast<unsigned char>(text[at]) & 0x80U) != 0) {
        const auto length = utf8SequenceLength(text.substr(at));
        if (length == 0) {
            addBadEncoding(run, at);
            return false;
        }
        at += length;
    }
    return true;
}

void RecordScanner::checkEncoding(Run &run, std::size_t begin, std::size_t end)
{
    const auto bad = firstInvalidUtf8(run.window->text.substr(begin, end - begin));
    if (bad != std::string_view::npos)
        addBadEncoding(run, begin + bad);
}

void RecordScanner::addBadEncoding(Run &run, std::size_t at)
{
    auto &block = *run.block;
    const auto record = static_cast<std::uint32_t>(block.records.size() - 1);
    block.issues.push_back({ record, ErrorCode::ValueBadEncoding,
                             run.window->streamByte + static_cast<std::int64_t>(at) });
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
