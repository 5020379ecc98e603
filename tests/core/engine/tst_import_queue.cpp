// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/import_queue.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using engine::ImportQueue;

namespace {

advisor::SurveyOptions optionsWithBuiltIns()
{
    advisor::SurveyOptions options;
    for (auto &profile : profile::loadProfiles({}))
        options.profiles.push_back(
            std::make_shared<const profile::ImportProfile>(std::move(profile)));
    return options;
}

} // namespace

/// The queue keeps its order, surveys in the background and forgets nothing.
class TestImportQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addedFilesAreSurveyed();
    void samePathIsQueuedOnce();
    void missingFileIsSurveyedWithItsError();
    void movesKeepTheOrderAmongTheMoved();
    void removedFileMayComeAgain();
    void lastSurveyAskedForCounts();
    void hundredsOfFilesAllArrive();
    void destroyedWhileBusyEndsCleanly();

private:
    QString make(const QString &name);
    QStringList names(const ImportQueue &queue) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestImportQueue::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

QString TestImportQueue::make(const QString &name)
{
    const auto path = m_dir->filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("Order,Amount\nA-1,5\nA-2,6\n");
    return path;
}

QStringList TestImportQueue::names(const ImportQueue &queue) const
{
    QStringList out;
    for (const auto &item : queue.items())
        out << QFileInfo(item.path).fileName();
    return out;
}

void TestImportQueue::addedFilesAreSurveyed()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    queue.add({ make(QStringLiteral("a.csv")) });
    QVERIFY(queue.isBusy());
    QVERIFY(idle.wait());
    QCOMPARE(queue.items().size(), std::size_t { 1 });
    QVERIFY(queue.items()[0].surveyed);
    QVERIFY(!queue.items()[0].survey.error);
    QCOMPARE(queue.items()[0].survey.estimatedRecords, std::int64_t { 2 });
    QVERIFY(!queue.isBusy());
}

void TestImportQueue::samePathIsQueuedOnce()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    const auto path = make(QStringLiteral("a.csv"));
    QSignalSpy repeated(&queue, &ImportQueue::repeated);
    queue.add({ path, path, m_dir->path() });
    QVERIFY(idle.wait());
    QCOMPARE(queue.items().size(), std::size_t { 1 });
    QVERIFY(repeated.isEmpty());
    queue.add({ path, m_dir->path() });
    QVERIFY(idle.wait());
    QCOMPARE(queue.items().size(), std::size_t { 1 });
    QCOMPARE(repeated.size(), 1);
    QCOMPARE(repeated[0][0].value<std::vector<std::int64_t>>(),
             std::vector<std::int64_t> { queue.items()[0].id });
}

void TestImportQueue::missingFileIsSurveyedWithItsError()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    queue.add({ m_dir->filePath(QStringLiteral("missing.csv")) });
    QVERIFY(idle.wait());
    QVERIFY(queue.items()[0].survey.error);
    QCOMPARE(queue.items()[0].survey.error->code, ErrorCode::FileNotFound);
}

void TestImportQueue::movesKeepTheOrderAmongTheMoved()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    queue.add({ make(QStringLiteral("a")), make(QStringLiteral("b")), make(QStringLiteral("c")),
                make(QStringLiteral("d")) });
    QVERIFY(idle.wait());
    const auto id = [&](std::size_t i) { return queue.items()[i].id; };
    queue.move({ id(2), id(3) }, -1);
    QCOMPARE(names(queue).join(u' '), QStringLiteral("a c d b"));
    queue.move({ id(0), id(1) }, -1); // already at the top
    QCOMPARE(names(queue).join(u' '), QStringLiteral("a c d b"));
    queue.move({ id(0), id(2) }, 1);
    QCOMPARE(names(queue).join(u' '), QStringLiteral("c a b d"));
}

void TestImportQueue::removedFileMayComeAgain()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    const auto path = make(QStringLiteral("a.csv"));
    queue.add({ path });
    QVERIFY(idle.wait());
    const auto first = queue.items()[0].id;
    queue.remove({ first });
    QVERIFY(queue.items().empty());
    queue.add({ path });
    QVERIFY(idle.wait());
    QCOMPARE(queue.items().size(), std::size_t { 1 });
    QVERIFY(queue.items()[0].id != first);
}

// Asked again while the first survey is still under way: only the last answer is taken, once.
void TestImportQueue::lastSurveyAskedForCounts()
{
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    QSignalSpy surveyed(&queue, &ImportQueue::surveyed);
    queue.add({ make(QStringLiteral("a.csv")) });
    QVERIFY(idle.wait());
    surveyed.clear();
    const auto id = queue.items()[0].id;
    auto options = optionsWithBuiltIns();
    for (int i = 0; i < 40; ++i) {
        options.tableName = QStringLiteral("table_%1").arg(i);
        queue.resurvey(id, options);
        QVERIFY(!queue.items()[0].surveyed);
    }
    QVERIFY(idle.wait());
    QCOMPARE(queue.items()[0].survey.binding->profile->tables[0].spec.name,
             QStringLiteral("table_39"));
    std::size_t told = 0;
    for (const auto &emission : surveyed)
        told += emission[0].value<std::vector<std::int64_t>>().size();
    QCOMPARE(told, std::size_t { 1 });
}

void TestImportQueue::hundredsOfFilesAllArrive()
{
    for (int i = 0; i < 300; ++i)
        make(QStringLiteral("f%1.csv").arg(i, 4, 10, QLatin1Char('0')));
    ImportQueue queue(optionsWithBuiltIns());
    QSignalSpy idle(&queue, &ImportQueue::idle);
    queue.add({ m_dir->path() });
    QVERIFY(idle.wait(60'000));
    QCOMPARE(queue.items().size(), std::size_t { 300 });
    for (const auto &item : queue.items())
        QVERIFY(item.surveyed && !item.survey.error);
    QCOMPARE(names(queue).first(), QStringLiteral("f0000.csv"));
    QCOMPARE(names(queue).last(), QStringLiteral("f0299.csv"));
}

void TestImportQueue::destroyedWhileBusyEndsCleanly()
{
    for (int i = 0; i < 50; ++i)
        make(QStringLiteral("f%1.csv").arg(i));
    {
        ImportQueue queue(optionsWithBuiltIns());
        queue.add({ m_dir->path() });
        QCoreApplication::processEvents();
    }
    QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("f0.csv"))));
}

QTEST_GUILESS_MAIN(TestImportQueue)
#include "tst_import_queue.moc"
