// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/csv_reader.h"

#include "core/base/byte_buffer.h"
#include "core/source/record_scanner.h"
#include "core/source/stream_buffer.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace dockhand::source {

namespace {

constexpr std::size_t kLargestText = std::size_t { 1 } << 30; // offsets are 32 bits, one is a flag
constexpr std::size_t kSmallBuffer = 4 << 10;
constexpr std::size_t kSlack = 64; // for the line end behind the longest record

ReaderLimits bounded(ReaderLimits limits)
{
    limits.maxRecords = std::max(limits.maxRecords, 1U);
    limits.maxBlockBytes = std::clamp<std::size_t>(limits.maxBlockBytes, 1, kLargestText / 4);
    limits.maxRecordBytes = std::clamp<std::size_t>(limits.maxRecordBytes, 1, kLargestText / 2);
    return limits;
}

// A small file needs no large buffer; one that was decoded may be longer than its bytes, and the
// buffer then grows.
std::size_t firstCapacity(std::int64_t textBytes, const ReaderLimits &limits)
{
    const auto usual = 2 * limits.maxBlockBytes + kSlack;
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(textBytes, 0)) + kSlack;
    return std::min(usual, std::max(wanted, kSmallBuffer));
}

tl::unexpected<Error> noHeaderRow(int wanted, int rows)
{
    if (rows == 0)
        return failure(ErrorCode::FileEmpty);
    const auto reason
        = QCoreApplication::translate("CsvReader", "there is no row %1, the last one is row %2")
              .arg(wanted)
              .arg(rows);
    return failure(ErrorCode::FileUnrecognised, { reason });
}

} // namespace

class CsvReader::Impl
{
public:
    void setMaxRecords(std::uint32_t maxRecords) { m_limits.maxRecords = std::max(maxRecords, 1U); }

    Impl(std::unique_ptr<ByteSource> source, const Dialect &dialect, const ReaderLimits &limits,
         ByteBuffer buffer, std::size_t capacity)
        : m_dialect(dialect)
        , m_limits(limits)
        , m_leadBytes(source->leadBytes())
        , m_stream(std::move(source), std::move(buffer), capacity,
                   limits.maxRecordBytes + 2 * limits.maxBlockBytes + kSlack)
        , m_scanner(dialect, { limits.maxRecordBytes })
    {
    }

    Result<std::vector<std::string>> readHeader();
    Result<void> skipTo(const StreamPosition &position, const QByteArray &prefixHash);
    Result<bool> next(RecordBlock &block);
    void exchangeText(ByteBuffer &memory);
    const ByteSource &input() const { return m_stream.input(); }
    ByteBuffer takeBuffer() { return m_stream.takeBuffer(); }

private:
    Result<bool> fill(RecordBlock &block, std::uint32_t maxRecords);
    void scan(RecordBlock &block, std::uint32_t maxRecords);
    void setText(RecordBlock &block);
    void skipSeparatorLine();
    void skipRestOfLine();
    void skipRestOfRecord(RecordPart part);
    bool skipBlankLine(RecordBlock &block);
    void close(RecordBlock &block);
    [[nodiscard]] TextWindow window() const;

    Dialect m_dialect;
    ReaderLimits m_limits;
    std::int64_t m_leadBytes; ///< see RecordBlock; taken from the source before it goes on
    StreamBuffer m_stream;
    RecordScanner m_scanner;
    std::int64_t m_record = 0; ///< data records used
    std::int64_t m_line = 1;   ///< of the unused text
    ByteBuffer m_tooLong;      ///< the block's text when its last record was too long
    bool m_endsTooLong = false;
};

Result<std::vector<std::string>> CsvReader::Impl::readHeader()
{
    std::vector<std::string> header;
    RecordBlock block;
    for (int row = 0; row < m_dialect.headerRow; ++row) {
        const auto hasRecord = fill(block, 1);
        m_record = 0;
        if (!hasRecord)
            return failure(hasRecord.error());
        if (!*hasRecord)
            return noHeaderRow(m_dialect.headerRow, row);
    }
    if (m_dialect.headerRow == 0)
        return header;
    for (const auto &issue : block.issues) {
        if (issue.code != ErrorCode::RowUnterminatedQuote && issue.code != ErrorCode::RowTooLong)
            continue;
        Place place { .line = block.firstLine, .byte = block.fileByte(issue.byte) };
        const auto reason = issue.code == ErrorCode::RowTooLong
            ? QCoreApplication::translate("CsvReader",
                                          "The header is longer than the limit for one record.")
            : QCoreApplication::translate("CsvReader", "A quote in the header is never closed.");
        return failure(ErrorCode::FileUnrecognised, { reason }, place);
    }
    for (const auto span : block.fields)
        header.emplace_back(block.field(span));
    m_scanner.setUsualFields(header.size());
    return header;
}

Result<void> CsvReader::Impl::skipTo(const StreamPosition &position, const QByteArray &prefixHash)
{
    m_stream.release();
    while (m_stream.streamByte() < position.byte) {
        if (m_stream.text().empty() && !m_stream.readMore()) {
            m_stream.consumeEndMark();
            break;
        }
        const auto missing = static_cast<std::size_t>(position.byte - m_stream.streamByte());
        m_stream.consume(std::min(missing, m_stream.text().size()));
        m_stream.release();
    }
    if (m_stream.streamByte() < position.byte && m_stream.error())
        return failure(*m_stream.error());
    if (m_stream.streamByte() != position.byte || m_stream.prefixHash() != prefixHash)
        return failure(ErrorCode::FileChangedSinceImport);
    m_record = position.record;
    m_line = position.line;
    return {};
}

Result<bool> CsvReader::Impl::next(RecordBlock &block)
{
    auto hasRecords = fill(block, m_limits.maxRecords);
    if (!hasRecords)
        return hasRecords;
    const auto end = m_stream.kept().size();
    while (m_stream.kept().size() - end < m_limits.maxBlockBytes && skipBlankLine(block)) { }
    close(block);
    return hasRecords;
}

void CsvReader::Impl::close(RecordBlock &block)
{
    while (m_stream.text().empty() && m_stream.readMore()) { }
    setText(block);
    block.isFinal = m_stream.isComplete() && m_stream.text().empty();
    if (block.isFinal)
        m_stream.consumeEndMark();
    block.endRecord = m_record;
    block.endLine = m_line;
    block.endByte = m_stream.streamByte();
    block.prefixHash = m_stream.prefixHash();
}

// The buffer may move while it is filled, so the text is set last.
void CsvReader::Impl::setText(RecordBlock &block)
{
    block.text = m_endsTooLong ? m_tooLong.view() : m_stream.kept();
}

void CsvReader::Impl::exchangeText(ByteBuffer &memory)
{
    if (m_endsTooLong)
        std::swap(m_tooLong, memory);
    else
        m_stream.exchangeMemory(memory);
}

Result<bool> CsvReader::Impl::fill(RecordBlock &block, std::uint32_t maxRecords)
{
    block.clear();
    m_endsTooLong = false;
    m_stream.release();
    if (m_stream.streamByte() == 0 && m_dialect.hasSeparatorLine)
        skipSeparatorLine();
    while (skipBlankLine(block))
        m_stream.release();
    block.firstRecord = m_record + 1;
    block.firstLine = m_line;
    block.firstByte = m_stream.streamByte();
    block.leadBytes = m_leadBytes;
    do {
        scan(block, maxRecords);
    } while (block.records.empty() && m_stream.readMore());
    setText(block);
    if (block.records.empty() && m_stream.error())
        return failure(*m_stream.error());
    Q_ASSERT(!block.records.empty() || (m_stream.isComplete() && m_stream.text().empty()));
    return !block.records.empty();
}

void CsvReader::Impl::scan(RecordBlock &block, std::uint32_t maxRecords)
{
    const auto outcome = m_scanner.scan(window(), { maxRecords, m_limits.maxBlockBytes }, block);
    m_stream.consume(outcome.consumed);
    m_line += outcome.lines;
    m_record += static_cast<std::int64_t>(block.records.size());
    if (!outcome.endsTooLong)
        return;
    m_tooLong.clear();
    m_tooLong.append(m_stream.kept().substr(0, block.records.back().end));
    m_endsTooLong = true;
    skipRestOfRecord(outcome.part);
}

TextWindow CsvReader::Impl::window() const
{
    return { m_stream.text(), m_stream.streamByte(), m_line, m_stream.isComplete() };
}

// Excel's directive; whatever else stands on line 1 is a record.
void CsvReader::Impl::skipSeparatorLine()
{
    constexpr std::string_view kDirective = "sep=";
    while (m_stream.text().size() < kDirective.size() && m_stream.readMore()) { }
    const auto text = m_stream.text();
    if (text.size() >= kDirective.size()
        && qstrnicmp(text.data(), kDirective.data(), kDirective.size()) == 0)
        skipRestOfLine();
}

void CsvReader::Impl::skipRestOfLine()
{
    const std::string_view ends = m_dialect.carriageReturnEnds ? "\r\n" : "\n";
    while (true) {
        const auto view = window();
        const auto at = std::min(view.text.find_first_of(ends), view.text.size());
        const auto lineEnd = m_scanner.parser().lineEndAt(view, at);
        m_stream.consume(at + lineEnd.value_or(0));
        m_stream.release();
        m_line += lineEnd ? 1 : 0;
        if (lineEnd || !m_stream.readMore())
            return;
    }
}

void CsvReader::Impl::skipRestOfRecord(RecordPart part)
{
    SkippedPart skipped { .part = part };
    do {
        skipped = m_scanner.parser().skip(window(), skipped.part);
        m_stream.consume(skipped.bytes);
        m_stream.release();
        m_line += skipped.lines;
    } while (!skipped.isEnd && m_stream.readMore());
}

// One line end at the front of the text, if there is one.
bool CsvReader::Impl::skipBlankLine(RecordBlock &block)
{
    auto lineEnd = m_scanner.parser().lineEndAt(window(), 0);
    while (!lineEnd && m_stream.readMore())
        lineEnd = m_scanner.parser().lineEndAt(window(), 0);
    if (lineEnd.value_or(0) == 0)
        return false;
    m_stream.consume(*lineEnd);
    ++m_line;
    ++block.blankRecords;
    return true;
}

CsvReader::CsvReader(std::unique_ptr<ByteSource> input, const Dialect &dialect,
                     const ReaderLimits &limits, ByteBuffer buffer)
{
    const auto limited = bounded(limits);
    const auto capacity = firstCapacity(input->expectedBytes(), limited);
    m_impl
        = std::make_unique<Impl>(std::move(input), dialect, limited, std::move(buffer), capacity);
}

CsvReader::~CsvReader() = default;

ByteBuffer CsvReader::takeBuffer()
{
    return m_impl->takeBuffer();
}

Result<std::vector<std::string>> CsvReader::readHeader()
{
    return m_impl->readHeader();
}

Result<void> CsvReader::skipTo(const StreamPosition &position, const QByteArray &prefixHash)
{
    return m_impl->skipTo(position, prefixHash);
}

Result<bool> CsvReader::next(RecordBlock &block)
{
    return m_impl->next(block);
}

void CsvReader::exchangeText(ByteBuffer &memory)
{
    m_impl->exchangeText(memory);
}

void CsvReader::setMaxRecords(std::uint32_t maxRecords)
{
    m_impl->setMaxRecords(maxRecords);
}

const ByteSource &CsvReader::input() const
{
    return m_impl->input();
}

} // namespace dockhand::source
