// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"
#include "tests/fault/properties/import_content.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

namespace {

const QStringList kTables { u"dropship_purchases"_s, u"dropship_purchase_details"_s };

} // namespace

/// Memory that runs out, now and then or for good: the import says so and ends, and what is in
/// stays right. With memory the same command brings in the rest.
class TestMemoryFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importEndsAndGoesOnLater_data();
    void importEndsAndGoesOnLater();
    void cleanupTestCase();

private:
    [[nodiscard]] fault::ImportCommand into(const QString &database) const;

    QTemporaryDir m_folder;
    fault::ImportContent m_undisturbed;
    int m_failed = 0;   ///< runs with nothing of a file in
    int m_complete = 0; ///< that got over it
};

void TestMemoryFaults::initTestCase()
{
    QVERIFY(QDir().mkpath(m_folder.filePath(u"orders"_s)));
    // Nothing is repeated: a file that comes in later must not change what wins.
    testdata::OrderGenerator generator({ .seed = 8, .rowsPerFile = 3'000, .dirtyShare = 0.02 });
    for (int index = 1; index <= 3; ++index) {
        QFile file(m_folder.filePath(u"orders/orders-%1.csv"_s.arg(index)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray::fromStdString(generator.file())) > 0);
    }
    const auto command = into(u"undisturbed.sqlite"_s);
    QCOMPARE(command.run().exitCode, 2);
    m_undisturbed = fault::contentOfDatabase(command.database, kTables);
    QVERIFY(!m_undisturbed.tables[kTables.first()].isEmpty());
}

fault::ImportCommand TestMemoryFaults::into(const QString &database) const
{
    fault::ImportCommand command;
    command.program = QStringLiteral(DOCKHAND_CLI);
    command.database = m_folder.filePath(database);
    command.files = QStringList { m_folder.filePath(u"orders"_s) };
    return command;
}

void TestMemoryFaults::importEndsAndGoesOnLater_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("mustComeIn"); ///< one refusal is got over, wherever it comes
    for (const int every : { 1, 2, 3, 5, 10, 50 }) {
        for (const int from : { 1, 45 })
            QTest::addRow("each %d. large piece behind %d", every, from) << every << from << false;
    }
    constexpr int kOnce = 1'000'000;
    for (int from = 0; from < 160; from += 20)
        QTest::addRow("one behind %d", from) << kOnce << from - kOnce + 1 << true;
}

void TestMemoryFaults::importEndsAndGoesOnLater()
{
    QFETCH(int, every);
    QFETCH(int, from);
    QFETCH(bool, mustComeIn);
    auto command = into(u"short-of-memory.sqlite"_s);
    for (const auto *const suffix : { "", "-journal", "-wal", "-shm" })
        QFile::remove(command.database + QLatin1String(suffix));
    command.options = QStringList { u"--retry-for"_s, u"300ms"_s };
    qputenv("LD_PRELOAD", DOCKHAND_FAILING_MEMORY);
    qputenv("DOCKHAND_FAIL_ALLOC", QByteArray::number(every));
    qputenv("DOCKHAND_FAIL_ALLOC_FROM", QByteArray::number(from));
    const auto result = command.run();
    for (const auto *const variable :
         { "LD_PRELOAD", "DOCKHAND_FAIL_ALLOC", "DOCKHAND_FAIL_ALLOC_FROM" })
        qunsetenv(variable);
    QVERIFY2(result.exitCode == 2 || result.exitCode == 3, result.errorText.constData());
    const auto files = result.report[u"files"_s].toArray();
    QCOMPARE(files.size(), 3);
    bool hasFailed = false;
    for (const auto &file : files) {
        QCOMPARE(file[u"read"_s].toInteger(),
                 file[u"inserted"_s].toInteger() + file[u"rejected"_s].toInteger());
        if (file[u"status"_s].toString() == u"failed"_s)
            QCOMPARE(file[u"errors"_s][0][u"code"_s].toString(), u"memory.limit"_s);
        hasFailed = hasFailed || file[u"status"_s].toString() == u"failed"_s;
    }
    QVERIFY2(!mustComeIn || (!hasFailed && result.exitCode == 2), result.errorText.constData());
    ++(hasFailed ? m_failed : m_complete);
    command.options.clear();
    const auto again = command.run();
    // Where all was in before, the second import has nothing left to reject.
    QVERIFY2(again.exitCode == 2 || again.exitCode == 0, again.errorText.constData());
    const auto content = fault::contentOfDatabase(command.database, kTables);
    QVERIFY2(fault::difference(m_undisturbed, content).isEmpty(),
             qPrintable(fault::difference(m_undisturbed, content)));
    QVERIFY2(fault::faultsOfLedger(command.database).isEmpty(),
             qPrintable(fault::faultsOfLedger(command.database)));
}

void TestMemoryFaults::cleanupTestCase()
{
    qInfo("%d imports failed for want of memory, %d came to their end", m_failed, m_complete);
    QVERIFY(m_failed > 0 && m_complete > 0);
}

QTEST_GUILESS_MAIN(TestMemoryFaults)
#include "tst_memory_faults.moc"
