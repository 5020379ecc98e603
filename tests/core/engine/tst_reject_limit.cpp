// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reject_limit.h"

#include <QTest>

using dockhand::engine::RejectLimit;

/// When a file with many rejects is given up.
class TestRejectLimit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRead_data();
    void isRead();
    void countsAreExceededByOneMore();
    void sharesCountOnceEnoughWasRead();
};

void TestRejectLimit::isRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<RejectLimit>("limit");
    const auto row = [](const char *text, bool isGood, RejectLimit limit = {}) {
        QTest::newRow(text) << QString::fromLatin1(text) << isGood << limit;
    };
    row("0", true, { 0, -1 });
    row("100", true, { 100, -1 });
    row("5%", true, { -1, 5 });
    row("0.5 %", true, { -1, 0.5 });
    row("100%", true, { -1, 100 });
    row("101%", false);
    row("-1", false);
    row("-1%", false);
    row("%", false);
    row("5.5", false);
    row("many", false);
    row("", false);
    row("nan%", false);
}

void TestRejectLimit::isRead()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    QFETCH(RejectLimit, limit);
    const auto read = RejectLimit::fromString(text);
    QCOMPARE(read.has_value(), isGood);
    if (isGood)
        QVERIFY(*read == limit);
}

void TestRejectLimit::countsAreExceededByOneMore()
{
    QVERIFY(!RejectLimit().isExceeded(1'000'000, 1'000'000, true));
    const RejectLimit five { 5, -1 };
    QVERIFY(!five.isExceeded(5, 6, true));
    QVERIFY(five.isExceeded(6, 6, false));
    QVERIFY((RejectLimit { 0, -1 }).isExceeded(1, 1'000'000, false));
    QVERIFY(!(RejectLimit { 0, -1 }).isExceeded(0, 1'000'000, true));
}

void TestRejectLimit::sharesCountOnceEnoughWasRead()
{
    const RejectLimit ten { -1, 10 };
    QVERIFY(!ten.isExceeded(500, 999, false));
    QVERIFY(ten.isExceeded(500, 1'000, false));
    QVERIFY(ten.isExceeded(2, 10, true));
    QVERIFY(!ten.isExceeded(1, 10, true));
    QVERIFY(!ten.isExceeded(0, 0, true));
}

QTEST_APPLESS_MAIN(TestRejectLimit)
#include "tst_reject_limit.moc"
