// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/dialect_rating.h"

#include "core/source/record_scanner.h"

#include <QtGlobal>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <map>

namespace dockhand::source {

namespace {

// Enough for a sample behind the longest preamble, so that one parse serves rating and sampling.
constexpr std::uint32_t kParsedAhead = 32;

using ByteSet = std::array<bool, 256>;

constexpr ByteSet byteSet(std::string_view bytes)
{
    ByteSet set {};
    for (const char byte : bytes)
        set[static_cast<unsigned char>(byte)] = true;
    return set;
}

constexpr ByteSet kDigits = byteSet("0123456789");
constexpr ByteSet kOfNumbersAndTimes = byteSet("0123456789+-.,:/% ()TZ");
constexpr std::string_view kUnclean = ",;\t|\"\n";

bool isIn(const ByteSet &set, char byte)
{
    return set[static_cast<unsigned char>(byte)];
}

/// Finds out whether a text holds any of some bytes: eight of it at a time, with as many readable
/// behind it.
class ByteFinder
{
public:
    explicit ByteFinder(std::string_view bytes)
    {
        for (const char byte : bytes)
            m_patterns[m_count++] = kOnes * static_cast<unsigned char>(byte);
    }

    [[nodiscard]] bool isIn(std::string_view text) const
    {
        if (m_count == 0)
            return false;
        for (std::size_t at = 0; at < text.size(); at += kWord) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, kWord);
            if (const auto rest = text.size() - at; rest < kWord)
                word |= behind(rest);
            std::uint64_t found = 0;
            for (std::size_t i = 0; i < m_count; ++i) {
                const auto zeros = word ^ m_patterns[i];
                found |= (zeros - kOnes) & ~zeros & kTops;
            }
            if (found != 0)
                return true;
        }
        return false;
    }

private:
    // A word with 0xFF, which is not looked for, behind its first bytes.
    static std::uint64_t behind(std::size_t bytes)
    {
        constexpr auto kAll = ~std::uint64_t { 0 };
        return std::endian::native == std::endian::little ? kAll << (8 * bytes)
                                                          : kAll >> (8 * bytes);
    }

    static constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101U;
    static constexpr std::uint64_t kTops = 0x8080'8080'8080'8080U;
    static constexpr std::size_t kWord = sizeof(std::uint64_t);

    std::array<std::uint64_t, kUnclean.size()> m_patterns {};
    std::size_t m_count = 0;
};

// A cell that no other dialect would cut further; `unclean` are the bytes at which one might.
bool isClean(std::string_view cell, const ByteFinder &unclean)
{
    return !unclean.isIn(cell) || isNumberOrTime(cell);
}

bool isQuoted(const RecordBlock &block, FieldSpan span, char quote)
{
    return (span.begin & FieldSpan::kInArena) != 0
        || (quote != '\0' && span.begin > 0 && block.text[span.begin - 1] == quote);
}

bool isQuotingIssue(ErrorCode code)
{
    return code == ErrorCode::RowUnterminatedQuote || code == ErrorCode::RowTextAfterQuote;
}

double scoreOf(const DialectRating &rating, double cleanShare)
{
    const auto width = static_cast<double>(rating.width);
    const auto share = static_cast<double>(rating.matching) / static_cast<double>(rating.records);
    const auto gain = rating.width == 1 ? 0.01 : (width - 1) / width;
    return share * share * gain * (0.2 + cleanShare);
}

/// Takes the next line, without its line end, from the front of `text`; nothing when it is cut off.
std::optional<std::string_view> takeLine(std::string_view &text, bool isWholeFile)
{
    const auto lineFeed = text.find('\n');
    if (lineFeed == text.npos && !isWholeFile)
        return std::nullopt;
    auto line = text.substr(0, lineFeed);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (lineFeed != text.npos && line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

bool isNumberOrTime(std::string_view cell)
{
    if (cell.starts_with("Rp"))
        cell.remove_prefix(2);
    return std::ranges::all_of(cell, [](char c) { return isIn(kOfNumbersAndTimes, c); })
        && std::ranges::any_of(cell, [](char c) { return isIn(kDigits, c); });
}

std::span<const RecordSpan> ratedRecords(const RecordBlock &block)
{
    const std::span records(block.records);
    return records.first(std::min<std::size_t>(records.size(), DialectRater::kMaxRecords));
}

std::size_t separatorLineLength(std::string_view text)
{
    if (text.size() < 5 || qstrnicmp(text.data(), "sep=", 4) != 0)
        return 0;
    const auto end = text.substr(5);
    if (end.starts_with("\r\n"))
        return 7;
    return end.starts_with('\n') || end.starts_with('\r') ? 6 : end.empty() ? 5 : 0;
}

std::size_t parseSample(const SampleText &sample, const Dialect &dialect, std::uint32_t maxRecords,
                        RecordBlock &block)
{
    const auto skipped = dialect.hasSeparatorLine ? separatorLineLength(sample.text) : 0;
    block.clear();
    block.text = sample.text.substr(skipped);
    RecordScanner scanner(dialect, { .maxRecordBytes = sample.maxRecordBytes });
    const TextWindow window { .text = block.text, .isComplete = sample.isWholeFile };
    const auto outcome
        = scanner.scan(window, { maxRecords, std::numeric_limits<std::size_t>::max() }, block);
    return skipped + outcome.consumed;
}

const RecordBlock &SampleParse::records(const SampleText &sample, const Dialect &dialect,
                                        std::uint32_t wanted)
{
    auto asParsed = dialect;
    asParsed.headerRow = 0; // the header is a record like any other here
    if (m_dialect == asParsed && m_most >= wanted)
        return m_block;
    m_most = std::max(wanted, DialectRater::kMaxRecords + kParsedAhead);
    m_end = parseSample(sample, dialect, m_most, m_block);
    m_dialect = asParsed;
    return m_block;
}

DialectRater::DialectRater(const SampleText &sample, SampleParse &parse)
    : m_sample(sample)
    , m_parse(parse)
{
    const auto text = sample.text;
    for (const char byte : kUnclean) {
        if (text.find(byte) != text.npos)
            m_unclean += byte;
    }
    const auto index = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (auto at = text.find('\''); at != text.npos; at = text.find('\'', at + 1)) {
        if (at == 0 || at + 1 == text.size())
            ++m_apostrophesAtEnds;
        if (at > 0)
            ++m_beforeApostrophe[index(at - 1)];
        if (at + 1 < text.size())
            ++m_behindApostrophe[index(at + 1)];
    }
}

// What a cell of a sound record may hold of them without quotes: never a delimiter or a line feed,
// which ended it.
std::string DialectRater::uncleanIn(const Dialect &dialect) const
{
    auto bytes = m_unclean;
    std::erase_if(bytes, [&](char byte) { return byte == dialect.delimiter || byte == '\n'; });
    return bytes;
}

// Quoted cells are clean whatever they hold. Returns the share of clean cells.
double DialectRater::countCells(const RecordBlock &block, DialectRating &rating) const
{
    std::size_t clean = 0;
    std::size_t cells = 0;
    const ByteFinder all(m_unclean);
    const ByteFinder inSound(uncleanIn(rating.dialect));
    const auto records = ratedRecords(block);
    for (const auto &record : records.subspan(records.size() > 1 ? 1 : 0)) {
        const auto &unclean = record.hasIssue ? all : inSound;
        for (std::uint32_t field = 0; field < record.fieldCount; ++field) {
            const auto span = block.fields[record.firstField + field];
            const auto cell = block.field(span);
            const bool quoted = isQuoted(block, span, rating.dialect.quote);
            rating.filledCells += !cell.empty();
            rating.quotedCells += quoted;
            rating.innerCells += field > 0;
            rating.spacedCells += field > 0 && !quoted && cell.starts_with(' ');
            Q_ASSERT(quoted || inSound.isIn(cell) == all.isIn(cell) || record.hasIssue);
            clean += quoted || isClean(cell, unclean);
        }
        cells += record.fieldCount;
    }
    return cells == 0 ? 0 : static_cast<double>(clean) / static_cast<double>(cells);
}

// A quoted cell has an apostrophe behind a delimiter or a line end, and one before such.
bool DialectRater::mayBeQuotedByApostrophes(char delimiter) const
{
    const auto atBorders = [&](const std::array<std::uint32_t, 256> &counts) {
        return counts[static_cast<unsigned char>(delimiter)] + counts['\n'] + counts['\r']
            + m_apostrophesAtEnds;
    };
    return atBorders(m_beforeApostrophe) >= 2 && atBorders(m_behindApostrophe) >= 2;
}

DialectRating DialectRater::rate(const Dialect &dialect)
{
    if (auto lines = rateLines(dialect))
        return *lines;
    DialectRating rating { .dialect = dialect };
    const auto &block = m_parse.records(m_sample, dialect, kMaxRecords);
    const auto records = ratedRecords(block);
    std::map<std::size_t, std::size_t> widths;
    for (const auto &record : records)
        widths[record.fieldCount] += 1;
    for (const auto &issue : block.issues) {
        if (!isQuotingIssue(issue.code) || issue.record >= records.size())
            continue;
        ++rating.broken;
        --widths[records[issue.record].fieldCount];
    }
    widths.erase(0);
    rating.records = records.size();
    for (const auto &[width, count] : widths) {
        if (count > 0 && count >= rating.matching) {
            rating.width = width;
            rating.matching = count;
        }
    }
    if (rating.matching > 0)
        rating.score = scoreOf(rating, countCells(block, rating));
    return rating;
}

// Without a parse where every line is a record of one field: the delimiter occurs nowhere, and no
// quote opens at the front of a line, the only place where one counts then.
std::optional<DialectRating> DialectRater::rateLines(const Dialect &dialect) const
{
    const bool isSimple = dialect.escape == '\0' && !dialect.carriageReturnEnds;
    if (!isSimple || m_sample.maxRecordBytes < m_sample.text.size())
        return std::nullopt;
    auto text
        = m_sample.text.substr(dialect.hasSeparatorLine ? separatorLineLength(m_sample.text) : 0);
    const bool isAbsent = kUnclean.find(dialect.delimiter) != kUnclean.npos
        && m_unclean.find(dialect.delimiter) == m_unclean.npos;
    if (!isAbsent && text.find(dialect.delimiter) != text.npos)
        return std::nullopt;
    DialectRating rating { .dialect = dialect };
    std::size_t clean = 0; // of the header, too, until there is a record behind it
    const ByteFinder unclean(uncleanIn(dialect));
    while (!text.empty() && rating.records < kMaxRecords) {
        const auto line = takeLine(text, m_sample.isWholeFile);
        if (!line)
            break;
        if (line->empty())
            continue;
        if (line->front() == dialect.quote)
            return std::nullopt;
        clean = (rating.records == 1 ? 0 : clean) + (isClean(*line, unclean) ? 1 : 0);
        ++rating.records;
    }
    if (rating.records == 0)
        return rating;
    rating.width = 1;
    rating.matching = rating.records;
    rating.filledCells = std::max<std::size_t>(rating.records - 1, 1);
    rating.score
        = scoreOf(rating, static_cast<double>(clean) / static_cast<double>(rating.filledCells));
    return rating;
}

} // namespace dockhand::source
