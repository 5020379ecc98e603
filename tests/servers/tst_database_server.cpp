// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/servers/database_server.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <memory>

using namespace dockhand::test;
using namespace Qt::StringLiterals;

/// What other tests rely on: a server can be started, asked, stopped, killed and started again.
class TestDatabaseServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverKeepsWhatWasCommitted_data();
    void serverKeepsWhatWasCommitted();
};

void TestDatabaseServer::serverKeepsWhatWasCommitted_data()
{
    QTest::addColumn<QString>("driver");
    QTest::newRow("PostgreSQL") << u"QPSQL"_s;
    QTest::newRow("MariaDB") << u"QMARIADB"_s;
}

void TestDatabaseServer::serverKeepsWhatWasCommitted()
{
    QFETCH(QString, driver);
    std::unique_ptr<DatabaseServer> server;
    if (driver == "QPSQL"_L1)
        server = std::make_unique<PostgresServer>();
    else
        server = std::make_unique<MariaDbServer>();
    QCOMPARE(server->start(), QString());
    const auto ask = [&](const QString &sql) {
        QString answer;
        {
            auto database = QSqlDatabase::addDatabase(driver, u"ask"_s);
            database.setHostName(DatabaseServer::host());
            database.setPort(server->port());
            database.setUserName(u"dockhand"_s);
            database.setPassword(u"secret"_s);
            database.setDatabaseName(u"shop"_s);
            if (database.open()) {
                QSqlQuery query(database);
                query.exec(sql);
                answer
                    = query.next() ? query.value(0).toString() : query.lastError().text().trimmed();
            } else {
                answer = database.lastError().text();
            }
        }
        QSqlDatabase::removeDatabase(u"ask"_s);
        return answer;
    };
    QCOMPARE(ask(u"CREATE TABLE t (n INTEGER)"_s), QString());
    QCOMPARE(ask(u"INSERT INTO t VALUES (7)"_s), QString());
    server->kill();
    QVERIFY(!server->isRunning());
    QVERIFY(ask(u"SELECT n FROM t"_s) != u"7"_s);
    QCOMPARE(server->start(), QString());
    QCOMPARE(ask(u"SELECT n FROM t"_s), u"7"_s);
    server->stop();
    QVERIFY(!server->isRunning());
    QCOMPARE(server->start(), QString());
    QCOMPARE(server->administrate(u"shop"_s, u"SELECT n FROM t"_s).output.trimmed(), u"7"_s);
}

QTEST_GUILESS_MAIN(TestDatabaseServer)
#include "tst_database_server.moc"
