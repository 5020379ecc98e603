// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/value_text.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;

Q_DECLARE_METATYPE(dockhand::profile::NumberStyle)

namespace {

const auto kGood = u""_s;

QString idOf(const ValueIssue &issue)
{
    return issue ? errorId(*issue) : kGood;
}

/// A decimal the slow way: digits as text, shifted and compared as text.
QString scaledAsText(const QString &text, int scale)
{
    const bool isNegative = text.startsWith(u'-');
    auto digits = text;
    digits.remove(u'-').remove(u'+');
    const auto point = digits.indexOf(u'.');
    auto whole = point < 0 ? digits : digits.left(point);
    auto fraction = point < 0 ? QString() : digits.mid(point + 1);
    fraction = fraction.leftJustified(scale, u'0').left(scale);
    whole += fraction;
    while (whole.size() > 1 && whole.startsWith(u'0'))
        whole.remove(0, 1);
    return isNegative && whole != u"0"_s ? u'-' + whole : whole;
}

} // namespace

class TestValueText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersReadExactly_data();
    void integersReadExactly();
    void integersReadAsTheSlowWayReadsThem();
    void decimalsReadExactly_data();
    void decimalsReadExactly();
    void decimalsReadAsTheSlowWayReadsThem();
    void exactMeansThatADoubleGivesItBack();
    void groupedNumbersFollowTheirStyle_data();
    void groupedNumbersFollowTheirStyle();
    void canonicalNumbersRefuseCodes_data();
    void canonicalNumbersRefuseCodes();
    void realsRead_data();
    void realsRead();
    void booleansRead_data();
    void booleansRead();
    void textIsCutBetweenCharacters();
};

void TestValueText::integersReadExactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("issue");
    const auto notInteger = u"value.not_integer"_s;
    const auto outOfRange = u"value.out_of_range"_s;
    QTest::newRow("zero") << QByteArray("0") << 0LL << kGood;
    QTest::newRow("minus zero") << QByteArray("-0") << 0LL << kGood;
    QTest::newRow("plus") << QByteArray("+12") << 12LL << kGood;
    QTest::newRow("leading zeros") << QByteArray("000000000000000000000000012") << 12LL << kGood;
    QTest::newRow("largest") << QByteArray("9223372036854775807")
                             << std::numeric_limits<qint64>::max() << kGood;
    QTest::newRow("smallest") << QByteArray("-9223372036854775808")
                              << std::numeric_limits<qint64>::min() << kGood;
    QTest::newRow("above the largest") << QByteArray("9223372036854775808") << 0LL << outOfRange;
    QTest::newRow("below the smallest") << QByteArray("-9223372036854775809") << 0LL << outOfRange;
    QTest::newRow("beyond 64 bits") << QByteArray("18446744073709551616") << 0LL << outOfRange;
    QTest::newRow("sign alone") << QByteArray("-") << 0LL << notInteger;
    QTest::newRow("two signs") << QByteArray("--1") << 0LL << notInteger;
    QTest::newRow("inner space") << QByteArray("1 2") << 0LL << notInteger;
    QTest::newRow("fraction") << QByteArray("1.0") << 0LL << notInteger;
    QTest::newRow("grouped") << QByteArray("1,234") << 0LL << notInteger;
    QTest::newRow("exponent") << QByteArray("1e3") << 0LL << notInteger;
    QTest::newRow("hexadecimal") << QByteArray("0x10") << 0LL << notInteger;
    QTest::newRow("letters behind") << QByteArray("12x") << 0LL << notInteger;
    QTest::newRow("NUL behind") << QByteArray("12\0", 3) << 0LL << notInteger;
}

void TestValueText::integersReadExactly()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, value);
    QFETCH(QString, issue);
    std::int64_t read = 0;
    QCOMPARE(idOf(parseInteger(text.toStdString(), {}, read)), issue);
    if (issue.isEmpty())
        QCOMPARE(read, value);
}

void TestValueText::integersReadAsTheSlowWayReadsThem()
{
    QRandomGenerator random(3);
    const auto alphabet = u"0123456789-+. "_s;
    for (int i = 0; i < 20000; ++i) {
        QString text;
        const int length = random.bounded(22);
        for (int at = 0; at < length; ++at)
            text += alphabet.at(random.bounded(at == 0 ? 12 : random.bounded(10) > 0 ? 10 : 14));
        bool isGood = false;
        const auto slow = text == text.trimmed() ? text.toLongLong(&isGood) : 0;
        std::int64_t read = 0;
        const auto issue = parseInteger(text.toStdString(), {}, read);
        QVERIFY2(isGood == !issue, qPrintable(text));
        if (isGood)
            QCOMPARE(read, slow);
    }
}

void TestValueText::decimalsReadExactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("scale");
    QTest::addColumn<qint64>("scaled");
    QTest::addColumn<QString>("issue");
    const auto notDecimal = u"value.not_decimal"_s;
    const auto notExact = u"value.not_exact"_s;
    const auto outOfRange = u"value.out_of_range"_s;
    QTest::newRow("whole") << QByteArray("1234") << 2 << 123400LL << kGood;
    QTest::newRow("two digits") << QByteArray("1234.00") << 2 << 123400LL << kGood;
    QTest::newRow("negative") << QByteArray("-5.50") << 2 << -550LL << kGood;
    QTest::newRow("one digit") << QByteArray("0.1") << 2 << 10LL << kGood;
    QTest::newRow("no whole part") << QByteArray(".25") << 2 << 25LL << kGood;
    QTest::newRow("more zeros than kept") << QByteArray("1.2500000") << 2 << 125LL << kGood;
    QTest::newRow("more digits than kept") << QByteArray("1.255") << 2 << 0LL << notExact;
    QTest::newRow("far digit") << QByteArray("1.25000000000000000000000001") << 2 << 0LL
                               << notExact;
    QTest::newRow("nothing behind the point") << QByteArray("1.") << 2 << 0LL << notDecimal;
    QTest::newRow("point alone") << QByteArray(".") << 2 << 0LL << notDecimal;
    QTest::newRow("two points") << QByteArray("1.2.3") << 2 << 0LL << notDecimal;
    QTest::newRow("comma") << QByteArray("1,25") << 2 << 0LL << notDecimal;
    QTest::newRow("currency") << QByteArray("Rp 15.000") << 2 << 0LL << notDecimal;
    QTest::newRow("grouped") << QByteArray("1.234.567") << 2 << 0LL << notDecimal;
    QTest::newRow("letter behind") << QByteArray("12.50x") << 2 << 0LL << notDecimal;
    QTest::newRow("exponent") << QByteArray("1E5") << 2 << 0LL << notDecimal;
    QTest::newRow("too large") << QByteArray("92233720368547758.08") << 2 << 0LL << outOfRange;
    QTest::newRow("scale pushes it out") << QByteArray("10") << 18 << 0LL << outOfRange;
    QTest::newRow("large and whole")
        << QByteArray("92233720368547758.00") << 2 << 9223372036854775800LL << kGood;
    QTest::newRow("large and not whole")
        << QByteArray("92233720368547758.07") << 2 << 0LL << notExact;
    QTest::newRow("2^53 hundredths") << QByteArray("90071992547409.93") << 2 << 0LL << notExact;
    QTest::newRow("2^52 - 1 hundredths")
        << QByteArray("45035996273704.95") << 2 << 4503599627370495LL << kGood;
    QTest::newRow("between 2^52 and 2^53, kept")
        << QByteArray("45035996273705.01") << 2 << 4503599627370501LL << kGood;
    QTest::newRow("a whole column")
        << QByteArray("9223372036854775807") << 0 << std::numeric_limits<qint64>::max() << kGood;
}

void TestValueText::decimalsReadExactly()
{
    QFETCH(QByteArray, text);
    QFETCH(int, scale);
    QFETCH(qint64, scaled);
    QFETCH(QString, issue);
    std::int64_t read = 0;
    const NumberForm form { NumberStyle::Plain, scale, false };
    QCOMPARE(idOf(parseDecimal(text.toStdString(), form, read)), issue);
    if (issue.isEmpty())
        QCOMPARE(read, scaled);
}

void TestValueText::decimalsReadAsTheSlowWayReadsThem()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 20000; ++i) {
        const int scale = random.bounded(7);
        auto text = QString::number(random.generate64() >> random.bounded(20, 64));
        const int digits = random.bounded(scale + 1);
        if (digits > 0)
            text += u'.'
                + QString::number(random.generate64()).right(digits).rightJustified(digits, u'0');
        if (random.bounded(2) == 0)
            text.prepend(u'-');
        std::int64_t read = 0;
        const auto issue
            = parseDecimal(text.toStdString(), { NumberStyle::Plain, scale, false }, read);
        const auto slow = scaledAsText(text, scale);
        bool isInRange = false;
        const auto value = slow.toLongLong(&isInRange);
        if (!issue)
            QCOMPARE(QString::number(read), slow);
        else if (*issue == ErrorCode::ValueOutOfRange)
            QVERIFY2(!isInRange, qPrintable(text));
        else
            QVERIFY2(*issue == ErrorCode::ValueNotExact && !isExactAsDouble(value, scale),
                     qPrintable(text));
    }
}

void TestValueText::exactMeansThatADoubleGivesItBack()
{
    const auto asText = [](std::int64_t scaled, int scale) {
        auto text = QString::number(scaled).rightJustified(scale + 1, u'0');
        return text.insert(text.size() - scale, u'.');
    };
    QRandomGenerator random(5);
    int refused = 0;
    for (int i = 0; i < 50000; ++i) {
        const int scale = random.bounded(1, 10);
        const auto scaled
            = static_cast<std::int64_t>(random.generate64() >> random.bounded(11, 20));
        const auto text = asText(scaled, scale);
        const auto stored = text.toDouble();
        const auto comesBack = QString::number(stored, 'f', scale) == text;
        if (isExactAsDouble(scaled, scale)) {
            QVERIFY2(comesBack, qPrintable(text));
            continue;
        }
        ++refused;
        // a value that comes back by the luck of rounding shares its double with its neighbour
        const bool isShared = asText(scaled - 1, scale).toDouble() == stored
            || asText(scaled + 1, scale).toDouble() == stored;
        QVERIFY2(!comesBack || isShared, qPrintable(text));
    }
    QVERIFY(refused > 0);
}

void TestValueText::groupedNumbersFollowTheirStyle_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<NumberStyle>("style");
    QTest::addColumn<qint64>("hundredths");
    QTest::addColumn<bool>("isGood");
    const auto dot = NumberStyle::DotDecimal;
    const auto comma = NumberStyle::CommaDecimal;
    QTest::newRow("dot: grouped") << QByteArray("1,234,567.5") << dot << 123456750LL << true;
    QTest::newRow("dot: not grouped") << QByteArray("1234567.5") << dot << 123456750LL << true;
    QTest::newRow("dot: group of two") << QByteArray("1,23") << dot << 0LL << false;
    QTest::newRow("dot: group of four") << QByteArray("1,2345") << dot << 0LL << false;
    QTest::newRow("dot: first group of four") << QByteArray("1234,567") << dot << 0LL << false;
    QTest::newRow("dot: group left out") << QByteArray("1,234567") << dot << 0LL << false;
    QTest::newRow("dot: begins with a comma") << QByteArray(",123") << dot << 0LL << false;
    QTest::newRow("dot: ends with a comma") << QByteArray("123,") << dot << 0LL << false;
    QTest::newRow("dot: comma in the fraction") << QByteArray("1.234,567") << dot << 0LL << false;
    QTest::newRow("comma: grouped") << QByteArray("-1.234.567,5") << comma << -123456750LL << true;
    QTest::newRow("comma: not grouped") << QByteArray("1234567,50") << comma << 123456750LL << true;
    QTest::newRow("comma: thousand") << QByteArray("82.500") << comma << 8250000LL << true;
    QTest::newRow("comma: group of two") << QByteArray("82.50") << comma << 0LL << false;
}

void TestValueText::groupedNumbersFollowTheirStyle()
{
    QFETCH(QByteArray, text);
    QFETCH(NumberStyle, style);
    QFETCH(qint64, hundredths);
    QFETCH(bool, isGood);
    std::int64_t read = 0;
    const auto issue = parseDecimal(text.toStdString(), { style, 2, false }, read);
    QCOMPARE(idOf(issue), isGood ? kGood : u"value.not_decimal"_s);
    if (isGood)
        QCOMPARE(read, hundredths);
}

void TestValueText::canonicalNumbersRefuseCodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << QByteArray("120") << true;
    QTest::newRow("zero") << QByteArray("0") << true;
    QTest::newRow("negative") << QByteArray("-7") << true;
    QTest::newRow("leading zero") << QByteArray("007") << false;
    QTest::newRow("plus") << QByteArray("+62811") << false;
    QTest::newRow("two zeros") << QByteArray("00") << false;
}

void TestValueText::canonicalNumbersRefuseCodes()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isGood);
    std::int64_t read = 0;
    const auto issue = parseInteger(text.toStdString(), { NumberStyle::Plain, 0, true }, read);
    QCOMPARE(idOf(issue), isGood ? kGood : u"value.not_integer"_s);
}

void TestValueText::realsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<NumberStyle>("style");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("issue");
    const auto plain = NumberStyle::Plain;
    const auto notDecimal = u"value.not_decimal"_s;
    QTest::newRow("plain") << QByteArray("-12.25") << plain << -12.25 << kGood;
    QTest::newRow("exponent") << QByteArray("1.5e3") << plain << 1500.0 << kGood;
    QTest::newRow("plus") << QByteArray("+2") << plain << 2.0 << kGood;
    QTest::newRow("comma") << QByteArray("1.234,5") << NumberStyle::CommaDecimal << 1234.5 << kGood;
    QTest::newRow("dot") << QByteArray("-1,234.5") << NumberStyle::DotDecimal << -1234.5 << kGood;
    QTest::newRow("infinity") << QByteArray("inf") << plain << 0.0 << notDecimal;
    QTest::newRow("not a number") << QByteArray("-nan") << plain << 0.0 << notDecimal;
    QTest::newRow("two signs") << QByteArray("+-2") << plain << -2.0 << notDecimal;
    QTest::newRow("letters behind") << QByteArray("12.5x") << plain << 0.0 << notDecimal;
    QTest::newRow("too large") << QByteArray("1e999") << plain << 0.0 << u"value.out_of_range"_s;
}

void TestValueText::realsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(NumberStyle, style);
    QFETCH(double, value);
    QFETCH(QString, issue);
    double read = 0;
    QCOMPARE(idOf(parseReal(text.toStdString(), { style, 0, false }, read)), issue);
    if (issue.isEmpty())
        QCOMPARE(read, value);
}

void TestValueText::booleansRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("value"); // -1: neither
    for (const char *word : { "true", "TRUE", "Yes", "ya", "1" })
        QTest::newRow(word) << QByteArray(word) << 1;
    for (const char *word : { "false", "No", "TIDAK", "0" })
        QTest::newRow(word) << QByteArray(word) << 0;
    for (const char *word : { "y", "2", "truee", "01", "on" })
        QTest::newRow(word) << QByteArray(word) << -1;
}

void TestValueText::booleansRead()
{
    QFETCH(QByteArray, text);
    QFETCH(int, value);
    bool read = false;
    const auto issue = parseBoolean(text.toStdString(), read);
    QCOMPARE(idOf(issue), value < 0 ? u"value.not_boolean"_s : kGood);
    if (value >= 0)
        QCOMPARE(int(read), value);
}

void TestValueText::textIsCutBetweenCharacters()
{
    const std::string text = "aé€😀"; // 1, 2, 3 and 4 bytes
    QCOMPARE(characterCount(text), std::size_t { 4 });
    const std::vector<std::size_t> expected { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10 };
    for (std::size_t limit = 0; limit < expected.size(); ++limit)
        QCOMPARE(cutAtCharacter(text, limit).size(), expected[limit]);
}

QTEST_GUILESS_MAIN(TestValueText)
#include "tst_value_text.moc"
