// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_governor.h"

#include <QTest>

using namespace dockhand;
using engine::MemoryGovernor;

using namespace std::chrono_literals;

namespace {

class ManualClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return now; }
    [[nodiscard]] QDateTime utcNow() const override { return {}; }
    void sleepFor(std::chrono::milliseconds duration) override { now += duration; }

    std::chrono::nanoseconds now { 0 };
};

} // namespace

/// The ancestor's rule of chunk size by memory pressure.
class TestMemoryGovernor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunkShrinksWithPressure_data();
    void chunkShrinksWithPressure();
    void readingPausesAboveNinetyPercent();
    void sizesAreHalvedWhereMemoryIsRefused();
};

void TestMemoryGovernor::chunkShrinksWithPressure_data()
{
    QTest::addColumn<int>("pressure");
    QTest::addColumn<int>("chunk");
    QTest::newRow("idle") << 0 << 100;
    QTest::newRow("low border") << 40 << 100;
    QTest::newRow("medium") << 41 << 75;
    QTest::newRow("medium border") << 60 << 75;
    QTest::newRow("high") << 61 << 50;
    QTest::newRow("high border") << 80 << 50;
    QTest::newRow("critical") << 81 << 25;
    QTest::newRow("over the limit") << 150 << 25;
}

void TestMemoryGovernor::chunkShrinksWithPressure()
{
    QFETCH(int, pressure);
    QFETCH(int, chunk);
    QCOMPARE(MemoryGovernor::chunkPercentFor(pressure), chunk);
}

void TestMemoryGovernor::readingPausesAboveNinetyPercent()
{
    const SystemClock clock;
    MemoryGovernor governor({ 1200, 200 }, clock);
    governor.accept(1100);
    QVERIFY(!governor.shouldPauseReading());
    governor.accept(1110);
    QVERIFY(governor.shouldPauseReading());
    governor.accept(700);
    QVERIFY(!governor.shouldPauseReading());
    QCOMPARE(governor.chunkPercent(), 75);
}

void TestMemoryGovernor::sizesAreHalvedWhereMemoryIsRefused()
{
    ManualClock clock;
    MemoryGovernor governor({ std::int64_t { 1 } << 40, 0 }, clock);
    QCOMPARE(governor.shareOf(1000), 1000);
    governor.noteShortage();
    QCOMPARE(governor.shareOf(1000), 500);
    QCOMPARE(governor.chunkPercent(), 50);
    for (int refusal = 0; refusal < 9; ++refusal)
        governor.noteShortage();
    QCOMPARE(governor.shareOf(1000), 62); // a sixteenth, and no less
    QCOMPARE(governor.shareOf(3), 1);
    QCOMPARE(governor.chunkPercent(), 6);
    // Doubled again, step by step, while nothing is refused.
    clock.now = 29s;
    governor.sample();
    QCOMPARE(governor.shareOf(1000), 62);
    for (const auto expected : { 125, 250, 500, 1000, 1000 }) {
        clock.now += 31s;
        governor.sample();
        QCOMPARE(governor.shareOf(1000), expected);
    }
}

QTEST_GUILESS_MAIN(TestMemoryGovernor)
#include "tst_memory_governor.moc"
