// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/sniffer.h"

#include "core/base/text.h"
#include "core/source/content_hash.h"
#include "core/source/dialect_guess.h"
#include "core/source/encoding_guess.h"
#include "core/source/file_signature.h"
#include "core/source/raw_sample.h"
#include "core/source/text_decoder.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace dockhand::source {

namespace {

constexpr std::size_t kMostKept = 2 << 20;
constexpr auto kMostLinesOfCutRecord = 100;
constexpr auto kCtrlZ = '\x1A';

} // namespace

/// What sniffing a file needs, kept for the next one.
struct Sniffer::Buffers
{
    RawSample raw;
    ByteBuffer decodedHead;
    ByteBuffer decodedStretch;
    SampleParse parse; ///< of the head
    RecordBlock stretchRecords;
    ByteBuffer sampleText;
    RecordBlock sample;
    ByteBuffer fingerprinted; ///< what had to be read for the fingerprint alone

    void beginSample();
    void addToSample(const RecordBlock &block, const RecordSpan &record);
    /// A long head is rare, and no reason to hold its memory from then on.
    void shrink();
};

void Sniffer::Buffers::beginSample()
{
    sampleText.clear();
    sample.clear();
}

// The bytes go along in one piece; only unescaped fields lie elsewhere.
void Sniffer::Buffers::addToSample(const RecordBlock &block, const RecordSpan &record)
{
    const auto begin = static_cast<std::uint32_t>(sampleText.size());
    const auto firstField = sample.fields.size();
    sampleText.append(block.raw(record));
    sample.records.push_back({ .firstField = static_cast<std::uint32_t>(firstField),
                               .fieldCount = record.fieldCount,
                               .begin = begin,
                               .end = static_cast<std::uint32_t>(sampleText.size()),
                               .lineOffset = static_cast<std::uint32_t>(sample.records.size()) });
    sampleText.append("\n");
    sample.text = sampleText.view();
    sample.fields.resize(firstField + record.fieldCount);
    const auto *from = block.fields.data() + record.firstField;
    auto *to = sample.fields.data() + firstField;
    for (std::uint32_t i = 0; i < record.fieldCount; ++i) {
        if ((from[i].begin & FieldSpan::kInArena) == 0) {
            to[i] = { from[i].begin - record.begin + begin, from[i].length };
            continue;
        }
        to[i] = { static_cast<std::uint32_t>(sample.arena.size()) | FieldSpan::kInArena,
                  from[i].length };
        sample.arena.append(block.field(from[i]));
    }
}

void Sniffer::Buffers::shrink()
{
    parse.forget();
    beginSample();
    if (sampleText.capacity() + sample.arena.capacity() > kMostKept) {
        sampleText = {};
        sample = {};
    }
    if (raw.head.capacity() + decodedHead.capacity() <= kMostKept)
        return;
    raw.head = {};
    decodedHead = {};
    parse = {};
}

namespace {

QString insideName(const QString &format)
{
    return QCoreApplication::translate("Sniffer", "%1 inside this compressed file").arg(format);
}

/// Collects a Sniff out of the raw bytes of a file.
class Sniffing
{
public:
    Sniffing(const QString &path, Sniffer::Buffers &buffers, const DialectOverrides &overrides,
             int sampleRecords)
        : m_path(path)
        , m_raw(buffers.raw)
        , m_buffers(buffers)
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
    void takeStretch(const ByteBuffer &raw, bool isFileEnd);
    void takeAlike(std::size_t width, std::size_t from);
    void takeRecord(const RecordBlock &block, const RecordSpan &record);

    QString m_path;
    RawSample &m_raw;
    Sniffer::Buffers &m_buffers;
    DialectOverrides m_overrides;
    std::uint32_t m_sampleRecords;
    std::string_view m_head; ///< decoded, without the byte-order mark
    bool m_isLengthened = false;
    double m_rawPerDecoded = 1;
    std::size_t m_room = 0; ///< sample records that may still be taken
    Sniff m_sniff;
};

Result<Sniff> Sniffing::run()
{
    if (m_raw.fileSize == 0)
        return failure(ErrorCode::FileEmpty, {}, inFile(m_path));
    m_sniff.compression = m_raw.compression;
    m_sniff.packedPerByte = m_raw.packedPerByte;
    m_sniff.unpackingMemory = m_raw.unpackingMemory;
    if (const auto format = formatBySignature(m_raw.head.view(), m_raw.tail.view()))
        return failure(ErrorCode::FileUnsupportedFormat,
                       { m_raw.isCompressed() ? insideName(*format) : *format }, inFile(m_path));
    chooseEncoding();
    decodeHead();
    if (looksBinary(m_head))
        return failure(ErrorCode::FileUnsupportedFormat, { binaryDataName() }, inFile(m_path));
    if (m_raw.isWholeFile() && m_head.find_first_not_of("\r\n") == std::string_view::npos)
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
    SampleText sample { m_head, m_raw.isWholeFile() };
    if (m_isLengthened && !sample.isWholeFile)
        sample.maxRecordBytes = m_head.size() - m_head.size() / 16;
    return sample;
}

DialectGuess Sniffing::guessHead()
{
    return guessDialect(headText(), m_sniff.dialect, m_overrides, m_buffers.parse);
}

// A quote that is open where the head ends may be closed later, or was never closed: only more text
// can tell. No record behind the header tells too little, too.
bool Sniffing::isHeadTooShort(const Dialect &dialect)
{
    if (m_raw.isWholeFile() || m_raw.hasLongHead())
        return false;
    const auto headerRow = static_cast<std::uint32_t>(std::max(dialect.headerRow, 0));
    const auto wanted = headerRow + std::max(m_sampleRecords, 1U);
    const auto &block = m_buffers.parse.records(headText(), dialect, wanted);
    if (block.records.size() >= wanted)
        return false;
    const auto rest = m_head.substr(m_buffers.parse.end());
    const auto lines = std::ranges::count(rest, dialect.carriageReturnEnds ? '\r' : '\n');
    return block.records.size() <= headerRow || lines > kMostLinesOfCutRecord;
}

Result<void> Sniffing::lengthenHead()
{
    if (auto done = m_raw.lengthenHead(m_path); !done)
        return done;
    m_isLengthened = true;
    decodeHead();
    return {};
}

void Sniffing::chooseEncoding()
{
    auto &dialect = m_sniff.dialect;
    const auto guess = guessEncoding(
        { m_raw.head.view(), m_raw.middle.view(), m_raw.tail.view(), m_raw.isWholeFile() });
    dialect.encoding = m_overrides.encoding.value_or(guess.encoding);
    dialect.hasByteOrderMark = byteOrderMarkLength(m_raw.head.view(), dialect.encoding) > 0;
    if (m_overrides.encoding)
        return;
    m_sniff.isEncodingGuessed = dialect.encoding == Encoding::Windows1252;
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

/// The text of `raw`; UTF-8 stays where it is, anything else is decoded into `buffer`. Either way
/// there are readable bytes behind it.
std::string_view decoded(std::string_view raw, Encoding encoding, bool isFileEnd,
                         ByteBuffer &buffer)
{
    if (encoding == Encoding::Utf8)
        return raw;
    buffer.clear();
    TextDecoder(encoding).decode(raw, isFileEnd, buffer);
    return buffer.view();
}

std::string_view withoutEndMark(std::string_view text, bool isFileEnd)
{
    return isFileEnd && text.ends_with(kCtrlZ) ? text.substr(0, text.size() - 1) : text;
}

void Sniffing::decodeHead()
{
    const auto encoding = m_sniff.dialect.encoding;
    auto raw = m_raw.head.view();
    raw.remove_prefix(byteOrderMarkLength(raw, encoding));
    m_buffers.parse.forget();
    const auto text = decoded(raw, encoding, m_raw.isWholeFile(), m_buffers.decodedHead);
    if (!text.empty())
        m_rawPerDecoded = static_cast<double>(raw.size()) / static_cast<double>(text.size());
    m_head = withoutEndMark(text, m_raw.isWholeFile());
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
    const bool isLarge = m_raw.tail.size() > 0;
    m_room = isLarge ? m_sampleRecords - 2 * (m_sampleRecords / 5) : m_sampleRecords;
    const auto headerRow = static_cast<std::size_t>(std::max(m_sniff.dialect.headerRow, 0));
    const auto wanted = headerRow + std::max(m_room, std::size_t { 1 });
    const auto &block
        = m_buffers.parse.records(headText(), m_sniff.dialect, static_cast<std::uint32_t>(wanted));
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
void Sniffing::takeStretch(const ByteBuffer &raw, bool isFileEnd)
{
    const auto encoding = m_sniff.dialect.encoding;
    if (raw.size() == 0 || encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        return;
    auto bytes = raw.view();
    const char lineEnd = m_sniff.dialect.carriageReturnEnds ? '\r' : '\n';
    bytes.remove_prefix(std::min(bytes.find(lineEnd), bytes.size() - 1) + 1);
    const auto text
        = withoutEndMark(decoded(bytes, encoding, isFileEnd, m_buffers.decodedStretch), isFileEnd);
    auto dialect = m_sniff.dialect;
    dialect.hasSeparatorLine = false;
    m_room = m_sampleRecords / 5;
    const auto &sampled = m_buffers.sample.records;
    const bool hasNames = dialect.headerRow > 0 || sampled.empty();
    const auto width = hasNames ? m_sniff.header.size() : sampled.front().fieldCount;
    // The first records are nearly always enough.
    const auto first = std::min(static_cast<std::uint32_t>(m_room), m_sampleRecords);
    auto &block = m_buffers.stretchRecords;
    parseSample({ text, isFileEnd }, dialect, first, block);
    takeAlike(width, 0);
    if (m_room == 0 || block.records.size() < first)
        return;
    parseSample({ text, isFileEnd }, dialect, m_sampleRecords, block);
    takeAlike(width, first);
}

void Sniffing::takeAlike(std::size_t width, std::size_t from)
{
    const auto &block = m_buffers.stretchRecords;
    for (auto i = from; i < block.records.size(); ++i) {
        if (block.records[i].fieldCount == width)
            takeRecord(block, block.records[i]);
    }
}

void Sniffing::takeRecord(const RecordBlock &block, const RecordSpan &record)
{
    constexpr double kLineEnd = 1;
    if (m_room == 0 || record.fieldCount == 0)
        return;
    --m_room;
    m_buffers.addToSample(block, record);
    const auto bytes = static_cast<double>(record.end - record.begin) + kLineEnd;
    m_sniff.sampleBytes += static_cast<std::int64_t>(bytes * m_rawPerDecoded);
}

} // namespace

Sniffer::Sniffer()
    : m_buffers(std::make_unique<Buffers>())
{
}

Sniffer::~Sniffer() = default;

Result<Sniff> Sniffer::look(const QString &path, const DialectOverrides &overrides,
                            int sampleRecords)
{
    m_path = path;
    m_buffers->beginSample();
    if (auto done = m_buffers->raw.read(path); !done)
        return failure(std::move(done.error()));
    return Sniffing(path, *m_buffers, overrides, sampleRecords).run();
}

Result<Sniff> Sniffer::sniff(const QString &path, const DialectOverrides &overrides,
                             int sampleRecords)
{
    auto sniff = look(path, overrides, sampleRecords);
    if (sniff)
        sniff->sample = sampleTexts(m_buffers->sample.records.size());
    rest();
    return sniff;
}

const RecordBlock &Sniffer::sample() const
{
    return m_buffers->sample;
}

std::vector<std::vector<std::string>> Sniffer::sampleTexts(std::size_t mostRecords) const
{
    const auto &block = m_buffers->sample;
    std::vector<std::vector<std::string>> texts;
    texts.reserve(std::min(mostRecords, block.records.size()));
    for (const auto &record : block.records) {
        if (texts.size() == mostRecords)
            break;
        auto &fields = texts.emplace_back();
        fields.reserve(record.fieldCount);
        for (std::uint32_t i = 0; i < record.fieldCount; ++i)
            fields.emplace_back(block.field(record, i));
    }
    return texts;
}

Result<QByteArray> Sniffer::fingerprint()
{
    return quickFingerprint(m_path, m_buffers->raw, m_buffers->fingerprinted);
}

void Sniffer::rest()
{
    m_buffers->shrink();
}

Result<Sniff> sniffFile(const QString &path, const DialectOverrides &overrides, int sampleRecords)
{
    return Sniffer().sniff(path, overrides, sampleRecords);
}

} // namespace dockhand::source
