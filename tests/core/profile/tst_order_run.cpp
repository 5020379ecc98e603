// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/order_run.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <string>

using namespace dockhand::profile;

class TestOrderRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEqualAMap();
    void aNewGroupForgetsEverything();
    void theStateComesBackWhole();
    void anEmptyStateIsAFreshRun();
    void aDamagedStateIsRefused();
};

void TestOrderRun::countsEqualAMap()
{
    QRandomGenerator random(1);
    OccurrenceCounter counter;
    for (int round = 0; round < 20; ++round) {
        counter.clear();
        std::map<std::string, std::uint32_t> expected;
        const int keys = 1 << random.bounded(11);
        for (int i = 0; i < keys * 3; ++i) {
            const auto key = "k" + std::to_string(random.bounded(keys));
            QCOMPARE(counter.add(key), ++expected[key]);
        }
        QCOMPARE(counter.entries().size(), expected.size());
    }
}

void TestOrderRun::aNewGroupForgetsEverything()
{
    OrderRun run;
    QVERIFY(run.enter("A"));
    run.giveParent("fields");
    QCOMPARE(run.count("x"), 1U);
    QVERIFY(!run.enter("A"));
    QCOMPARE(run.count("x"), 2U);
    QVERIFY(run.parentGiven());
    QVERIFY(run.enter("B"));
    QVERIFY(!run.parentGiven());
    QVERIFY(run.parentFields().empty());
    QCOMPARE(run.count("x"), 1U);
}

void TestOrderRun::theStateComesBackWhole()
{
    OrderRun run;
    run.enter(std::string("A\0B", 3));
    run.giveParent(std::string(300, 'f'));
    for (int i = 0; i < 1000; ++i)
        (void)run.count("item" + std::to_string(i % 200));
    OrderRun other;
    other.enter("something else");
    QVERIFY(other.restore(run.save()));
    QCOMPARE(other.save(), run.save());
    QVERIFY(!other.enter(std::string("A\0B", 3)));
    QVERIFY(other.parentGiven());
    QVERIFY(other.parentFields() == std::string(300, 'f'));
    QCOMPARE(other.count("item7"), 6U);
    QCOMPARE(other.count("new"), 1U);
}

void TestOrderRun::anEmptyStateIsAFreshRun()
{
    OrderRun run;
    run.enter("A");
    run.giveParent("x");
    QVERIFY(run.restore({}));
    QCOMPARE(run.save(), OrderRun().save());
    QVERIFY(run.restore(OrderRun().save()));
    QVERIFY(run.enter("A"));
}

void TestOrderRun::aDamagedStateIsRefused()
{
    OrderRun run;
    run.enter("ORDER");
    run.giveParent("fields");
    (void)run.count("sku");
    const auto state = run.save();
    OrderRun other;
    for (qsizetype length = 1; length < state.size(); ++length)
        QVERIFY(!other.restore(state.left(length)));
    QVERIFY(!other.restore(state + 'x'));
    auto newer = state;
    newer[0] = 2;
    QVERIFY(!other.restore(newer));
    auto flagged = state;
    flagged[1] = 0x7F;
    QVERIFY(!other.restore(flagged));
    QCOMPARE(other.save(), OrderRun().save());
}

QTEST_GUILESS_MAIN(TestOrderRun)
#include "tst_order_run.moc"
