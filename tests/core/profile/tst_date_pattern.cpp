// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/profile/date_pattern.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using dockhand::profile::DatePattern;

namespace {

constexpr auto kJakmall = u"dd MMMM yyyy, HH:mm:ss";

/// The slow and obvious way.
std::optional<std::int64_t> byQt(const QString &pattern, const QString &text)
{
    auto time = QLocale::c().toDateTime(text, pattern);
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch() * 1000;
}

std::optional<std::int64_t> byPattern(const QString &pattern, const QString &text)
{
    return DatePattern::compile(pattern).value().parse(dockhand::toUtf8(text));
}

} // namespace

class TestDatePattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validPatternsCompile_data();
    void validPatternsCompile();
    void invalidPatternsDoNot_data();
    void invalidPatternsDoNot();
    void monthNamesOfBothLanguagesAreRead_data();
    void monthNamesOfBothLanguagesAreRead();
    void everyDayReadsAsQtReadsIt();
    void randomTimesReadAsQtReadsThem();
    void damagedTimesAreRefusedAsQtRefusesThem();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
};

void TestDatePattern::validPatternsCompile_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    const QDateTime day(QDate(2024, 2, 9), QTime(0, 0), Qt::UTC);
    const QDateTime second(QDate(2024, 2, 9), QTime(7, 5, 3), Qt::UTC);
    QTest::newRow("long month") << u"dd MMMM yyyy, HH:mm:ss"_s << u"09 February 2024, 07:05:03"_s
                                << second;
    QTest::newRow("short month") << u"d MMM yyyy"_s << u"9 Feb 2024"_s << day;
    QTest::newRow("ISO") << u"yyyy-MM-dd"_s << u"2024-02-09"_s << day;
    QTest::newRow("one digit each") << u"d/M/yyyy H:mm:ss"_s << u"9/2/2024 7:05:03"_s << second;
    QTest::newRow("quoted T") << u"yyyy-MM-dd'T'HH:mm:ss"_s << u"2024-02-09T07:05:03"_s << second;
    QTest::newRow("no separators") << u"yyyyMMddHHmmss"_s << u"20240209070503"_s << second;
    QTest::newRow("letters beyond ASCII") << u"yyyy年MM月dd日"_s.replace(u"年"_s, u"'年'"_s)
                                                 .replace(u"月"_s, u"'月'"_s)
                                                 .replace(u"日"_s, u"'日'"_s)
                                          << u"2024年02月09日"_s << day;
}

void TestDatePattern::validPatternsCompile()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QDateTime, time);
    QVERIFY(DatePattern::compile(pattern));
    QCOMPARE(byPattern(pattern, text), std::optional(time.toMSecsSinceEpoch() * 1000));
}

void TestDatePattern::invalidPatternsDoNot_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("no year") << u"dd MM"_s;
    QTest::newRow("no day") << u"MM yyyy"_s;
    QTest::newRow("two-digit year") << u"dd/MM/yy"_s;
    QTest::newRow("two days") << u"dd dd MM yyyy"_s;
    QTest::newRow("month twice") << u"dd MM MMM yyyy"_s;
    QTest::newRow("minutes without hours") << u"yyyy-MM-dd mm"_s;
    QTest::newRow("seconds without minutes") << u"yyyy-MM-dd HH ss"_s;
    QTest::newRow("unknown letter") << u"yyyy-MM-dd z"_s;
    QTest::newRow("letter not quoted") << u"yyyy-MM-ddTHH:mm"_s;
    QTest::newRow("open quote") << u"yyyy-MM-dd'T"_s;
    QTest::newRow("three-letter day") << u"ddd MM yyyy"_s;
    QTest::newRow("five-letter month") << u"dd MMMMM yyyy"_s;
    QTest::newRow("too long") << u"yyyy-MM-dd"_s + QString(40, u'-');
}

void TestDatePattern::invalidPatternsDoNot()
{
    QFETCH(QString, pattern);
    QVERIFY(!DatePattern::compile(pattern));
}

void TestDatePattern::monthNamesOfBothLanguagesAreRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("month");
    const QList<QStringList> names {
        { u"January"_s, u"Januari"_s, u"Jan"_s },
        { u"February"_s, u"Februari"_s, u"Pebruari"_s, u"Feb"_s },
        { u"March"_s, u"Maret"_s, u"Mar"_s },
        { u"April"_s, u"Apr"_s },
        { u"May"_s, u"Mei"_s },
        { u"June"_s, u"Juni"_s, u"Jun"_s },
        { u"July"_s, u"Juli"_s, u"Jul"_s },
        { u"August"_s, u"Agustus"_s, u"Aug"_s, u"Agu"_s, u"Agt"_s, u"Ags"_s },
        { u"September"_s, u"Sep"_s, u"Sept"_s },
        { u"October"_s, u"Oktober"_s, u"Oct"_s, u"Okt"_s },
        { u"November"_s, u"Nopember"_s, u"Nov"_s },
        { u"December"_s, u"Desember"_s, u"Dec"_s, u"Des"_s },
    };
    for (int month = 1; month <= names.size(); ++month) {
        for (const auto &name : names.at(month - 1)) {
            QTest::newRow(qPrintable(name)) << name << month;
            QTest::newRow(qPrintable(name.toUpper())) << name.toUpper() << month;
            QTest::newRow(qPrintable(name.toLower())) << name.toLower() << month;
        }
    }
}

void TestDatePattern::monthNamesOfBothLanguagesAreRead()
{
    QFETCH(QString, name);
    QFETCH(int, month);
    const auto expected = QDateTime(QDate(2023, month, 5), QTime(0, 0), Qt::UTC);
    const auto microseconds = expected.toMSecsSinceEpoch() * 1000;
    QCOMPARE(byPattern(u"d MMMM yyyy"_s, u"5 %1 2023"_s.arg(name)), std::optional(microseconds));
    QCOMPARE(byPattern(u"d MMM yyyy"_s, u"5 %1 2023"_s.arg(name)), std::optional(microseconds));
}

void TestDatePattern::everyDayReadsAsQtReadsIt()
{
    const auto pattern = DatePattern::compile(u"yyyy-MM-dd"_s).value();
    for (const int year : { 1, 1582, 1899, 1900, 1970, 2000, 2023, 2024, 2100, 9999 }) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 32; ++day) {
                const auto text
                    = QString::asprintf("%04d-%02d-%02d", year, month, day).toStdString();
                const QDate date(year, month, day);
                const auto read = pattern.parse(text);
                QCOMPARE(read.has_value(), date.isValid());
                if (read)
                    QCOMPARE(*read / DatePattern::kMicrosecondsPerDay,
                             date.toJulianDay() - QDate(1970, 1, 1).toJulianDay());
            }
        }
    }
}

void TestDatePattern::randomTimesReadAsQtReadsThem()
{
    QRandomGenerator random(20240229);
    const auto pattern = DatePattern::compile(QString::fromUtf16(kJakmall)).value();
    const auto first = QDateTime(QDate(1900, 1, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    for (int i = 0; i < 5000; ++i) {
        const auto seconds = first + random.bounded(qint64 { 250 } * 365 * 86400);
        const auto time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
        const auto text = QLocale::c().toString(time, QString::fromUtf16(kJakmall));
        QCOMPARE(pattern.parse(dockhand::toUtf8(text)), std::optional(seconds * 1'000'000));
    }
}

void TestDatePattern::damagedTimesAreRefusedAsQtRefusesThem()
{
    // One byte of a good text replaced: either both read the same time, or neither reads any.
    QRandomGenerator random(7);
    const auto alphabet = u"0123456789 :,-/xJ"_s;
    const auto format = u"dd MMMM yyyy, HH:mm:ss"_s;
    for (int i = 0; i < 4000; ++i) {
        auto text = u"28 February 2023, 21:50:59"_s;
        const auto at = random.bounded(static_cast<int>(text.size()));
        if (text.at(at).isLetter())
            continue; // names are compared with a list of our own
        text[at] = alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
        if (text.mid(13, 4) == u"0000"_s)
            continue;
        const auto read = byPattern(format, text);
        const auto slow = byQt(format, text);
        QVERIFY2(read == slow, qPrintable(text));
    }
}

void TestDatePattern::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("30 February") << u"30 February 2024, 10:00:00"_s;
    QTest::newRow("29 February of a common year") << u"29 February 2023, 10:00:00"_s;
    QTest::newRow("29 February 1900") << u"29 February 1900, 10:00:00"_s;
    QTest::newRow("31 April") << u"31 April 2024, 10:00:00"_s;
    QTest::newRow("day 0") << u"00 April 2024, 10:00:00"_s;
    QTest::newRow("year 0") << u"01 April 0000, 10:00:00"_s;
    QTest::newRow("hour 24") << u"01 April 2024, 24:00:00"_s;
    QTest::newRow("second 60") << u"01 April 2024, 10:00:60"_s;
    QTest::newRow("garbage behind") << u"01 April 2024, 10:00:00x"_s;
    QTest::newRow("space behind") << u"01 April 2024, 10:00:00 "_s;
    QTest::newRow("cut off") << u"01 April 2024, 10:00"_s;
    QTest::newRow("unknown month") << u"01 Febtober 2024, 10:00:00"_s;
    QTest::newRow("month cut short") << u"01 Septembe 2024, 10:00:00"_s;
    QTest::newRow("month run on") << u"01 Septembers 2024, 10:00:00"_s;
    QTest::newRow("one-digit day") << u"1 April 2024, 10:00:00"_s;
    QTest::newRow("two spaces") << u"01  April 2024, 10:00:00"_s;
    QTest::newRow("no comma") << u"01 April 2024 10:00:00"_s;
    QTest::newRow("Arabic digits") << u"٠١ April 2024, 10:00:00"_s;
}

void TestDatePattern::whatDoesNotFitIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!byPattern(u"dd MMMM yyyy, HH:mm:ss"_s, text));
}

QTEST_GUILESS_MAIN(TestDatePattern)
#include "tst_date_pattern.moc"
