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
    void timeLeftIsSilentAtFirst();
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
    pace.feed(at(0.1), 0.1);
    QCOMPARE(pace.leftMs(), -1);
}

void TestRunPace::timeLeftFollowsWhatIsCommitted()
{
    RunPace pace;
    pace.start(1);
    RunProgress now = at(1);
    now.committed = now.counts.read / 4;
    pace.feed(at(0), 0.1);
    pace.feed(now, 0.1);
    QCOMPARE(pace.share(), 0.25);
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
