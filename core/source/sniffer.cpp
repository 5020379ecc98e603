// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/sniffer.h"

#include "core/base/text.h"
#include "core/source/dialect_guess.h"
#include "core/source/encoding_guess.h"
#include "core/source/file_signature.h"
#include "core/source/text_decoder.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace dockhand::source {

namespace {

constexpr qint64 kHeadBytes = 256 << 10;
constexpr qint64 kLargestHead = 64 << 20; // for a header that is longer than the usual head
constexpr qint64 kStretchBytes = 64 << 10;
constexpr qint64 kLargeFile = 1 << 20;
constexpr qint64 kLongHead = 17 << 20; // a record of the reader's usual limit, and more
constexpr auto kMostLinesOfCutRecord = 100;
constexpr auto kCtrlZ = '\x1A';

/// Raw bytes of a file: its begin and, of a large one, stretches of its middle and end.
struct RawSample
{
    QByteArray head;
    QByteArray middle;
    QByteArray tail;
    qint64 fileSize = 0;

    [[nodiscard]] bool isWholeFile() const { return head.size() >= fileSize; }
};

Result<QByteArray> readStretch(QFile &file, qint64 at, qint64 bytes)
{
    QByteArray stretch;
    if (file.seek(at))
        stretch = file.read(bytes);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(file.fileName()));
    return stretch;
}

bool hasTwoLines(const QByteArray &bytes)
{
    const auto hasTwo = [text = view(bytes)](char lineEnd) {
        const auto first = text.find(lineEnd);
        return first != text.npos && text.find(lineEnd, first + 1) != text.npos;
    };
    return hasTwo('\n') || hasTwo('\r');
}

Result<RawSample> readSample(QFile &file)
{
    RawSample sample;
    sample.fileSize = file.size();
    for (auto bytes = kHeadBytes; bytes <= kLargestHead; bytes *= 4) {
        auto head = readStretch(file, 0, bytes);
        if (!head)
            return failure(std::move(head.error()));
        sample.head = *head;
        if (sample.isWholeFile() || hasTwoLines(sample.head))
            break;
    }
    if (sample.fileSize <= std::max(kLargeFile, static_cast<qint64>(2 * sample.head.size())))
        return sample;
    auto middle = readStretch(file, sample.fileSize / 2, kStretchBytes);
    auto tail = readStretch(file, sample.fileSize - kStretchBytes, kStretchBytes);
    if (!middle || !tail)
        return failure(!middle ? std::move(middle.error()) : std::move(tail.error()));
    sample.middle = *middle;
    sample.tail = *tail;
    return sample;
}

Result<RawSample> openAndRead(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, {}, inFile(path));
    if (info.isDir())
        return failure(ErrorCode::FileIsDirectory, {}, inFile(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(path));
    return readSample(file);
}

/// Collects a Sniff out of the raw bytes of a file.
class Sniffing
{
public:
    Sniffing(const QString &path, RawSample raw, const DialectOverrides &overrides,
             int sampleRecords)
        : m_path(path)
        , m_raw(std::move(raw))
        , m_overrides(overrides)
        , m_sampleRecords(static_cast<std::uint32_t>(std::max(sampleRecords, 0)))
    {
    }

    Result<Sniff> run();

private:
    void chooseEncoding();
    void decodeHead();
    [[nodiscard]] SampleText headText() const;
    [[nodiscard]] DialectGuess guessHead();
    [[nodiscard]] bool isHeadTooShort(const Dialect &dialect);
    [[nodiscard]] Result<void> lengthenHead();
    [[nodiscard]] Result<void> checkHeaderRow(const RecordBlock &block) const;
    [[nodiscard]] Result<void> takeHead();
    void takeStretch(const QByteArray &raw, bool isFileEnd);
    void takeRecord(const RecordBlock &block, const RecordSpan &record);

    QString m_path;
    RawSample m_raw;
    DialectOverrides m_overrides;
    std::uint32_t m_sampleRecords;
    ByteBuffer m_head;   ///< decoded, without the byte-order mark
    SampleParse m_parse; ///< of m_head
    bool m_isLengthened = false;
    double m_rawPerDecoded = 1;
    std::size_t m_room = 0; ///< sample records that may still be taken
    Sniff m_sniff;
};

Result<Sniff> Sniffing::run()
{
    if (m_raw.fileSize == 0)
        return failure(ErrorCode::FileEmpty, {}, inFile(m_path));
    if (const auto format = formatBySignature(view(m_raw.head), view(m_raw.tail)))
        return failure(ErrorCode::FileUnsupportedFormat, { *format }, inFile(m_path));
    chooseEncoding();
    decodeHead();
    if (looksBinary(m_head.view()))
        return failure(ErrorCode::FileUnsupportedFormat, { binaryDataName() }, inFile(m_path));
    if (m_raw.isWholeFile() && m_head.view().find_first_not_of("\r\n") == std::string_view::npos)
        return failure(ErrorCode::FileEmpty, {}, inFile(m_path));
    auto guess = guessHead();
    if (isHeadTooShort(guess.dialect)) {
        if (auto longer = lengthenHead(); !longer)
            return failure(std::move(longer.error()));
        guess = guessHead();
    }
    m_sniff.dialect = guess.dialect;
    m_sniff.confidence = guess.confidence;
    m_sniff.reasons += guess.reasons;
    if (auto taken = takeHead(); !taken)
        return failure(std::move(taken.error()));
    takeStretch(m_raw.middle, false);
    takeStretch(m_raw.tail, true);
    return std::move(m_sniff);
}

// Once the head is as long as it gets, a quote that is open for nearly all of it was never closed.
SampleText Sniffing::headText() const
{
    SampleText sample { m_head.view(), m_raw.isWholeFile() };
    if (m_isLengthened && !sample.isWholeFile)
        sample.maxRecordBytes = m_head.size() - m_head.size() / 16;
    return sample;
}

DialectGuess Sniffing::guessHead()
{
    return guessDialect(headText(), m_sniff.dialect, m_overrides, m_parse);
}

// A quote that is open where the head ends may be closed later, or was never closed: only more text
// can tell. No record behind the header tells too little, too.
bool Sniffing::isHeadTooShort(const Dialect &dialect)
{
    if (m_raw.isWholeFile() || m_raw.head.size() >= kLongHead)
        return false;
    const auto headerRow = static_cast<std::uint32_t>(std::max(dialect.headerRow, 0));
    const auto wanted = headerRow + std::max(m_sampleRecords, 1U);
    const auto &block = m_parse.records(headText(), dialect, wanted);
    if (block.records.size() >= wanted)
        return false;
    const auto rest = m_head.view().substr(m_parse.end());
    const auto lines = std::ranges::count(rest, dialect.carriageReturnEnds ? '\r' : '\n');
    return block.records.size() <= headerRow || lines > kMostLinesOfCutRecord;
}

Result<void> Sniffing::lengthenHead()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(m_path));
    auto head = readStretch(file, 0, kLongHead);
    if (!head)
        return failure(std::move(head.error()));
    m_raw.head = *std::move(head);
    m_isLengthened = true;
    if (m_raw.isWholeFile()) {
        m_raw.middle.clear();
        m_raw.tail.clear();
    }
    decodeHead();
    return {};
}

void Sniffing::chooseEncoding()
{
    auto &dialect = m_sniff.dialect;
    const auto guess = guessEncoding(
        { view(m_raw.head), view(m_raw.middle), view(m_raw.tail), m_raw.isWholeFile() });
    dialect.encoding = m_overrides.encoding.value_or(guess.encoding);
    dialect.hasByteOrderMark = byteOrderMarkLength(view(m_raw.head), dialect.encoding) > 0;
    if (m_overrides.encoding)
        return;
    const auto name = encodingName(dialect.encoding);
    const auto translated
        = [](const char *text) { return QCoreApplication::translate("Sniffer", text); };
    if (guess.hasByteOrderMark)
        m_sniff.reasons
            << translated(QT_TRANSLATE_NOOP("Sniffer", "The byte-order mark says %1.")).arg(name);
    else if (guess.badSequences > 0)
        m_sniff.reasons << translated(
                               QT_TRANSLATE_NOOP("Sniffer", "The text is %1 but for %2 bad bytes."))
                               .arg(name)
                               .arg(guess.badSequences);
    else
        m_sniff.reasons
            << translated(QT_TRANSLATE_NOOP("Sniffer", "The bytes look like %1.")).arg(name);
}

void Sniffing::decodeHead()
{
    auto raw = view(m_raw.head);
    raw.remove_prefix(byteOrderMarkLength(raw, m_sniff.dialect.encoding));
    m_parse.forget();
    m_head.resize(0);
    TextDecoder(m_sniff.dialect.encoding).decode(raw, m_raw.isWholeFile(), m_head);
    if (m_head.size() > 0)
        m_rawPerDecoded = static_cast<double>(raw.size()) / static_cast<double>(m_head.size());
    if (m_raw.isWholeFile() && m_head.view().ends_with(kCtrlZ))
        m_head.resize(m_head.size() - 1);
}

Result<void> Sniffing::checkHeaderRow(const RecordBlock &block) const
{
    const auto headerRow = m_sniff.dialect.headerRow;
    if (block.records.empty())
        return failure(ErrorCode::FileEmpty, {}, inFile(m_path));
    if (std::cmp_greater_equal(block.records.size(), headerRow))
        return {};
    const auto reason
        = QCoreApplication::translate("CsvReader", "there is no row %1, the last one is row %2")
              .arg(headerRow)
              .arg(block.records.size());
    return failure(ErrorCode::FileUnrecognised, { reason }, inFile(m_path));
}

// The header and the records behind it.
Result<void> Sniffing::takeHead()
{
    const bool isLarge = !m_raw.tail.isEmpty();
    m_room = isLarge ? m_sampleRecords - 2 * (m_sampleRecords / 5) : m_sampleRecords;
    const auto headerRow = static_cast<std::size_t>(std::max(m_sniff.dialect.headerRow, 0));
    const auto wanted = headerRow + std::max(m_room, std::size_t { 1 });
    const auto &block
        = m_parse.records(headText(), m_sniff.dialect, static_cast<std::uint32_t>(wanted));
    if (auto there = checkHeaderRow(block); !there)
        return there;
    if (headerRow > 0) {
        const auto &header = block.records[headerRow - 1];
        if (header.fieldCount == 0) {
            const auto reason = QCoreApplication::translate(
                "CsvReader", "A quote in the header is never closed.");
            return failure(ErrorCode::FileUnrecognised, { reason }, inFile(m_path));
        }
        for (std::uint32_t i = 0; i < header.fieldCount; ++i)
            m_sniff.header.emplace_back(block.field(header, i));
    }
    for (std::size_t i = headerRow; i < std::min(block.records.size(), wanted); ++i)
        takeRecord(block, block.records[i]);
    return {};
}

// A stretch begins anywhere, perhaps inside quotes: from its first line end on, records that look
// like the header's (or the first) are taken.
void Sniffing::takeStretch(const QByteArray &raw, bool isFileEnd)
{
    const auto encoding = m_sniff.dialect.encoding;
    if (raw.isEmpty() || encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        return;
    auto bytes = view(raw);
    const char lineEnd = m_sniff.dialect.carriageReturnEnds ? '\r' : '\n';
    bytes.remove_prefix(std::min(bytes.find(lineEnd), bytes.size() - 1) + 1);
    ByteBuffer decoded;
    TextDecoder(encoding).decode(bytes, isFileEnd, decoded);
    if (isFileEnd && decoded.view().ends_with(kCtrlZ))
        decoded.resize(decoded.size() - 1);
    auto dialect = m_sniff.dialect;
    dialect.hasSeparatorLine = false;
    m_room = m_sampleRecords / 5;
    const bool hasNames = dialect.headerRow > 0 || m_sniff.sample.empty();
    const auto width = hasNames ? m_sniff.header.size() : m_sniff.sample.front().size();
    RecordBlock block;
    parseSample({ decoded.view(), isFileEnd }, dialect, m_sampleRecords, block);
    for (const auto &record : block.records) {
        if (record.fieldCount == width)
            takeRecord(block, record);
    }
}

void Sniffing::takeRecord(const RecordBlock &block, const RecordSpan &record)
{
    constexpr double kLineEnd = 1;
    if (m_room == 0 || record.fieldCount == 0)
        return;
    --m_room;
    auto &fields = m_sniff.sample.emplace_back();
    fields.reserve(record.fieldCount);
    for (std::uint32_t i = 0; i < record.fieldCount; ++i)
        fields.emplace_back(block.field(record, i));
    const auto bytes = static_cast<double>(record.end - record.begin) + kLineEnd;
    m_sniff.sampleBytes += static_cast<std::int64_t>(bytes * m_rawPerDecoded);
}

} // namespace

Result<Sniff> sniffFile(const QString &path, const DialectOverrides &overrides, int sampleRecords)
{
    auto raw = openAndRead(path);
    if (!raw)
        return failure(std::move(raw.error()));
    return Sniffing(path, *std::move(raw), overrides, sampleRecords).run();
}

} // namespace dockhand::source
