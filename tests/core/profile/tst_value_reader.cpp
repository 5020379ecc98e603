// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_buffer.h"
#include "core/profile/value_reader.h"
#include "tests/core/profile/slow_reader.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;

Q_DECLARE_METATYPE(dockhand::profile::ValueType)

namespace {

constexpr unsigned kSeed = 20'260'117;
constexpr unsigned kColumns = 200;
constexpr int kFields = 150; // of each column

/// What is asked for, again and again, so that a failure can be made again.
class Chance
{
public:
    explicit Chance(unsigned seed)
        : m_random(seed)
    {
    }

    unsigned below(unsigned bound) { return static_cast<unsigned>(m_random() % bound); }
    bool once(unsigned in) { return below(in) == 0; }
    template <class List>
    const auto &pick(const List &list)
    {
        return list[below(static_cast<unsigned>(std::size(list)))];
    }

private:
    std::mt19937_64 m_random;
};

const std::vector<std::string> kBoundaries { "0",
                                             "-0",
                                             "+0",
                                             "00",
                                             "007",
                                             "-",
                                             "+",
                                             ".",
                                             ",",
                                             ".5",
                                             "5.",
                                             "-.5",
                                             "1e3",
                                             "1E-3",
                                             "--1",
                                             "1-",
                                             "99999999",
                                             "100000000",
                                             "-99999999",
                                             "999999999999999",
                                             "9999999999999999",
                                             "10000000000000000",
                                             "12345678.99",
                                             "1.0:",
                                             "1.:0",
                                             "1.0/",
                                             "1:.00",
                                             ":",
                                             "/",
                                             "1234567:",
                                             "12:4567.00",
                                             "123456789.99",
                                             "99999999.9999999",
                                             "0.0000001",
                                             "4503599627370495",
                                             "4503599627370496",
                                             "4503599627370497",
                                             "45035996273704.97",
                                             "9007199254740991",
                                             "9007199254740992",
                                             "9007199254740993",
                                             "90071992547409.93",
                                             "9223372036854775807",
                                             "9223372036854775808",
                                             "-9223372036854775808",
                                             "-9223372036854775809",
                                             "92233720368547758.07",
                                             "92233720368547758.08",
                                             "18446744073709551616",
                                             "1,234",
                                             "1.234",
                                             "12,34",
                                             "1,234,567.89",
                                             "1.234.567,89",
                                             "1,2345",
                                             ",123",
                                             "0.10",
                                             "0.100",
                                             "0.105",
                                             "inf",
                                             "nan",
                                             "0x10",
                                             "12 3",
                                             "1\t2",
                                             "\xD9\xA1\xD9\xA2",
                                             "1:2",
                                             "1/2",
                                             "true",
                                             "YA",
                                             "Tidak",
                                             "yes",
                                             "-N/A-",
                                             "N/A",
                                             "'12",
                                             "''12",
                                             "29 February 2024",
                                             "29 February 2023",
                                             "31/04/2024",
                                             "2024-02-30",
                                             "00/01/2024",
                                             "01/13/2024",
                                             "01/01/0000",
                                             "31 December 9999" };

std::string digits(Chance &chance, unsigned most)
{
    std::string text;
    for (auto left = chance.below(most + 1); left > 0; --left)
        text += static_cast<char>('0' + chance.below(10));
    return text;
}

std::string numberText(Chance &chance)
{
    std::string text;
    text += chance.pick(std::array { "", "", "", "-", "+" });
    auto whole = digits(chance, chance.once(4) ? 20 : 9);
    if (chance.once(3)) {
        for (auto at = static_cast<int>(whole.size()) - 3; at > 0; at -= 3)
            whole.insert(static_cast<std::size_t>(at), chance.pick(std::array { ",", "." }));
    }
    text += whole;
    if (!chance.once(3))
        text += chance.pick(std::array { ".", ".", "," }) + digits(chance, chance.once(4) ? 20 : 3);
    if (chance.once(12))
        text += chance.pick(std::array { "e", "E-", "e+" }) + digits(chance, 2);
    return text;
}

std::string momentText(Chance &chance, const QString &pattern)
{
    const std::array names { "january",  "Februari", "MARET",   "apr",  "Mei",
                             "juni",     "July",     "agustus", "Sept", "September",
                             "Nopember", "des",      "Septembe" };
    const auto two = [&chance](unsigned bound) {
        const auto number = chance.below(bound);
        return QString::number(number).rightJustified(chance.once(9) ? 1 : 2, u'0');
    };
    auto text = pattern;
    text.remove(u'\'');
    const auto name = QLatin1String(chance.pick(names));
    text.replace(
        u"yyyy"_s,
        QString::number(chance.once(30) ? 0 : 1600 + chance.below(800)).rightJustified(4, u'0'));
    text.replace(u"HH"_s, two(25)).replace(u"mm"_s, two(61)).replace(u"ss"_s, two(61));
    text.replace(u"dd"_s, two(32)).replace(u"MMMM"_s, u"\x01"_s).replace(u"MMM"_s, u"\x01"_s);
    text.replace(u"MM"_s, two(13));
    if (text.contains(u'M'))
        text.replace(u'M', two(13));
    if (pattern.contains(u'd') && !pattern.contains(u"dd"_s))
        text.replace(text.indexOf(u'd'), 1, two(32));
    if (pattern.contains(u'H') && !pattern.contains(u"HH"_s))
        text.replace(text.indexOf(u'H'), 1, two(25));
    return text.replace(u'\x01', name).toStdString();
}

std::string randomField(Chance &chance, const SourceColumn &column)
{
    const bool isMoment = column.type == ValueType::Date || column.type == ValueType::Timestamp;
    std::string field = chance.once(5) ? chance.pick(kBoundaries)
        : isMoment                     ? momentText(chance, column.formats.at(0))
        : column.type == ValueType::Boolean
        ? chance.pick(std::array { "true", "Yes", "YA", "1", "False", "no", "tidak", "0", "y" })
        : numberText(chance);
    if (!column.nullSpellings.isEmpty() && chance.once(8))
        field = chance.pick(column.nullSpellings).toStdString();
    if (chance.once(15))
        field.clear();
    const bool isAscii = std::none_of(field.begin(), field.end(), [](char c) { return c < 0; });
    if (!field.empty() && isAscii && chance.once(4)) { // one byte changed, or one put in
        const auto byte = static_cast<char>(32 + chance.below(95));
        field.replace(chance.below(static_cast<unsigned>(field.size())), chance.below(2), 1,
                      chance.pick(std::array { '/', ':', '0', byte, byte })); // beside the digits
    }
    if (chance.once(6))
        field = chance.pick(std::array { " ", "\t", "  \t", "\r", "'" }) + field;
    if (chance.once(6))
        field += chance.pick(std::array { " ", "\t", " \t ", "\r", "\v" });
    return field;
}

SourceColumn randomColumn(Chance &chance, ValueType type)
{
    SourceColumn column;
    column.type = type;
    column.scale = type == ValueType::Decimal ? static_cast<int>(chance.below(19)) : 0;
    if (type == ValueType::Decimal && chance.once(2))
        column.scale = static_cast<int>(chance.below(4));
    column.numberStyle = chance.pick(
        std::array { NumberStyle::Plain, NumberStyle::DotDecimal, NumberStyle::CommaDecimal });
    column.canonicalNumbers = chance.once(3);
    column.required = chance.once(3);
    column.trim = !chance.once(4);
    column.stripLeadingApostrophe = chance.once(4);
    if (chance.once(3))
        column.nullSpellings = { u"-"_s, u"N/A"_s, u"0"_s, QString(70, u'x') };
    if (chance.once(8))
        column.allowed = { u"1"_s, u"12"_s, u"ya"_s, u"5.00"_s, u"01/01/2024"_s };
    column.maxLength = type == ValueType::Text && chance.once(2) ? 6 : 0;
    const std::array dates { u"dd MMMM yyyy"_s,    u"yyyy-MM-dd"_s, u"dd/MM/yyyy"_s,
                             u"d MMM yyyy"_s,      u"M/d/yyyy"_s,   u"ddMMMMyyyy"_s,
                             u"MMMM'of'yyyy dd"_s, u"yyyyMMdd"_s };
    const std::array times { u""_s, u", HH:mm:ss"_s, u" H:mm"_s, u"'T'HHmmss"_s };
    for (auto count = 1 + chance.below(2); count > 0; --count)
        column.formats.append(chance.pick(dates)
                              + (type == ValueType::Timestamp ? chance.pick(times) : QString()));
    return column;
}

/// The field stands among digits, as it may in a record: whoever reads too far finds some.
std::string readFast(const ValueReader &reader, const std::string &field)
{
    ByteBuffer text;
    text.append("1234567890" + field + "1234567890123456789012345678901234567890");
    const auto view = text.view().substr(10, field.size());
    Cell cell;
    if (!reader.readInPlace(view, cell)) {
        if (const auto issue = reader.readWithCare(cell))
            return errorId(*issue).toStdString();
    }
    if (cell.isNull())
        return "NULL";
    return reader.isText() ? "text " + std::string(cell.text)
                           : "bits " + std::to_string(static_cast<std::int64_t>(cell.bits));
}

} // namespace

class TestValueReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsReadAsTheSlowWayReadsThem_data();
    void fieldsReadAsTheSlowWayReadsThem();
    void boundariesReadAsTheSlowWayReadsThem_data();
    void boundariesReadAsTheSlowWayReadsThem();
    void usualValuesAreReadInPlace_data();
    void usualValuesAreReadInPlace();
};

void TestValueReader::fieldsReadAsTheSlowWayReadsThem_data()
{
    QTest::addColumn<ValueType>("type");
    QTest::newRow("text") << ValueType::Text;
    QTest::newRow("integer") << ValueType::Integer;
    QTest::newRow("decimal") << ValueType::Decimal;
    QTest::newRow("real") << ValueType::Real;
    QTest::newRow("date") << ValueType::Date;
    QTest::newRow("timestamp") << ValueType::Timestamp;
    QTest::newRow("boolean") << ValueType::Boolean;
}

void TestValueReader::fieldsReadAsTheSlowWayReadsThem()
{
    QFETCH(const ValueType, type);
    int values = 0;
    for (unsigned number = 0; number < kColumns; ++number) {
        Chance chance(kSeed + number);
        const auto column = randomColumn(chance, type);
        const ValueReader reader(column);
        for (int i = 0; i < kFields; ++i) {
            const auto field = randomField(chance, column);
            const auto fast = readFast(reader, field);
            const auto slow = test::readSlowly(column, field);
            const auto what = QStringLiteral("seed %1, field \"%2\": %3, slowly %4")
                                  .arg(kSeed + number)
                                  .arg(QString::fromStdString(field), QString::fromStdString(fast),
                                       QString::fromStdString(slow));
            QVERIFY2(fast == slow, qPrintable(what));
            values += slow.starts_with("bits ") || slow.starts_with("text ") ? 1 : 0;
        }
    }
    QVERIFY2(values > 500, "hardly a field was a value");
}

void TestValueReader::boundariesReadAsTheSlowWayReadsThem_data()
{
    fieldsReadAsTheSlowWayReadsThem_data();
}

void TestValueReader::boundariesReadAsTheSlowWayReadsThem()
{
    QFETCH(const ValueType, type);
    for (unsigned number = 0; number < kColumns; ++number) {
        Chance chance(kSeed + number);
        const auto column = randomColumn(chance, type);
        const ValueReader reader(column);
        for (const auto &field : kBoundaries) {
            const auto what = QStringLiteral("seed %1, field \"%2\"")
                                  .arg(kSeed + number)
                                  .arg(QString::fromStdString(field));
            QVERIFY2(readFast(reader, field) == test::readSlowly(column, field), qPrintable(what));
        }
    }
}

void TestValueReader::usualValuesAreReadInPlace_data()
{
    QTest::addColumn<ValueType>("type");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("text") << ValueType::Text << QByteArray("Kota Bekasi");
    QTest::newRow("blanks around") << ValueType::Text << QByteArray(" Kota Bekasi\t");
    QTest::newRow("integer") << ValueType::Integer << QByteArray("-1234567890123456");
    QTest::newRow("decimal") << ValueType::Decimal << QByteArray("-12345678.90");
    QTest::newRow("decimal without point") << ValueType::Decimal << QByteArray("35900");
    QTest::newRow("timestamp") << ValueType::Timestamp << QByteArray("01 Mei 2023, 00:00:03");
    QTest::newRow("NULL") << ValueType::Decimal << QByteArray("");
}

void TestValueReader::usualValuesAreReadInPlace()
{
    QFETCH(const ValueType, type);
    QFETCH(const QByteArray, field);
    SourceColumn column;
    column.type = type;
    column.scale = 2;
    column.formats = { u"dd MMMM yyyy, HH:mm:ss"_s };
    ByteBuffer text;
    text.append({ field.constData(), static_cast<std::size_t>(field.size()) });
    Cell cell;
    QVERIFY(ValueReader(column).readInPlace(text.view(), cell));
}

QTEST_GUILESS_MAIN(TestValueReader)
#include "tst_value_reader.moc"
