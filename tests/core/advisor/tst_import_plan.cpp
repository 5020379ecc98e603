// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/import_plan.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace dockhand;
using namespace dockhand::advisor;

namespace {

constexpr std::int64_t kMiB = 1 << 20;

FileSurvey survey(std::int64_t records, double bytesPerRecord)
{
    FileSurvey file;
    file.path = QStringLiteral("/data/orders.csv");
    file.estimatedRecords = records;
    file.bytesPerRecord = bytesPerRecord;
    file.sizeBytes = static_cast<std::int64_t>(static_cast<double>(records) * bytesPerRecord);
    return file;
}

SystemInfo computer(int cores, std::int64_t availableBytes)
{
    SystemInfo system;
    system.cores = cores;
    system.totalMemoryBytes = availableBytes;
    system.availableMemoryBytes = availableBytes;
    return system;
}

std::int64_t packedRecordBytes(double bytesPerRecord)
{
    return static_cast<std::int64_t>(1.5 * bytesPerRecord + 64);
}

} // namespace

/// The plan of a run: pure arithmetic over surveys and the computer.
class TestImportPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalInputGivesEqualPlans();
    void memoryLimitFollowsTheComputer_data();
    void memoryLimitFollowsTheComputer();
    void programIsNotAtTheCostOfTheWork();
    void manyFilesTakeFromTheBuffers();
    void windowsScaleWithTheLimit_data();
    void windowsScaleWithTheLimit();
    void everythingFitsInTheLimit_data();
    void everythingFitsInTheLimit();
    void concurrencyFollowsFilesAndCores_data();
    void concurrencyFollowsFilesAndCores();
    void overridesWin();
    void chunkThatDoesNotFitIsCutAndSaidSo();
    void filesWithErrorsAreLeftOut();
    void badShareIsToldInWords();
    void intervalHoldsTheEstimate();
    void measuredRatesNarrowTheInterval();
    void toldSpeedIsThatOfTheReason();
    void moreRecordsTakeLonger();
    void compressedFilesAreReckonedByTheirText();
    void emptyQueueTakesNoTime();
    void jsonHoldsTheContract();
};

void TestImportPlan::equalInputGivesEqualPlans()
{
    const std::vector files { survey(1000, 400), survey(500, 90) };
    const auto system = computer(2, 4096 * kMiB);
    QCOMPARE(makePlan(files, system, {}, {}), makePlan(files, system, {}, {}));
}

void TestImportPlan::memoryLimitFollowsTheComputer_data()
{
    QTest::addColumn<qint64>("available");
    QTest::addColumn<qint64>("limit");
    QTest::newRow("plenty") << qint64(8192 * kMiB) << qint64(64 * kMiB);
    QTest::newRow("not known") << qint64(0) << qint64(64 * kMiB);
    QTest::newRow("a quarter of little") << qint64(200 * kMiB) << qint64(50 * kMiB);
    QTest::newRow("never below the smallest") << qint64(40 * kMiB) << qint64(32 * kMiB);
}

void TestImportPlan::memoryLimitFollowsTheComputer()
{
    QFETCH(qint64, available);
    QFETCH(qint64, limit);
    const std::vector files { survey(1000, 400) };
    const auto plan = makePlan(files, computer(2, available), {}, {});
    QCOMPARE(qint64(plan.memoryLimitBytes.value), limit);
}

// A window of its own takes more memory than the command line does; the room for data is the same.
void TestImportPlan::programIsNotAtTheCostOfTheWork()
{
    const std::vector files { survey(1'000'000, 400) };
    auto system = computer(2, 8192 * kMiB);
    const auto small = makePlan(files, system, {}, {});
    system.programBytes = 75 * kMiB;
    const auto large = makePlan(files, system, {}, {});
    QCOMPARE(large.programBytes, 80 * kMiB);
    QCOMPARE(large.memoryLimitBytes.value, small.memoryLimitBytes.value + 56 * kMiB);
    QCOMPARE(large.windowBytes, small.windowBytes);
    QCOMPARE(large.cacheBytes, small.cacheBytes);
    QVERIFY(large.estimatedPeakBytes <= large.memoryLimitBytes.value);
    PlanOverrides overrides;
    overrides.memoryLimitBytes = 60 * kMiB;
    QCOMPARE(makePlan(files, system, {}, overrides).memoryLimitBytes.value, 88 * kMiB);
}

// What is kept of each file counts, so that memory does not grow with their number; only a list
// that leaves no room to work in raises the limit, and so does it where that was chosen.
void TestImportPlan::manyFilesTakeFromTheBuffers()
{
    const auto system = computer(2, 8192 * kMiB);
    const auto planOf = [&](std::size_t count, const PlanOverrides &overrides = {}) {
        const std::vector files(count, survey(20, 400));
        return makePlan(files, system, {}, overrides);
    };
    const auto buffers
        = [](const ImportPlan &plan) { return 2 * plan.windowBytes + plan.cacheBytes; };
    const auto one = planOf(1);
    const auto many = planOf(10'000);
    QCOMPARE(many.memoryLimitBytes.value, one.memoryLimitBytes.value);
    QVERIFY(many.filesBytes > 4 * kMiB && many.filesBytes < 10 * kMiB);
    QVERIFY(buffers(many) < buffers(one) - many.filesBytes / 3);
    QVERIFY(many.estimatedPeakBytes <= many.memoryLimitBytes.value);
    QCOMPARE(many.memoryBudget().programBytes, many.programBytes + many.filesBytes);

    const auto most = planOf(100'000);
    QVERIFY(most.memoryLimitBytes.value > most.filesBytes + most.programBytes);
    QVERIFY(buffers(most) > 2 * kMiB);
    QVERIFY(most.estimatedPeakBytes <= most.memoryLimitBytes.value);
    PlanOverrides overrides;
    overrides.memoryLimitBytes = 64 * kMiB;
    QCOMPARE(planOf(100'000, overrides).memoryLimitBytes.value, most.memoryLimitBytes.value);
}

void TestImportPlan::windowsScaleWithTheLimit_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<int>("rows");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("cache");
    QTest::newRow("default") << qint64(64 * kMiB) << 4'000'000 << qint64(5 * kMiB)
                             << qint64(10 * kMiB);
    // Fewer rows where memory holds less, so that a merge never reads from too many runs at once.
    QTest::newRow("least") << qint64(32 * kMiB) << 167'772 << qint64(kMiB) << qint64(2 * kMiB);
    QTest::newRow("much") << qint64(4096 * kMiB) << 4'000'000 << qint64(16 * kMiB)
                          << qint64(256 * kMiB);
}

void TestImportPlan::windowsScaleWithTheLimit()
{
    QFETCH(qint64, limit);
    PlanOverrides overrides;
    overrides.memoryLimitBytes = limit;
    const std::vector files { survey(1000, 400) };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, overrides);
    QTEST(plan.windowRows, "rows");
    QTEST(qint64(plan.windowBytes), "bytes");
    QTEST(qint64(plan.cacheBytes), "cache");
}

void TestImportPlan::everythingFitsInTheLimit_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<double>("width");
    for (const qint64 limit : { 32 * kMiB, 64 * kMiB, 1024 * kMiB }) {
        for (const int concurrency : { 1, 2, 8, 64 }) {
            for (const double width : { 20.0, 400.0, 20'000.0 }) {
                QTest::addRow("%lld MiB, %d files, %g bytes a record", limit / kMiB, concurrency,
                              width)
                    << limit << concurrency << width;
            }
        }
    }
}

void TestImportPlan::everythingFitsInTheLimit()
{
    QFETCH(qint64, limit);
    QFETCH(int, concurrency);
    QFETCH(double, width);
    PlanOverrides overrides;
    overrides.memoryLimitBytes = limit;
    overrides.concurrency = concurrency;
    overrides.chunkRows = 1'000'000;
    const std::vector files { survey(5'000'000, width) };
    const auto plan = makePlan(files, computer(4, 8192 * kMiB), {}, overrides);
    QVERIFY(plan.chunkRows.value >= 1);
    QVERIFY(plan.windowRows >= 1);
    QVERIFY(plan.concurrency.value == concurrency || (limit <= 64 * kMiB && concurrency > 4));
    QVERIFY2(plan.estimatedPeakBytes <= limit,
             qPrintable(QString::number(plan.estimatedPeakBytes)));
    const auto inFlight
        = 2 * plan.concurrency.value * plan.chunkRows.value * packedRecordBytes(width);
    QVERIFY(24 * kMiB + 2 * plan.windowBytes + plan.cacheBytes + inFlight <= limit);
}

void TestImportPlan::concurrencyFollowsFilesAndCores_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("cores");
    QTest::addColumn<int>("concurrency");
    QTest::newRow("one file is read alone") << 1 << 8 << 1;
    QTest::newRow("no file") << 0 << 8 << 1;
    QTest::newRow("two cores") << 100 << 2 << 2;
    QTest::newRow("fewer files than cores") << 3 << 8 << 3;
    QTest::newRow("eight at most") << 100 << 64 << 8;
    QTest::newRow("cores not known") << 100 << 0 << 1;
}

void TestImportPlan::concurrencyFollowsFilesAndCores()
{
    QFETCH(int, files);
    QFETCH(int, cores);
    const std::vector surveys(static_cast<std::size_t>(files), survey(5000, 400));
    PlanOverrides overrides;
    overrides.memoryLimitBytes = 512 * kMiB;
    const auto plan = makePlan(surveys, computer(cores, 8192 * kMiB), {}, overrides);
    QTEST(plan.concurrency.value, "concurrency");
}

void TestImportPlan::overridesWin()
{
    PlanOverrides overrides;
    overrides.concurrency = 5;
    overrides.chunkRows = 7;
    overrides.memoryLimitBytes = 64 * kMiB;
    const std::vector files { survey(5000, 400) };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, overrides);
    QCOMPARE(plan.concurrency, (Setting<int> { 5, Origin::Chosen }));
    QCOMPARE(plan.chunkRows, (Setting<int> { 7, Origin::Chosen }));
    QCOMPARE(plan.memoryLimitBytes, (Setting<std::int64_t> { 64 * kMiB, Origin::Chosen }));
}

void TestImportPlan::chunkThatDoesNotFitIsCutAndSaidSo()
{
    PlanOverrides overrides;
    overrides.chunkRows = 500'000;
    const std::vector files { survey(1'000'000, 400) };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, overrides);
    QVERIFY(plan.chunkRows.value < 500'000);
    QVERIFY(plan.chunkRows.value > 1000);
    QVERIFY(!plan.reasons.filter(QStringLiteral("Chunks are cut")).isEmpty());
}

void TestImportPlan::filesWithErrorsAreLeftOut()
{
    auto broken = survey(1000, 400);
    broken.error = Error { ErrorCode::FileEmpty, {}, {} };
    const std::vector files { survey(5000, 400), broken };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, {});
    QCOMPARE(plan.files, 1);
    QCOMPARE(plan.estimatedRecords, 5000);
    QCOMPARE(plan.concurrency.value, 1);
    QVERIFY(!plan.reasons.filter(QStringLiteral("cannot be imported")).isEmpty());
}

void TestImportPlan::badShareIsToldInWords()
{
    auto dirty = survey(5000, 400);
    const std::vector clean { dirty };
    dirty.badShare = 0.02;
    const std::vector files { dirty };
    const auto words = QStringLiteral("have errors");
    const auto system = computer(2, 8192 * kMiB);
    QVERIFY(!makePlan(files, system, {}, {}).reasons.filter(words).isEmpty());
    QVERIFY(makePlan(clean, system, {}, {}).reasons.filter(words).isEmpty());
}

void TestImportPlan::intervalHoldsTheEstimate()
{
    const std::vector files { survey(500'000, 400) };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, {});
    QVERIFY(plan.fastestMs > 0);
    QVERIFY(plan.fastestMs < plan.estimatedMs);
    QVERIFY(plan.estimatedMs < plan.slowestMs);
}

void TestImportPlan::measuredRatesNarrowTheInterval()
{
    const std::vector files { survey(500'000, 400) };
    Rates measured;
    measured.measured = true;
    const auto guess = makePlan(files, computer(2, 8192 * kMiB), {}, {});
    const auto known = makePlan(files, computer(2, 8192 * kMiB), measured, {});
    QCOMPARE(known.estimatedMs, guess.estimatedMs);
    QVERIFY(known.slowestMs - known.fastestMs < guess.slowestMs - guess.fastestMs);
}

// The time has a fixed part; the speed that is told must not be what is left beside it.
void TestImportPlan::toldSpeedIsThatOfTheReason()
{
    Rates measured;
    measured.measured = true;
    measured.rowsPerSecond = 51'915;
    const auto plan
        = makePlan(std::vector { survey(200, 400) }, computer(2, 8192 * kMiB), measured, {});
    QVERIFY(std::abs(plan.estimatedRowsPerSecond - 51'915) < 1);
    QVERIFY2(plan.reasons.join(QLatin1Char(' '))
                 .contains(QStringLiteral("about 52,000 records a second")),
             qPrintable(plan.reasons.join(QLatin1Char(' '))));
}

void TestImportPlan::moreRecordsTakeLonger()
{
    const auto system = computer(2, 8192 * kMiB);
    const std::vector few { survey(100'000, 400) };
    const std::vector many { survey(1'000'000, 400) };
    QVERIFY(makePlan(few, system, {}, {}).estimatedMs < makePlan(many, system, {}, {}).estimatedMs);
}

void TestImportPlan::compressedFilesAreReckonedByTheirText()
{
    const auto system = computer(2, 4096 * kMiB);
    const auto plain = survey(10, 10e6); // reading is all of it
    auto packed = plain;
    packed.sizeBytes /= 8;
    packed.sniff.packedPerByte = 0.125;
    packed.sniff.compression = source::Compression::Bzip2;
    packed.sniff.unpackingMemory = 4 * kMiB;
    QCOMPARE(packed.textBytes(), plain.sizeBytes);
    const auto without = makePlan(std::vector { plain, plain, plain }, system, {}, {});
    const auto with = makePlan(std::vector { packed, packed, packed }, system, {}, {});
    QCOMPARE(with.bytes, without.bytes / 8);
    QCOMPARE(with.estimatedRecords, without.estimatedRecords);
    QVERIFY(with.estimatedMs > 2 * without.estimatedMs);
    QCOMPARE(with.filesBytes, without.filesBytes + 2 * 4 * kMiB); // two are read at the same time
    QCOMPARE(with.memoryLimitBytes.value, without.memoryLimitBytes.value + 2 * 4 * kMiB);
    QCOMPARE(with.cacheBytes, without.cacheBytes);
    QCOMPARE(with.reasons.filter(QStringLiteral("Compressed files: 3.")).size(), 1);
    QVERIFY(without.reasons.filter(QStringLiteral("Compressed")).isEmpty());
}

void TestImportPlan::emptyQueueTakesNoTime()
{
    const auto plan = makePlan({}, computer(2, 8192 * kMiB), {}, {});
    QCOMPARE(plan.files, 0);
    QCOMPARE(plan.estimatedMs, 0);
    QVERIFY(plan.chunkRows.value >= 1);
}

void TestImportPlan::jsonHoldsTheContract()
{
    const std::vector files { survey(5000, 400) };
    const auto plan = makePlan(files, computer(2, 8192 * kMiB), {}, {});
    const auto json = toJson(plan);
    QCOMPARE(json[QLatin1String("chunk_rows")].toInt(), plan.chunkRows.value);
    QCOMPARE(json[QLatin1String("concurrency")].toInt(), plan.concurrency.value);
    QCOMPARE(json[QLatin1String("writers")].toInt(), 1);
    QCOMPARE(json[QLatin1String("memory_limit_bytes")].toInteger(), plan.memoryLimitBytes.value);
    QCOMPARE(json[QLatin1String("estimated_ms")].toInteger(), plan.estimatedMs);
    QCOMPARE(json[QLatin1String("reasons")].toArray().size(), plan.reasons.size());
    QVERIFY(!plan.reasons.isEmpty());
}

QTEST_APPLESS_MAIN(TestImportPlan)
#include "tst_import_plan.moc"
