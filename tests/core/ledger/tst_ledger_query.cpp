// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_query.h"
#include "core/target/sqlite_error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <sqlite3.h>

using namespace dockhand;
using namespace Qt::StringLiterals;

/// One kept statement of the ledger: what it binds and reads, and that a failure leaves nothing
/// behind for the next run.
class TestLedgerQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void valuesComeBackAsBound();
    void failedPreparationLeavesNoParameters();
    void failedExecutionLeavesNoParameters();
    void missingRowIsADamagedLedger();
    void readingThatIsCutShortSaysSo();

private:
    QSqlDatabase database() { return QSqlDatabase::database(u"query"_s); }
    bool execute(const QString &sql) { return QSqlQuery(database()).exec(sql); }
};

void TestLedgerQuery::init()
{
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"query"_s);
    database.setDatabaseName(u":memory:"_s);
    QVERIFY(database.open());
}

void TestLedgerQuery::cleanup()
{
    QSqlDatabase::removeDatabase(u"query"_s);
}

void TestLedgerQuery::valuesComeBackAsBound()
{
    ledger::LedgerQuery query(database(), u"SELECT ?, ?, ?, ?"_s, u"read back"_s);
    query.bind(std::int64_t { 1 } << 60);
    query.bind(u"Ibu Sari ☂"_s);
    query.bindHash(QByteArray::fromHex("00ff10"));
    query.bindBytes(QByteArray("a\0b", 3));
    QVERIFY(query.run());
    QVERIFY(query.next());
    QCOMPARE(query.integer(), std::int64_t { 1 } << 60);
    QCOMPARE(query.text(), u"Ibu Sari ☂"_s);
    QCOMPARE(query.hash(), QByteArray::fromHex("00ff10"));
    QCOMPARE(query.bytes(), QByteArray("a\0b", 3));
    QVERIFY(query.check());
}

// An interrupt, a disk that fails: what was read until then is not all there is.
void TestLedgerQuery::readingThatIsCutShortSaysSo()
{
    QVERIFY(execute(u"CREATE TABLE numbers (n INTEGER)"_s));
    QVERIFY(execute(u"INSERT INTO numbers VALUES (1), (2), (3)"_s));
    ledger::LedgerQuery query(database(), u"SELECT n FROM numbers"_s, u"count"_s);
    QVERIFY(query.run());
    QVERIFY(query.next());
    QCOMPARE(query.integer(), 1);
    QVERIFY(query.check());
    auto *connection = target::sqliteHandle(database());
    QVERIFY(connection);
    sqlite3_interrupt(connection);
    QVERIFY(!query.next());
    const auto whole = query.check();
    QVERIFY(!whole);
    QCOMPARE(whole.error().code, ErrorCode::RunCancelled);
    QVERIFY(query.check()); // it is told once

    QVERIFY(query.run());
    int rows = 0;
    while (query.next())
        ++rows;
    QVERIFY(query.check());
    QCOMPARE(rows, 3);
}

void TestLedgerQuery::failedPreparationLeavesNoParameters()
{
    ledger::LedgerQuery query(database(), u"INSERT INTO later VALUES (?, ?)"_s, u"insert"_s);
    query.bind(std::int64_t { 1 });
    query.bind(u"first"_s);
    QVERIFY(!query.run());
    QVERIFY(execute(u"CREATE TABLE later (number INTEGER, word TEXT)"_s));
    query.bind(std::int64_t { 2 });
    query.bind(u"second"_s);
    const auto done = query.run();
    QVERIFY2(done, qPrintable(done ? QString() : errorText(done.error())));
    QSqlQuery rows(u"SELECT number || word FROM later"_s, database());
    QVERIFY(rows.next());
    QCOMPARE(rows.value(0).toString(), u"2second"_s);
    QVERIFY(!rows.next());
}

void TestLedgerQuery::failedExecutionLeavesNoParameters()
{
    QVERIFY(execute(u"CREATE TABLE one (number INTEGER PRIMARY KEY)"_s));
    ledger::LedgerQuery query(database(), u"INSERT INTO one VALUES (?)"_s, u"insert"_s);
    query.bind(std::int64_t { 1 });
    QVERIFY(query.run());
    query.bind(std::int64_t { 1 });
    QVERIFY(!query.run());
    query.bind(std::int64_t { 2 });
    QVERIFY(query.run());
}

void TestLedgerQuery::missingRowIsADamagedLedger()
{
    QVERIFY(execute(u"CREATE TABLE one (number INTEGER PRIMARY KEY)"_s));
    ledger::LedgerQuery query(database(), u"UPDATE one SET number = 2 WHERE number = ?"_s,
                              u"change"_s);
    query.bind(std::int64_t { 1 });
    const auto done = query.runOnOneRow(u"file 1"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::DbLedgerDamaged);
}

QTEST_GUILESS_MAIN(TestLedgerQuery)
#include "tst_ledger_query.moc"
