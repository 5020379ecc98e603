// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_buffer.h"
#include "core/source/dialect_rating.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>
#include <string>

using namespace dockhand;
using namespace dockhand::source;

/// What the rater leaves out must not change what it finds.
class TestDialectRating final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreRatedAsIfParsed();
    void apostrophesThatSurroundCellsAreNotPassedOver();
    void parsedRecordsServeSmallerWishes();
    void cellsAreRatedByAllTheirBytes();
};

namespace {

/// Lines out of pieces that matter to dialects; `pieces` are picked at random.
template <std::size_t N>
ByteBuffer randomText(std::mt19937 &random, const std::array<const char *, N> &pieces)
{
    ByteBuffer text(16);
    const auto count = 3 + random() % 60;
    for (std::size_t i = 0; i < count; ++i)
        text.append(pieces[random() % N]);
    return text;
}

Dialect dialectOf(char delimiter, char quote)
{
    Dialect dialect;
    dialect.delimiter = delimiter;
    dialect.quote = quote;
    return dialect;
}

bool isCleanCell(const RecordBlock &block, FieldSpan span, char quote)
{
    const bool isQuoted = (span.begin & FieldSpan::kInArena) != 0
        || (quote != '\0' && span.begin > 0 && block.text[span.begin - 1] == quote);
    const auto cell = block.field(span);
    return isQuoted || cell.find_first_of(",;\t|\"\n") == cell.npos || isNumberOrTime(cell);
}

/// The share of clean cells behind the first record, found byte by byte.
double cleanShare(const RecordBlock &block, char quote)
{
    std::size_t clean = 0;
    std::size_t cells = 0;
    for (std::size_t i = block.records.size() > 1 ? 1 : 0; i < block.records.size(); ++i) {
        const auto &record = block.records[i];
        for (std::uint32_t field = 0; field < record.fieldCount; ++field, ++cells)
            clean += isCleanCell(block, block.fields[record.firstField + field], quote);
    }
    return cells == 0 ? 0 : static_cast<double>(clean) / static_cast<double>(cells);
}

/// The same, taken out of a rating's score.
double cleanShare(const DialectRating &rating)
{
    const auto width = static_cast<double>(rating.width);
    const auto share = static_cast<double>(rating.matching) / static_cast<double>(rating.records);
    const auto gain = rating.width == 1 ? 0.01 : (width - 1) / width;
    return rating.score / (share * share * gain) - 0.2;
}

} // namespace

// Also those of broken records, where a delimiter may stand inside a field.
void TestDialectRating::cellsAreRatedByAllTheirBytes()
{
    constexpr std::array kPieces { "\n",   "\n", ",", ",",      "\"",    "\"",   "a",
                                   "12",   " ",  ";", "name|x", "\"a\"", "12,5", "of eight bytes",
                                   "\\\"", "'" };
    std::mt19937 random(3);
    int rated = 0;
    int unclean = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto text = randomText(random, kPieces);
        const SampleText sample { text.view(), true };
        SampleParse parse;
        DialectRater rater(sample, parse);
        for (auto dialect : { dialectOf(',', '"'), dialectOf(';', '"'), dialectOf(',', '\''),
                              dialectOf(',', '\0') }) {
            dialect.escape = round % 3 == 0 && dialect.quote != '\0' ? '\\' : '\0';
            const auto rating = rater.rate(dialect);
            if (rating.matching == 0)
                continue;
            RecordBlock block;
            (void)parseSample(sample, dialect, DialectRater::kMaxRecords, block);
            const auto expected = cleanShare(block, dialect.quote);
            QVERIFY2(std::abs(cleanShare(rating) - expected) < 1e-9, text.data());
            ++rated;
            unclean += expected < 1;
        }
    }
    QVERIFY(rated > 5000);
    QVERIFY(unclean > 1000);
}

void TestDialectRating::linesAreRatedAsIfParsed()
{
    constexpr std::array kPieces { "\n", "\n",   "\r\n", "\r",   "12",  "a,b",
                                   " ",  "x\"y", "Rp 3", "\n\"", "abc", "é" };
    std::mt19937 random(1);
    int lines = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto text = randomText(random, kPieces);
        SampleText sample { text.view(), round % 2 == 0 };
        SampleParse parse;
        const auto fast = DialectRater(sample, parse).rate(dialectOf(';', '"'));
        // A limit that no line reaches, but the text does: then all is parsed.
        sample.maxRecordBytes = text.size() - 1;
        const auto slow = DialectRater(sample, parse).rate(dialectOf(';', '"'));
        if (text.view().find('\n') == std::string_view::npos)
            continue;
        ++lines;
        QCOMPARE(fast.records, slow.records);
        QCOMPARE(fast.width, slow.width);
        QCOMPARE(fast.matching, slow.matching);
        QCOMPARE(fast.filledCells, slow.filledCells);
        QCOMPARE(fast.broken, slow.broken);
        QCOMPARE(fast.score, slow.score);
    }
    QVERIFY(lines > 1000);
}

void TestDialectRating::apostrophesThatSurroundCellsAreNotPassedOver()
{
    constexpr std::array kPieces { "\n", "\r\n", ",", ",", "'", "'", "a", "12", " ", "'x'" };
    std::mt19937 random(2);
    int surrounding = 0;
    int passedOver = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto text = randomText(random, kPieces);
        const SampleText sample { text.view(), round % 2 == 0 };
        SampleParse parse;
        DialectRater rater(sample, parse);
        const bool isQuoted = rater.rate(dialectOf(',', '\'')).quotedCells >= 2;
        surrounding += isQuoted;
        passedOver += !rater.mayBeQuotedByApostrophes(',');
        QVERIFY(!isQuoted || rater.mayBeQuotedByApostrophes(','));
    }
    QVERIFY(surrounding > 100);
    QVERIFY(passedOver > 10);
}

void TestDialectRating::parsedRecordsServeSmallerWishes()
{
    ByteBuffer text(16);
    for (int i = 0; i < 2000; ++i)
        text.append("1,\"two\"\n");
    const SampleText sample { text.view(), true };
    SampleParse parse;
    for (const std::uint32_t wanted : { 600U, 3U, 1000U, 5000U }) {
        RecordBlock expected;
        const auto end = parseSample(sample, {}, wanted, expected);
        const auto &block = parse.records(sample, {}, wanted);
        QVERIFY(block.records.size() >= expected.records.size());
        for (std::size_t i = 0; i < expected.records.size(); ++i)
            QCOMPARE(block.raw(block.records[i]), expected.raw(expected.records[i]));
        if (expected.records.size() < wanted)
            QCOMPARE(parse.end(), end);
    }
    QCOMPARE(parse.records(sample, dialectOf(';', '"'), 1).records[0].fieldCount, 1U);
}

QTEST_GUILESS_MAIN(TestDialectRating)
#include "tst_dialect_rating.moc"
