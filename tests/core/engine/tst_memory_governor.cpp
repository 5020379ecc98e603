// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_governor.h"

#include <QTest>

using namespace dockhand;
using engine::MemoryGovernor;

/// The ancestor's rule of chunk size by memory pressure.
class TestMemoryGovernor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunkShrinksWithPressure_data();
    void chunkShrinksWithPressure();
    void readingPausesAboveNinetyPercent();
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

QTEST_GUILESS_MAIN(TestMemoryGovernor)
#include "tst_memory_governor.moc"
