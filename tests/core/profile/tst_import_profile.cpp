// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/import_profile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;

namespace {

/// A small valid profile with everything in it that the rules speak of.
constexpr auto kValid = R"({
    "id": "orders",
    "title": "Orders",
    "version": 3,
    "group": "Order",
    "occurrenceOf": ["Order", "SKU"],
    "channel": "Channel",
    "minimumMatch": 3,
    "columns": [
        { "name": "Order", "aliases": ["Order No"], "required": true },
        { "name": "SKU", "required": true, "maxLength": 40 },
        { "name": "Channel", "allowed": ["Web", "Shop"], "trim": false },
        { "name": "Time", "type": "timestamp", "formats": ["yyyy-MM-dd HH:mm"] },
        { "name": "Price", "type": "decimal", "scale": 2, "numberStyle": "comma-decimal",
          "nullSpellings": ["-"], "optionalInFile": true, "canonicalNumbers": true }
    ],
    "tables": [
        { "name": "orders", "rowPerRecord": false, "key": ["order_no"],
          "columns": [{ "name": "order_no", "from": "Order" }, { "name": "time", "from": "Time" }] },
        { "name": "items", "key": ["order_no", "sku", "item_no"],
          "columns": [{ "name": "order_no", "from": "Order" }, { "name": "sku", "from": "SKU" },
                      { "name": "item_no", "occurrence": true }, { "name": "price", "from": "Price" }] }
    ]
})";

QByteArray changed(const char *what, const char *into)
{
    QByteArray json(kValid);
    const auto at = json.indexOf(what);
    Q_ASSERT(at >= 0);
    return json.replace(at, qstrlen(what), into);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

const ImportProfile *find(const std::vector<ImportProfile> &profiles, const QString &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&](const auto &profile) { return profile.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

} // namespace

class TestImportProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtInProfilesAreValid();
    void jakmallHasItsColumnsAndTables();
    void allSettingsAreRead();
    void theExampleInTheManualIsValid();
    void wrongSettingsNameTheirJsonPath_data();
    void wrongSettingsNameTheirJsonPath();
    void ownProfilesJoinAndReplaceBuiltInOnes();
    void invalidFilesAreReported();
    void policyNamesGoBothWays();
};

void TestImportProfile::builtInProfilesAreValid()
{
    std::vector<Error> problems;
    const auto profiles = loadProfiles({}, &problems);
    QVERIFY2(problems.empty(), problems.empty() ? "" : qPrintable(errorText(problems.front())));
    QVERIFY(find(profiles, u"jakmall-dropship"_s));
    QVERIFY(!find(profiles, u"auto"_s));
}

void TestImportProfile::jakmallHasItsColumnsAndTables()
{
    const auto profiles = loadProfiles({});
    const auto *profile = find(profiles, u"jakmall-dropship"_s);
    QVERIFY(profile);
    QCOMPARE(profile->columns.size(), std::size_t { 27 });
    QCOMPARE(profile->columns[3].name, u"Kode Pesanan"_s);
    QCOMPARE(profile->columns[19].stripLeadingApostrophe, true);
    QCOMPARE(profile->groupColumn, 3);
    QCOMPARE(profile->channelColumn, 17);
    QCOMPARE(profile->occurrenceOf, (std::vector<int> { 3, 5 }));
    QCOMPARE(profile->tables.size(), std::size_t { 2 });
    const auto &purchases = profile->tables[0].spec;
    const auto &details = profile->tables[1].spec;
    QCOMPARE(purchases.name, u"dropship_purchases"_s);
    QCOMPARE(purchases.columns.size(), std::size_t { 18 });
    QCOMPARE(purchases.key, (std::vector<int> { 0 }));
    QVERIFY(!purchases.rowPerRecord);
    QCOMPARE(details.name, u"dropship_purchase_details"_s);
    QCOMPARE(details.columns.size(), std::size_t { 10 });
    QCOMPARE(details.key, (std::vector<int> { 0, 1, 2 }));
    QVERIFY(details.rowPerRecord && profile->tables[1].mapping[2].isOccurrence);
    for (const auto &column : details.columns) {
        if (column.name.contains(u"harga"_s) || column.name.contains(u"potensi"_s)) {
            QCOMPARE(column.type, ValueType::Decimal);
            QCOMPARE(column.scale, 2);
        }
    }
}

void TestImportProfile::allSettingsAreRead()
{
    const auto profile = loadProfile(kValid);
    QVERIFY2(profile, profile ? "" : qPrintable(errorText(profile.error())));
    QCOMPARE(profile->version, 3);
    QCOMPARE(profile->minimumMatch, 3);
    QCOMPARE(profile->channelColumn, 2);
    QCOMPARE(profile->columns[0].aliases, QStringList { u"Order No"_s });
    QCOMPARE(profile->columns[1].maxLength, 40);
    QCOMPARE(profile->columns[2].allowed, (QStringList { u"Web"_s, u"Shop"_s }));
    QVERIFY(!profile->columns[2].trim);
    const SourceColumn price { u"Price"_s,
                               {},
                               ValueType::Decimal,
                               2,
                               NumberStyle::CommaDecimal,
                               {},
                               { u"-"_s },
                               {},
                               0,
                               false,
                               true,
                               false,
                               true,
                               true };
    QCOMPARE(profile->columns[4], price);
    const TableColumn item { u"item_no"_s, ValueType::Integer, 0, true };
    QCOMPARE(profile->tables[1].spec.columns[2], item);
    const TableColumn stored { u"price"_s, ValueType::Decimal, 2, false };
    QCOMPARE(profile->tables[1].spec.columns[3], stored);
    QCOMPARE(profile->tables[1].mapping[3].sourceColumn, 4);
}

void TestImportProfile::theExampleInTheManualIsValid()
{
    QFile manual(QStringLiteral(DOCKHAND_SOURCE_DIR "/core/profile/FORMAT.md"));
    QVERIFY(manual.open(QIODevice::ReadOnly));
    const auto text = manual.readAll();
    const auto begin = text.indexOf("```json") + 7;
    const auto profile = loadProfile(text.mid(begin, text.indexOf("```", begin) - begin));
    QVERIFY2(profile, profile ? "" : qPrintable(errorText(profile.error())));
}

void TestImportProfile::wrongSettingsNameTheirJsonPath_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *what, const char *into, const QString &path) {
        QTest::newRow(name) << changed(what, into) << path;
    };
    QTest::newRow("not JSON") << QByteArray("{ \"id\": }") << u"byte 9"_s;
    QTest::newRow("empty") << QByteArray() << u"byte 0"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"$"_s;
    row("no id", "\"id\": \"orders\",", "", u"id"_s);
    row("id of the inferred profile", "\"orders\"", "\"auto\"", u"id"_s);
    row("id with a space", "\"orders\"", "\"my orders\"", u"id"_s);
    row("empty title", "\"Orders\"", "\"\"", u"title"_s);
    row("version 0", ": 3", ": 0", u"version"_s);
    row("version 1.5", ": 3", ": 1.5", u"version"_s);
    row("unknown setting", "\"version\"", "\"versions\"", u"versions"_s);
    row("group that is no column", "\"group\": \"Order\"", "\"group\": \"Orders\"", u"group"_s);
    row("counted column that is none", "\"SKU\"],", "\"Sku\"],", u"occurrenceOf[1]"_s);
    row("channel that is a number", "\"channel\": \"Channel\"", "\"channel\": \"Price\"",
        u"channel"_s);
    row("more matches than columns", "\"minimumMatch\": 3", "\"minimumMatch\": 6",
        u"minimumMatch"_s);
    row("no columns", "\"columns\": [\n        { \"name\": \"Order\"",
        "\"columns\": [], \"x\": [\n { \"name\": \"Order\"", u"x"_s);
    row("column without name", "{ \"name\": \"SKU\", \"required\"", "{ \"required\"",
        u"columns[1].name"_s);
    row("column that is a text", "{ \"name\": \"SKU\", \"required\": true, \"maxLength\": 40 }",
        "\"SKU\"", u"columns[1]"_s);
    row("unknown column setting", "\"maxLength\"", "\"maxlength\"", u"columns[1].maxlength"_s);
    row("longest length as text", ": 40", ": \"40\"", u"columns[1].maxLength"_s);
    row("required as text", "\"required\": true, \"maxLength\"",
        "\"required\": \"yes\", \"maxLength\"", u"columns[1].required"_s);
    row("name twice", "\"name\": \"SKU\"", "\"name\": \"order-no\"", u"columns[1].name"_s);
    row("alias of nothing", "\"Order No\"", "\"#\"", u"columns[0].aliases[0]"_s);
    row("alias that is a number", "\"Order No\"", "7", u"columns[0].aliases[0]"_s);
    row("unknown type", "\"timestamp\"", "\"datetime\"", u"columns[3].type"_s);
    row("unknown number style", "\"comma-decimal\"", "\"comma\"", u"columns[4].numberStyle"_s);
    row("scale too large", "\"scale\": 2", "\"scale\": 19", u"columns[4].scale"_s);
    row("scale of a text", "\"maxLength\": 40", "\"scale\": 2", u"columns[1].scale"_s);
    row("no format", ", \"formats\": [\"yyyy-MM-dd HH:mm\"]", "", u"columns[3].formats"_s);
    row("bad format", "yyyy-MM-dd HH:mm", "yyyy-MM", u"columns[3].formats[0]"_s);
    row("time in a date", "\"timestamp\"", "\"date\"", u"columns[3].formats[0]"_s);
    row("required but optional", "\"maxLength\": 40", "\"optionalInFile\": true",
        u"columns[1].optionalInFile"_s);
    row("table name for SQL only", "\"name\": \"orders\"", "\"name\": \"or ders\"",
        u"tables[0].name"_s);
    row("table of the ledger", "\"name\": \"orders\"", "\"name\": \"dockhand_run\"",
        u"tables[0].name"_s);
    row("two tables of one name", "\"name\": \"items\"", "\"name\": \"orders\"",
        u"tables[1].name"_s);
    row("lineage column", "\"name\": \"price\"", "\"name\": \"import_file_id\"",
        u"tables[1].columns[3].name"_s);
    row("column twice", "\"name\": \"price\"", "\"name\": \"sku\"", u"tables[1].columns[3].name"_s);
    row("source column that is none", "\"from\": \"Price\"", "\"from\": \"price\"",
        u"tables[1].columns[3].from"_s);
    row("key column that is none", "\"item_no\"],", "\"item\"],", u"tables[1].key[2]"_s);
    row("key column twice", "\"item_no\"],", "\"sku\"],", u"tables[1].key[2]"_s);
    row("key column that may be empty", "\"item_no\"],", "\"price\"],", u"tables[1].key[2]"_s);
    row("occurrence with a source", "\"occurrence\": true",
        "\"occurrence\": true, \"from\": \"SKU\"", u"tables[1].columns[2].from"_s);
    row("parent with a row per record", "\"rowPerRecord\": false", "\"rowPerRecord\": true",
        u"tables[0].rowPerRecord"_s);
    row("items without a row per record", "\"name\": \"items\",",
        "\"name\": \"items\", \"rowPerRecord\": false,", u"tables[1].rowPerRecord"_s);
    row("parent without key", "\"key\": [\"order_no\"],", "", u"tables[0].key"_s);
    row("occurrence without counting", "\"occurrenceOf\": [\"Order\", \"SKU\"],", "",
        u"tables[1].columns[2].occurrence"_s);
    row("counting without group", "\"group\": \"Order\",", "", u"occurrenceOf"_s);
}

void TestImportProfile::wrongSettingsNameTheirJsonPath()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    const auto profile = loadProfile(json);
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, ErrorCode::ProfileInvalid);
    QCOMPARE(profile.error().arguments.size(), 2);
    QCOMPARE(profile.error().arguments.at(0), path);
    QVERIFY(!profile.error().arguments.at(1).isEmpty());
}

void TestImportProfile::ownProfilesJoinAndReplaceBuiltInOnes()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"own.json"_s), kValid);
    write(folder.filePath(u"jakmall.json"_s), changed("\"orders\"", "\"jakmall-dropship\""));
    write(folder.filePath(u"notes.txt"_s), "not a profile");
    std::vector<Error> problems;
    const auto profiles = loadProfiles(folder.path(), &problems);
    QVERIFY(problems.empty());
    QCOMPARE(profiles.size(), loadProfiles({}).size() + 1);
    QVERIFY(find(profiles, u"orders"_s));
    QCOMPARE(find(profiles, u"jakmall-dropship"_s)->title, u"Orders"_s);
}

void TestImportProfile::invalidFilesAreReported()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a.json"_s), kValid);
    write(folder.filePath(u"b.json"_s), kValid);
    write(folder.filePath(u"c.json"_s), changed("\"scale\": 2", "\"scale\": -1"));
    std::vector<Error> problems;
    const auto profiles = loadProfiles(folder.path(), &problems);
    QVERIFY(find(profiles, u"orders"_s));
    QCOMPARE(problems.size(), std::size_t { 2 });
    QCOMPARE(problems[0].place.file, folder.filePath(u"b.json"_s));
    QCOMPARE(problems[0].arguments.front(), u"id"_s);
    QCOMPARE(problems[1].place.file, folder.filePath(u"c.json"_s));
    QCOMPARE(problems[1].arguments.front(), u"columns[4].scale"_s);
    QCOMPARE(loadProfiles(folder.path()).size(), profiles.size());
}

void TestImportProfile::policyNamesGoBothWays()
{
    for (const auto policy :
         { DuplicatePolicy::Skip, DuplicatePolicy::Update, DuplicatePolicy::Reject })
        QCOMPARE(duplicatePolicyFromName(duplicatePolicyName(policy)), std::optional(policy));
    QCOMPARE(duplicatePolicyName(DuplicatePolicy::Update), u"update"_s);
    QVERIFY(!duplicatePolicyFromName(u"Update"_s));
    QVERIFY(!duplicatePolicyFromName({}));
}

QTEST_GUILESS_MAIN(TestImportProfile)
#include "tst_import_profile.moc"
