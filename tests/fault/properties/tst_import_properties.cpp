// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/case_run.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Random imports against a slow and obvious reference. The long form is the program
/// import_properties.
class TestImportProperties final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsLeaveWhatTheReferenceLeaves_data();
    void importsLeaveWhatTheReferenceLeaves();
    void cleanupTestCase();

private:
    fault::CaseFigures m_figures;
};

void TestImportProperties::importsLeaveWhatTheReferenceLeaves_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 51; seed += 10)
        QTest::addRow("seeds from %llu on", seed) << seed;
}

void TestImportProperties::importsLeaveWhatTheReferenceLeaves()
{
    QFETCH(quint64, seed);
    const QTemporaryDir folder;
    const auto outcome
        = fault::playCases(seed, 10, folder.path(), QStringLiteral(DOCKHAND_IMPORT_PROPERTIES));
    QVERIFY2(outcome.failures.isEmpty(), qPrintable(outcome.failures.join(u"\n\n"_s)));
    QCOMPARE(outcome.cases, 10);
    m_figures += outcome.figures;
}

// The cases are random, so it is looked at whether they hold what they are about.
void TestImportProperties::cleanupTestCase()
{
    qInfo("%s", qPrintable(fault::figuresText(m_figures)));
    const auto &records = m_figures.records;
    QVERIFY(records.inserted > 0 && records.updated > 0 && records.duplicate > 0);
    QVERIFY(records.filtered > 0 && records.rejected > 0);
    QVERIFY(m_figures.disturbed > 0 && m_figures.resumed > 0);
    QVERIFY(m_figures.issues.size() >= 15);
}

QTEST_GUILESS_MAIN(TestImportProperties)
#include "tst_import_properties.moc"
