// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/reference_csv.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

constexpr qsizetype kRawBytesOfTooLong = 64 << 10;
constexpr int kJudgedLines = 32;

} // namespace

ReferenceCsv::ReferenceCsv(const QByteArray &text, char delimiter, bool carriageReturnEnds,
                           std::int64_t maxRecordBytes)
    : m_text(text)
    , m_delimiter(delimiter)
    , m_carriageReturnEnds(carriageReturnEnds)
    , m_maxRecordBytes(maxRecordBytes)
{
    if (m_text.endsWith('\x1A')) // Ctrl-Z, once, is no data
        m_text.chop(1);
}

// Length of the line end here, 0 if there is none.
qsizetype ReferenceCsv::lineEndAt(qsizetype at) const
{
    if (m_text[at] == '\n')
        return 1;
    if (m_text[at] != '\r')
        return 0;
    if (at + 1 < m_text.size() && m_text[at + 1] == '\n')
        return 2;
    return m_carriageReturnEnds ? 1 : 0;
}

// The physical line in which a byte stands; asked for from front to back.
std::int64_t ReferenceCsv::lineOf(qsizetype byte)
{
    while (m_counted < byte) {
        const auto lineEnd = lineEndAt(m_counted);
        m_line += lineEnd > 0 ? 1 : 0;
        m_counted += std::max<qsizetype>(1, lineEnd);
    }
    return m_line;
}

bool ReferenceCsv::isInQuotes(const Scan &scan) const
{
    return scan.state == State::Quoted
        || (scan.state == State::QuoteInQuoted && m_text[scan.at] == '"');
}

bool ReferenceCsv::next(ReferenceRecord &record)
{
    while (m_at < m_text.size() && lineEndAt(m_at) > 0)
        m_at += lineEndAt(m_at);
    if (m_at == m_text.size())
        return false;
    record = {};
    record.byte = m_at;
    record.line = lineOf(m_at);
    Scan scan { .at = m_at, .fieldBegin = m_at };
    while (scan.at < m_text.size()) {
        if (scan.state != State::Quoted && lineEndAt(scan.at) > 0)
            break;
        if (scan.at - m_at == m_maxRecordBytes) {
            giveUpTooLong(record, scan);
            return true;
        }
        takeByte(scan, record);
    }
    close(record, scan);
    return true;
}

void ReferenceCsv::takeByte(Scan &scan, ReferenceRecord &record) const
{
    const char byte = m_text[scan.at];
    const bool isDelimiter = byte == m_delimiter && scan.state != State::Quoted;
    if (isDelimiter) {
        endField(scan, record);
    } else if (scan.state == State::FieldBegin) {
        scan.fieldBegin = scan.at;
        scan.state = byte == '"' ? State::Quoted : State::Unquoted;
        if (byte != '"')
            scan.field += byte;
    } else if (scan.state == State::Quoted && byte == '"') {
        scan.state = State::QuoteInQuoted;
    } else if (scan.state == State::QuoteInQuoted && byte == '"') {
        scan.field += byte;
        scan.state = State::Quoted;
    } else if (scan.state == State::QuoteInQuoted) {
        scan.state = State::TextAfterQuote;
        if (scan.textAfterQuote < 0) {
            scan.textAfterQuote = scan.at;
            scan.brokenField = scan.fieldBegin;
        }
    } else {
        const bool isLineEnd = scan.state == State::Quoted && lineEndAt(scan.at) > 0;
        if (isLineEnd && scan.secondLine < 0) {
            scan.firstLineEnd = scan.at;
            scan.secondLine = scan.at + lineEndAt(scan.at);
        }
        scan.field += byte;
    }
    ++scan.at;
}

void ReferenceCsv::endField(Scan &scan, ReferenceRecord &record) const
{
    record.fields.append(scan.field);
    scan.field.clear();
    scan.state = State::FieldBegin;
}

// At the end of the record's line, or of the text.
void ReferenceCsv::close(ReferenceRecord &record, const Scan &scan)
{
    if (scan.state == State::Quoted) {
        giveUpFirstLine(record, scan);
        return;
    }
    record.fields.append(scan.field);
    record.raw = m_text.mid(m_at, scan.at - m_at);
    const auto end = scan.at + (scan.at < m_text.size() ? lineEndAt(scan.at) : 0);
    const bool opensInFirstLine = scan.textAfterQuote >= 0 && scan.secondLine >= 0
        && scan.brokenField < scan.secondLine && scan.secondLine < scan.textAfterQuote;
    // A stray quote took the records behind it along, up to the next quote.
    if (opensInFirstLine && holdsRecords(m_text.mid(scan.secondLine, end - scan.secondLine))) {
        giveUpFirstLine(record, scan);
        return;
    }
    if (scan.textAfterQuote >= 0)
        record.problems += u"row.text_after_quote"_s;
    checkBytes(record);
    m_at = end;
}

// Nothing closes the quote: the first line is lost, the next one begins a record.
void ReferenceCsv::giveUpFirstLine(ReferenceRecord &record, const Scan &scan)
{
    const bool hasMoreLines = scan.secondLine >= 0;
    record.raw = m_text.mid(m_at, (hasMoreLines ? scan.firstLineEnd : m_text.size()) - m_at);
    record.problems += u"row.unterminated_quote"_s;
    checkBytes(record);
    m_at = hasMoreLines ? scan.secondLine : m_text.size();
}

// At the first byte too many. Inside a quote that took whole records along it was a stray one.
void ReferenceCsv::giveUpTooLong(ReferenceRecord &record, Scan &scan)
{
    if (isInQuotes(scan) && scan.secondLine >= 0
        && holdsRecords(m_text.mid(scan.secondLine, scan.at - scan.secondLine))) {
        giveUpFirstLine(record, scan);
        return;
    }
    record.raw = m_text.mid(m_at, std::min<qsizetype>(scan.at - m_at, kRawBytesOfTooLong));
    record.problems += u"row.too_long"_s;
    while (scan.at < m_text.size() && (scan.state == State::Quoted || lineEndAt(scan.at) == 0))
        takeByte(scan, record);
    m_at = scan.at + (scan.at < m_text.size() ? lineEndAt(scan.at) : 0);
}

// Whether nearly all of the lines (the first ones of them; what is behind the last line end is
// none) have as many fields as the records of the file.
bool ReferenceCsv::holdsRecords(const QByteArray &lines) const
{
    auto text = lines;
    if (m_carriageReturnEnds)
        text.replace("\r\n", "\n").replace('\r', '\n');
    auto all = text.split('\n');
    all.removeLast();
    qsizetype usual = m_usualFields;
    int judged = 0;
    int matching = 0;
    for (auto line : all) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() || judged == kJudgedLines)
            continue;
        if (usual == 0)
            usual = fieldsOfLine(line);
        ++judged;
        matching += fieldsOfLine(line) == usual ? 1 : 0;
    }
    return usual > 1 && judged > 0 && 8 * matching >= 7 * judged;
}

// A quote that stays open reaches to the end of the line.
qsizetype ReferenceCsv::fieldsOfLine(const QByteArray &line) const
{
    qsizetype fields = 1;
    auto state = State::FieldBegin;
    for (const char byte : line) {
        if (byte == m_delimiter && state != State::Quoted) {
            ++fields;
            state = State::FieldBegin;
        } else if (byte == '"' && (state == State::FieldBegin || state == State::QuoteInQuoted)) {
            state = State::Quoted;
        } else if (byte == '"' && state == State::Quoted) {
            state = State::QuoteInQuoted;
        } else if (state != State::Quoted) {
            state = State::Unquoted;
        }
    }
    return fields;
}

void ReferenceCsv::checkBytes(ReferenceRecord &record) const
{
    if (record.raw.contains('\0'))
        record.problems += u"value.nul_byte"_s;
    // Bytes that are no UTF-8 come back as the replacement character.
    if (QString::fromUtf8(record.raw).toUtf8() != record.raw)
        record.problems += u"value.bad_encoding"_s;
}

} // namespace dockhand::fault
