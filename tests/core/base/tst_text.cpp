// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <QTest>

using namespace dockhand;

/// Sizes and names as people write them.
class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byteSizesAreRead_data();
    void byteSizesAreRead();
    void durationsAreRead_data();
    void durationsAreRead();
    void namesKeepOnlyLettersAndDigits_data();
    void namesKeepOnlyLettersAndDigits();
};

void TestText::byteSizesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("plain") << QStringLiteral("100000") << qint64 { 100'000 };
    QTest::newRow("M") << QStringLiteral("64M") << qint64 { 64 << 20 };
    QTest::newRow("MB") << QStringLiteral("64MB") << qint64 { 64 << 20 };
    QTest::newRow("GiB with blank") << QStringLiteral("1.5 GiB") << qint64 { 3 * (1LL << 29) };
    QTest::newRow("lower case") << QStringLiteral("2k") << qint64 { 2048 };
    QTest::newRow("empty") << QString() << qint64 { -1 };
    QTest::newRow("unit alone") << QStringLiteral("MB") << qint64 { -1 };
    QTest::newRow("negative") << QStringLiteral("-1M") << qint64 { -1 };
    QTest::newRow("word") << QStringLiteral("lots") << qint64 { -1 };
    QTest::newRow("infinite") << QStringLiteral("inf") << qint64 { -1 };
    QTest::newRow("nan") << QStringLiteral("nan") << qint64 { -1 };
}

void TestText::byteSizesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(parseByteSize(text), bytes);
}

void TestText::namesKeepOnlyLettersAndDigits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("normalised");
    QTest::newRow("case and blanks")
        << QStringLiteral(" Kode  Pesanan ") << QStringLiteral("kodepesanan");
    QTest::newRow("punctuation") << QStringLiteral("No. Pesanan") << QStringLiteral("nopesanan");
    QTest::newRow("currency") << QStringLiteral("Harga (Rp)") << QStringLiteral("hargarp");
    QTest::newRow("accents stay") << QStringLiteral("Café") << QStringLiteral("café");
    QTest::newRow("full width") << QStringLiteral("ＳＫＵ") << QStringLiteral("sku");
    QTest::newRow("outside the first plane") << QStringLiteral("𐐀x") << QStringLiteral("𐐀x");
    QTest::newRow("nothing") << QStringLiteral("--- ") << QString();
}

void TestText::namesKeepOnlyLettersAndDigits()
{
    QFETCH(QString, name);
    QFETCH(QString, normalised);
    QCOMPARE(toQString(normalisedName(name.toStdString())), normalised);
}

void TestText::durationsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms"); // -1: malformed
    QTest::newRow("milliseconds") << QStringLiteral("250ms") << qint64(250);
    QTest::newRow("seconds") << QStringLiteral("90s") << qint64(90'000);
    QTest::newRow("minutes") << QStringLiteral("10m") << qint64(600'000);
    QTest::newRow("hours and space") << QStringLiteral(" 1.5 H ") << qint64(5'400'000);
    QTest::newRow("nothing of it") << QStringLiteral("0") << qint64(0);
    QTest::newRow("no unit") << QStringLiteral("90") << qint64(-1);
    QTest::newRow("no number") << QStringLiteral("s") << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("negative") << QStringLiteral("-1s") << qint64(-1);
    QTest::newRow("too long") << QStringLiteral("1001h") << qint64(-1);
    QTest::newRow("not finite") << QStringLiteral("nan s") << qint64(-1);
    QTest::newRow("other unit") << QStringLiteral("3d") << qint64(-1);
}

void TestText::durationsAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const auto duration = parseDuration(text);
    QCOMPARE(duration.has_value(), ms >= 0);
    if (duration)
        QCOMPARE(qint64(duration->count()), ms);
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
