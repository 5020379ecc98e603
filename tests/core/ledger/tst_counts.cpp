// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_records.h"

#include <QSet>
#include <QTest>

using namespace dockhand::ledger;
using namespace Qt::StringLiterals;

class TestCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyReadRecordIsInExactlyOnePart_data();
    void everyReadRecordIsInExactlyOnePart();
    void sumsAddEveryPart();
    void everyFileStateHasANameOfItsOwn();
    void everyRunStateHasANameOfItsOwn();
    void unknownNamesAreNoState();
    void onlyEndedFilesAreFinal();
};

void TestCounts::everyReadRecordIsInExactlyOnePart_data()
{
    QTest::addColumn<Counts>("counts");
    QTest::addColumn<bool>("balance");
    QTest::newRow("nothing") << Counts {} << true;
    QTest::newRow("all parts") << Counts { 15, 1, 2, 3, 4, 5 } << true;
    QTest::newRow("only inserted") << Counts { 5, 5, 0, 0, 0, 0 } << true;
    QTest::newRow("one lost") << Counts { 16, 1, 2, 3, 4, 5 } << false;
    QTest::newRow("one too many") << Counts { 14, 1, 2, 3, 4, 5 } << false;
    QTest::newRow("rejected not counted") << Counts { 10, 10, 0, 0, 0, 1 } << false;
}

void TestCounts::everyReadRecordIsInExactlyOnePart()
{
    QFETCH(Counts, counts);
    QFETCH(bool, balance);
    QCOMPARE(counts.balance(), balance);
}

void TestCounts::sumsAddEveryPart()
{
    Counts sum { 21, 1, 2, 3, 4, 5 };
    sum += Counts { 210, 10, 20, 30, 40, 50 };
    QVERIFY((sum == Counts { 231, 11, 22, 33, 44, 55 }));
}

void TestCounts::everyFileStateHasANameOfItsOwn()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(FileState::Skipped); ++i) {
        const auto state = static_cast<FileState>(i);
        const auto name = fileStateName(state);
        QVERIFY(!name.isEmpty());
        names.insert(name);
        QVERIFY(fileStateFromName(name) == state);
    }
    QCOMPARE(names.size(), 12);
}

void TestCounts::everyRunStateHasANameOfItsOwn()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(RunState::Cancelled); ++i) {
        const auto state = static_cast<RunState>(i);
        const auto name = runStateName(state);
        QVERIFY(!name.isEmpty());
        names.insert(name);
        QVERIFY(runStateFromName(name) == state);
    }
    QCOMPARE(names.size(), 6);
}

void TestCounts::unknownNamesAreNoState()
{
    QVERIFY(!fileStateFromName(u"Done"_s));
    QVERIFY(!fileStateFromName(QString()));
    QVERIFY(!runStateFromName(u"done"_s));
}

void TestCounts::onlyEndedFilesAreFinal()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(FileState::Skipped); ++i) {
        if (isFinal(static_cast<FileState>(i)))
            names += fileStateName(static_cast<FileState>(i));
    }
    QCOMPARE(names,
             (QStringList { u"done"_s, u"partial"_s, u"failed"_s, u"cancelled"_s, u"skipped"_s }));
}

QTEST_APPLESS_MAIN(TestCounts)
#include "tst_counts.moc"
