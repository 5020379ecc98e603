// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/data/packing.h"
#include "tests/fault/kill_resume.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Imports that are cut off by SIGKILL. The long form is the program kill_resume.
class TestKillResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedImportsComeToTheSameEnd();
};

void TestKillResume::killedImportsComeToTheSameEnd()
{
    const QTemporaryDir folder;
    const auto data = QDir(folder.path()).filePath(u"orders"_s);
    QVERIFY(QDir().mkpath(data));
    testdata::OrderGenerator generator(
        { .seed = 3, .rowsPerFile = 12'000, .dirtyShare = 0.02, .repeatShare = 0.05 });
    for (int index = 1; index <= 8; ++index) {
        QFile file(QDir(data).filePath(u"orders-%1.csv"_s.arg(index, 4, 10, QChar(u'0'))));
        QVERIFY(file.open(QIODevice::WriteOnly));
        // Whatever its name says, every third one is compressed.
        const auto format = index % 3 == 0 ? source::Compression::Gzip : source::Compression::None;
        const auto bytes = testdata::packed(format, QByteArray::fromStdString(generator.file()));
        QVERIFY(file.write(bytes) > 0);
    }

    fault::KillPlan plan;
    plan.command.program = QStringLiteral(DOCKHAND_CLI);
    plan.command.files = QStringList { data };
    plan.inWindows = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS);
    plan.folder = folder.path();
    plan.kills = 5;
    const auto outcome
        = fault::killAndResume(plan, [](const QString &line) { qInfo("%s", qPrintable(line)); });

    QVERIFY2(outcome.isSame, qPrintable(outcome.difference));
    QVERIFY(outcome.kills >= 5);
    QVERIFY(outcome.resumedInsideRounds > 0);
    const auto expected = generator.expected();
    QCOMPARE(outcome.undisturbed[u"dropship_purchases"_s].rows, expected.orders);
    QCOMPARE(outcome.undisturbed[u"dropship_purchase_details"_s].rows, expected.items);
    QCOMPARE(outcome.undisturbed[u"dockhand_reject"_s].rows, expected.rejected());
}

QTEST_GUILESS_MAIN(TestKillResume)
#include "tst_kill_resume.moc"
