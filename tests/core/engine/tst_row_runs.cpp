// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/row_runs.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>
#include <tuple>

#ifdef Q_OS_UNIX
#    include <sys/resource.h>

#    include <csignal>
#endif

using namespace dockhand;
using namespace dockhand::engine;
using profile::PackedRows;
using profile::TableSpec;
using profile::ValueType;

namespace {

struct Key
{
    std::string text;
    std::int64_t number = 0;
};

TableSpec keyedTable()
{
    TableSpec spec;
    spec.name = QStringLiteral("t");
    spec.columns = { { QStringLiteral("n"), ValueType::Integer, 0, true },
                     { QStringLiteral("code"), ValueType::Text, 0, true } };
    spec.key = { 1, 0 };
    return spec;
}

PackedRows rowsOf(const TableSpec &spec, const std::vector<Key> &keys, std::uint32_t file = 0)
{
    PackedRows rows;
    rows.reset(2);
    for (const auto &key : keys) {
        rows.append(file, rows.size() + 1);
        rows.setInteger(0, key.number);
        rows.setText(1, key.text);
        rows.setPrefix(profile::keyPrefix(spec, rows.back()));
    }
    return rows;
}

/// Text, number, file, record.
using Sorted = std::vector<std::tuple<std::string, std::int64_t, std::uint32_t, std::int64_t>>;

Sorted readAll(const RowRuns &runs, SpillFile *file, std::size_t batch)
{
    Sorted all;
    MergedRows merged(runs, file, MergedRows::kLeastReadBytes);
    for (;;) {
        const auto rows = merged.next(batch);
        if (!rows)
            qFatal("%s", qPrintable(errorText(rows.error())));
        if (rows->empty())
            return all;
        for (const auto row : *rows)
            all.emplace_back(std::string(row.text(1)), row.integer(0), row.header().file,
                             row.header().record);
    }
}

Sorted sorted(const std::vector<Key> &keys, const TableSpec &spec)
{
    const auto rows = rowsOf(spec, keys);
    RowRuns runs(spec);
    runs.add(rows);
    runs.finish();
    return readAll(runs, nullptr, 3);
}

} // namespace

/// A window's rows come in key order, equal keys in queue order, spilled or not.
class TestRowRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreInKeyOrder();
    void negativeNumbersComeFirst();
    void textIsComparedByBytes();
    void withoutKeyRecordOrderStays();
    void spilledRowsEqualASlowSort_data();
    void spilledRowsEqualASlowSort();
    void rowsLargerThanABufferAreSpilled();
    void batchOfLargeRowsIsSmall();
    void whatWasSpilledIsReadAgain();
    void fullDiskLeavesTheRowsInMemory();

private:
    [[nodiscard]] std::unique_ptr<SpillFile> spillFile() const
    {
        return *SpillFile::create({ m_dir.path() });
    }

    QTemporaryDir m_dir;
};

void TestRowRuns::rowsAreInKeyOrder()
{
    const Sorted expected { { "a", 9, 0, 2 },
                            { "b", 1, 0, 3 },
                            { "b", 2, 0, 1 },
                            { "same key longer than eight bytes", 1, 0, 4 },
                            { "same key longer than eight bytes", 1, 0, 5 } };
    QVERIFY(sorted({ { "b", 2 },
                     { "a", 9 },
                     { "b", 1 },
                     { "same key longer than eight bytes", 1 },
                     { "same key longer than eight bytes", 1 } },
                   keyedTable())
            == expected);
}

void TestRowRuns::negativeNumbersComeFirst()
{
    auto spec = keyedTable();
    spec.key = { 0 };
    std::vector<std::int64_t> numbers;
    for (const auto &row :
         sorted({ { "", 5 }, { "", -3 }, { "", 0 }, { "", INT64_MIN }, { "", INT64_MAX } }, spec))
        numbers.push_back(std::get<1>(row));
    QCOMPARE(numbers, (std::vector<std::int64_t> { INT64_MIN, -3, 0, 5, INT64_MAX }));
}

void TestRowRuns::textIsComparedByBytes()
{
    // A prefix comes before its continuation; bytes above 127 come last.
    const std::string zero("a\0", 2);
    std::vector<std::string> texts;
    for (const auto &row :
         sorted({ { "é", 0 }, { "ab", 0 }, { "a", 0 }, { zero, 0 }, { "Z", 0 } }, keyedTable()))
        texts.push_back(std::get<0>(row));
    QCOMPARE(texts, (std::vector<std::string> { "Z", "a", zero, "ab", "é" }));
}

void TestRowRuns::withoutKeyRecordOrderStays()
{
    auto spec = keyedTable();
    spec.key.clear();
    const Sorted expected { { "z", 1, 0, 1 }, { "a", 2, 0, 2 }, { "m", 3, 0, 3 } };
    QVERIFY(sorted({ { "z", 1 }, { "a", 2 }, { "m", 3 } }, spec) == expected);
}

void TestRowRuns::spilledRowsEqualASlowSort_data()
{
    QTest::addColumn<int>("spills");
    QTest::addColumn<bool>("keyed");
    QTest::addColumn<int>("batch");
    for (const int spills : { 0, 1, 2, 7, 40 }) {
        for (const bool keyed : { true, false }) {
            for (const int batch : { 1, 7, 1000 })
                QTest::addRow("%d runs, %s, batches of %d", spills, keyed ? "key" : "no key", batch)
                    << spills << keyed << batch;
        }
    }
}

void TestRowRuns::spilledRowsEqualASlowSort()
{
    QFETCH(const int, spills);
    QFETCH(const bool, keyed);
    QFETCH(const int, batch);
    auto spec = keyedTable();
    if (!keyed)
        spec.key.clear();
    std::mt19937 random(static_cast<unsigned>(spills));
    const auto file = spillFile();
    RowRuns runs(spec);
    Sorted expected;
    std::vector<PackedRows> kept;
    kept.reserve(static_cast<std::size_t>(spills) + 1);
    for (std::uint32_t chunk = 0; chunk <= static_cast<std::uint32_t>(spills); ++chunk) {
        std::vector<Key> keys(random() % 60);
        for (auto &key : keys)
            key = { std::string(random() % 12, static_cast<char>('a' + random() % 2)),
                    static_cast<std::int64_t>(random() % 3) };
        for (std::size_t i = 0; i < keys.size(); ++i)
            expected.emplace_back(keys[i].text, keys[i].number, chunk,
                                  static_cast<std::int64_t>(i) + 1);
        kept.push_back(rowsOf(spec, keys, chunk));
        runs.add(kept.back());
        if (chunk < static_cast<std::uint32_t>(spills)) {
            QVERIFY(runs.spill(*file));
            kept.back() = {}; // what was spilled is no longer needed
        }
    }
    runs.finish();
    if (keyed)
        std::sort(expected.begin(), expected.end());
    QCOMPARE(runs.rows(), static_cast<std::int64_t>(expected.size()));
    QVERIFY(readAll(runs, file.get(), static_cast<std::size_t>(batch)) == expected);
}

void TestRowRuns::rowsLargerThanABufferAreSpilled()
{
    const auto spec = keyedTable();
    const auto rows = rowsOf(spec,
                             { { std::string(3 << 20, 'b'), 1 },
                               { "a", 2 },
                               { std::string(1 << 20, 'c'), 3 },
                               { std::string(70'000, 'a'), 4 } });
    const auto file = spillFile();
    RowRuns runs(spec);
    runs.add(rows);
    QVERIFY(runs.spill(*file));
    runs.finish();
    std::vector<std::int64_t> numbers;
    for (const auto &[text, number, inFile, record] : readAll(runs, file.get(), 2))
        numbers.push_back(number);
    QCOMPARE(numbers, (std::vector<std::int64_t> { 2, 4, 1, 3 }));
}

// However many rows are asked for: memory holds a row of each run, and no second one of any.
void TestRowRuns::batchOfLargeRowsIsSmall()
{
    const auto spec = keyedTable();
    const auto file = spillFile();
    RowRuns runs(spec);
    const std::string large(2 << 20, 'x');
    std::vector<PackedRows> kept; // `add` keeps views
    for (std::int64_t run = 0; run < 3; ++run) {
        kept.push_back(rowsOf(
            spec, { { "b" + large, run }, { "d" + large, run }, { "a", run }, { "c", run } }));
        runs.add(kept.back());
        QVERIFY(runs.spill(*file));
    }
    QCOMPARE_GE(runs.headBytes(), 3 * std::ssize(large));
    QCOMPARE_LT(runs.headBytes(), 4 * std::ssize(large));
    runs.finish();
    MergedRows merged(runs, file.get(), MergedRows::kLeastReadBytes);
    std::string order;
    for (auto rows = merged.next(100); !rows->empty(); rows = merged.next(100)) {
        std::size_t bytes = 0;
        for (const auto row : *rows) {
            bytes += row.size();
            order += row.text(1).front();
        }
        QCOMPARE_LT(bytes, 2 * large.size());
    }
    QCOMPARE(order, std::string("aaabbbcccddd"));
}

void TestRowRuns::whatWasSpilledIsReadAgain()
{
    const auto spec = keyedTable();
    const auto rows = rowsOf(spec, { { "b", 1 }, { "a", 2 } });
    const auto file = spillFile();
    RowRuns runs(spec);
    runs.add(rows);
    QVERIFY(runs.spill(*file));
    runs.finish();
    const auto first = readAll(runs, file.get(), 10);
    QCOMPARE(first.size(), std::size_t { 2 });
    QVERIFY(readAll(runs, file.get(), 10) == first);
}

#ifdef Q_OS_UNIX

void TestRowRuns::fullDiskLeavesTheRowsInMemory()
{
    const auto spec = keyedTable();
    const auto rows = rowsOf(spec, { { "b", 1 }, { "a", 2 } });
    const auto file = spillFile();
    RowRuns runs(spec);
    runs.add(rows);
    // A file that may not grow stands for a disk without room.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit none { 0, before.rlim_max };
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
    const auto spilled = runs.spill(*file);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!spilled);
    QCOMPARE(errorId(spilled.error().code), QStringLiteral("output.unwritable"));
    runs.finish();
    const Sorted expected { { "a", 2, 0, 2 }, { "b", 1, 0, 1 } };
    QVERIFY(readAll(runs, file.get(), 10) == expected);
}

#else // elsewhere no limit stands for a full disk

void TestRowRuns::fullDiskLeavesTheRowsInMemory() { }

#endif

QTEST_GUILESS_MAIN(TestRowRuns)
#include "tst_row_runs.moc"
