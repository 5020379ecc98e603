// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include <QTest>

using namespace Qt::StringLiterals;
using dockhand::ui::Format;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileNamesStayOnOneLine();
    void countIsGroupedByTheLocale_data();
    void countIsGroupedByTheLocale();
    void estimateKeepsThreeDigits_data();
    void estimateKeepsThreeDigits();
    void durationReadsLikeSpeech_data();
    void durationReadsLikeSpeech();
    void clockCountsMinutesAndHours_data();
    void clockCountsMinutesAndHours();
    void estimatedTimesSaySoOnlyWhenTheyAreLong();
    void percentIsFullOnlyWhenComplete();
    void percentStaysWithinItsBounds();
    void rateKeepsFourDigits();
    void axisCountsAreWhatTheTicksAre();
    void sizesUseTheUnitsOfTheSettings();
};

void TestFormat::fileNamesStayOnOneLine()
{
    QCOMPARE(dockhand::ui::shownFileName(u"/data/two\nlines\tand a tab.csv"_s),
             u"two␊lines␉and a tab.csv"_s);
    QCOMPARE(dockhand::ui::shownFileName(u"/data/plain.csv"_s), u"plain.csv"_s);
    QVERIFY(!dockhand::ui::shownPath(u"/a\nb/c\u2028d.csv"_s).contains(u'\n'));
}

void TestFormat::countIsGroupedByTheLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("English") << QLocale(QLocale::English) << qint64(2'412'503) << u"2,412,503"_s;
    QTest::newRow("Indonesian") << QLocale(QLocale::Indonesian) << qint64(2'412'503)
                                << u"2.412.503"_s;
    QTest::newRow("C") << QLocale::c() << qint64(2'412'503) << u"2,412,503"_s;
    QTest::newRow("zero") << QLocale(QLocale::English) << qint64(0) << u"0"_s;
}

void TestFormat::countIsGroupedByTheLocale()
{
    QFETCH(QLocale, locale);
    QFETCH(qint64, value);
    QTEST(Format(locale).count(value), "text");
}

void TestFormat::estimateKeepsThreeDigits_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("rounded down") << qint64(8'804) << u"~ 8,800"_s;
    QTest::newRow("rounded up") << qint64(8'805) << u"~ 8,810"_s;
    QTest::newRow("small stays") << qint64(412) << u"~ 412"_s;
    QTest::newRow("large") << qint64(2'412'503) << u"~ 2,410,000"_s;
    QTest::newRow("zero") << qint64(0) << u"~ 0"_s;
}

void TestFormat::estimateKeepsThreeDigits()
{
    QFETCH(qint64, value);
    QTEST(Format(QLocale(QLocale::English)).estimate(value), "text");
}

void TestFormat::axisCountsAreWhatTheTicksAre()
{
    const Format english { QLocale(QLocale::English) };
    QCOMPARE(english.axisCount(0), u"0"_s);
    QCOMPARE(english.axisCount(500), u"500"_s);
    QCOMPARE(english.axisCount(2'500), u"2.5 k"_s);
    QCOMPARE(english.axisCount(5'000), u"5 k"_s);
    QCOMPARE(english.axisCount(1'250'000), u"1,250 k"_s);
    QCOMPARE(Format(QLocale(QLocale::Indonesian)).axisCount(2'500), u"2,5 k"_s);
}

void TestFormat::durationReadsLikeSpeech_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"under 1 s"_s;
    QTest::newRow("seconds") << qint64(8'400) << u"8 s"_s;
    QTest::newRow("minutes") << qint64(100'000) << u"1 min 40 s"_s;
    QTest::newRow("hours") << qint64(7'500'000) << u"2 h 5 min"_s;
    QTest::newRow("days") << qint64(90'000'000) << u"over a day"_s;
}

void TestFormat::durationReadsLikeSpeech()
{
    QFETCH(qint64, ms);
    QTEST(Format(QLocale(QLocale::English)).duration(ms), "text");
}

void TestFormat::clockCountsMinutesAndHours_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(9'000) << u"0:09"_s;
    QTest::newRow("minutes") << qint64(250'000) << u"4:10"_s;
    QTest::newRow("hours") << qint64(3'850'000) << u"1:04:10"_s;
}

void TestFormat::clockCountsMinutesAndHours()
{
    QFETCH(qint64, ms);
    QTEST(Format(QLocale(QLocale::English)).clock(ms), "text");
}

void TestFormat::estimatedTimesSaySoOnlyWhenTheyAreLong()
{
    const Format format(QLocale(QLocale::English));
    QCOMPARE(format.about(250'000), u"about 4 min 10 s"_s);
    QCOMPARE(format.about(300), u"under 1 s"_s);
    QCOMPARE(format.interval(220'000, 290'000), u"3:40 to 4:50"_s);
    QCOMPARE(format.interval(100, 900), QString());
}

void TestFormat::percentIsFullOnlyWhenComplete()
{
    const Format format(QLocale(QLocale::English));
    QCOMPARE(format.percent(0.9999), u"99 %"_s);
    QCOMPARE(format.percent(1), u"100 %"_s);
}

void TestFormat::percentStaysWithinItsBounds()
{
    const Format format(QLocale(QLocale::English));
    QCOMPARE(format.percent(-0.5), u"0 %"_s);
    QCOMPARE(format.percent(1.7), u"100 %"_s);
}

void TestFormat::rateKeepsFourDigits()
{
    const Format format(QLocale(QLocale::English));
    QCOMPARE(format.rate(418'243.7), u"418,200"_s);
    QCOMPARE(format.rate(87.2), u"87"_s);
}

void TestFormat::sizesUseTheUnitsOfTheSettings()
{
    const Format format(QLocale(QLocale::English));
    QCOMPARE(format.bytes(96 << 20), u"96 MB"_s);
    QCOMPARE(format.bytes(qint64 { 1536 } << 20), u"1.5 GB"_s);
    QCOMPARE(format.bytes(840), u"840 bytes"_s);
}

QTEST_APPLESS_MAIN(TestFormat)

#include "tst_format.moc"
