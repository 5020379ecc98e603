// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/read_ahead.h"
#include "tests/core/source/memory_source.h"
#include "tests/core/source/reader_check.h"

#include <QTest>

#include <new>

using namespace dockhand;
using namespace dockhand::source;

namespace {

/// Memory is not enough for what follows the bytes.
class ThrowingSource final : public ByteSource
{
public:
    explicit ThrowingSource(std::string bytes)
        : m_bytes(std::move(bytes))
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        if (m_isRead)
            throw std::bad_alloc();
        m_isRead = true;
        const auto count = std::min(into.size(), m_bytes.size());
        std::copy_n(m_bytes.data(), count, into.data());
        return count;
    }
    std::int64_t consumedBytes() const override { return 0; }
    std::int64_t sizeBytes() const override { return 1 << 20; }

private:
    std::string m_bytes;
    bool m_isRead = false;
};

Dialect withoutHeader()
{
    Dialect dialect;
    dialect.headerRow = 0;
    return dialect;
}

/// Blocks of a few records.
constexpr ReaderLimits kSmallBlocks { .maxRecords = 3,
                                      .maxBlockBytes = 64,
                                      .maxRecordBytes = 1 << 20 };

std::string numberedRecords(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "record," + std::to_string(i) + '\n';
    return text;
}

} // namespace

/// A stream read in another thread is the stream.
class TestReadAhead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomTextsReadAsTheReference();
    void blocksStayWhileTheReaderGoesOn();
    void memoryOfALongRecordIsNotKept();
    void errorComesBehindTheTextBeforeIt();
    void whatTheReaderThrowsComesOut();
    void mayBeGivenUpAnywhere();
    void recordsOfABlockCanBeLimitedOnTheWay();
};

void TestReadAhead::randomTextsReadAsTheReference()
{
    std::mt19937 random(20'240'118);
    for (int round = 0; round < 1500; ++round) {
        const auto text = randomText(random, random() % 700);
        const auto dialect = randomDialect(random);
        const auto limits = randomLimits(random);
        const auto found
            = difference(text, dialect, limits, { 1 + random() % 300, 1000 }, Reading::Ahead);
        QVERIFY2(found.empty(), found.c_str());
    }
}

void TestReadAhead::blocksStayWhileTheReaderGoesOn()
{
    const auto text = numberedRecords(20'000);
    CsvReader reader(std::make_unique<MemorySource>(text, std::vector<std::size_t> { 100, 33 }),
                     withoutHeader(), kSmallBlocks);
    ReadAhead ahead(reader, 3);
    RecordBlock block;
    ByteBuffer memory;
    std::string joined;
    while (ahead.next(block, memory).value()) {
        std::this_thread::yield(); // the reader is in the next blocks by now
        joined += block.text;
    }
    QVERIFY(joined == text);
    QVERIFY(block.isFinal);
    QCOMPARE(ahead.consumedBytes(), std::ssize(text));
}

void TestReadAhead::memoryOfALongRecordIsNotKept()
{
    constexpr std::size_t kLong = 1 << 20;
    const auto text
        = numberedRecords(100) + std::string(kLong - 10, 'x') + '\n' + numberedRecords(10'000);
    CsvReader reader(std::make_unique<MemorySource>(text), withoutHeader(), kSmallBlocks);
    RecordBlock block;
    std::vector<ByteBuffer> memories(3);
    std::size_t largest = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; reader.next(block).value(); ++i) {
        auto &memory = memories[i % memories.size()];
        reader.exchangeText(memory);
        last = memory.capacity();
        largest = std::max(largest, last);
    }
    QVERIFY(largest >= kLong - 10);
    QVERIFY2(last < 100'000, std::to_string(last).c_str());
}

void TestReadAhead::errorComesBehindTheTextBeforeIt()
{
    const Error wanted { ErrorCode::FileUnreadable, {}, { QStringLiteral("gone") } };
    CsvReader reader(
        std::make_unique<MemorySource>(numberedRecords(100), std::vector<std::size_t> {}, wanted),
        withoutHeader(), kSmallBlocks);
    ReadAhead ahead(reader, 3);
    RecordBlock block;
    ByteBuffer memory;
    std::size_t records = 0;
    auto more = ahead.next(block, memory);
    for (; more == true; more = ahead.next(block, memory))
        records += block.records.size();
    QVERIFY(!more);
    QCOMPARE(more.error(), wanted);
    QCOMPARE(records, std::size_t { 100 });
}

void TestReadAhead::whatTheReaderThrowsComesOut()
{
    CsvReader reader(std::make_unique<ThrowingSource>(numberedRecords(10)), withoutHeader(),
                     kSmallBlocks);
    ReadAhead ahead(reader, 3);
    RecordBlock block;
    ByteBuffer memory;
    const auto readAll = [&] {
        while (ahead.next(block, memory) == true) { }
    };
    QVERIFY_THROWS_EXCEPTION(std::bad_alloc, readAll());
}

void TestReadAhead::mayBeGivenUpAnywhere()
{
    const auto text = numberedRecords(1000);
    for (int blocks = 0; blocks < 50; ++blocks) {
        CsvReader reader(std::make_unique<MemorySource>(text), withoutHeader(), kSmallBlocks);
        RecordBlock block;
        ByteBuffer memory;
        ReadAhead ahead(reader, 3);
        for (int i = 0; i < blocks; ++i)
            QVERIFY(ahead.next(block, memory).value());
    }
}

void TestReadAhead::recordsOfABlockCanBeLimitedOnTheWay()
{
    CsvReader reader(std::make_unique<MemorySource>(numberedRecords(1000)), withoutHeader(),
                     kSmallBlocks);
    ReadAhead ahead(reader, 3);
    RecordBlock block;
    ByteBuffer memory;
    QVERIFY(ahead.next(block, memory).value());
    QCOMPARE(block.records.size(), std::size_t { 3 });
    ahead.setMaxRecords(1);
    for (int i = 0; i < 3; ++i) // those that were begun before
        QVERIFY(ahead.next(block, memory).value());
    QCOMPARE(block.records.size(), std::size_t { 1 });
}

QTEST_GUILESS_MAIN(TestReadAhead)
#include "tst_read_ahead.moc"
