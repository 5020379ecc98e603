// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What SqliteTarget does with the file itself: opening, modes, journals, full disks, rights.
#include "core/target/sqlite_error.h"
#include "core/target/sqlite_target.h"
#include "tests/core/base/ordinary_user.h"
#include "tests/core/target/sqlite_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sqlite3.h>

using namespace dockhand;
using namespace dockhand::target;
using namespace dockhand::target::test;
using dockhand::test::AsOrdinaryUser;
using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;

class TestSqliteFile : public SqliteFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFolder(); }
    void cleanup() { dropFolder(); }

    void newFileGetsLargePagesAndSafeCommits();
    void newFileKeepsTheCacheInItsBudget();
    void existingFileKeepsItsPageSize();
    void existingWalFileStaysInWalAndIsCheckpointed();
    void noJournalFileIsLeftBehind();
    void lockedDatabaseIsTransient();
    void writeProtectedFileIsReadOnly();
    void writeProtectedFolderIsReadOnly();
    void unreadableFileIsAPermissionError();
    void otherFilesAreLeftAsTheyAre_data();
    void otherFilesAreLeftAsTheyAre();
    void placeThatCannotHoldADatabaseIsNamed_data();
    void placeThatCannotHoldADatabaseIsNamed();
    void missingFileIsNotMadeForReading();
    void fullDiskKeepsWhatWasCommitted();
    void fullDiskOnANewFileLeavesNoFile();
    void openingAndClosingLeavesNoFile();
    void readOnlyTargetCannotWrite();
    void readingAfterACrashRollsTheJournalBack();
    void fileThatWasMovedIsNoticed();
};

void TestSqliteFile::newFileGetsLargePagesAndSafeCommits()
{
    const auto target = open();
    QVERIFY(target);
    const auto &database = target->database();
    QCOMPARE(ask(database, u"PRAGMA page_size"_s), QStringList { u"16384"_s });
    QCOMPARE(ask(database, u"PRAGMA journal_mode"_s), QStringList { u"truncate"_s });
    QCOMPARE(ask(database, u"PRAGMA synchronous"_s), QStringList { u"2"_s });
    QCOMPARE(ask(database, u"PRAGMA locking_mode"_s), QStringList { u"normal"_s });
    QCOMPARE(ask(database, u"PRAGMA cache_size"_s), QStringList { u"-16384"_s });
    QCOMPARE(ask(database, u"PRAGMA busy_timeout"_s), QStringList { u"5000"_s });
}

// SQLite counts the cache in pages of the size at that moment: with the page size set behind it, it
// holds four times as much.
void TestSqliteFile::newFileKeepsTheCacheInItsBudget()
{
    TargetOptions options;
    options.cacheBytes = 2 << 20;
    const auto target = open(options);
    QVERIFY(target);
    QVERIFY(target->begin());
    QVERIFY(run(
        target->database(),
        u"CREATE TABLE filled AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16000) SELECT i, hex(randomblob(500)) AS text FROM n"_s));
    int held = 0;
    int most = 0;
    QCOMPARE(sqlite3_db_status(sqliteHandle(target->database()), SQLITE_DBSTATUS_CACHE_USED, &held,
                               &most, 0),
             SQLITE_OK);
    QVERIFY(target->commit());
    QVERIFY(QFileInfo(m_path).size() > 4 * options.cacheBytes);
    QVERIFY2(held < 5 * options.cacheBytes / 4, qPrintable(QString::number(held)));
}

void TestSqliteFile::existingFileKeepsItsPageSize()
{
    prepareFile({ u"PRAGMA page_size = 1024"_s, u"CREATE TABLE other (x)"_s });
    Rows rows(wares());
    rows.add({ u"a"_s, u"Teh"_s, 100 });
    load(rows, wares());
    QCOMPARE(askFile(u"PRAGMA page_size"_s), QStringList { u"1024"_s });
    QCOMPARE(askFile(u"PRAGMA journal_mode"_s), QStringList { u"delete"_s });
}

void TestSqliteFile::existingWalFileStaysInWalAndIsCheckpointed()
{
    prepareFile({ u"PRAGMA journal_mode = WAL"_s, u"CREATE TABLE other (x)"_s });
    const auto target = open();
    QVERIFY(target);
    QCOMPARE(ask(target->database(), u"PRAGMA journal_mode"_s), QStringList { u"wal"_s });
    QCOMPARE(ask(target->database(), u"PRAGMA wal_autocheckpoint"_s), QStringList { u"16000"_s });
    QVERIFY(target->begin());
    QVERIFY(run(target->database(), u"INSERT INTO other VALUES (1)"_s));
    QVERIFY(target->commit());
    QVERIFY(QFileInfo(m_path + u"-wal"_s).size() > 0);
    QVERIFY(target->makeDurable());
    QCOMPARE(QFileInfo(m_path + u"-wal"_s).size(), 0);
}

void TestSqliteFile::noJournalFileIsLeftBehind()
{
    Rows rows(wares());
    rows.add({ u"a"_s, u"Teh"_s, 100 });
    load(rows, wares());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList { u"shop.sqlite"_s });
}

void TestSqliteFile::lockedDatabaseIsTransient()
{
    prepareFile({ u"CREATE TABLE other (x)"_s });
    const auto holder = open();
    QVERIFY(holder);
    QVERIFY(holder->begin());
    TargetOptions options;
    options.lockTimeoutMs = 0;
    const auto target = open(options);
    QVERIFY(target);
    const auto begun = target->begin();
    QCOMPARE(codeOf(begun), u"db.locked"_s);
    QVERIFY(begun.error().isTransient());
    QVERIFY(begun.error().arguments.value(0).contains(m_path));
    target->rollback();
    holder->rollback();
    QVERIFY(target->begin());
}

void TestSqliteFile::writeProtectedFileIsReadOnly()
{
    prepareFile({ u"CREATE TABLE other (x)"_s });
    QFile::setPermissions(m_path, QFile::Permissions(0x4444));
    const AsOrdinaryUser ordinary;
    QCOMPARE(codeOfOpening(), u"db.read_only"_s);
    TargetOptions reading;
    reading.readOnly = true;
    QCOMPARE(codeOfOpening(reading), u"none"_s);
}

void TestSqliteFile::writeProtectedFolderIsReadOnly()
{
    QFile::setPermissions(m_folder->path(), QFile::Permissions(0x5555));
    {
        const AsOrdinaryUser ordinary;
        QCOMPARE(codeOfOpening(), u"db.read_only"_s);
    }
    QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7777));
    prepareFile({ u"CREATE TABLE other (x)"_s });
    QFile::setPermissions(m_path, QFile::Permissions(0x6666));
    QFile::setPermissions(m_folder->path(), QFile::Permissions(0x5555));
    const AsOrdinaryUser ordinary;
    const auto target = open();
    QVERIFY(target);
    const auto spec = wares();
    const auto prepared = target->prepareTables({ &spec, 1 });
    QCOMPARE(codeOf(prepared), u"db.read_only"_s);
}

void TestSqliteFile::unreadableFileIsAPermissionError()
{
    prepareFile({ u"CREATE TABLE other (x)"_s });
    QFile::setPermissions(m_path, QFile::Permissions());
    const AsOrdinaryUser ordinary;
    QCOMPARE(codeOfOpening(), u"db.permission"_s);
}

void TestSqliteFile::otherFilesAreLeftAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("short text") << QByteArray("a,b\n1,2\n");
    QTest::newRow("long text") << QByteArray("no_pesanan,sku\n").repeated(1000);
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("almost SQLite") << QByteArray("SQLite format 4").leftJustified(8192, 'x');
}

void TestSqliteFile::otherFilesAreLeftAsTheyAre()
{
    QFETCH(QByteArray, content);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto opened = openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value());
    QCOMPARE(codeOf(opened), u"db.not_a_database"_s);
    QVERIFY(opened.error().arguments.value(0).contains(m_path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList { u"shop.sqlite"_s });
}

void TestSqliteFile::placeThatCannotHoldADatabaseIsNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("named");
    QTest::newRow("missing folder") << u"none/shop.sqlite"_s << u"/none"_s;
    QTest::newRow("folder") << u"."_s << u"is a folder"_s;
    QTest::newRow("file as folder") << u"plain.txt/shop.sqlite"_s << u"plain.txt"_s;
}

void TestSqliteFile::placeThatCannotHoldADatabaseIsNamed()
{
    QFETCH(QString, path);
    QFETCH(QString, named);
    QFile plain(m_folder->filePath(u"plain.txt"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    m_path = m_folder->filePath(path);
    const auto opened = openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value());
    QCOMPARE(codeOf(opened), u"db.cannot_open"_s);
    QVERIFY2(opened.error().arguments.value(0).contains(named), words(opened));
}

void TestSqliteFile::missingFileIsNotMadeForReading()
{
    TargetOptions reading;
    reading.readOnly = true;
    QCOMPARE(codeOfOpening(reading), u"db.cannot_open"_s);
    QVERIFY(!QFile::exists(m_path));
}

void TestSqliteFile::fullDiskKeepsWhatWasCommitted()
{
    Rows first(wares());
    first.add({ u"a"_s, {}, {} });
    load(first, wares());
    const auto target = open();
    QVERIFY(target);
    QVERIFY(run(target->database(), u"PRAGMA max_page_count = 8"_s));
    auto writer = target->rowWriter(wares(), DuplicatePolicy::Skip);
    QVERIFY(writer);
    QVERIFY(target->begin());
    Rows rows(wares());
    for (int i = 0; i < 2'000; ++i)
        rows.add({ u"b%1"_s.arg(i), QString(200, u'x'), i });
    const auto written = rows.write(**writer);
    QCOMPARE(codeOf(written), u"db.disk_full"_s);
    target->rollback();
    target->rollback();
    QCOMPARE(ask(target->database(), u"SELECT sku FROM wares"_s), QStringList { u"a"_s });
    // With room again the same objects go on.
    QVERIFY(run(target->database(), u"PRAGMA max_page_count = 100000"_s));
    QVERIFY(target->begin());
    QVERIFY(rows.write(**writer));
    QVERIFY(target->commit());
    QCOMPARE(ask(target->database(), u"SELECT COUNT(*) FROM wares"_s), QStringList { u"2001"_s });
}

void TestSqliteFile::fullDiskOnANewFileLeavesNoFile()
{
    {
        const auto target = open();
        QVERIFY(target);
        QVERIFY(run(target->database(), u"PRAGMA max_page_count = 1"_s));
        const auto spec = wares();
        QCOMPARE(codeOf(target->prepareTables({ &spec, 1 })), u"db.disk_full"_s);
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
}

void TestSqliteFile::openingAndClosingLeavesNoFile()
{
    QVERIFY(open());
    QVERIFY(!QFile::exists(m_path));
    // One that was there stays, even if it is empty.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(open());
    QVERIFY(QFile::exists(m_path));
}

void TestSqliteFile::readOnlyTargetCannotWrite()
{
    Rows first(wares());
    first.add({ u"a"_s, {}, {} });
    load(first, wares());
    TargetOptions reading;
    reading.readOnly = true;
    const auto target = open(reading);
    QVERIFY(target);
    QVERIFY(target->isReadOnly());
    QCOMPARE(ask(target->database(), u"SELECT sku FROM wares"_s), QStringList { u"a"_s });
    const auto spec = allTypes();
    QCOMPARE(codeOf(target->prepareTables({ &spec, 1 })), u"db.read_only"_s);
}

void TestSqliteFile::readingAfterACrashRollsTheJournalBack()
{
    Rows first(wares());
    first.add({ u"a"_s, {}, {} });
    load(first, wares());
    const auto copy = m_folder->filePath(u"copy.sqlite"_s);
    {
        // What a crash leaves: the file and its journal as they are in the middle of a transaction.
        TargetOptions options;
        options.cacheBytes = 64 << 10;
        const auto target = open(options);
        QVERIFY(target);
        auto writer = target->rowWriter(wares(), DuplicatePolicy::Skip);
        QVERIFY(writer);
        QVERIFY(target->begin());
        Rows rows(wares());
        for (int i = 0; i < 3'000; ++i)
            rows.add({ u"b%1"_s.arg(i), QString(200, u'x'), i });
        QVERIFY(rows.write(**writer));
        QVERIFY(QFile::copy(m_path, copy));
        QVERIFY(QFile::copy(m_path + u"-journal"_s, copy + u"-journal"_s));
    }
    QVERIFY(QFileInfo(copy + u"-journal"_s).size() > 0);
    m_path = copy;
    TargetOptions reading;
    reading.readOnly = true;
    const auto target = open(reading);
    QVERIFY(target);
    QCOMPARE(ask(target->database(), u"SELECT sku FROM wares"_s), QStringList { u"a"_s });
    QCOMPARE(ask(target->database(), u"PRAGMA integrity_check"_s), QStringList { u"ok"_s });
    QSqlQuery writing(target->database());
    QVERIFY(!writing.exec(u"DELETE FROM wares"_s));
}

void TestSqliteFile::fileThatWasMovedIsNoticed()
{
    prepareFile({ u"CREATE TABLE other (x)"_s });
    const auto target = open();
    QVERIFY(target);
    QVERIFY(target->begin());
    QVERIFY(target->commit());
    QVERIFY(QFile::remove(m_path));
    QCOMPARE(codeOf(target->begin()), u"db.cannot_open"_s);
}

QTEST_GUILESS_MAIN(TestSqliteFile)
#include "tst_sqlite_file.moc"
