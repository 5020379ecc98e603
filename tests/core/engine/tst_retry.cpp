// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retry.h"

#include <QTest>

using namespace dockhand;
using namespace dockhand::engine;
using namespace std::chrono_literals;

namespace {

/// Stands still until it is turned.
class HandClock final : public Clock
{
public:
    std::chrono::nanoseconds monotonic() const override { return now; }
    QDateTime utcNow() const override { return {}; }
    void sleepFor(std::chrono::milliseconds duration) override { now += duration; }

    std::chrono::nanoseconds now { 0 };
};

const Error kLocked { ErrorCode::DbLocked, {}, {} };

} // namespace

/// When failed work is tried again.
class TestRetry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesGrowUpToACap();
    void goesOnForAsLongAsThePatienceLasts();
    void noPatienceMeansOneAttempt();
    void whatDoesNotPassEndsAtOnce_data();
    void whatDoesNotPassEndsAtOnce();
    void aWantOfMemoryIsTriedAFewTimes();
};

void TestRetry::pausesGrowUpToACap()
{
    HandClock clock;
    Retry retry(10h, clock);
    std::chrono::milliseconds before { 0 };
    for (int failed = 1; failed <= 40; ++failed) {
        const auto longest = Retry::longestPause(failed);
        const auto pause = retry.pauseAfter(kLocked);
        QVERIFY(pause.has_value());
        QVERIFY(*pause <= longest && *pause >= longest / 2);
        QVERIFY(longest >= before && longest <= 30s);
        QCOMPARE(retry.failed(), failed);
        before = longest;
    }
    QCOMPARE(before, 30'000ms);
    QCOMPARE(Retry::longestPause(1), 250ms);
    QCOMPARE(Retry::longestPause(3), 1'000ms);
}

void TestRetry::goesOnForAsLongAsThePatienceLasts()
{
    HandClock clock;
    clock.now = 5h; // only the time since the first failure counts
    Retry retry(60s, clock);
    int attempts = 0;
    while (const auto pause = retry.pauseAfter(kLocked)) {
        clock.sleepFor(*pause);
        ++attempts;
    }
    QCOMPARE((clock.now - 5h).count(), std::chrono::nanoseconds(60s).count());
    QVERIFY2(attempts >= 8 && attempts <= 13, qPrintable(QString::number(attempts)));
}

void TestRetry::noPatienceMeansOneAttempt()
{
    HandClock clock;
    Retry retry(0ms, clock);
    QVERIFY(!retry.pauseAfter(kLocked));
    QCOMPARE(retry.failed(), 1);
}

void TestRetry::whatDoesNotPassEndsAtOnce_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("passes");
    const auto row = [](ErrorCode code, bool passes) {
        QTest::newRow(qPrintable(errorId(code))) << static_cast<int>(code) << passes;
    };
    row(ErrorCode::DbLocked, true);
    row(ErrorCode::DbDiskFull, true);
    row(ErrorCode::DbConnectionLost, true);
    row(ErrorCode::MemoryLimit, true);
    row(ErrorCode::DbReadOnly, false);
    row(ErrorCode::DbSchemaMismatch, false);
    row(ErrorCode::DbStatementFailed, false);
    row(ErrorCode::RunCancelled, false);
    row(ErrorCode::FileUnreadable, false);
}

void TestRetry::whatDoesNotPassEndsAtOnce()
{
    QFETCH(int, code);
    QFETCH(bool, passes);
    HandClock clock;
    Retry retry(1h, clock);
    QCOMPARE(retry.pauseAfter({ static_cast<ErrorCode>(code), {}, {} }).has_value(), passes);
}

void TestRetry::aWantOfMemoryIsTriedAFewTimes()
{
    HandClock clock;
    Retry retry(1h, clock);
    int attempts = 1;
    while (retry.pauseAfter({ ErrorCode::MemoryLimit, {}, {} }))
        ++attempts;
    QCOMPARE(attempts, 5);
    // Locks before it do not count.
    Retry after(1h, clock);
    for (int i = 0; i < 6; ++i)
        QVERIFY(after.pauseAfter(kLocked).has_value());
    QVERIFY(after.pauseAfter({ ErrorCode::MemoryLimit, {}, {} }).has_value());
}

QTEST_APPLESS_MAIN(TestRetry)
#include "tst_retry.moc"
