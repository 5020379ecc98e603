// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/chunk_line.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

using namespace dockhand::engine;
using dockhand::profile::RowChunk;

namespace {

FilePart chunkOf(std::size_t file, std::int64_t record, std::size_t bytes)
{
    auto chunk = std::make_unique<RowChunk>();
    chunk->end.record = record;
    chunk->text.append(std::string(bytes, 'x'));
    return { file, std::move(chunk), std::nullopt };
}

FilePart endOf(std::size_t file)
{
    return { file, nullptr, FileEnd {} };
}

} // namespace

/// Parts come out in queue order whatever order they went in.
class TestChunkLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsComeOutFileByFile();
    void orderIsTheGivenOne();
    void budgetHoldsBackLaterFilesOnly();
    void closedLineRefusesAndWakes();
    void manyThreadsKeepEveryFileInOrder();
};

void TestChunkLine::partsComeOutFileByFile()
{
    ChunkLine line({ 0, 1 }, 1 << 20);
    QVERIFY(line.push(chunkOf(1, 100, 10)));
    QVERIFY(line.push(endOf(1)));
    QVERIFY(line.push(chunkOf(0, 1, 10)));
    QVERIFY(line.push(chunkOf(0, 2, 10)));
    QVERIFY(line.push(endOf(0)));
    std::vector<std::pair<std::size_t, std::int64_t>> seen;
    while (auto part = line.pop())
        seen.emplace_back(part->file, part->chunk ? part->chunk->end.record : -1);
    const std::vector<std::pair<std::size_t, std::int64_t>> expected {
        { 0, 1 }, { 0, 2 }, { 0, -1 }, { 1, 100 }, { 1, -1 }
    };
    QVERIFY(seen == expected);
    QCOMPARE(line.waitingBytes(), std::int64_t { 0 });
}

void TestChunkLine::orderIsTheGivenOne()
{
    ChunkLine line({ 7, 2 }, 1 << 20);
    QVERIFY(line.push(endOf(2)));
    QVERIFY(line.push(endOf(7)));
    QCOMPARE(line.pop()->file, std::size_t { 7 });
    QCOMPARE(line.pop()->file, std::size_t { 2 });
    QVERIFY(!line.pop());
}

void TestChunkLine::budgetHoldsBackLaterFilesOnly()
{
    ChunkLine line({ 0, 1 }, 1000);
    QVERIFY(line.push(chunkOf(1, 1, 900)));
    std::atomic<bool> isIn { false };
    std::thread later([&] {
        const bool pushed = line.push(chunkOf(1, 2, 900));
        isIn = pushed;
    });
    // The first file in line gets in although the budget is used up: no deadlock.
    QVERIFY(line.push(chunkOf(0, 1, 5000)));
    QVERIFY(line.pop()->chunk);
    QVERIFY(line.push(endOf(0)));
    QVERIFY(line.pop()->end);
    QVERIFY(line.pop()->chunk); // file 1, first chunk: makes room for the second
    later.join();
    QVERIFY(isIn);
    QCOMPARE(line.pop()->chunk->end.record, std::int64_t { 2 });
}

void TestChunkLine::closedLineRefusesAndWakes()
{
    ChunkLine line({ 0 }, 100);
    std::atomic<bool> isEnded { false };
    std::thread waiting([&] { isEnded = !line.pop().has_value(); });
    line.close();
    waiting.join();
    QVERIFY(isEnded);
    QVERIFY(!line.push(chunkOf(0, 1, 10)));
}

void TestChunkLine::manyThreadsKeepEveryFileInOrder()
{
    constexpr std::size_t kFiles = 40;
    constexpr std::int64_t kChunks = 25;
    std::vector<std::size_t> order;
    for (std::size_t file = 0; file < kFiles; ++file)
        order.push_back(file);
    constexpr std::int64_t kBudget = 4000;
    ChunkLine line(order, kBudget);
    std::atomic<std::size_t> next { 0 };
    std::vector<std::thread> jobs;
    for (int t = 0; t < 4; ++t) {
        jobs.emplace_back([&] {
            for (auto file = next.fetch_add(1); file < kFiles; file = next.fetch_add(1)) {
                for (std::int64_t i = 0; i < kChunks; ++i)
                    (void)line.push(chunkOf(file, i, 500 + file * 10));
                (void)line.push(endOf(file));
            }
        });
    }
    std::size_t file = 0;
    std::int64_t chunk = 0;
    std::int64_t mostWaiting = 0;
    std::int64_t largestChunk = 0;
    bool isOrdered = true;
    for (int turn = 0;; ++turn) {
        if (turn % 50 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1)); // let the jobs run ahead
        mostWaiting = std::max(mostWaiting, line.waitingBytes());
        auto part = line.pop();
        if (!part)
            break;
        if (part->chunk)
            largestChunk = std::max(largestChunk, static_cast<std::int64_t>(part->chunk->bytes()));
        isOrdered &= part->file == file;
        if (part->end) {
            isOrdered &= chunk == kChunks;
            ++file;
            chunk = 0;
        } else {
            isOrdered &= part->chunk->end.record == chunk++;
        }
    }
    for (auto &job : jobs)
        job.join();
    QVERIFY(isOrdered);
    QCOMPARE(file, kFiles);
    QVERIFY(mostWaiting > 0);
    QVERIFY(mostWaiting <= kBudget + largestChunk); // the file in front may always hand one over
}

QTEST_GUILESS_MAIN(TestChunkLine)
#include "tst_chunk_line.moc"
