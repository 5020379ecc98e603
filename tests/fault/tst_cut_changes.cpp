// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/scene_changes.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Undos and repairs that are cut off: at each failpoint (where it is passed often, at the
/// first and a middle pass), and at random moments. The long form is the program
/// kill_changes.
class TestCutChanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void changesCutOffAtAFailpointComeToTheSameEnd_data();
    void changesCutOffAtAFailpointComeToTheSameEnd();
    void changesKilledAtAnyMomentComeToTheSameEnd_data();
    void changesKilledAtAnyMomentComeToTheSameEnd();

private:
    QTemporaryDir m_folder;
    QList<fault::Change> m_changes;
    QList<QMap<QString, int>> m_passes; ///< by change
};

void TestCutChanges::initTestCase()
{
    fault::HistoryScene scene(m_folder.path(), QStringLiteral(DOCKHAND_CLI), 400);
    const auto fault = scene.make();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    const auto undos = fault::undosOf(scene);
    const auto repairs = fault::repairsOf(scene, QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS));
    QCOMPARE(undos.size(), 7);
    QCOMPARE(repairs.size(), 6);
    m_changes = undos + repairs;
    for (const auto &change : m_changes)
        m_passes += fault::failpointsOf(change, m_folder.filePath(u"list"_s));
    for (qsizetype i = 0; i < m_changes.size(); ++i) {
        const auto &passes = m_passes[i];
        const auto &name = m_changes[i].name;
        if (name.startsWith("undo"_L1))
            QCOMPARE(passes.keys(),
                     (QStringList { u"undo.committed"_s, u"undo.removed"_s, u"undo.restored"_s,
                                    u"undo.worked"_s }));
        else
            QVERIFY(passes[u"window.committed"_s] >= (m_changes[i].passesOften ? 2 : 1));
    }
}

void TestCutChanges::changesCutOffAtAFailpointComeToTheSameEnd_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QString>("at");
    for (int change = 0; change < static_cast<int>(m_changes.size()); ++change) {
        const auto &passes = m_passes[change];
        for (auto point = passes.begin(); point != passes.end(); ++point) {
            QSet<int> some { 1 };
            if (m_changes[change].passesOften)
                some += (point.value() + 1) / 2;
            for (const int pass : some) {
                const auto at = u"%1:%2"_s.arg(point.key()).arg(pass);
                QTest::addRow("%s at %s", qPrintable(m_changes[change].name), qPrintable(at))
                    << change << at;
            }
        }
    }
}

void TestCutChanges::changesCutOffAtAFailpointComeToTheSameEnd()
{
    QFETCH(int, change);
    QFETCH(QString, at);
    const auto fault = fault::cutAt(m_changes[change], at);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestCutChanges::changesKilledAtAnyMomentComeToTheSameEnd_data()
{
    QTest::addColumn<int>("change");
    for (int change = 0; change < static_cast<int>(m_changes.size()); ++change)
        QTest::addRow("%s", qPrintable(m_changes[change].name)) << change;
}

void TestCutChanges::changesKilledAtAnyMomentComeToTheSameEnd()
{
    QFETCH(int, change);
    std::mt19937 random(static_cast<std::uint32_t>(change) + 1);
    fault::CutCounts counts;
    while (counts.kills < 3) {
        const auto fault = fault::playRound(m_changes[change], 3, random, counts);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }
}

QTEST_GUILESS_MAIN(TestCutChanges)
#include "tst_cut_changes.moc"
