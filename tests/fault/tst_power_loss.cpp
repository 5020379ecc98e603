// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/power_loss.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Imports whose power goes. The long form is the program power_loss.
class TestPowerLoss final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsComeToTheSameEndAndKeepWhatWasTold();
    void aDiskThatLiesIsFoundOut();
};

void TestPowerLoss::importsComeToTheSameEndAndKeepWhatWasTold()
{
    const QTemporaryDir folder;
    const fault::PowerLossPlan plan { .program = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS),
                                      .folder = folder.path(),
                                      .losses = 26 };
    const auto outcome
        = losePowerAndResume(plan, [](const QString &line) { qInfo("%s", qPrintable(line)); });
    qInfo("%s", qPrintable(outcome.summary()));
    QVERIFY2(outcome.faults == 0, qPrintable(outcome.firstFault));
    QCOMPARE(outcome.losses, plan.losses);
    QCOMPARE(outcome.openedClean, plan.losses);
    QCOMPARE(outcome.lost, 0);
    QCOMPARE(outcome.doubled, 0);
    QVERIFY(outcome.recovered > 0);
    QCOMPARE(outcome.sameContent, outcome.rounds);
    QVERIFY(outcome.rounds >= 6); // each kind of database with one file and four at once
}

void TestPowerLoss::aDiskThatLiesIsFoundOut()
{
    const QTemporaryDir folder;
    const fault::PowerLossPlan plan { .program = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS),
                                      .folder = folder.path(),
                                      .losses = 6,
                                      .ignoresSync = true };
    const auto outcome
        = losePowerAndResume(plan, [](const QString &line) { qInfo("%s", qPrintable(line)); });
    qInfo("%s", qPrintable(outcome.summary()));
    QVERIFY(outcome.faults > 0);
    QVERIFY(outcome.openedClean < outcome.losses);
}

QTEST_GUILESS_MAIN(TestPowerLoss)
#include "tst_power_loss.moc"
