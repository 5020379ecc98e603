// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/failpoint.h"
#include "tests/fault/database_dump.h"
#include "tests/fault/scene_changes.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Undos in a database that an import was cut off in: its claim still stands, but nobody holds it.
class TestUndoBesideImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void otherRunIsUndoneAndTheImportGoesOn_data() { addCuts(); }
    void otherRunIsUndoneAndTheImportGoesOn();
    void cutOffRunIsUndoneAndComesInAgain_data() { addCuts(); }
    void cutOffRunIsUndoneAndComesInAgain();

private:
    void addCuts() const;
    /// Begins anew and is cut off as the test's row says. False: it was not.
    [[nodiscard]] bool cutOff() const;
    [[nodiscard]] fault::CliResult undo(int run) const;
    [[nodiscard]] fault::Dump content(const QStringList &leftOut = {}) const;

    QTemporaryDir m_folder;
    std::optional<fault::HistoryScene> m_scene;
    fault::Change m_import; ///< run 3, which changes rows of run 1
    QMap<QString, int> m_passes;
    fault::Dump m_before;
    fault::Dump m_imported;             ///< without the numbers of files
    fault::Dump m_importedWithoutFirst; ///< and run 1 undone
};

fault::CliResult TestUndoBesideImport::undo(int run) const
{
    return fault::runProgram(
        m_scene->cli(),
        { u"undo"_s, u"--json"_s, u"--to"_s, u"sqlite:"_s + m_import.work, QString::number(run) });
}

fault::Dump TestUndoBesideImport::content(const QStringList &leftOut) const
{
    return fault::dumpOf(m_import.work, m_import.work + u".look"_s,
                         { .leftOutTables = fault::ledgerTables(), .leftOutColumns = leftOut });
}

void TestUndoBesideImport::initTestCase()
{
    m_scene.emplace(m_folder.path(), QStringLiteral(DOCKHAND_CLI), 250);
    const auto fault = m_scene->make();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    m_import.before = m_scene->inserted();
    m_import.work = m_scene->path(u"beside.sqlite"_s);
    m_import.program = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS);
    m_import.arguments = { u"--to"_s,
                           m_import.work,
                           u"--on-duplicate"_s,
                           u"update"_s,
                           u"--window-rows"_s,
                           u"150"_s,
                           u"--chunk-rows"_s,
                           u"50"_s,
                           m_scene->path(u"dirty/changes"_s) };
    m_import.faultAtEnd = [](const fault::CliResult &end) {
        return end.exitCode == 2 ? QString() : QString::fromUtf8(end.errorText);
    };
    QVERIFY(m_import.begin());
    m_before = content();
    m_passes = fault::failpointsOf(m_import, m_scene->path(u"list"_s));
    QVERIFY(m_passes[u"window.committed"_s] >= 3);
    m_imported = content({ u"import_file_id"_s });
    QVERIFY(content() != m_before);
    QCOMPARE(undo(1).exitCode, 2); // rows that run 3 changed stay
    m_importedWithoutFirst = content();
}

void TestUndoBesideImport::addCuts() const
{
    QTest::addColumn<QString>("at");
    for (auto point = m_passes.begin(); point != m_passes.end(); ++point) {
        for (const int pass : QSet<int> { 1, (point.value() + 1) / 2 }) {
            const auto at = u"%1:%2"_s.arg(point.key()).arg(pass);
            QTest::addRow("%s", qPrintable(at)) << at;
        }
    }
}

bool TestUndoBesideImport::cutOff() const
{
    QFETCH(QString, at);
    return m_import.begin()
        && m_import.run(-1, { u"DOCKHAND_FAIL_AT="_s + at }).exitCode == kFailpointExit;
}

void TestUndoBesideImport::otherRunIsUndoneAndTheImportGoesOn()
{
    QVERIFY(cutOff());
    const auto undone = undo(1);
    QVERIFY2(undone.exitCode == 0 || undone.exitCode == 2, undone.errorText.constData());
    const auto end = m_import.run();
    QVERIFY2(end.exitCode == 0 || end.exitCode == 2, end.errorText.constData());
    const auto other = fault::difference(m_importedWithoutFirst, content());
    QVERIFY2(other.isEmpty(), qPrintable(other));
}

void TestUndoBesideImport::cutOffRunIsUndoneAndComesInAgain()
{
    QVERIFY(cutOff());
    const auto undone = undo(3);
    // Where it was cut off before it had entered itself or brought something in.
    if (undone.exitCode == 3)
        QCOMPARE(undone.report[u"error"_s][u"code"_s].toString(), u"undo.impossible"_s);
    else
        QVERIFY2(undone.exitCode == 0, undone.errorText.constData());
    const auto left = fault::difference(m_before, content());
    QVERIFY2(left.isEmpty(), qPrintable(left));
    const auto end = m_import.run();
    QVERIFY2(end.exitCode == 2, end.errorText.constData());
    // Undone files count as never imported: they come in under other numbers.
    const auto other = fault::difference(m_imported, content({ u"import_file_id"_s }));
    QVERIFY2(other.isEmpty(), qPrintable(other));
}

QTEST_GUILESS_MAIN(TestUndoBesideImport)
#include "tst_undo_beside_import.moc"
