// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"

#include <QByteArrayList>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

using namespace dockhand::testdata;

namespace {

// A slow, readable reader: fields of one line, quotes resolved. The generator writes no line breaks
// inside quotes.
QByteArrayList fieldsOf(const QByteArray &line)
{
    QByteArrayList fields { QByteArray() };
    bool isQuoted = false;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '"' && isQuoted && at + 1 < line.size() && line[at + 1] == '"')
            fields.last() += line[++at];
        else if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            fields.append(QByteArray());
        else
            fields.last() += c;
    }
    return fields;
}

bool isNumber(const QByteArray &text)
{
    bool isGood = false;
    text.toDouble(&isGood);
    return isGood;
}

std::optional<Dirt> dirtOf(const QByteArrayList &fields)
{
    if (fields.size() < 27)
        return Dirt::CutOff;
    if (fields.size() > 27)
        return Dirt::ExtraFields;
    if (fields[3].isEmpty())
        return Dirt::MissingOrderCode;
    if (fields[1].contains("Februember"))
        return Dirt::BadDate;
    if (!isNumber(fields[8]))
        return Dirt::BadQuantity;
    if (!isNumber(fields[12]))
        return Dirt::BadAmount;
    return std::nullopt;
}

// Counts the set again from its text alone, by the rule of keys: the item number counts the records
// of equal (order, SKU) inside the run of one order. `unreadableEndsRun` says whether a row whose
// order cannot be read ends the run; the counts must not depend on it.
class Recount
{
public:
    explicit Recount(bool unreadableEndsRun)
        : m_unreadableEndsRun(unreadableEndsRun)
    {
    }

    void add(const QByteArray &text)
    {
        auto lines = text.split('\n');
        lines.removeLast();
        lines.removeFirst();
        m_runOrder.clear();
        m_occurrences.clear();
        for (const auto &line : lines)
            addRow(fieldsOf(line.endsWith('\r') ? line.chopped(1) : line));
        bytes += text.size();
        ++files;
    }

    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t rows = 0;
    std::map<Dirt, std::int64_t> dirty;
    std::set<QByteArray> orders;
    std::set<std::tuple<QByteArray, QByteArray, int>> items;

private:
    void addRow(const QByteArrayList &fields)
    {
        ++rows;
        const auto dirt = dirtOf(fields);
        const auto isReadable
            = dirt != Dirt::MissingOrderCode && dirt != Dirt::CutOff && dirt != Dirt::ExtraFields;
        int itemNumber = 0;
        if (isReadable) {
            if (fields[3] != m_runOrder)
                m_occurrences.clear();
            m_runOrder = fields[3];
            itemNumber = ++m_occurrences[fields[5]];
        } else if (m_unreadableEndsRun) {
            m_runOrder.clear();
        }
        if (dirt) {
            ++dirty[*dirt];
            return;
        }
        orders.insert(fields[3]);
        items.insert({ fields[3], fields[5], itemNumber });
    }

    bool m_unreadableEndsRun;
    QByteArray m_runOrder;
    std::map<QByteArray, int> m_occurrences;
};

} // namespace

/// The generator's counts against a recount of what it wrote.
class TestOrderGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEqualARecountOfTheText_data();
    void countsEqualARecountOfTheText();
    void sameOptionsGiveTheSameBytes();
    void anotherSeedGivesOtherBytes();
    void everyRowMayBeSpoiledInOneWay();
    void otherOrderNumbersGiveOtherCodes();
    void codesComeInNoOrder();
    void formOptionsAreKept();
    void jsonHoldsTheCounts();
};

void TestOrderGenerator::countsEqualARecountOfTheText_data()
{
    QTest::addColumn<double>("dirty");
    QTest::addColumn<double>("repeats");
    QTest::addColumn<bool>("crlf");
    QTest::addColumn<bool>("unreadableEndsRun");
    QTest::newRow("clean") << 0.0 << 0.0 << false << false;
    QTest::newRow("dirty") << 0.2 << 0.0 << true << false;
    QTest::newRow("repeats") << 0.0 << 0.3 << false << false;
    QTest::newRow("both, run goes on over unreadable rows") << 0.5 << 0.6 << false << false;
    QTest::newRow("both, run ends at unreadable rows") << 0.5 << 0.6 << false << true;
}

void TestOrderGenerator::countsEqualARecountOfTheText()
{
    QFETCH(double, dirty);
    QFETCH(double, repeats);
    QFETCH(bool, crlf);
    QFETCH(bool, unreadableEndsRun);
    OrderGenerator generator({ .seed = 11,
                               .files = 4,
                               .rowsPerFile = 1501,
                               .dirtyShare = dirty,
                               .repeatShare = repeats,
                               .withCrlf = crlf });
    Recount recount(unreadableEndsRun);
    for (int index = 0; index < 4; ++index)
        recount.add(QByteArray::fromStdString(generator.file()));

    const auto counts = generator.expected();
    QCOMPARE(counts.files, recount.files);
    QCOMPARE(counts.bytes, recount.bytes);
    QCOMPARE(counts.rows, recount.rows);
    QCOMPARE(counts.rows, 4 * 1501);
    QCOMPARE(counts.orders, static_cast<std::int64_t>(recount.orders.size()));
    QCOMPARE(counts.items, static_cast<std::int64_t>(recount.items.size()));
    for (std::size_t kind = 0; kind < kDirtNames.size(); ++kind)
        QCOMPARE(counts.dirty[kind], recount.dirty[static_cast<Dirt>(kind)]);
    QCOMPARE(counts.rejected() > 0, dirty > 0);
    QCOMPARE(counts.duplicates() > 0, repeats > 0);
}

void TestOrderGenerator::sameOptionsGiveTheSameBytes()
{
    const OrderSetOptions options { .seed = 5, .dirtyShare = 0.1, .repeatShare = 0.1 };
    QCOMPARE(OrderGenerator(options).file(), OrderGenerator(options).file());
}

void TestOrderGenerator::anotherSeedGivesOtherBytes()
{
    QVERIFY(OrderGenerator({ .seed = 5 }).file() != OrderGenerator({ .seed = 6 }).file());
}

void TestOrderGenerator::everyRowMayBeSpoiledInOneWay()
{
    OrderGenerator generator({ .rowsPerFile = 1000, .everyRow = Dirt::BadAmount });
    Recount recount(false);
    recount.add(QByteArray::fromStdString(generator.file()));
    QCOMPARE(recount.dirty[Dirt::BadAmount], 1000);
    const auto counts = generator.expected();
    QCOMPARE(counts.dirty[static_cast<std::size_t>(Dirt::BadAmount)], 1000);
    QCOMPARE(counts.rejected(), 1000);
    QCOMPARE(counts.orders, 0);
    QCOMPARE(counts.items, 0);
}

void TestOrderGenerator::otherOrderNumbersGiveOtherCodes()
{
    Recount first(false);
    first.add(QByteArray::fromStdString(OrderGenerator({ .rowsPerFile = 3000 }).file()));
    const auto count = static_cast<std::int64_t>(first.orders.size());
    Recount next(false);
    next.add(QByteArray::fromStdString(
        OrderGenerator({ .rowsPerFile = 3000, .firstOrder = count }).file()));
    QVERIFY(next.orders.size() > 1000);
    for (const auto &code : next.orders)
        QVERIFY(!first.orders.contains(code));
}

void TestOrderGenerator::codesComeInNoOrder()
{
    OrderGenerator generator({ .rowsPerFile = 2000 });
    const auto lines = QByteArray::fromStdString(generator.file()).split('\n');
    int rises = 0;
    int falls = 0;
    QByteArray last;
    for (qsizetype at = 1; at < lines.size() - 1; ++at) {
        const auto code = fieldsOf(lines[at])[3];
        if (at > 1 && code != last)
            ++(last < code ? rises : falls);
        last = code;
    }
    QVERIFY2(rises > 200 && falls > 200,
             qPrintable(QString::number(rises) + QLatin1Char('/') + QString::number(falls)));
}

void TestOrderGenerator::formOptionsAreKept()
{
    OrderGenerator generator({ .rowsPerFile = 200, .withBom = true, .withCrlf = true });
    const auto text = QByteArray::fromStdString(generator.file());
    QVERIFY(text.startsWith("\xEF\xBB\xBFNo,Waktu Pesanan,"));
    QCOMPARE(text.count("\r\n"), 201);
    QCOMPARE(text.count('\n'), 201);
    QVERIFY(text.contains("\"\"")); // a doubled quote
    QVERIFY(text.contains("\"Kayu, Rotan & Co\""));
    QVERIFY(text.contains("Crème"));
}

void TestOrderGenerator::jsonHoldsTheCounts()
{
    OrderGenerator generator({ .rowsPerFile = 500, .dirtyShare = 0.2, .repeatShare = 0.2 });
    generator.writeFile([](std::string_view) {});
    const auto counts = generator.expected();
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(counts.toJson())).object();
    QCOMPARE(json[QLatin1String("rows")].toInteger(), 500);
    QCOMPARE(json[QLatin1String("inserted")].toInteger(), counts.items);
    QCOMPARE(json[QLatin1String("rejected")].toInteger(), counts.rejected());
    QCOMPARE(json[QLatin1String("duplicate")].toInteger(), counts.duplicates());
    QCOMPARE(json[QLatin1String("dirty")].toObject()[QLatin1String("bad_date")].toInteger(),
             counts.dirty[static_cast<std::size_t>(Dirt::BadDate)]);
}

QTEST_APPLESS_MAIN(TestOrderGenerator)
#include "tst_order_generator.moc"
