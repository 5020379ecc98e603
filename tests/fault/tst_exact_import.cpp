// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;
using fault::contentOf;

/// The command line's import of sets with known counts: every count and the tables' rows are exact,
/// and nothing that only concerns speed changes them.
class TestExactImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsEqualTheExpectedOnes_data();
    void countsEqualTheExpectedOnes();
    void secondImportInsertsNothing();
    void contentDoesNotDependOnSpeedOptions_data();
    void contentDoesNotDependOnSpeedOptions();

private:
    struct Set
    {
        QString folder;
        testdata::ExpectedCounts expected;
    };

    Set makeSet(const QString &name, testdata::OrderSetOptions options);
    fault::ImportCommand command(const QString &database, const Set &set) const;

    QTemporaryDir m_folder;
    Set m_clean;
    Set m_dirty;
    QMap<QString, fault::TableContent> m_reference; ///< of m_dirty with default options
};

TestExactImport::Set TestExactImport::makeSet(const QString &name,
                                              testdata::OrderSetOptions options)
{
    const QDir folder(m_folder.filePath(name));
    QDir().mkpath(folder.path());
    testdata::OrderGenerator generator(options);
    for (int index = 1; index <= options.files; ++index) {
        QFile file(folder.filePath(u"orders-%1.csv"_s.arg(index, 4, 10, QChar(u'0'))));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromStdString(generator.file()));
    }
    return { folder.path(), generator.expected() };
}

fault::ImportCommand TestExactImport::command(const QString &database, const Set &set) const
{
    return { .program = QStringLiteral(DOCKHAND_CLI),
             .database = m_folder.filePath(database),
             .files = QStringList { set.folder },
             .options = {} };
}

void TestExactImport::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_clean = makeSet(u"clean"_s, { .seed = 21, .files = 6, .rowsPerFile = 700 });
    m_dirty = makeSet(u"dirty"_s,
                      { .seed = 22,
                        .files = 6,
                        .rowsPerFile = 700,
                        .dirtyShare = 0.03,
                        .repeatShare = 0.1,
                        .withBom = true,
                        .withCrlf = true });
    QVERIFY(m_dirty.expected.rejected() > 0 && m_dirty.expected.duplicates() > 0);
    QCOMPARE(command(u"reference.sqlite"_s, m_dirty).run().exitCode, 2);
    m_reference = contentOf(m_folder.filePath(u"reference.sqlite"_s));
    QVERIFY(!m_reference.isEmpty());
}

void TestExactImport::countsEqualTheExpectedOnes_data()
{
    QTest::addColumn<bool>("dirty");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("clean files") << false << 0;
    QTest::newRow("bad rows and repeated orders") << true << 2;
}

void TestExactImport::countsEqualTheExpectedOnes()
{
    QFETCH(bool, dirty);
    QFETCH(int, exitCode);
    const auto &set = dirty ? m_dirty : m_clean;
    const auto import = command(dirty ? u"dirty.sqlite"_s : u"clean.sqlite"_s, set);
    const auto result = import.run();
    QVERIFY2(result.exitCode == exitCode, result.errorText.constData());

    const auto totals = result.report["totals"_L1].toObject();
    QCOMPARE(totals["files"_L1].toInteger(), set.expected.files);
    QCOMPARE(totals["bytes"_L1].toInteger(), set.expected.bytes);
    QCOMPARE(totals["read"_L1].toInteger(), set.expected.rows);
    QCOMPARE(totals["inserted"_L1].toInteger(), set.expected.items);
    QCOMPARE(totals["duplicate"_L1].toInteger(), set.expected.duplicates());
    QCOMPARE(totals["rejected"_L1].toInteger(), set.expected.rejected());
    QCOMPARE(totals["updated"_L1].toInteger(), 0);
    QCOMPARE(totals["filtered"_L1].toInteger(), 0);

    const auto content = contentOf(import.database);
    QCOMPARE(content[u"dropship_purchases"_s].rows, set.expected.orders);
    QCOMPARE(content[u"dropship_purchase_details"_s].rows, set.expected.items);
    QCOMPARE(content[u"dockhand_reject"_s].rows, set.expected.rejected());
}

void TestExactImport::secondImportInsertsNothing()
{
    const auto import = command(u"reference.sqlite"_s, m_dirty);
    const auto result = import.run();
    QVERIFY2(result.exitCode == 0, result.errorText.constData()); // what is skipped counts as in
    const auto totals = result.report["totals"_L1].toObject();
    QCOMPARE(totals["skipped"_L1].toInteger(), m_dirty.expected.files);
    QCOMPARE(totals["inserted"_L1].toInteger(), 0);
    for (const auto &file : result.report["files"_L1].toArray())
        QCOMPARE(file.toObject()["status"_L1].toString(), u"skipped"_s);
    QCOMPARE(contentOf(import.database), m_reference);
}

void TestExactImport::contentDoesNotDependOnSpeedOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("one file at a time") << QStringList { u"--concurrency"_s, u"1"_s };
    QTest::newRow("eight files at a time") << QStringList { u"--concurrency"_s, u"8"_s };
    QTest::newRow("chunks of 1 row") << QStringList { u"--chunk-rows"_s, u"1"_s };
    QTest::newRow("chunks of 7 rows")
        << QStringList { u"--chunk-rows"_s, u"7"_s, u"--concurrency"_s, u"3"_s };
    QTest::newRow("chunks of 100000 rows") << QStringList { u"--chunk-rows"_s, u"100000"_s };
}

void TestExactImport::contentDoesNotDependOnSpeedOptions()
{
    QFETCH(QStringList, options);
    auto import = command(options.join(u'_') + u".sqlite"_s, m_dirty);
    import.options = options;
    const auto result = import.run();
    QVERIFY2(result.exitCode == 2, result.errorText.constData());
    const auto content = contentOf(import.database);
    QVERIFY2(content == m_reference,
             qPrintable(u"default options:\n%1\n%2:\n%3"_s.arg(
                 fault::describe(m_reference), options.join(u' '), fault::describe(content))));
}

QTEST_GUILESS_MAIN(TestExactImport)
#include "tst_exact_import.moc"
