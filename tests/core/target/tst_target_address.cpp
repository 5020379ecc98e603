// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/target_address.h"

#include <QDir>
#include <QSqlDatabase>
#include <QTest>

using namespace dockhand;
using namespace dockhand::target;
using namespace Qt::StringLiterals;

class TestTargetAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sqliteFormsAreNative_data();
    void sqliteFormsAreNative();
    void driverFormKeepsItsParts();
    void textFormReadsBack_data();
    void textFormReadsBack();
    void otherTextIsRefused_data();
    void otherTextIsRefused();
    void missingDriverIsNamedWithTheInstalledOnes();
    void passwordIsRefusedAndNotRepeated_data();
    void passwordIsRefusedAndNotRepeated();
    void defaultIsAFileOfTheUser();
};

void TestTargetAddress::sqliteFormsAreNative_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto here = QDir::currentPath() + u'/';
    QTest::newRow("prefix, absolute") << u"sqlite:/tmp/a.sqlite"_s << u"/tmp/a.sqlite"_s;
    QTest::newRow("prefix, relative") << u"sqlite:out/a"_s << here + u"out/a"_s;
    QTest::newRow("prefix, three slashes") << u"sqlite:///tmp/a"_s << u"/tmp/a"_s;
    QTest::newRow("path with dots") << u"sqlite:/tmp/x/../a.db"_s << u"/tmp/a.db"_s;
    QTest::newRow("bare .sqlite") << u"a.sqlite"_s << here + u"a.sqlite"_s;
    QTest::newRow("bare .sqlite3") << u"/tmp/a.sqlite3"_s << u"/tmp/a.sqlite3"_s;
    QTest::newRow("bare .DB") << u"/tmp/A.DB"_s << u"/tmp/A.DB"_s;
    QTest::newRow("name with a colon") << u"sqlite:/tmp/a:b?c.db"_s << u"/tmp/a:b?c.db"_s;
}

void TestTargetAddress::sqliteFormsAreNative()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    const auto address = parseTargetAddress(text);
    QVERIFY(address);
    QCOMPARE(address->driver, u"QSQLITE"_s);
    QVERIFY(address->native);
    QCOMPARE(address->database, path);
    QCOMPARE(address->toString(), u"sqlite:"_s + path);
}

void TestTargetAddress::driverFormKeepsItsParts()
{
    const auto plain = parseTargetAddress(u"qsql:qsqlite:/tmp/a.db"_s);
    QVERIFY(plain);
    QCOMPARE(plain->driver, u"QSQLITE"_s);
    QCOMPARE(plain->database, u"/tmp/a.db"_s);
    QVERIFY(!plain->native);

    const auto full
        = parseTargetAddress(u"qsql:QODBC:DRIVER=X;Database=y?host=db.local&port=77&user=a%26b"_s);
    QVERIFY(full);
    QCOMPARE(full->database, u"DRIVER=X;Database=y"_s);
    QCOMPARE(full->host, u"db.local"_s);
    QCOMPARE(full->port, 77);
    QCOMPARE(full->user, u"a&b"_s);
}

void TestTargetAddress::textFormReadsBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("sqlite") << u"sqlite:/tmp/a.sqlite"_s;
    QTest::newRow("driver") << u"qsql:QSQLITE:/tmp/a.db"_s;
    QTest::newRow("connection text") << u"qsql:QODBC:DRIVER=SQLite3;Database=/tmp/x.db"_s;
    QTest::newRow("parameters") << u"qsql:QODBC:shop?host=h&port=5&user=u%20v"_s;
    QTest::newRow("question mark in the name") << u"qsql:QSQLITE:/tmp/a?host=x.db?host="_s;
}

void TestTargetAddress::textFormReadsBack()
{
    QFETCH(QString, text);
    const auto address = parseTargetAddress(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), text);
    QCOMPARE(parseTargetAddress(address->toString()).value(), *address);
}

void TestTargetAddress::otherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no ending") << u"/tmp/orders"_s;
    QTest::newRow("other ending") << u"orders.csv"_s;
    QTest::newRow("prefix alone") << u"sqlite:"_s;
    QTest::newRow("server url") << u"postgresql://me@host/shop.db"_s;
    QTest::newRow("driver without database") << u"qsql:QSQLITE:"_s;
    QTest::newRow("driver missing") << u"qsql::x"_s;
}

void TestTargetAddress::otherTextIsRefused()
{
    QFETCH(QString, text);
    const auto address = parseTargetAddress(text);
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::OptionInvalid);
    QCOMPARE(address.error().arguments.size(), 3);
    QCOMPARE(address.error().arguments[1], text);
}

void TestTargetAddress::missingDriverIsNamedWithTheInstalledOnes()
{
    const auto address = parseTargetAddress(u"qsql:QNONE:x"_s);
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::DbDriverMissing);
    QCOMPARE(address.error().arguments.value(0), u"QNONE"_s);
    QVERIFY(address.error().arguments.value(1).contains(u"QSQLITE"_s));
}

void TestTargetAddress::passwordIsRefusedAndNotRepeated_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("ODBC") << u"qsql:QODBC:DRIVER=X;PWD=geheim;Database=y"_s;
    QTest::newRow("parameter") << u"qsql:QODBC:shop?user=u&password=geheim"_s;
    QTest::newRow("first in the text") << u"qsql:QODBC:Password = geheim"_s;
}

void TestTargetAddress::passwordIsRefusedAndNotRepeated()
{
    QFETCH(QString, text);
    const auto address = parseTargetAddress(text);
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::OptionInvalid);
    QVERIFY(!address.error().arguments.join(u' ').contains(u"geheim"_s));
}

void TestTargetAddress::defaultIsAFileOfTheUser()
{
    const auto address = defaultTargetAddress();
    QVERIFY(address.native);
    QVERIFY(address.database.endsWith(u"/dockhand/dockhand.sqlite"_s));
    QVERIFY(QDir::isAbsolutePath(address.database));
}

QTEST_GUILESS_MAIN(TestTargetAddress)
#include "tst_target_address.moc"
