// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/source/content_hash.h"
#include "core/source/csv_reader.h"
#include "tests/core/source/memory_source.h"
#include "tests/core/source/reader_check.h"

#include <QTest>

#include <hwy/targets.h>

#include <algorithm>
#include <random>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

namespace {

Dialect plainDialect(char delimiter = ',', int headerRow = 0)
{
    Dialect dialect;
    dialect.delimiter = delimiter;
    dialect.headerRow = headerRow;
    return dialect;
}

std::unique_ptr<MemorySource> sourceOf(std::string bytes)
{
    return std::make_unique<MemorySource>(std::move(bytes));
}

} // namespace

class TestCsvReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void everySplitPointReadsTheSame_data();
    void everySplitPointReadsTheSame();
    void everyBlockLimitReadsTheSame_data();
    void everyBlockLimitReadsTheSame();
    void shortTextsReadAsTheReference();
    void randomTextsReadAsTheReference_data();
    void randomTextsReadAsTheReference();
    void wellFormedTextsReadAsTheReference_data();
    void wellFormedTextsReadAsTheReference();

    void headerIsTheNonBlankRecordAskedFor_data();
    void headerIsTheNonBlankRecordAskedFor();
    void fileWithoutHeaderRecordIsEmpty_data();
    void fileWithoutHeaderRecordIsEmpty();
    void unclosedHeaderIsRefused();
    void noHeaderConsumesNothing();

    void readingGoesOnAtEveryWatermark();
    void skipToRefusesOtherText();
    void skipToRefusesPositionBehindTheEnd();

    void hundredThousandColumnsAreRead();
    void recordLargerThanTheBufferIsRead();
    void quotedFieldMayHoldAnyNumberOfLines();
    void onlyTheRecordLimitEndsAnOpenQuote();
    void tooLongRecordKeepsItsFirstBytes();
    void longRecordOfManyLinesIsOneRecord();
    void strayQuoteBeforeRecordsCostsItsLineOnly_data();
    void strayQuoteBeforeRecordsCostsItsLineOnly();
    void headerOverTheLimitIsToldAsSuch();
    void everyLineWithAStrayQuoteTakesLinearTime();
    void sourceErrorComesAfterTheRecordsBeforeIt();
    void warmBlockIsNotReallocated();
};

void TestCsvReader::cleanup()
{
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
}

namespace {

void addSmallInputs()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("options"); // r: CR ends, e: escape, l: limits are small
    const auto row = [](const char *name, const std::string &bytes, const char *options = "") {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(options);
    };
    row("plain", "a,b\n1,2\n3,4\n");
    row("quoted", "a,b\r\n\"1,\"\"x\"\"\",\"2\r\n3\"\r\n\"\",\"\"\"\"\r\n");
    row("no last line end", "a,b\n1,\"2\"");
    row("blank lines", "\n\r\na,b\n\n\r\n1,2\n\n\n");
    row("unterminated", "a,b\n1,\"2\n3,4\n5,6\n");
    row("text behind a quote", "a,b\n\"1\"x,2\n\"3\" ,\"4\n5\"\n6,7\n");
    row("quote in the middle", "a,b\n6\" pipe,7\"\"\n\"x\",y\n");
    row("lone carriage returns", "a,b\r1,\"2\r3\"\r\n\r\n4,5\r");
    row("carriage returns end", "a,b\r1,\"2\r3\"\r\n\r\n4,5\r", "r");
    row("escapes", "a,b\n\"1\\\"2\",\"\\\\\"\n\"C:\\new\",\"\\", "e");
    row("bad bytes", "a,b\n\xC3,1\n\xE2\x82\xAC,\xE2\x82\n"s + "x\0y,2\n"s);
    row("control z", "a,b\n1,2\n\x1A");
    row("control z in a record", "a\x1A,b\n1,2\x1A");
    row("over the limits", "a,b\n\"1\n2\n3\n4\",x\n12345678901234567890,y\n5,6\n", "l");
    row("too long in quotes", "a,b\n\"1234567890123456789\n0\",x\n5,6\n", "l");
    row("stray quote before records", "a,b\n1,\"2\n3,4\n5,6\n\n7,8\n9,\"0\"\n", "l");
    row("stray quote before quoted ones", "a,b,c\n1,\"2,x\n3,4,5\n6,7,\"8\"\n9,\"0\",\"1\"\n");
    row("text behind a quoted line", "a,b\n1,\"2\n3,4\" 5\n6,\"7\n8\"x\"9\"\n\"0\n1\",\"2\"3\n");
    row("long field of lines", "a,b\n1,\"2\n3\n4\n5\n\"\"\n\",\"x\ny\"\n7,8\n", "l");
    row("pair over the limit", "a,b\n1,\"2\n3\n4\n55\"\"\n6\",x\n7,8\n", "l");
    row("escape over the limit", "a,b\n1,\"2\n3\n4\n55\\\"\n6\",x\n7,8\n", "le");
    row("long field, never closed", "a,b\n1,\"2\n3\n4\n5\n6\n7\n", "l");
}

std::pair<Dialect, ReaderLimits> smallOptions(const QByteArray &options)
{
    auto dialect = plainDialect();
    ReaderLimits limits;
    dialect.carriageReturnEnds = options.contains('r');
    dialect.escape = options.contains('e') ? '\\' : '\0';
    if (options.contains('l')) {
        limits.maxRecordBytes = 12;
    }
    return { dialect, limits };
}

} // namespace

void TestCsvReader::everySplitPointReadsTheSame_data()
{
    addSmallInputs();
}

void TestCsvReader::everySplitPointReadsTheSame()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, options);
    const auto [dialect, limits] = smallOptions(options);
    const auto text = bytes.toStdString();
    for (std::size_t first = 1; first <= text.size(); ++first) {
        for (std::size_t second = 1; second <= text.size() - first + 1; ++second) {
            const auto found = difference(text, dialect, limits, { first, second, text.size() });
            QVERIFY2(found.empty(), found.c_str());
        }
    }
}

void TestCsvReader::everyBlockLimitReadsTheSame_data()
{
    addSmallInputs();
}

void TestCsvReader::everyBlockLimitReadsTheSame()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, options);
    auto [dialect, limits] = smallOptions(options);
    const auto text = bytes.toStdString();
    for (std::size_t blockBytes = 1; blockBytes <= text.size(); ++blockBytes) {
        for (std::uint32_t records = 1; records <= 6; ++records) {
            limits.maxBlockBytes = blockBytes;
            limits.maxRecords = records;
            for (const std::size_t piece : { 1U, 3U, 1000U }) {
                const auto found = difference(text, dialect, limits, { piece });
                QVERIFY2(found.empty(), found.c_str());
            }
        }
    }
}

// Every text of up to seven of the characters that matter.
void TestCsvReader::shortTextsReadAsTheReference()
{
    constexpr std::string_view kAlphabet = "a,\"\n\r";
    auto dialect = plainDialect();
    for (std::size_t length = 0; length <= 7; ++length) {
        std::size_t count = 1;
        for (std::size_t i = 0; i < length; ++i)
            count *= kAlphabet.size();
        for (std::size_t number = 0; number < count; ++number) {
            std::string text;
            for (auto rest = number; text.size() < length; rest /= kAlphabet.size())
                text += kAlphabet[rest % kAlphabet.size()];
            dialect.carriageReturnEnds = number % 3 == 0;
            const auto found = difference(text, dialect, {}, { 1 + number % 4 });
            QVERIFY2(found.empty(), found.c_str());
        }
    }
}

namespace {

void addTargets()
{
    QTest::addColumn<qint64>("target");
    hwy::SetSupportedTargetsForTest(0);
    for (const auto target : hwy::SupportedAndGeneratedTargets())
        QTest::newRow(hwy::TargetName(target)) << static_cast<qint64>(target);
}

void forceTarget(qint64 target)
{
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

} // namespace

void TestCsvReader::randomTextsReadAsTheReference_data()
{
    addTargets();
}

void TestCsvReader::randomTextsReadAsTheReference()
{
    QFETCH(const qint64, target);
    forceTarget(target);
    std::mt19937 random(20'240'117);
    for (int round = 0; round < 2500; ++round) {
        const auto text = randomText(random, random() % 700);
        const auto dialect = randomDialect(random);
        const auto limits = randomLimits(random);
        const auto found = difference(text, dialect, limits, { 1 + random() % 300, 1000 });
        QVERIFY2(found.empty(), found.c_str());
    }
}

void TestCsvReader::wellFormedTextsReadAsTheReference_data()
{
    addTargets();
}

// What the masks alone must get right, over many stretches and chunks.
void TestCsvReader::wellFormedTextsReadAsTheReference()
{
    QFETCH(const qint64, target);
    forceTarget(target);
    std::mt19937 random(7);
    const std::vector<std::string> fields { "",
                                            "a",
                                            "1234",
                                            "\"\"",
                                            "\"q\"",
                                            "\"a,b\"",
                                            "\"two\nlines\"",
                                            "\"a \"\"word\"\"\"",
                                            "\"\"\"\"",
                                            "größer",
                                            "漢字かな交じり文",
                                            "\"é\"\"\nü\"\"ö\"\"\"",
                                            std::string(70, 'x'),
                                            "\"" + std::string(130, ',') + "\"" };
    const std::vector<std::string> broken { "\xFF", "\"\xC3\"", "gr\xC3\xB6\xC3", "\xE6\xBC" };
    for (int round = 0; round < 60; ++round) {
        std::string text;
        const char *lineEnd = round % 2 == 0 ? "\n" : "\r\n";
        while (text.size() < 12'000) {
            for (auto left = 1 + random() % 9; left > 0; --left)
                text += (random() % 50 == 0 ? broken[random() % broken.size()]
                                            : fields[random() % fields.size()])
                    + (left > 1 ? "," : lineEnd);
        }
        ReaderLimits limits;
        limits.maxBlockBytes = round % 3 == 0 ? 3000 : 1 << 20;
        const auto found = difference(text, plainDialect(), limits, { 1 + random() % 5000 });
        QVERIFY2(found.empty(), found.c_str());
    }
}

void TestCsvReader::headerIsTheNonBlankRecordAskedFor_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("hasSeparatorLine");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("first record") << 1 << false << QByteArray("a;b\n1;2\n");
    QTest::newRow("behind blank lines") << 1 << false << QByteArray("\n\r\na;b\n1;2\n");
    QTest::newRow("behind a preamble") << 3 << false << QByteArray("t\n\n\"u\nv\"\na;b\n1;2\n");
    QTest::newRow("behind sep=") << 1 << true << QByteArray("sep=;\r\na;b\n1;2\n");
    QTest::newRow("sep= is missing") << 1 << true << QByteArray("a;b\n1;2\n");
    QTest::newRow("both") << 2 << true << QByteArray("SEP=;\nt\na;b\n1;2\n");
}

void TestCsvReader::headerIsTheNonBlankRecordAskedFor()
{
    QFETCH(const int, row);
    QFETCH(const bool, hasSeparatorLine);
    QFETCH(const QByteArray, bytes);
    auto dialect = plainDialect(';', row);
    dialect.hasSeparatorLine = hasSeparatorLine;
    CsvReader reader(sourceOf(bytes.toStdString()), dialect);
    const auto header = reader.readHeader();
    QVERIFY(header);
    QCOMPARE(*header, (std::vector<std::string> { "a", "b" }));
    RecordBlock block;
    QCOMPARE(reader.next(block), Result<bool>(true));
    QCOMPARE(block.firstRecord, 1);
    QCOMPARE(block.firstByte, bytes.indexOf("1;2"));
    QCOMPARE(block.field(block.records[0], 1), "2"s);
}

void TestCsvReader::fileWithoutHeaderRecordIsEmpty_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no byte") << QByteArray();
    QTest::newRow("blank lines") << QByteArray("\n\r\n\n");
    QTest::newRow("control z") << QByteArray("\x1A");
}

void TestCsvReader::fileWithoutHeaderRecordIsEmpty()
{
    QFETCH(const QByteArray, bytes);
    CsvReader reader(sourceOf(bytes.toStdString()), plainDialect(',', 1));
    const auto header = reader.readHeader();
    QVERIFY(!header);
    QCOMPARE(header.error().code, ErrorCode::FileEmpty);
}

void TestCsvReader::unclosedHeaderIsRefused()
{
    CsvReader reader(sourceOf("\n\"a,b\n1,2\n"), plainDialect(',', 1));
    const auto header = reader.readHeader();
    QVERIFY(!header);
    QCOMPARE(header.error().code, ErrorCode::FileUnrecognised);
    QCOMPARE(header.error().place.line, 2);
    QCOMPARE(header.error().place.byte, 1);
}

void TestCsvReader::noHeaderConsumesNothing()
{
    CsvReader reader(sourceOf("1,2\n"), plainDialect());
    QCOMPARE(reader.readHeader(), Result<std::vector<std::string>>({}));
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    QCOMPARE(block.firstLine, 1);
    QCOMPARE(block.endByte, 4);
    QVERIFY(block.isFinal);
    QVERIFY(!reader.next(block).value());
}

void TestCsvReader::readingGoesOnAtEveryWatermark()
{
    const auto text = "h,i\n\n1,\"a\nb\"\n\n2,x\r\n\"3,y\n4,z\n"s + std::string(30, 'l') + "\n6,w"s;
    const auto dialect = plainDialect(',', 1);
    ReaderLimits limits;
    limits.maxRecords = 1;
    limits.maxRecordBytes = 20;
    const auto whole = readSlowly(text, dialect, limits);
    CsvReader first(sourceOf(text), dialect, limits);
    QVERIFY(first.readHeader());
    RecordBlock mark;
    while (first.next(mark).value()) {
        CsvReader second(sourceOf(text), dialect, limits);
        QVERIFY(second.readHeader());
        QVERIFY(second.skipTo({ mark.endByte, mark.endRecord, mark.endLine }, mark.prefixHash));
        RecordBlock block;
        auto record = static_cast<std::size_t>(mark.endRecord);
        for (; second.next(block).value(); ++record) {
            const auto &expected = whole.records.at(record);
            QCOMPARE(block.firstRecord, expected.record);
            QCOMPARE(block.firstLine, expected.line);
            QCOMPARE(block.firstByte, expected.byte);
            QCOMPARE(block.raw(block.records[0]), std::string_view(expected.raw));
        }
        QCOMPARE(record, whole.records.size());
        QCOMPARE(block.endLine, whole.endLine);
        ContentHasher hasher;
        hasher.update(text);
        QCOMPARE(block.prefixHash, hasher.digest());
    }
}

void TestCsvReader::skipToRefusesOtherText()
{
    ContentHasher hasher;
    hasher.update("a,b\n1,2\n");
    CsvReader reader(sourceOf("a,b\n1,3\n4,5\n"), plainDialect(',', 1));
    QVERIFY(reader.readHeader());
    const auto skipped = reader.skipTo({ 8, 1, 3 }, hasher.digest());
    QVERIFY(!skipped);
    QCOMPARE(skipped.error().code, ErrorCode::FileChangedSinceImport);
}

void TestCsvReader::skipToRefusesPositionBehindTheEnd()
{
    ContentHasher hasher;
    hasher.update("a,b\n1,2\n");
    CsvReader reader(sourceOf("a,b\n1,2\n"), plainDialect(',', 1));
    QVERIFY(reader.readHeader());
    const auto skipped = reader.skipTo({ 9, 1, 3 }, hasher.digest());
    QVERIFY(!skipped);
    QCOMPARE(skipped.error().code, ErrorCode::FileChangedSinceImport);
}

void TestCsvReader::hundredThousandColumnsAreRead()
{
    constexpr std::size_t kColumns = 100'000;
    std::string header;
    std::string record;
    for (std::size_t i = 0; i < kColumns; ++i) {
        header += (i == 0 ? "c" : ",c") + std::to_string(i);
        record += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
    }
    CsvReader reader(sourceOf(header + "\n" + record + "\n"), plainDialect(',', 1));
    const auto names = reader.readHeader();
    QVERIFY(names);
    QCOMPARE(names->size(), kColumns);
    QCOMPARE(names->back(), "c99999"s);
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    QCOMPARE(block.records[0].fieldCount, kColumns);
    QCOMPARE(block.field(block.records[0], 99'999), "99999"s);
}

void TestCsvReader::recordLargerThanTheBufferIsRead()
{
    ReaderLimits limits;
    limits.maxBlockBytes = 1000;
    const std::string cell(100'000, 'x');
    const auto text = "1,2\n" + cell + ",\"" + cell + "\n\"\"\"\n3,4\n";
    const auto found = difference(text, plainDialect(), limits, {});
    QVERIFY2(found.empty(), found.substr(0, 200).c_str());
}

void TestCsvReader::quotedFieldMayHoldAnyNumberOfLines()
{
    std::string text = "1,\"";
    for (int line = 0; line < 30'000; ++line)
        text += "x, y\n";
    text += "\"\n2,z\n";
    CsvReader reader(sourceOf(text), plainDialect());
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    QVERIFY(block.issues.empty());
    QCOMPARE(block.records.size(), std::size_t { 2 });
    QCOMPARE(block.field(block.records[0], 1).size(), std::size_t { 150'000 });
    QCOMPARE(block.endLine, 30'003);
    const auto found = difference(text, plainDialect(), {}, { 4000 });
    QVERIFY2(found.empty(), found.substr(0, 200).c_str());
}

// Also with many lines inside the limit, and with a second quote that is open behind the first.
void TestCsvReader::onlyTheRecordLimitEndsAnOpenQuote()
{
    ReaderLimits limits;
    limits.maxRecordBytes = 40'000;
    limits.maxBlockBytes = 1000;
    std::string text = "1,\"a\n";
    for (int line = 0; line < 15'000; ++line)
        text += line % 100 == 7 ? "\",\"b\n" : "x\ny\n";
    const auto found = difference(text, plainDialect(), limits, { 5000 });
    QVERIFY2(found.empty(), found.substr(0, 200).c_str());
}

void TestCsvReader::tooLongRecordKeepsItsFirstBytes()
{
    ReaderLimits limits;
    limits.maxBlockBytes = 1000;
    limits.maxRecordBytes = 100'000;
    const auto text = "1,2\n" + std::string(300'000, 'x') + "\n3,4\n";
    CsvReader reader(sourceOf(text), plainDialect(), limits);
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    if (block.records.size() == 1)
        QVERIFY(reader.next(block).value());
    QCOMPARE(block.issues.size(), std::size_t { 1 });
    QCOMPARE(block.issues[0].code, ErrorCode::RowTooLong);
    QCOMPARE(block.raw(block.records.back()).size(), std::size_t { 64 << 10 });
    QCOMPARE(block.endByte, 300'005);
    QVERIFY(reader.next(block).value());
    QCOMPARE(block.firstLine, 3);
    QCOMPARE(block.raw(block.records[0]), "3,4"s);
}

// Told from a stray quote by its lines, which are no records: none of them may come in as one.
void TestCsvReader::longRecordOfManyLinesIsOneRecord()
{
    ReaderLimits limits;
    limits.maxBlockBytes = 1000;
    limits.maxRecordBytes = 100'000;
    std::string lines;
    for (int line = 0; line < 100'000; ++line)
        lines += "a line of text\n";
    for (const auto &record :
         { "1,\"" + lines + "\"", "1,\"" + lines + "\"\"x\",\"" + lines + "\"" }) {
        const auto text = "a,b\n" + record + "\n2,\"y\nz\"\n";
        CsvReader reader(sourceOf(text), plainDialect(',', 1), limits);
        QVERIFY(reader.readHeader());
        RecordBlock block;
        QVERIFY(reader.next(block).value());
        QCOMPARE(block.records.size(), std::size_t { 1 });
        QCOMPARE(block.issues.size(), std::size_t { 1 });
        QCOMPARE(block.issues[0].code, ErrorCode::RowTooLong);
        QVERIFY(reader.next(block).value());
        QCOMPARE(block.raw(block.records[0]), "2,\"y\nz\""s);
        QCOMPARE(block.firstLine, 2 + std::ranges::count(record, '\n') + 1);
        QVERIFY(block.isFinal);
    }
}

void TestCsvReader::strayQuoteBeforeRecordsCostsItsLineOnly_data()
{
    QTest::addColumn<quint32>("limit");
    QTest::newRow("next quote beyond the limit") << 1000U;
    QTest::newRow("next quote within the limit") << 1'000'000U;
}

void TestCsvReader::strayQuoteBeforeRecordsCostsItsLineOnly()
{
    QFETCH(const quint32, limit);
    ReaderLimits limits;
    limits.maxRecordBytes = limit;
    std::string text = "a,b,c\n1,2,\"3\n";
    for (int line = 0; line < 1000; ++line)
        text += line > 500 && line % 3 == 0 ? "4,5 and more,\"6,7\"\n" : "4,5,6\n";
    CsvReader reader(sourceOf(text), plainDialect(',', 1), limits);
    QVERIFY(reader.readHeader());
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    QCOMPARE(block.issues.size(), std::size_t { 1 });
    QCOMPARE(block.issues[0].code, ErrorCode::RowUnterminatedQuote);
    QCOMPARE(block.issues[0].byte, 10);
    QCOMPARE(block.raw(block.records[0]), "1,2,\"3"s);
    QCOMPARE(block.records.size(), std::size_t { 1001 });
}

void TestCsvReader::headerOverTheLimitIsToldAsSuch()
{
    ReaderLimits limits;
    limits.maxRecordBytes = 100;
    CsvReader reader(sourceOf("a," + std::string(200, 'b') + "\n1,2\n"), plainDialect(',', 1),
                     limits);
    const auto header = reader.readHeader();
    QVERIFY(!header);
    QCOMPARE(header.error().code, ErrorCode::FileUnrecognised);
    QVERIFY(errorText(header.error()).contains(u"longer than the limit"_s));
}

// Each line seen alone opens a quote, and each line inside quotes keeps them open: without memory
// of the first search every line would search to the end.
void TestCsvReader::everyLineWithAStrayQuoteTakesLinearTime()
{
    constexpr std::size_t kLines = 200'000;
    std::string text;
    for (std::size_t i = 0; i < kLines; ++i)
        text += "a\",x,\"b\n";
    ReaderLimits limits;
    limits.maxRecordBytes = 1'500'000;
    CsvReader reader(sourceOf(text), plainDialect(), limits);
    RecordBlock block;
    std::size_t records = 0;
    while (reader.next(block).value()) {
        records += block.records.size();
        QCOMPARE(block.issues.size(), block.records.size());
        QCOMPARE(block.issues[0].code, ErrorCode::RowUnterminatedQuote);
    }
    QCOMPARE(records, kLines);
}

void TestCsvReader::sourceErrorComesAfterTheRecordsBeforeIt()
{
    const Error error { ErrorCode::FileUnreadable, {}, { u"gone"_s } };
    auto input = std::make_unique<MemorySource>("1,2\n3,4\n5,", std::vector<std::size_t> {}, error);
    CsvReader reader(std::move(input), plainDialect());
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    QCOMPARE(block.records.size(), std::size_t { 2 });
    QVERIFY(!block.isFinal);
    const auto after = reader.next(block);
    QVERIFY(!after);
    QCOMPARE(after.error(), error);
}

void TestCsvReader::warmBlockIsNotReallocated()
{
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "1,\"two \"\"words\"\"\",three,\"\"\n";
    ReaderLimits limits;
    limits.maxRecords = 1000;
    CsvReader reader(sourceOf(text), plainDialect(), limits);
    RecordBlock block;
    QVERIFY(reader.next(block).value());
    const auto *const fields = block.fields.data();
    const auto *const records = block.records.data();
    const auto *const arena = block.arena.data();
    while (reader.next(block).value()) {
        QCOMPARE(block.fields.data(), fields);
        QCOMPARE(block.records.data(), records);
        QCOMPARE(block.arena.data(), arena);
    }
}

QTEST_GUILESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
