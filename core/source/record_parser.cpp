// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/record_parser.h"

#include "core/source/utf8_check.h"

#include <algorithm>
#include <cstring>

namespace dockhand::source {

namespace {

std::size_t index(char byte)
{
    return static_cast<unsigned char>(byte);
}

FieldSpan spanInText(std::size_t begin, std::size_t end)
{
    return { static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin) };
}

} // namespace

FieldSpan unescapeToArena(std::string_view inside, const Dialect &dialect, ByteBuffer &arena)
{
    const std::array<char, 2> starts { dialect.quote, dialect.escape };
    const auto nextPair = [&](std::string_view text) {
        const auto at = dialect.escape == '\0' ? text.find(dialect.quote)
                                               : text.find_first_of({ starts.data(), 2 });
        return std::min(at, text.size());
    };
    const auto before = arena.size();
    arena.resize(before + inside.size());
    char *to = arena.data() + before;
    while (!inside.empty()) {
        const auto at = nextPair(inside);
        to = std::copy_n(inside.data(), at, to);
        inside.remove_prefix(at);
        if (inside.empty())
            break;
        const bool isPair
            = inside.size() > 1 && (inside[1] == dialect.quote || inside[1] == inside[0]);
        *to++ = inside[isPair ? 1 : 0];
        inside.remove_prefix(isPair ? 2 : 1);
    }
    const auto length = static_cast<std::size_t>(to - (arena.data() + before));
    arena.resize(before + length);
    return { static_cast<std::uint32_t>(before) | FieldSpan::kInArena,
             static_cast<std::uint32_t>(length) };
}

RecordParser::RecordParser(const Dialect &dialect, const RecordLimits &limits)
    : m_dialect(dialect)
    , m_limits(limits)
{
    for (const char c : { dialect.delimiter, '\n', '\r' })
        m_stopsUnquoted[index(c)] = true;
    for (const char c : { dialect.quote, '\n' })
        m_stopsQuoted[index(c)] = true;
    if (dialect.escape != '\0')
        m_stopsQuoted[index(dialect.escape)] = true;
    if (dialect.carriageReturnEnds)
        m_stopsQuoted[index('\r')] = true;
}

ParsedRecord RecordParser::parse(const TextWindow &window, std::size_t begin,
                                 std::uint32_t lineOffset, RecordBlock &block)
{
    auto cursor = cursorAt(window, begin, lineOffset, block);
    auto step = parseFields(cursor);
    const auto takeFieldsBack = [&cursor, &block] {
        block.fields.resize(cursor.firstField);
        block.arena.resize(cursor.arenaSize);
    };
    if (step == Step::RecordEnd && cursor.hasJumped) {
        takeFieldsBack();
        cursor = cursorAt(window, begin, lineOffset, block);
        cursor.mayJump = false;
        step = parseFields(cursor);
    }
    const bool isClosed = step == Step::RecordEnd;
    if (isClosed && hasStrayQuote(cursor)) {
        step = Step::Unterminated;
        cursor.openQuote = cursor.brokenQuote;
    }
    const auto parsed = outcome(cursor, step);
    if (parsed.end != ParsedRecord::End::Complete)
        takeFieldsBack();
    if (parsed.end == ParsedRecord::End::Unterminated && !isClosed)
        remember(cursor);
    if (parsed.end != ParsedRecord::End::NeedsMoreText)
        addRecord(cursor, parsed, lineOffset);
    return parsed;
}

RecordParser::Cursor RecordParser::cursorAt(const TextWindow &window, std::size_t begin,
                                            std::uint32_t lineOffset, RecordBlock &block) const
{
    Cursor c { .window = &window, .block = &block };
    c.begin = begin;
    c.limit = begin + m_limits.maxRecordBytes;
    c.bound = std::min(c.limit, window.text.size());
    c.line = window.line + lineOffset;
    c.firstField = block.fields.size();
    c.arenaSize = block.arena.size();
    c.at = begin;
    return c;
}

RecordParser::Step RecordParser::parseFields(Cursor &c) const
{
    const auto text = c.window->text;
    while (true) {
        const auto fieldBegin = c.at;
        const bool isQuoted
            = m_dialect.quote != '\0' && c.at < c.bound && text[c.at] == m_dialect.quote;
        if (isQuoted) {
            const auto step = parseQuoted(c);
            if (step != Step::Closed)
                return step;
        }
        const auto step = parseUnquoted(c, fieldBegin, isQuoted);
        if (step != Step::Delimiter)
            return step;
    }
}

// The rest of a field up to its delimiter; behind a closing quote there should be nothing.
RecordParser::Step RecordParser::parseUnquoted(Cursor &c, std::size_t fieldBegin,
                                               bool isQuoted) const
{
    const auto text = c.window->text;
    const auto textBegin = c.at;
    while (true) {
        while (c.at < c.bound && !m_stopsUnquoted[index(text[c.at])])
            ++c.at;
        const auto lineEnd = lineEndAt(*c.window, c.at);
        const bool isEnd = c.at == text.size() && c.window->isComplete;
        if (!isEnd && !lineEnd)
            return Step::NeedsMoreText;
        if (isEnd || *lineEnd > 0) {
            addField(c, fieldBegin, textBegin, isQuoted);
            c.contentEnd = c.at;
            c.lines += isEnd ? 0 : 1;
            c.at += isEnd ? 0 : *lineEnd;
            return Step::RecordEnd;
        }
        if (c.at >= c.limit) {
            const bool isBegin = c.at == fieldBegin;
            c.part = isBegin ? RecordPart::FieldBegin : RecordPart::Unquoted;
            return Step::OverLimit;
        }
        if (text[c.at] == m_dialect.delimiter) {
            addField(c, fieldBegin, textBegin, isQuoted);
            ++c.at;
            return Step::Delimiter;
        }
        ++c.at; // a carriage return that is data
    }
}

void RecordParser::addField(Cursor &c, std::size_t fieldBegin, std::size_t textBegin,
                            bool isQuoted) const
{
    auto &block = *c.block;
    if (isQuoted && c.at == textBegin) {
        const auto inside = c.window->text.substr(fieldBegin + 1, textBegin - fieldBegin - 2);
        block.fields.push_back(c.hasEscapes ? unescapeToArena(inside, m_dialect, block.arena)
                                            : spanInText(fieldBegin + 1, textBegin - 1));
        return;
    }
    if (isQuoted && c.textAfterQuote == kNone) {
        c.textAfterQuote = textBegin;
        c.brokenQuote = fieldBegin;
    }
    block.fields.push_back(spanInText(fieldBegin, c.at));
}

RecordParser::Step RecordParser::parseQuoted(Cursor &c) const
{
    const auto text = c.window->text;
    c.openQuote = c.at++;
    c.hasEscapes = false;
    auto step = Step::GoOn;
    while (step == Step::GoOn) {
        while (c.at < c.bound && !m_stopsQuoted[index(text[c.at])])
            ++c.at;
        if (c.at >= text.size())
            return c.window->isComplete ? Step::Unterminated : Step::NeedsMoreText;
        if (c.at >= c.limit)
            return overLimitInQuotes(c);
        const char byte = text[c.at];
        if (byte == m_dialect.quote)
            step = parseQuoteMark(c);
        else if (byte == m_dialect.escape && byte != '\0')
            step = parseEscape(c);
        else
            step = parseQuotedLineEnd(c);
    }
    return step;
}

// At a quote inside a quoted field: the end, or half of a doubled one.
RecordParser::Step RecordParser::parseQuoteMark(Cursor &c) const
{
    const auto text = c.window->text;
    if (c.at + 1 >= text.size() && !c.window->isComplete)
        return Step::NeedsMoreText;
    const bool isDoubled = c.at + 1 < text.size() && text[c.at + 1] == m_dialect.quote;
    if (!isDoubled) {
        ++c.at;
        return Step::Closed;
    }
    if (c.at + 1 >= c.limit)
        return overLimitInQuotes(c);
    c.hasEscapes = true;
    c.at += 2;
    return Step::GoOn;
}

// An escape counts before a quote and before itself; elsewhere (C:\new) it is an ordinary byte.
RecordParser::Step RecordParser::parseEscape(Cursor &c) const
{
    const auto text = c.window->text;
    if (c.at + 1 >= text.size() && !c.window->isComplete)
        return Step::NeedsMoreText;
    const bool isPair = c.at + 1 < text.size()
        && (text[c.at + 1] == m_dialect.quote || text[c.at + 1] == m_dialect.escape);
    if (isPair && c.at + 1 >= c.limit)
        return overLimitInQuotes(c);
    c.hasEscapes = c.hasEscapes || isPair;
    c.at += isPair ? 2 : 1;
    return Step::GoOn;
}

RecordParser::Step RecordParser::parseQuotedLineEnd(Cursor &c) const
{
    const auto text = c.window->text;
    if (text[c.at] == '\r') {
        if (c.at + 1 >= text.size() && !c.window->isComplete)
            return Step::NeedsMoreText;
        if (c.at + 1 < text.size() && text[c.at + 1] == '\n') {
            ++c.at; // the line feed counts
            return Step::GoOn;
        }
    }
    if (c.firstLineNext == kNone) {
        const bool hasReturn = text[c.at] == '\n' && c.at > c.begin && text[c.at - 1] == '\r';
        c.firstLineEnd = c.at - (hasReturn ? 1 : 0);
        c.firstLineNext = c.at + 1;
    }
    ++c.lines;
    ++c.at;
    jumpOverSeen(c);
    return Step::GoOn;
}

// Long, or runaway? In the latter case there is a line to give up alone.
RecordParser::Step RecordParser::overLimitInQuotes(Cursor &c) const
{
    c.part = c.at < c.limit ? RecordPart::SecondOfPair : RecordPart::Quoted;
    if (c.firstLineNext == kNone)
        return Step::OverLimit;
    const auto lines = c.window->text.substr(c.firstLineNext, c.limit - c.firstLineNext);
    return holdsRecords(lines) ? Step::Unterminated : Step::OverLimit;
}

// At the end of a record: the quoted field with text behind it spans lines, which are records.
bool RecordParser::hasStrayQuote(const Cursor &c) const
{
    return c.textAfterQuote != kNone && c.firstLineNext != kNone && c.brokenQuote < c.firstLineNext
        && c.firstLineNext < c.textAfterQuote
        && holdsRecords(c.window->text.substr(c.firstLineNext, c.at - c.firstLineNext));
}

// `lines`: text behind a line end, cut anywhere. A quote that stays open counts with its line only.
bool RecordParser::holdsRecords(std::string_view lines) const
{
    const std::string_view ends = m_dialect.carriageReturnEnds ? "\r\n" : "\n";
    auto wanted = m_limits.usualFields;
    int judged = 0;
    int matching = 0;
    while (judged < kJudgedLines) {
        const auto end = lines.find_first_of(ends);
        if (end == lines.npos)
            break;
        auto line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        const TextWindow window { .text = line, .isComplete = true };
        const auto fields = skip(window, RecordPart::FieldBegin).delimiters + 1;
        if (wanted == 0)
            wanted = fields;
        ++judged;
        matching += fields == wanted ? 1 : 0;
    }
    return wanted > 1 && judged > 0 && 8 * matching >= 7 * judged;
}

// Bytes of quoted text that belong together, at `at`; 0 when the text ends too early to tell.
std::size_t RecordParser::skipQuoted(const TextWindow &window, std::size_t at,
                                     SkippedPart &skipped) const
{
    const auto text = window.text;
    const char byte = text[at];
    if (!m_stopsQuoted[index(byte)])
        return 1;
    const bool hasNext = at + 1 < text.size();
    if (byte != '\n' && !hasNext && !window.isComplete)
        return 0;
    const bool isQuoteNext = hasNext && text[at + 1] == m_dialect.quote;
    if (byte == m_dialect.quote) {
        skipped.part = isQuoteNext ? RecordPart::Quoted : RecordPart::Unquoted;
        return isQuoteNext ? 2 : 1;
    }
    if (byte == m_dialect.escape && byte != '\0')
        return isQuoteNext || (hasNext && text[at + 1] == byte) ? 2 : 1;
    const bool isReturnOfLineFeed = byte == '\r' && hasNext && text[at + 1] == '\n';
    skipped.lines += isReturnOfLineFeed ? 0 : 1;
    return 1;
}

SkippedPart RecordParser::skip(const TextWindow &window, RecordPart part) const
{
    const auto text = window.text;
    SkippedPart skipped { .part = part };
    auto &at = skipped.bytes;
    if (part == RecordPart::SecondOfPair && !text.empty()) {
        skipped.part = RecordPart::Quoted;
        ++at;
    }
    while (at < text.size()) {
        if (skipped.part == RecordPart::Quoted) {
            const auto bytes = skipQuoted(window, at, skipped);
            if (bytes == 0)
                break;
            at += bytes;
            continue;
        }
        const auto lineEnd = lineEndAt(window, at);
        if (!lineEnd)
            break;
        skipped.isEnd = *lineEnd > 0;
        if (skipped.isEnd) {
            ++skipped.lines;
            at += *lineEnd;
            break;
        }
        const bool mayOpen = skipped.part == RecordPart::FieldBegin && m_dialect.quote != '\0';
        const bool opens = mayOpen && text[at] == m_dialect.quote;
        const bool isDelimiter = !opens && text[at] == m_dialect.delimiter;
        skipped.part = opens ? RecordPart::Quoted
            : isDelimiter    ? RecordPart::FieldBegin
                             : RecordPart::Unquoted;
        skipped.delimiters += isDelimiter ? 1 : 0;
        ++at;
    }
    return skipped;
}

void RecordParser::jumpOverSeen(Cursor &c) const
{
    const auto here = c.window->streamByte + static_cast<std::int64_t>(c.at);
    if (!c.mayJump || here <= m_seen.from || here >= m_seen.until)
        return;
    const auto offset = [&c](std::int64_t streamByte) {
        return static_cast<std::size_t>(streamByte - c.window->streamByte);
    };
    if (m_seen.openQuote >= here)
        c.openQuote = offset(m_seen.openQuote);
    c.at = offset(m_seen.until);
    c.lines = static_cast<std::uint32_t>(m_seen.line - c.line);
    c.hasJumped = true;
}

void RecordParser::remember(const Cursor &c)
{
    const auto stream = c.window->streamByte;
    m_seen = { .from = stream + static_cast<std::int64_t>(c.begin),
               .until = stream + static_cast<std::int64_t>(c.at),
               .line = c.line + c.lines,
               .openQuote = stream + static_cast<std::int64_t>(c.openQuote) };
}

ParsedRecord RecordParser::outcome(const Cursor &c, Step step)
{
    using End = ParsedRecord::End;
    const auto size = c.window->text.size();
    switch (step) {
    case Step::RecordEnd:
        return { End::Complete, c.contentEnd, c.at, c.lines };
    case Step::Unterminated:
        if (c.firstLineNext == kNone)
            return { End::Unterminated, size, size, 0 };
        return { End::Unterminated, c.firstLineEnd, c.firstLineNext, 1 };
    case Step::OverLimit: {
        const auto raw = std::min(c.limit - c.begin, kRawBytesOfTooLong);
        return { End::TooLong, c.begin + raw, c.limit, c.lines, c.part };
    }
    default:
        return { End::NeedsMoreText, c.begin, c.begin, 0 };
    }
}

void RecordParser::addRecord(const Cursor &c, const ParsedRecord &parsed, std::uint32_t lineOffset)
{
    using End = ParsedRecord::End;
    auto &block = *c.block;
    const auto record = static_cast<std::uint32_t>(block.records.size());
    const auto before = block.issues.size();
    const auto addIssue = [&block, &c, record](ErrorCode code, std::size_t at) {
        block.issues.push_back(
            { record, code, c.window->streamByte + static_cast<std::int64_t>(at) });
    };
    if (parsed.end == End::TooLong)
        addIssue(ErrorCode::RowTooLong, c.begin);
    else if (parsed.end == End::Unterminated)
        addIssue(ErrorCode::RowUnterminatedQuote, c.openQuote);
    else if (c.textAfterQuote != kNone)
        addIssue(ErrorCode::RowTextAfterQuote, c.textAfterQuote);
    if (parsed.end != End::TooLong) { // its raw text may be cut inside a character
        const auto raw = c.window->text.substr(c.begin, parsed.contentEnd - c.begin);
        if (const auto nul = raw.find('\0'); nul != raw.npos)
            addIssue(ErrorCode::ValueNulByte, c.begin + nul);
        if (const auto bad = firstInvalidUtf8(raw); bad != raw.npos)
            addIssue(ErrorCode::ValueBadEncoding, c.begin + bad);
    }
    block.records.push_back(
        { .firstField = static_cast<std::uint32_t>(c.firstField),
          .fieldCount = static_cast<std::uint32_t>(block.fields.size() - c.firstField),
          .begin = static_cast<std::uint32_t>(c.begin),
          .end = static_cast<std::uint32_t>(parsed.contentEnd),
          .lineOffset = lineOffset,
          .hasIssue = block.issues.size() > before });
}

std::optional<std::size_t> RecordParser::lineEndAt(const TextWindow &window, std::size_t at) const
{
    const auto text = window.text;
    if (at >= text.size())
        return std::nullopt;
    if (text[at] == '\n')
        return 1;
    if (text[at] != '\r')
        return 0;
    if (at + 1 >= text.size() && !window.isComplete)
        return std::nullopt;
    if (at + 1 < text.size() && text[at + 1] == '\n')
        return 2;
    return m_dialect.carriageReturnEnds ? 1 : 0;
}

} // namespace dockhand::source
