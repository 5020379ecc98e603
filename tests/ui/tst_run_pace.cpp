// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sample_ring.h"
#include "ui/run_pace.h"

#include <QTest>

using namespace dockhand::ui;
using dockhand::engine::FileProgress;
using dockhand::engine::RunProgress;
using dockhand::ledger::FileState;

class TestRunPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadySpeedIsSeenAsItIs();
    void oneTickCountsForAPart();
    void timeLeftIsSilentAtFirst();
    void shortRunIsToldItsTime();
    void timeLeftStaysNearTheMeanPace();
    void timeLeftRemembersWhatWas();
    void whatWasInAlreadyIsNoPace();
    void timeLeftFollowsWhatIsCommitted();
    void shareNeverFallsBack();
    void fileSpeedIsKnownOnlyWhileImporting();
    void standingTimeDoesNotCount();
    void recentSamplesForgetTheOldest();
    void wholeSamplesKeepTheWholeTime();

private:
    static RunProgress at(double share)
    {
        RunProgress now;
        now.bytesTotal = 1'000'000;
        now.bytesRead = static_cast<std::int64_t>(share * 1e6);
        now.counts.read = static_cast<std::int64_t>(share * 1e4);
        now.committed = now.counts.read;
        return now;
    }
};

void TestRunPace::steadySpeedIsSeenAsItIs()
{
    RunPace pace;
    pace.start(1);
    for (int tick = 0; tick <= 50; ++tick) {
        pace.feed(at(tick * 0.01), 0.1);
    }
    QVERIFY(std::abs(pace.readPerSecond() - 1000) < 1);
    QVERIFY(std::abs(pace.bytesPerSecond() - 100'000) < 100);
    QVERIFY(std::abs(static_cast<double>(pace.leftMs()) - 5000) < 50);
}

void TestRunPace::timeLeftIsSilentAtFirst()
{
    RunPace pace;
    pace.start(1);
    pace.feed(at(0), 0.1);
    pace.feed(at(0.05), 0.1);
    QCOMPARE(pace.leftMs(), -1);
}

// Neither the last moment alone nor the first ones for ever.
void TestRunPace::oneTickCountsForAPart()
{
    SmoothRate rate(2.0);
    for (int tick = 0; tick <= 50; ++tick) {
        rate.feed(tick * 100.0, 0.1);
    }
    QVERIFY(std::abs(rate.perSecond() - 1000) < 1);
    rate.feed(5000, 0.1); // nothing came
    QVERIFY2(rate.perSecond() > 900 && rate.perSecond() < 990,
             qPrintable(QString::number(rate.perSecond())));
    for (int tick = 0; tick < 100; ++tick) {
        rate.feed(5000, 0.1);
    }
    QVERIFY2(rate.perSecond() < 50, qPrintable(QString::number(rate.perSecond())));
}

void TestRunPace::shortRunIsToldItsTime()
{
    RunPace pace;
    pace.start(1);
    pace.feed(at(0), 0.1);
    for (int tick = 1; tick <= 10; ++tick) {
        pace.feed(at(tick * 0.095), 0.1); // 95 % in a second
        const double share = tick * 0.095;
        if (share > 0.1) {
            QVERIFY(pace.leftMs() >= 0);
            const double atMean = tick * 100 * (1 - share) / share;
            QVERIFY2(static_cast<double>(pace.leftMs()) <= 1.5 * atMean + 1,
                     qPrintable(QString::number(pace.leftMs())));
        }
    }
    QVERIFY(pace.leftMs() < 100);
}

void TestRunPace::timeLeftStaysNearTheMeanPace()
{
    RunPace pace;
    pace.start(1);
    pace.feed(at(0), 0.1);
    for (int tick = 1; tick <= 50; ++tick) {
        pace.feed(at(tick * 0.01), 0.1); // half of it in 5 s
    }
    for (int tick = 0; tick < 100; ++tick) {
        pace.feed(at(0.5), 0.1); // and 10 s nothing
    }
    QVERIFY2(pace.leftMs() > 15'000 && pace.leftMs() <= 22'500,
             qPrintable(QString::number(pace.leftMs())));
}

// A pace that doubles is followed by and by.
void TestRunPace::timeLeftRemembersWhatWas()
{
    RunPace pace;
    pace.start(1);
    pace.feed(at(0), 0.1);
    for (int tick = 1; tick <= 50; ++tick) {
        pace.feed(at(tick * 0.002), 0.1); // 2 % a second
    }
    pace.feed(at(0.104), 0.1);
    const double slow = 89'600 / 2.0;
    const double fast = 89'600 / 4.0;
    const auto left = static_cast<double>(pace.leftMs());
    QVERIFY2(left < slow * 0.999 && left > fast * 1.5, qPrintable(QString::number(left)));
}

void TestRunPace::whatWasInAlreadyIsNoPace()
{
    RunPace pace;
    pace.start(1);
    RunProgress passedOver = at(0.9);
    passedOver.counts.read = passedOver.committed = 0;
    pace.feed(at(0), 0.1);
    pace.feed(passedOver, 0.1);
    QCOMPARE(pace.leftMs(), -1);
    for (int tick = 1; tick <= 50; ++tick) {
        pace.feed(at(0.9 + tick * 0.001), 0.1); // 1 % a second
    }
    QVERIFY2(pace.leftMs() >= 2'500 && pace.leftMs() <= 7'500,
             qPrintable(QString::number(pace.leftMs())));
}

void TestRunPace::timeLeftFollowsWhatIsCommitted()
{
    RunPace pace;
    pace.start(1);
    RunProgress now = at(1);
    now.committed = now.counts.read / 4;
    pace.feed(at(0), 0.1);
    pace.feed(now, 0.1);
    QCOMPARE(pace.share(), 0.625); // all is read, a quarter is written
    now.writing = now.counts.read / 4;
    pace.feed(now, 0.1);
    QCOMPARE(pace.share(), 0.75);
}

void TestRunPace::shareNeverFallsBack()
{
    RunPace pace;
    pace.start(1);
    pace.feed(at(0.5), 0.1);
    RunProgress now = at(0.6);
    now.committed = now.counts.read / 2;
    pace.feed(now, 0.1);
    QCOMPARE(pace.share(), 0.5);
}

void TestRunPace::fileSpeedIsKnownOnlyWhileImporting()
{
    RunPace pace;
    pace.start(1);
    FileProgress file;
    file.sizeBytes = 1000;
    file.state = FileState::Importing;
    RowProgress row;
    pace.feedFile(0, file, 0.1, row);
    QCOMPARE(row.rowsPerSecond, -1.0);
    file.bytesRead = 500;
    file.counts.read = 10;
    pace.feedFile(0, file, 0.1, row);
    QCOMPARE(row.rowsPerSecond, 100.0);
    QCOMPARE(row.leftMs, 100);
    RowProgress paused;
    file.state = FileState::Paused;
    pace.feedFile(0, file, 0.1, paused);
    QCOMPARE(paused.rowsPerSecond, -1.0);
}

void TestRunPace::standingTimeDoesNotCount()
{
    SmoothRate rate(2.0);
    rate.feed(0, 0.1);
    rate.feed(50, 0); // the run's clock did not move since
    rate.feed(100, 0.1);
    QCOMPARE(rate.perSecond(), 1000.0);
}

void TestRunPace::recentSamplesForgetTheOldest()
{
    RecentSamples ring(3);
    for (int i = 1; i <= 5; ++i) {
        ring.add({ static_cast<double>(i), 0, 0 });
    }
    QCOMPARE(ring.size(), 3U);
    QCOMPARE(ring.at(0).at, 3.0);
    QCOMPARE(ring.at(2).at, 5.0);
}

void TestRunPace::wholeSamplesKeepTheWholeTime()
{
    WholeSamples whole(8);
    for (int i = 0; i < 1000; ++i) {
        whole.add({ static_cast<double>(i), 2.0 * i, 1 });
        QVERIFY(whole.size() < 8);
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        QCOMPARE(whole.at(i).first, 2 * whole.at(i).at);
        QCOMPARE(whole.at(i).second, 1.0);
    }
    QVERIFY(whole.at(0).at < 200);
    QVERIFY(whole.at(whole.size() - 1).at > 700);
}

QTEST_APPLESS_MAIN(TestRunPace)

#include "tst_run_pace.moc"
