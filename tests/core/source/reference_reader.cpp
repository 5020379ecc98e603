// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/source/reference_reader.h"

#include <algorithm>
#include <optional>

namespace dockhand::source {

namespace {

enum class State { FieldStart, Plain, Quoted, Escaped, Closed, Broken };

bool startsWithDirective(std::string_view text)
{
    return text.size() >= 4 && (text[0] | 0x20) == 's' && (text[1] | 0x20) == 'e'
        && (text[2] | 0x20) == 'p' && text[3] == '=';
}

/// The whole stream and a place in it.
class SlowReader
{
public:
    SlowReader(std::string_view bytes, const Dialect &dialect, const ReaderLimits &limits)
        : m_text(bytes.ends_with('\x1A') ? bytes.substr(0, bytes.size() - 1) : bytes)
        , m_dialect(dialect)
        , m_limits(limits)
    {
    }

    ReadStream readAll();

private:
    std::size_t lineEndLength(std::size_t at) const;
    void skipLine(std::size_t from);
    std::optional<ReadRecord> nextRecord();
    void parse(ReadRecord &record);
    bool isInQuotes() const;
    bool isStrayQuote(std::string_view lines) const;
    std::size_t fieldsOf(std::string_view line) const;
    void skipRest(ReadRecord &record);
    void step(ReadRecord &record);
    void endField(ReadRecord &record);
    void giveUp(ReadRecord &record);
    void checkBytes(ReadRecord &record, std::size_t begin) const;

    std::string_view m_text;
    Dialect m_dialect;
    ReaderLimits m_limits;
    std::size_t m_usualFields = 0;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
    std::int64_t m_blank = 0;

    State m_state = State::FieldStart;
    std::string m_value;
    std::size_t m_fieldBegin = 0;
    std::size_t m_openQuote = 0;
    std::size_t m_brokenQuote = 0;  ///< of the field with m_textAfterQuote
    std::size_t m_firstLineEnd = 0; ///< behind the first line end inside the record; 0: none yet
    std::optional<std::size_t> m_textAfterQuote;
};

std::size_t SlowReader::lineEndLength(std::size_t at) const
{
    const auto rest = m_text.substr(std::min(at, m_text.size()));
    if (rest.starts_with("\r\n"))
        return 2;
    return rest.starts_with('\n') || (rest.starts_with('\r') && m_dialect.carriageReturnEnds);
}

void SlowReader::skipLine(std::size_t from)
{
    m_at = from;
    while (m_at < m_text.size() && lineEndLength(m_at) == 0)
        ++m_at;
    m_line += lineEndLength(m_at) > 0;
    m_at += lineEndLength(m_at);
}

ReadStream SlowReader::readAll()
{
    ReadStream stream;
    if (m_dialect.hasSeparatorLine && startsWithDirective(m_text))
        skipLine(0);
    for (int row = 0; row < m_dialect.headerRow; ++row) {
        const auto record = nextRecord();
        stream.hasHeader = record.has_value();
        stream.header = record ? record->fields : std::vector<std::string>();
        m_blank = 0;
    }
    m_usualFields = stream.header.size();
    while (auto record = nextRecord()) {
        record->record = static_cast<std::int64_t>(stream.records.size()) + 1;
        stream.records.push_back(*record);
    }
    stream.blankRecords = m_blank;
    stream.endLine = m_line;
    return stream;
}

std::optional<ReadRecord> SlowReader::nextRecord()
{
    while (lineEndLength(m_at) > 0) {
        m_at += lineEndLength(m_at);
        ++m_line;
        ++m_blank;
    }
    if (m_at == m_text.size())
        return std::nullopt;
    ReadRecord record;
    record.line = m_line;
    record.byte = static_cast<std::int64_t>(m_at);
    parse(record);
    return record;
}

void SlowReader::parse(ReadRecord &record)
{
    const auto begin = m_at;
    m_state = State::FieldStart;
    m_value.clear();
    m_fieldBegin = begin;
    m_firstLineEnd = 0;
    m_textAfterQuote.reset();
    while (true) {
        if (m_at == m_text.size() && isInQuotes())
            return giveUp(record);
        if (m_at == m_text.size() || (!isInQuotes() && lineEndLength(m_at) > 0))
            break;
        if (m_at - begin == m_limits.maxRecordBytes) {
            const auto next = m_text.substr(m_at, 1);
            const bool isInPair = m_state == State::Closed && next.front() == m_dialect.quote;
            if ((isInQuotes() || isInPair) && m_firstLineEnd > 0
                && isStrayQuote(m_text.substr(m_firstLineEnd, m_at - m_firstLineEnd)))
                return giveUp(record);
            record.issues = { { ErrorCode::RowTooLong, record.byte } };
            record.raw = m_text.substr(begin, std::min<std::size_t>(m_at - begin, 64 << 10));
            return skipRest(record);
        }
        step(record);
    }
    const auto next = m_at + lineEndLength(m_at);
    const bool spansLines
        = m_textAfterQuote && m_brokenQuote < m_firstLineEnd && m_firstLineEnd < *m_textAfterQuote;
    if (spansLines && isStrayQuote(m_text.substr(m_firstLineEnd, next - m_firstLineEnd))) {
        m_openQuote = m_brokenQuote;
        return giveUp(record);
    }
    endField(record);
    record.raw = m_text.substr(begin, m_at - begin);
    if (m_textAfterQuote)
        record.issues.emplace_back(ErrorCode::RowTextAfterQuote, *m_textAfterQuote);
    checkBytes(record, begin);
    m_line += lineEndLength(m_at) > 0;
    m_at += lineEndLength(m_at);
}

bool SlowReader::isInQuotes() const
{
    return m_state == State::Quoted || m_state == State::Escaped;
}

// Seven of eight of the first 32 lines, blank ones left out, have as many fields as the header (or
// the first of them), and more than one.
bool SlowReader::isStrayQuote(std::string_view lines) const
{
    std::vector<std::size_t> fields;
    while (fields.size() < 32) {
        const auto end = lines.find_first_of(m_dialect.carriageReturnEnds ? "\r\n" : "\n");
        if (end == lines.npos)
            break;
        auto line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        line.remove_suffix(line.ends_with('\r'));
        if (!line.empty())
            fields.push_back(fieldsOf(line));
    }
    if (fields.empty())
        return false;
    const auto usual = m_usualFields > 0 ? m_usualFields : fields.front();
    return usual > 1 && 8 * std::ranges::count(fields, usual) >= 7 * std::ssize(fields);
}

std::size_t SlowReader::fieldsOf(std::string_view line) const
{
    std::size_t fields = 1;
    bool isBegin = true;
    bool isInside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto next = line.substr(i + 1, 1);
        const bool isQuote = line[i] == m_dialect.quote && m_dialect.quote != '\0';
        const bool isEscape = line[i] == m_dialect.escape && m_dialect.escape != '\0';
        const bool isQuoteNext = next == std::string_view(&m_dialect.quote, 1);
        const bool isDelimiter = line[i] == m_dialect.delimiter;
        const bool wasInside = isInside;
        if (isInside && (isQuote || isEscape)) {
            const bool isPair = isQuoteNext || (isEscape && next == line.substr(i, 1));
            isInside = isPair || !isQuote;
            i += isPair;
        } else if (!isInside) {
            isInside = isBegin && isQuote;
            fields += isDelimiter && !isInside;
        }
        isBegin = !wasInside && isDelimiter && !isInside;
    }
    return fields;
}

void SlowReader::skipRest(ReadRecord &record)
{
    while (m_at < m_text.size() && (isInQuotes() || lineEndLength(m_at) == 0))
        step(record);
    record.fields.clear();
    m_line += lineEndLength(m_at) > 0;
    m_at += lineEndLength(m_at);
}

void SlowReader::step(ReadRecord &record)
{
    const char c = m_text[m_at];
    const char next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
    const bool isQuote = c == m_dialect.quote && m_dialect.quote != '\0';
    const bool isQuoted = m_state == State::Quoted;
    if (m_state == State::FieldStart && isQuote) {
        m_state = State::Quoted;
        m_openQuote = m_at;
    } else if (isQuoted && isQuote) {
        m_state = State::Closed;
    } else if (isQuoted && c == m_dialect.escape && c != '\0'
               && (next == m_dialect.quote || next == m_dialect.escape)
               && m_at + 1 < m_text.size()) {
        m_state = State::Escaped;
    } else if (isQuoted || m_state == State::Escaped || (m_state == State::Closed && isQuote)) {
        m_state = State::Quoted;
        m_value += c;
        const bool isLineEnd = isQuoted && lineEndLength(m_at) == 1;
        m_line += isLineEnd;
        if (isLineEnd && m_firstLineEnd == 0)
            m_firstLineEnd = m_at + 1;
    } else if (c == m_dialect.delimiter) {
        endField(record);
        m_fieldBegin = m_at + 1;
    } else if (m_state == State::Closed) {
        m_state = State::Broken;
        if (!m_textAfterQuote) {
            m_textAfterQuote = m_at;
            m_brokenQuote = m_fieldBegin;
        }
    } else if (m_state != State::Broken) {
        m_state = State::Plain;
        m_value += c;
    }
    ++m_at;
}

void SlowReader::endField(ReadRecord &record)
{
    if (m_state == State::Broken)
        m_value = m_text.substr(m_fieldBegin, m_at - m_fieldBegin);
    record.fields.push_back(m_value);
    m_value.clear();
    m_state = State::FieldStart;
}

// Only the first line is given up; reading goes on behind it.
void SlowReader::giveUp(ReadRecord &record)
{
    const auto begin = static_cast<std::size_t>(record.byte);
    const auto end = m_firstLineEnd > 0 ? m_firstLineEnd : m_text.size();
    record.raw = m_text.substr(begin, end - begin);
    if (m_firstLineEnd > 0) {
        const char lineEnd = record.raw.back();
        record.raw.pop_back();
        if (lineEnd == '\n' && record.raw.ends_with('\r'))
            record.raw.pop_back();
    }
    record.fields.clear();
    record.issues.emplace_back(ErrorCode::RowUnterminatedQuote, m_openQuote);
    checkBytes(record, begin);
    m_at = end;
    m_line = record.line + (m_firstLineEnd > 0 ? 1 : 0);
}

/// Length of a well-formed UTF-8 sequence at the front, by decoding and encoding it.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [text](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned code = length == 1 ? lead : lead & (0x7FU >> length);
    bool isGood = lead < 0x80 || (lead >= 0xC0 && lead < 0xF8);
    for (std::size_t i = 1; i < length; ++i) {
        isGood = isGood && byte(i) >= 0x80 && byte(i) < 0xC0;
        code = code << 6 | (byte(i) & 0x3FU);
    }
    constexpr unsigned kSmallest[] { 0, 0, 0x80, 0x800, 0x10000 };
    isGood = isGood && code >= kSmallest[length] && code <= 0x10FFFF;
    isGood = isGood && (code < 0xD800 || code > 0xDFFF);
    return isGood ? length : 0;
}

void SlowReader::checkBytes(ReadRecord &record, std::size_t begin) const
{
    const auto nul = record.raw.find('\0');
    if (nul != std::string::npos)
        record.issues.emplace_back(ErrorCode::ValueNulByte, begin + nul);
    for (std::size_t i = 0; i < record.raw.size();) {
        const auto length = sequenceLength(std::string_view(record.raw).substr(i));
        if (length == 0) {
            record.issues.emplace_back(ErrorCode::ValueBadEncoding, begin + i);
            return;
        }
        i += length;
    }
}

} // namespace

ReadStream readSlowly(std::string_view bytes, const Dialect &dialect, const ReaderLimits &limits)
{
    auto stream = SlowReader(bytes, dialect, limits).readAll();
    stream.endByte = static_cast<std::int64_t>(bytes.size());
    return stream;
}

std::string describe(const ReadStream &stream)
{
    std::string text = stream.hasHeader ? "header:" : "no header:";
    for (const auto &field : stream.header)
        text += " [" + field + "]";
    for (const auto &record : stream.records) {
        text += "\n#" + std::to_string(record.record) + " line " + std::to_string(record.line)
            + " byte " + std::to_string(record.byte) + ":";
        for (const auto &field : record.fields)
            text += " [" + field + "]";
        text += " raw {" + record.raw + "}";
        for (const auto &[code, byte] : record.issues)
            text += " " + errorId(code).toStdString() + "@" + std::to_string(byte);
    }
    return text + "\nblank " + std::to_string(stream.blankRecords) + ", line "
        + std::to_string(stream.endLine) + ", byte " + std::to_string(stream.endByte) + "\n";
}

} // namespace dockhand::source
