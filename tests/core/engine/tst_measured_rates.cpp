// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measured_rates.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using namespace Qt::StringLiterals;
using ledger::RunState;

class TestMeasuredRates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newDatabaseHasNone();
    void cancelledRunSaysNothing();

private:
    [[nodiscard]] target::TargetAddress address() const
    {
        return *target::parseTargetAddress(m_folder.filePath(u"rates.sqlite"_s));
    }
    static void addRun(ledger::Ledger &ledger, target::Target &target, RunState state, int seconds);

    QTemporaryDir m_folder;
};

void TestMeasuredRates::addRun(ledger::Ledger &ledger, target::Target &target, RunState state,
                               int seconds)
{
    ledger::RunRecord run;
    run.startedAt = QDateTime(QDate(2026, 5, 6), QTime(7, 8), Qt::UTC);
    QVERIFY(target.begin());
    const auto id = ledger.beginRun(run);
    QVERIFY(id);
    run.id = *id;
    run.state = state;
    run.finishedAt = run.startedAt.addSecs(seconds);
    run.counts.read = run.counts.inserted = 100'000;
    QVERIFY(ledger.finishRun(run));
    QVERIFY(target.commit());
}

void TestMeasuredRates::newDatabaseHasNone()
{
    const auto rates = engine::measuredRates(address());
    QVERIFY(rates);
    QVERIFY(!rates->measured);
}

// It may have been paused for an hour before.
void TestMeasuredRates::cancelledRunSaysNothing()
{
    {
        const auto target = target::openTarget(address(), {});
        QVERIFY(target);
        const auto ledger = ledger::Ledger::open(**target);
        QVERIFY(ledger);
        addRun(**ledger, **target, RunState::Succeeded, 10);
        addRun(**ledger, **target, RunState::Cancelled, 1000);
    }
    const auto rates = engine::measuredRates(address());
    QVERIFY(rates);
    QVERIFY(rates->measured);
    QCOMPARE(rates->rowsPerSecond, 10'000.0);
}

QTEST_GUILESS_MAIN(TestMeasuredRates)

#include "tst_measured_rates.moc"
