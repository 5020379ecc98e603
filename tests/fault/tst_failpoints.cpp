// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/failpoint.h"
#include "tests/data/order_generator.h"
#include "tests/data/packing.h"
#include "tests/fault/cli_probe.h"

#include <QDir>
#include <QProcess>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Ends an import at each of its failpoints in turn, at the first, a middle and the last pass, and
/// lets the same import come to its end: nothing may be missing, doubled or left behind.
class TestFailpoints final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importsThatAreCutOffComeToTheSameEnd_data();
    void importsThatAreCutOffComeToTheSameEnd();
    void memoryThatIsRefusedChangesNothing_data();
    void memoryThatIsRefusedChangesNothing();

private:
    int import(const QString &database, int concurrency, const QString &variable = {},
               const QString &value = {}) const;
    /// How often each failpoint is passed.
    [[nodiscard]] QMap<QString, int> passes(int concurrency) const;

    QTemporaryDir m_folder;
    QMap<QString, fault::TableContent> m_undisturbed;
    QMap<int, QMap<QString, int>> m_passes; ///< by concurrency
};

int TestFailpoints::import(const QString &database, int concurrency, const QString &variable,
                           const QString &value) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!variable.isEmpty())
        environment.insert(variable, value);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS),
                  { u"--to"_s, database, u"--concurrency"_s, QString::number(concurrency),
                    m_folder.filePath(u"orders"_s) });
    return process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit
        ? process.exitCode()
        : -1;
}

QMap<QString, int> TestFailpoints::passes(int concurrency) const
{
    const auto list = m_folder.filePath(u"list"_s);
    const auto database = m_folder.filePath(u"undisturbed-%1.sqlite"_s.arg(concurrency));
    QMap<QString, int> passes;
    if (import(database, concurrency, u"DOCKHAND_FAIL_LIST"_s, list) != 2)
        return passes;
    QFile file(list);
    if (!file.open(QIODevice::ReadOnly))
        return passes;
    for (const auto &line : file.readAll().split('\n')) {
        const auto parts = line.split(' ');
        if (parts.size() == 2)
            passes.insert(QString::fromLatin1(parts[0]), parts[1].toInt());
    }
    return passes;
}

void TestFailpoints::initTestCase()
{
    QVERIFY(QDir().mkpath(m_folder.filePath(u"orders"_s)));
    testdata::OrderGenerator generator(
        { .seed = 11, .rowsPerFile = 700, .dirtyShare = 0.02, .repeatShare = 0.1 });
    for (int index = 1; index <= 4; ++index) {
        QFile file(m_folder.filePath(u"orders/orders-%1.csv"_s.arg(index)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray::fromStdString(generator.file())) > 0);
    }
    // A table without a key: nothing but the watermark keeps its rows from coming twice.
    // Compressed, it stands in the text.
    QFile stock(m_folder.filePath(u"orders/stock.csv.gz"_s));
    QVERIFY(stock.open(QIODevice::WriteOnly));
    const auto text = "sku,count\n" + QByteArray("A,1\nB,2\nA,1\nC\n").repeated(600);
    QVERIFY(stock.write(testdata::packed(source::Compression::Gzip, text)) > 0);
    stock.close();
    for (const int concurrency : { 1, 4 })
        m_passes[concurrency] = passes(concurrency);
    m_undisturbed = fault::contentOf(m_folder.filePath(u"undisturbed-1.sqlite"_s));
    QVERIFY(m_undisturbed == fault::contentOf(m_folder.filePath(u"undisturbed-4.sqlite"_s)));
    const auto expected = generator.expected();
    QCOMPARE(m_undisturbed[u"dropship_purchases"_s].rows, expected.orders);
    QCOMPARE(m_undisturbed[u"dropship_purchase_details"_s].rows, expected.items);
    QCOMPARE(m_undisturbed[u"stock"_s].rows, 1'800);
    QCOMPARE(m_undisturbed[u"dockhand_reject"_s].rows, expected.rejected() + 600);
    // The set must take several windows and spill, or it would not show much.
    QVERIFY(m_passes[1][u"window.committed"_s] >= 3);
    QVERIFY(m_passes[1][u"gathering.spilled"_s] >= 3);
    QVERIFY(m_passes[1][u"staging.transferred"_s] >= 1);
}

void TestFailpoints::importsThatAreCutOffComeToTheSameEnd_data()
{
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<QString>("at");
    for (auto passes = m_passes.begin(); passes != m_passes.end(); ++passes) {
        for (auto point = passes->begin(); point != passes->end(); ++point) {
            for (const int pass : QSet<int> { 1, (point.value() + 1) / 2, point.value() }) {
                const auto at = u"%1:%2"_s.arg(point.key()).arg(pass);
                QTest::addRow("%s with %d files at once", qPrintable(at), passes.key())
                    << passes.key() << at;
            }
        }
    }
}

void TestFailpoints::importsThatAreCutOffComeToTheSameEnd()
{
    QFETCH(int, concurrency);
    QFETCH(QString, at);
    const auto database = m_folder.filePath(u"cut.sqlite"_s);
    for (const auto *const suffix : { "", "-journal", "-wal", "-shm" })
        QFile::remove(database + QLatin1String(suffix));
    const auto cut = import(database, concurrency, u"DOCKHAND_FAIL_AT"_s, at);
    // How often some places are passed depends on the threads; then the import just ends.
    const bool mayEnd = !at.endsWith(u":1"_s);
    QVERIFY2(cut == kFailpointExit || (mayEnd && cut == 2), qPrintable(QString::number(cut)));
    const auto ended = import(database, concurrency);
    // Where all was in before, the second import has nothing left to reject.
    QVERIFY2(ended == 2 || ended == 0, qPrintable(QString::number(ended)));
    const auto content = fault::contentOf(database);
    QVERIFY2(content == m_undisturbed, qPrintable(fault::describe(content)));
    const auto left = QDir(m_folder.path()).entryList(QDir::Files).filter(u"cut.sqlite-"_s);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
}

void TestFailpoints::memoryThatIsRefusedChangesNothing_data()
{
    QTest::addColumn<QString>("at");
    const auto &passes = m_passes[4];
    for (const auto *const name :
         { "file.block_read", "file.converted", "file.handed_on", "gathering.adding",
           "gathering.spilling", "window.rejects_saved", "window.rows_merged",
           "window.table_filled", "window.table_written", "window.drafted" }) {
        const auto count = passes.value(QLatin1String(name));
        QVERIFY2(count > 0, name);
        QTest::addRow("once at first %s", name) << u"%1:1:1"_s.arg(QLatin1String(name));
        QTest::addRow("thrice amid %s", name)
            << u"%1:%2:3"_s.arg(QLatin1String(name)).arg((count + 1) / 2);
    }
}

// What was refused is tried again with smaller pieces, in whatever thread it was.
void TestFailpoints::memoryThatIsRefusedChangesNothing()
{
    QFETCH(QString, at);
    const auto database = m_folder.filePath(u"refused.sqlite"_s);
    for (const auto *const suffix : { "", "-journal", "-wal", "-shm" })
        QFile::remove(database + QLatin1String(suffix));
    QCOMPARE(import(database, 4, u"DOCKHAND_REFUSE_AT"_s, at), 2);
    const auto content = fault::contentOf(database);
    QVERIFY2(content == m_undisturbed, qPrintable(fault::describe(content)));
}

QTEST_GUILESS_MAIN(TestFailpoints)
#include "tst_failpoints.moc"
