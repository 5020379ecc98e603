// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/profile/row_converter.h"
#include "core/profile/row_key.h"
#include "tests/core/profile/record_maker.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;
using dockhand::test::MadeRecord;
using dockhand::test::RecordMaker;

namespace {

const QString kWhen = u"02 January 2024, 15:04:05"_s;

/// An item of an order as the Jakmall export writes it; `change` sets fields by their position.
MadeRecord item(const std::string &order, const std::string &sku,
                const std::vector<std::pair<std::size_t, std::string>> &change = {})
{
    MadeRecord record { { "1",
                          toUtf8(kWhen),
                          "Pesanan selesai",
                          order,
                          "TRX1",
                          sku,
                          "Botol, biru",
                          "15000",
                          "2",
                          "30000",
                          "500",
                          "1000.00",
                          "31500",
                          "20000.00",
                          "40000.00",
                          "-8500.50",
                          "rani@example.test",
                          "Shopee",
                          "Toko \"A\"",
                          "'INV1",
                          "Jakarta",
                          "JNE",
                          "Ya",
                          "0012345678901234567",
                          "",
                          "Bali",
                          "Denpasar" } };
    for (const auto &[field, value] : change)
        record.fields[field] = value;
    return record;
}

MadeRecord narrowed(MadeRecord record, std::size_t fields)
{
    record.fields.resize(fields);
    return record;
}

MadeRecord withIssue(MadeRecord record, ErrorCode code)
{
    record.issue = code;
    return record;
}

ProfileBinding bindingOf(const std::shared_ptr<const ImportProfile> &profile)
{
    source::Sniff sniff;
    for (const auto &column : profile->columns)
        sniff.header.push_back(toUtf8(column.name));
    return bindProfile(profile, sniff).value();
}

ProfileBinding jakmall()
{
    for (auto &profile : loadProfiles({})) {
        if (profile.id == u"jakmall-dropship"_s)
            return bindingOf(std::make_shared<const ImportProfile>(std::move(profile)));
    }
    return {};
}

/// A profile of one table with one column.
ProfileBinding oneColumn(SourceColumn column)
{
    column.name = u"Value"_s;
    ImportProfile profile;
    ProfileTable table;
    table.spec.name = u"t"_s;
    table.spec.columns.push_back({ u"value"_s, column.type, column.scale, column.required });
    table.mapping.push_back({ 0, false });
    profile.columns.push_back(std::move(column));
    profile.tables.push_back(std::move(table));
    return bindingOf(std::make_shared<const ImportProfile>(std::move(profile)));
}

std::string cellText(const TableColumn &column, PackedRow row, std::uint32_t at)
{
    if (row.isNull(at))
        return "NULL";
    if (column.type == ValueType::Text)
        return '"' + std::string(row.text(at)) + '"';
    if (column.type == ValueType::Real)
        return std::to_string(row.real(at));
    return std::to_string(row.integer(at));
}

/// What came out of a file, put together from its chunks: comparable, with nothing that depends on
/// the cut.
struct Outcome
{
    std::vector<std::vector<std::string>> tables;
    std::vector<std::string> rejects;
    std::int64_t read = 0;
    std::int64_t filtered = 0;

    friend bool operator==(const Outcome &, const Outcome &) = default;

    void add(const ImportProfile &profile, const RowChunk &chunk)
    {
        tables.resize(profile.tables.size());
        for (std::size_t i = 0; i < tables.size(); ++i)
            addRows(profile.tables[i].spec, chunk, i);
        for (const auto &rejection : chunk.rejects)
            addReject(chunk, rejection);
        read += chunk.recordsRead;
        filtered += chunk.filtered;
    }

    [[nodiscard]] std::vector<std::string> column(std::size_t table, std::size_t at) const
    {
        std::vector<std::string> values;
        for (const auto &row : tables[table]) {
            auto value = QString::fromStdString(row).split(u'|').at(qsizetype(at) + 1);
            values.push_back(value.remove(u'"').toStdString());
        }
        return values;
    }

private:
    void addRows(const TableSpec &spec, const RowChunk &chunk, std::size_t table)
    {
        const auto &rows = chunk.tables[table];
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            auto text = std::to_string(rows.row(row).header().record);
            for (std::uint32_t at = 0; at < spec.columns.size(); ++at)
                text += '|' + cellText(spec.columns[at], rows.row(row), at);
            tables[table].push_back(std::move(text));
        }
    }

    void addReject(const RowChunk &chunk, const Rejection &rejection)
    {
        auto text = std::to_string(rejection.record) + '|' + std::to_string(rejection.line) + '|'
            + std::to_string(rejection.byte) + '|' + std::string(chunk.slice(rejection.raw));
        for (auto i = rejection.firstIssue; i < rejection.firstIssue + rejection.issueCount; ++i) {
            const auto &issue = chunk.issues[i];
            text += '|' + errorId(issue.code).toStdString() + '@' + std::to_string(issue.column)
                + '@' + std::to_string(issue.byte) + '=' + std::string(chunk.slice(issue.value));
        }
        rejects.push_back(std::move(text));
    }
};

Outcome convertAll(const std::vector<MadeRecord> &records, const ConverterOptions &options = {},
                   const ProfileBinding &binding = jakmall())
{
    RecordMaker maker(records);
    RowConverter converter(binding, options);
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    Outcome outcome;
    outcome.add(*binding.profile, chunk);
    return outcome;
}

std::vector<std::string> issuesOf(const RowChunk &chunk)
{
    std::vector<std::string> ids;
    for (const auto &issue : chunk.issues)
        ids.push_back(errorId(issue.code).toStdString());
    return ids;
}

using Texts = std::vector<std::string>;

} // namespace

class TestRowConverter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countingBadRecordsChangesNothing();
    void anItemBecomesAnOrderAndADetail();
    void anOrderIsGivenOncePerRun();
    void anOrderIsGivenByItsFirstGoodRecord();
    void underUpdateAnOrderIsGivenAgainWhenItChanged();
    void equalItemsAreCounted();
    void rejectedItemsCountSoThatRepairKeepsTheKey();
    void unreadableRecordsNeitherEndNorCount_data();
    void unreadableRecordsNeitherEndNorCount();
    void filteredRecordsCount();
    void filteredRecordsAreNeverRejects();
    void aWrongWidthIsARejectWhateverTheChannel_data();
    void aWrongWidthIsARejectWhateverTheChannel();
    void allIssuesOfARecordAreTold();
    void issuesOfTheReaderBecomeRejections();
    void aRejectionKnowsItsPlace();
    void longValuesAreCutInTheIssueOnly();
    void valuesFollowTheirColumn_data();
    void valuesFollowTheirColumn();
    void rowsCarryTheirKeysPrefix();
    void rowsCarryTheirRecordWhereItMayBeNeeded();
    void columnsThatTheFileLacksAreNull();
    void theChunkTakesOverTheBlocksPlace();
    void aChunkIsReusedWithoutTraces();
    void rowsKnowTheirParent();
    void theCutIntoChunksChangesNothing_data();
    void theCutIntoChunksChangesNothing();
    void strangeStateIsRefused();
};

void TestRowConverter::anItemBecomesAnOrderAndADetail()
{
    const auto outcome = convertAll({ item("ORD1", "SKU1") });
    const auto when = QDateTime(QDate(2024, 1, 2), QTime(15, 4, 5), Qt::UTC).toMSecsSinceEpoch();
    const auto order = "1|\"ORD1\"|\"TRX1\"|" + std::to_string(when * 1000)
        + "|\"Pesanan selesai\"|50000|100000|3150000|\"rani@example.test\"|\"Shopee\"|\"Toko "
          "\"A\"\""
          "|\"INV1\"|\"Jakarta\"|\"JNE\"|\"Ya\"|\"0012345678901234567\"|NULL|\"Bali\"|\"Denpasar\"";
    QCOMPARE(outcome.tables[0], Texts { order });
    QCOMPARE(
        outcome.tables[1],
        (Texts {
            "1|\"ORD1\"|\"SKU1\"|1|\"Botol, biru\"|1500000|2|3000000|2000000|4000000|-850050" }));
    QVERIFY(outcome.rejects.empty());
}

void TestRowConverter::anOrderIsGivenOncePerRun()
{
    for (const auto policy : { DuplicatePolicy::Skip, DuplicatePolicy::Reject }) {
        const auto outcome = convertAll(
            { item("A", "1"), item("A", "2", { { 2, "Lain" } }), item("B", "1"), item("A", "3") },
            { {}, policy });
        QCOMPARE(outcome.column(0, 0), (Texts { "A", "B", "A" }));
        QCOMPARE(outcome.column(1, 0), (Texts { "A", "A", "B", "A" }));
    }
}

void TestRowConverter::anOrderIsGivenByItsFirstGoodRecord()
{
    const auto outcome = convertAll({ item("A", "1", { { 8, "x" } }), item("A", "2") });
    QCOMPARE(outcome.tables[0].size(), std::size_t { 1 });
    QVERIFY(outcome.tables[0][0].starts_with("2|"));
    QCOMPARE(outcome.rejects.size(), std::size_t { 1 });
}

void TestRowConverter::underUpdateAnOrderIsGivenAgainWhenItChanged()
{
    const std::vector<MadeRecord> records {
        item("A", "1"),
        item("A", "2", { { 7, "9" } }),       // an item's own value only
        item("A", "3", { { 2, "Dikirim" } }), // an order's value
        item("A", "4", { { 2, "Dikirim" } }),
        item("A", "5"),
    };
    const auto outcome = convertAll(records, { {}, DuplicatePolicy::Update });
    QCOMPARE(outcome.column(0, 3), (Texts { "Pesanan selesai", "Dikirim", "Pesanan selesai" }));
    QCOMPARE(outcome.tables[1].size(), std::size_t { 5 });
}

void TestRowConverter::equalItemsAreCounted()
{
    const auto outcome = convertAll(
        { item("A", "x"), item("A", "y"), item("A", " x "), item("B", "x"), item("A", "x") });
    QCOMPARE(outcome.column(1, 2), (Texts { "1", "1", "2", "1", "1" }));
}

void TestRowConverter::rejectedItemsCountSoThatRepairKeepsTheKey()
{
    auto tooWide = item("A", "x");
    tooWide.fields.push_back("extra");
    const auto outcome
        = convertAll({ item("A", "x", { { 8, "two" } }), item("A", "x"), tooWide, item("A", "x") });
    QCOMPARE(outcome.column(1, 2), (Texts { "2", "4" }));
    QCOMPARE(outcome.rejects.size(), std::size_t { 2 });
}

void TestRowConverter::unreadableRecordsNeitherEndNorCount_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("too few fields") << 0;
    QTest::newRow("empty order code") << 1;
    QTest::newRow("blank order code") << 2;
    QTest::newRow("issue of the reader") << 3;
    QTest::newRow("empty SKU") << 4;
}

void TestRowConverter::unreadableRecordsNeitherEndNorCount()
{
    QFETCH(int, kind);
    const std::vector<MadeRecord> bad { narrowed(item("A", "x"), 6), item("", "x"),
                                        item(" \t", "x"),
                                        withIssue(item("B", "x"), ErrorCode::ValueNulByte),
                                        item("A", "") };
    const auto outcome = convertAll({ item("A", "x"), bad[std::size_t(kind)], item("A", "x") });
    QCOMPARE(outcome.column(1, 2), (Texts { "1", "2" }));
    QCOMPARE(outcome.tables[0].size(), std::size_t { 1 });
    QCOMPARE(outcome.rejects.size(), std::size_t { 1 });
}

void TestRowConverter::filteredRecordsCount()
{
    const std::vector<MadeRecord> records { item("A", "x", { { 17, "Lazada" } }), item("A", "x"),
                                            item("B", "x", { { 17, "shopee" } }), item("A", "x") };
    const auto outcome = convertAll(records, { "Shopee", DuplicatePolicy::Skip });
    QCOMPARE(outcome.filtered, 2);
    QCOMPARE(outcome.read, 4);
    QCOMPARE(outcome.column(1, 2), (Texts { "2", "1" })); // B's record ended A's run
    QCOMPARE(outcome.column(0, 0), (Texts { "A", "A" }));
}

void TestRowConverter::filteredRecordsAreNeverRejects()
{
    const auto outcome = convertAll(
        { item("", "", { { 17, "Lazada" }, { 1, "x" } }), item("A", "x", { { 17, "" } }) },
        { "Shopee", DuplicatePolicy::Skip });
    QCOMPARE(outcome.filtered, 2);
    QVERIFY(outcome.rejects.empty());
}

void TestRowConverter::aWrongWidthIsARejectWhateverTheChannel_data()
{
    QTest::addColumn<int>("fields");
    QTest::addColumn<QString>("id");
    QTest::newRow("one") << 1 << u"row.too_few_columns"_s;
    QTest::newRow("one less") << 26 << u"row.too_few_columns"_s;
    QTest::newRow("one empty field more") << 28 << u"row.too_many_columns"_s;
    QTest::newRow("many more") << 40 << u"row.too_many_columns"_s;
}

void TestRowConverter::aWrongWidthIsARejectWhateverTheChannel()
{
    QFETCH(int, fields);
    QFETCH(QString, id);
    RecordMaker maker({ narrowed(item("A", "x"), std::size_t(fields)) });
    RowConverter converter(jakmall(), { "Lazada", DuplicatePolicy::Skip });
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    QCOMPARE(chunk.filtered, 0);
    QCOMPARE(chunk.rejects.size(), std::size_t { 1 });
    QCOMPARE(issuesOf(chunk), Texts { id.toStdString() });
    QCOMPARE(chunk.issues[0].column, -1);
    QCOMPARE(std::string(chunk.slice(chunk.issues[0].value)), std::to_string(fields));
}

void TestRowConverter::allIssuesOfARecordAreTold()
{
    RecordMaker maker({ item("A", "",
                             { { 1, "2024-01-02" },
                               { 7, "15,000" },
                               { 8, "2.5" },
                               { 10, "0.001" },
                               { 18, "" },
                               { 24, "kemarin \"x\"" } }) });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    QCOMPARE(chunk.rejects.size(), std::size_t { 1 });
    QCOMPARE(issuesOf(chunk),
             (Texts { "value.bad_date", "value.required", "value.not_decimal", "value.not_integer",
                      "value.not_exact", "value.bad_date" }));
    Texts values;
    std::vector<int> columns;
    for (const auto &issue : chunk.issues) {
        values.emplace_back(chunk.slice(issue.value));
        columns.push_back(issue.column);
    }
    QCOMPARE(values, (Texts { "2024-01-02", "", "15,000", "2.5", "0.001", "kemarin \"x\"" }));
    QCOMPARE(columns, (std::vector<int> { 1, 5, 7, 8, 10, 24 }));
    QCOMPARE(chunk.tables[0].size() + chunk.tables[1].size(), 0U);
}

void TestRowConverter::issuesOfTheReaderBecomeRejections()
{
    RecordMaker maker({ item("A", "x"), withIssue(item("A", "x"), ErrorCode::RowTextAfterQuote),
                        item("A", "x"), withIssue({ { "" } }, ErrorCode::ValueBadEncoding) });
    auto block = maker.all().records.size();
    QCOMPARE(block, std::size_t { 4 });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    QCOMPARE(issuesOf(chunk), (Texts { "row.text_after_quote", "value.bad_encoding" }));
    QCOMPARE(chunk.rejects[0].record, 2);
    QCOMPARE(chunk.rejects[1].record, 4);
    QCOMPARE(chunk.issues[0].column, -1);
    QVERIFY(chunk.issues[0].byte > 100);
    QCOMPARE(chunk.tables[1].size(), 2U);
    QCOMPARE(chunk.recordsRead, 4);
}

void TestRowConverter::aRejectionKnowsItsPlace()
{
    const auto good = item("A", "x");
    const auto bad = item("A", "x", { { 8, "dua" } });
    RecordMaker maker({ good, bad });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    const auto &rejection = chunk.rejects.at(0);
    const auto raw = RecordMaker::rawText(bad);
    QCOMPARE(rejection.record, 2);
    QCOMPARE(rejection.line, 3);
    QCOMPARE(rejection.byte, qint64(100 + RecordMaker::rawText(good).size() + 1));
    QCOMPARE(std::string(chunk.slice(rejection.raw)), raw);
    QCOMPARE(chunk.issues.at(0).byte, rejection.byte + qint64(raw.find("dua")));
}

void TestRowConverter::longValuesAreCutInTheIssueOnly()
{
    const auto value = std::string(1023, 'x') + "€ and more";
    for (const bool inArena : { false, true }) {
        const auto record = item("A", "x", { { 8, inArena ? value + '"' : value } });
        RecordMaker maker({ record });
        RowConverter converter(jakmall(), {});
        RowChunk chunk;
        converter.convert(maker.all(), chunk);
        QCOMPARE(std::string(chunk.slice(chunk.issues.at(0).value)), std::string(1023, 'x'));
        QCOMPARE(std::string(chunk.slice(chunk.rejects.at(0).raw)), RecordMaker::rawText(record));
    }
}

void TestRowConverter::valuesFollowTheirColumn_data()
{
    QTest::addColumn<std::shared_ptr<SourceColumn>>("column");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("expected"); // the cell, or the id of the issue
    const auto row = [](const char *name, const SourceColumn &column, const QString &field,
                        const QString &expected) {
        QTest::newRow(name) << std::make_shared<SourceColumn>(column) << field << expected;
    };
    SourceColumn text;
    row("text is trimmed", text, u" \ta b\t "_s, u"\"a b\""_s);
    row("blank is NULL", text, u"  "_s, u"NULL"_s);
    row("line break stays", text, u"a\nb"_s, u"\"a\nb\""_s);
    row("no-break space stays", text, u"\u00A0a"_s, u"\"\u00A0a\""_s);
    text.trim = false;
    row("text is kept", text, u" a "_s, u"\" a \""_s);
    row("blank text is kept", text, u" "_s, u"\" \""_s);
    SourceColumn marked;
    marked.stripLeadingApostrophe = true;
    row("one apostrophe goes", marked, u" ''INV"_s, u"\"'INV\""_s);
    row("apostrophe alone is NULL", marked, u"'"_s, u"NULL"_s);
    row("inner apostrophe stays", marked, u"IN'V"_s, u"\"IN'V\""_s);
    SourceColumn required;
    required.required = true;
    required.nullSpellings = { u"-"_s, u"n/a"_s };
    row("required: empty", required, u""_s, u"value.required"_s);
    row("required: null spelling", required, u" - "_s, u"value.required"_s);
    row("null spelling is exact", required, u"N/A"_s, u"\"N/A\""_s);
    SourceColumn shortText;
    shortText.maxLength = 3;
    row("length in characters", shortText, u"äöü"_s, u"\"äöü\""_s);
    row("too long", shortText, u"äöüß"_s, u"value.too_long"_s);
    SourceColumn choice;
    choice.allowed = { u"Ya"_s, u"Tidak"_s };
    row("allowed", choice, u" Ya "_s, u"\"Ya\""_s);
    row("not allowed", choice, u"ya"_s, u"value.not_allowed"_s);
    row("empty is allowed", choice, u""_s, u"NULL"_s);
    SourceColumn number;
    number.type = ValueType::Integer;
    row("integer", number, u" -12 "_s, u"-12"_s);
    row("not an integer", number, u"1x"_s, u"value.not_integer"_s);
    row("integer out of range", number, u"9223372036854775808"_s, u"value.out_of_range"_s);
    number.canonicalNumbers = true;
    row("code instead of a number", number, u"0012"_s, u"value.not_integer"_s);
    SourceColumn money;
    money.type = ValueType::Decimal;
    money.scale = 2;
    row("decimal", money, u"1234"_s, u"123400"_s);
    row("too exact", money, u"1.001"_s, u"value.not_exact"_s);
    SourceColumn real;
    real.type = ValueType::Real;
    row("real", real, u"2.5"_s, u"2.500000"_s);
    SourceColumn truth;
    truth.type = ValueType::Boolean;
    row("true", truth, u"Yes"_s, u"1"_s);
    row("neither", truth, u"maybe"_s, u"value.not_boolean"_s);
    SourceColumn date;
    date.type = ValueType::Date;
    date.formats = { u"yyyy-MM-dd"_s, u"d MMM yyyy"_s };
    row("date", date, u"1970-01-11"_s, u"10"_s);
    row("date before the epoch", date, u"1969-12-31"_s, u"-1"_s);
    row("second format", date, u"2 Jan 1970"_s, u"1"_s);
    row("no format fits", date, u"1970/01/02"_s, u"value.bad_date"_s);
    date.type = ValueType::Timestamp;
    row("timestamp", date, u"1970-01-02"_s, u"86400000000"_s);
    row("timestamp before the epoch", date, u"1969-12-31"_s, u"-86400000000"_s);
}

void TestRowConverter::valuesFollowTheirColumn()
{
    QFETCH(std::shared_ptr<SourceColumn>, column);
    QFETCH(QString, field);
    QFETCH(QString, expected);
    const auto outcome = convertAll({ { { toUtf8(field) } } }, {}, oneColumn(*column));
    if (expected.startsWith(u"value."_s)) {
        QCOMPARE(outcome.rejects.size(), std::size_t { 1 });
        const auto text = QString::fromStdString(outcome.rejects[0]);
        QCOMPARE(text.section(u'|', -1).section(u'@', 0, 0), expected);
    } else {
        QCOMPARE(outcome.tables[0], Texts { "1|" + toUtf8(expected) });
    }
}

void TestRowConverter::rowsCarryTheirKeysPrefix()
{
    RecordMaker maker({ item("THEKEY", "SKU") });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    converter.convert(maker.all(), chunk);
    const auto binding = jakmall();
    const auto &tables = binding.profile->tables;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto row = chunk.tables[i].row(0);
        QVERIFY(row.header().prefix != 0);
        QCOMPARE(row.header().prefix, keyPrefix(tables[i].spec, row));
    }
}

void TestRowConverter::rowsCarryTheirRecordWhereItMayBeNeeded()
{
    RecordMaker maker({ item("A", "1"), item("B", "2", { { 2, "two\nlines" } }), item("C", "3") });
    RowConverter converter(jakmall(), { {}, DuplicatePolicy::Skip, 7, true });
    RowChunk chunk;
    const auto &block = maker.all();
    converter.convert(block, chunk);
    const auto columns
        = static_cast<std::uint32_t>(jakmall().profile->tables[1].spec.columns.size());
    for (std::uint32_t i = 0; i < 3; ++i) {
        const auto row = chunk.tables[1].row(i);
        QCOMPARE(row.header().file, 7U);
        QCOMPARE(row.slots(), columns + PackedRow::LineageSlots);
        QCOMPARE(row.text(columns + PackedRow::Raw), block.raw(block.records[i]));
        QCOMPARE(row.integer(columns + PackedRow::Line),
                 block.firstLine + block.records[i].lineOffset);
        QCOMPARE(row.integer(columns + PackedRow::Byte), block.firstByte + block.records[i].begin);
    }
    const auto parentColumns
        = static_cast<std::uint32_t>(jakmall().profile->tables[0].spec.columns.size());
    QCOMPARE(chunk.tables[0].row(0).slots(), parentColumns); // it makes no reject
    RowConverter(jakmall(), {}).convert(block, chunk);
    QCOMPARE(chunk.tables[1].row(0).slots(), columns);
}

void TestRowConverter::columnsThatTheFileLacksAreNull()
{
    auto profile = std::make_shared<ImportProfile>(*jakmall().profile);
    profile->columns[26].optionalInFile = true;
    source::Sniff sniff;
    for (std::size_t i = 0; i < 26; ++i)
        sniff.header.push_back(toUtf8(profile->columns[i].name));
    const auto outcome
        = convertAll({ narrowed(item("A", "x"), 26) }, {}, bindProfile(profile, sniff).value());
    QCOMPARE(outcome.column(0, 17), Texts { "NULL" });
}

void TestRowConverter::theChunkTakesOverTheBlocksPlace()
{
    RecordMaker maker({ item("A", "1"), item("A", "2"), item("A", "3") });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    const auto &block = maker.block(1, 2);
    converter.convert(block, chunk);
    QCOMPARE(chunk.tables[1].row(0).header().record, 2);
    QCOMPARE(chunk.end, (source::StreamPosition { block.endByte, 2, block.endLine }));
    QCOMPARE(chunk.prefixHash, block.prefixHash);
    QCOMPARE(chunk.carryOver, converter.saveState());
    QVERIFY(!chunk.isFinal);
    converter.convert(maker.block(2, 3), chunk);
    QVERIFY(chunk.isFinal);
}

void TestRowConverter::aChunkIsReusedWithoutTraces()
{
    std::vector<MadeRecord> records;
    for (int i = 0; i < 50; ++i)
        records.push_back(
            item("A" + std::to_string(i / 3), "x", { { 8, i % 5 == 0 ? "x" : "1" } }));
    RecordMaker maker(records);
    RowChunk chunk;
    RowConverter(jakmall(), {}).convert(maker.all(), chunk);
    Outcome first;
    first.add(*jakmall().profile, chunk);
    const auto capacity = chunk.bytes();
    RowConverter(jakmall(), {}).convert(maker.all(), chunk);
    Outcome second;
    second.add(*jakmall().profile, chunk);
    QVERIFY(first == second);
    QCOMPARE(chunk.bytes(), capacity);
}

void TestRowConverter::rowsKnowTheirParent()
{
    RecordMaker maker({ item("A", "1"), item("A", "2"), item("B", "1"), item("B", "2") });
    RowConverter converter(jakmall(), {});
    RowChunk chunk;
    const auto parent = [&chunk](std::uint32_t row) {
        const auto header = chunk.tables[1].row(row).header();
        return header.parent == PackedRowHeader::kNoParent ? -1 : header.record - header.parent;
    };
    converter.convert(maker.block(0, 1), chunk);
    QCOMPARE(chunk.tables[0].row(0).header().parent, 0U);
    QCOMPARE(parent(0), 1);
    const auto state = converter.saveState();
    converter.convert(maker.block(1, 4), chunk);
    QCOMPARE(chunk.tables[0].size(), 1U);
    QCOMPARE(chunk.tables[0].row(0).header().record, 3);
    QCOMPARE(parent(0), 1); // in an earlier chunk
    QCOMPARE(parent(1), 3);
    QCOMPARE(parent(2), 3);

    // Where reading goes on the parent is long written.
    RowConverter resumed(jakmall(), {});
    QVERIFY(resumed.restoreState(state));
    resumed.convert(maker.block(1, 4), chunk);
    QCOMPARE(parent(0), -1);
    QCOMPARE(parent(1), 3);
}

void TestRowConverter::theCutIntoChunksChangesNothing_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<QString>("channel");
    for (const auto policy : { DuplicatePolicy::Skip, DuplicatePolicy::Update }) {
        const auto name = duplicatePolicyName(policy);
        QTest::newRow(qPrintable(name)) << int(policy) << QString();
        QTest::newRow(qPrintable(name + u" with a channel"_s)) << int(policy) << u"Shopee"_s;
    }
}

void TestRowConverter::theCutIntoChunksChangesNothing()
{
    QFETCH(int, policy);
    QFETCH(QString, channel);
    const ConverterOptions options { toUtf8(channel), DuplicatePolicy(policy) };
    const auto binding = jakmall();
    QRandomGenerator random(42);
    std::vector<MadeRecord> records;
    while (records.size() < 60) {
        auto record = item(std::string(1, char('A' + int(records.size()) / 7 % 3)),
                           std::string(1, char('x' + random.bounded(2))));
        record.fields[2] = random.bounded(3) == 0 ? "Dikirim" : "Selesai";
        record.fields[17] = random.bounded(4) == 0 ? "Lazada" : "Shopee";
        switch (random.bounded(12)) {
        case 0:
            record.fields[8] = "bad";
            break;
        case 1:
            record.fields[3] = "";
            break;
        case 2:
            record.fields.resize(9);
            break;
        case 3:
            record.fields.push_back("more");
            break;
        case 4:
            record.issue = ErrorCode::ValueNulByte;
            break;
        default:
            break;
        }
        records.push_back(std::move(record));
    }
    // The line of a record inside the maker's blocks is the record's number + 1, however cut.
    const auto whole = convertAll(records, options, binding);
    QVERIFY(!whole.tables[0].empty() && !whole.rejects.empty());
    RecordMaker maker(records);
    const auto convertCut = [&](const std::vector<std::size_t> &cuts) {
        Outcome outcome;
        QByteArray state;
        RowChunk chunk;
        std::size_t from = 0;
        for (const auto to : cuts) {
            RowConverter converter(binding, options); // a new one each time: as after a resume
            if (!converter.restoreState(state))
                return Outcome {};
            converter.convert(maker.block(from, to), chunk);
            outcome.add(*binding.profile, chunk);
            state = chunk.carryOver;
            from = to;
        }
        return outcome;
    };
    for (std::size_t first = 0; first <= records.size(); ++first) {
        QVERIFY2(convertCut({ first, records.size() }) == whole,
                 qPrintable(u"cut at %1"_s.arg(first)));
        QVERIFY(convertCut({ first, std::min(first + 1, records.size()), records.size() })
                == whole);
    }
    std::vector<std::size_t> every;
    for (std::size_t i = 1; i <= records.size(); ++i)
        every.push_back(i);
    QVERIFY(convertCut(every) == whole);
}

void TestRowConverter::strangeStateIsRefused()
{
    RowConverter converter(jakmall(), {});
    const auto result = converter.restoreState("strange");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::DbLedgerDamaged);
    QVERIFY(converter.restoreState({}));
    QVERIFY(converter.restoreState(converter.saveState()));
}

void TestRowConverter::countingBadRecordsChangesNothing()
{
    const auto binding = jakmall();
    RecordMaker maker(
        { item("K1", "S1"), item("K1", "S1", { { 8, "two" } }), narrowed(item("K2", "S1"), 5),
          withIssue(item("K3", "S1"), ErrorCode::RowUnterminatedQuote), item("K1", "S1") });
    RowConverter counting(binding, {});
    QCOMPARE(counting.countBad(maker.all()), std::size_t { 3 });
    RowChunk counted;
    counting.convert(maker.all(), counted);
    RowChunk fresh;
    RowConverter(binding, {}).convert(maker.all(), fresh);
    QCOMPARE(fresh.rejects.size(), std::size_t { 3 });
    QCOMPARE(counted.rejects.size(), fresh.rejects.size());
    QCOMPARE(counted.carryOver, fresh.carryOver);
}

QTEST_GUILESS_MAIN(TestRowConverter)
#include "tst_row_converter.moc"
