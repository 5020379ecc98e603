// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/profile/recogniser.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;

Q_DECLARE_METATYPE(dockhand::profile::ValueType)
Q_DECLARE_METATYPE(dockhand::profile::MatchQuality)

namespace {

using Profiles = std::vector<std::shared_ptr<const ImportProfile>>;

source::Sniff sniffOf(const QString &header, const QList<QStringList> &sample = {})
{
    source::Sniff sniff;
    if (!header.isNull()) {
        for (const auto &name : header.split(u','))
            sniff.header.push_back(toUtf8(name));
    }
    for (const auto &record : sample) {
        sniff.sample.emplace_back();
        for (const auto &field : record)
            sniff.sample.back().push_back(toUtf8(field));
    }
    return sniff;
}

Profiles builtIn()
{
    Profiles profiles;
    for (auto &profile : loadProfiles({}))
        profiles.push_back(std::make_shared<const ImportProfile>(std::move(profile)));
    return profiles;
}

std::shared_ptr<const ImportProfile> jakmall()
{
    const auto profiles = builtIn();
    const auto found = std::find_if(profiles.begin(), profiles.end(), [](const auto &profile) {
        return profile->id == u"jakmall-dropship"_s;
    });
    return *found;
}

std::shared_ptr<const ImportProfile> profileOf(const QString &id, const QStringList &columns,
                                               int minimumMatch = 0)
{
    ImportProfile profile;
    profile.id = id;
    profile.minimumMatch = minimumMatch;
    for (const auto &name : columns) {
        SourceColumn column;
        column.name = name.section(u'=', 0, 0).section(u'!', 0, 0).section(u'?', 0, 0);
        if (name.contains(u'='))
            column.aliases.append(name.section(u'=', 1));
        column.required = name.endsWith(u'!');
        column.optionalInFile = name.endsWith(u'?');
        profile.columns.push_back(column);
    }
    return std::make_shared<const ImportProfile>(profile);
}

QString canonicalHeader()
{
    QStringList names;
    const auto profile = jakmall();
    for (const auto &column : profile->columns)
        names.append(column.name);
    return names.join(u',');
}

constexpr auto kGenerated
    = u"No,Waktu Pesanan,Status,Kode Pesanan,Kode Transaksi,SKU,Nama Produk,Harga Produk,Qty,"
      "Total Harga Produk,Biaya Lain,Biaya Mitra Jakmall,Total Transaksi,Harga Produk Channel,"
      "Total Harga Produk Channel,Potensi Keuntungan,Dibuat Oleh,Channel,Nama Toko,"
      "Kode Invoice Channel,Gudang Pengiriman,Jenis Ekspedisi,Cashless,Nomor Resi,"
      "Waktu Pengiriman,Provinsi,Kota";
constexpr auto kShort
    = u"No,waktu,status,kode,trx,sku,nama,harga,qty,total_harga,biaya_lain,biaya_mitra,"
      "total_transaksi,harga_ch,total_harga_ch,potensi,dibuat,channel,toko,invoice,gudang,"
      "ekspedisi,cashless,resi,waktu_kirim,provinsi,kota";
constexpr auto kLookAlike
    = u"Seller Username,Waktu Pesanan Terbuat,Status Pesanan Terakhir,Kode Pesanan,Kode Transaksi,"
      "SKU,Nama Produk,Harga Produk,Qty,Total Harga Produk,Biaya Lainnya,Biaya Mitra Jakmall,"
      "Total Transaksi,Dibuat Oleh,Jenis Channel,Nama Toko,Kode Invoice Channel,Gudang Pengiriman,"
      "Jenis Ekspedisi,Nomor Resi";

} // namespace

class TestRecogniser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jakmallIsRecognised_data();
    void jakmallIsRecognised();
    void otherFilesAreNot_data();
    void otherFilesAreNot();
    void extraFieldsAreNamedAsUnused();
    void aFieldIsTakenOnce();
    void canonicalNamesComeBeforeAliases();
    void moreMatchedColumnsWin();
    void fewerColumnsSufficeWhereTheProfileSaysSo();
    void aForcedProfileNamesWhatIsMissing();
    void typesAreInferred_data();
    void typesAreInferred();
    void raggedSampleRecordsAreLeftOut();
    void columnNamesAreReadableAndUnique_data();
    void columnNamesAreReadableAndUnique();
    void inferenceNeedsAHeader_data();
    void inferenceNeedsAHeader();
    void withoutAHeaderColumnsAreNumbered();
    void aForcedProfileNeedsAHeader();
    void tooManyColumnsAreRefused();
    void tableNamesComeFromFileNames_data();
    void tableNamesComeFromFileNames();
};

void TestRecogniser::jakmallIsRecognised_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<MatchQuality>("quality");
    QTest::newRow("labels") << canonicalHeader() << MatchQuality::ExactHeader;
    QTest::newRow("labels in capitals") << canonicalHeader().toUpper() << MatchQuality::ExactHeader;
    QTest::newRow("padded") << canonicalHeader().replace(u","_s, u" , "_s)
                            << MatchQuality::ExactHeader;
    QTest::newRow("generated files") << QString::fromUtf16(kGenerated) << MatchQuality::AliasMatch;
    QTest::newRow("short names") << QString::fromUtf16(kShort) << MatchQuality::AliasMatch;
    QTest::newRow("newer name of a fee")
        << canonicalHeader().replace(u"Biaya Lainnya"_s, u"Biaya Tambahan"_s)
        << MatchQuality::AliasMatch;
}

void TestRecogniser::jakmallIsRecognised()
{
    QFETCH(QString, header);
    QFETCH(MatchQuality, quality);
    const auto binding = recognise(sniffOf(header), builtIn());
    QVERIFY(binding);
    QCOMPARE(binding->profile->id, u"jakmall-dropship"_s);
    QCOMPARE(binding->quality, quality);
    QCOMPARE(binding->fieldCount, 27);
    QVERIFY(binding->unusedFields.isEmpty());
    for (int i = 0; i < 27; ++i)
        QCOMPARE(binding->fieldOfColumn[std::size_t(i)], i);
}

void TestRecogniser::otherFilesAreNot_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("20 columns that look alike") << QString::fromUtf16(kLookAlike);
    QTest::newRow("one column less") << canonicalHeader().section(u',', 0, -2);
    QTest::newRow("one column of another name")
        << canonicalHeader().replace(u"Cashless"_s, u"Tunai"_s);
    QTest::newRow("data instead of a header") << u"1,2,3"_s;
    QTest::newRow("no header") << QString();
}

void TestRecogniser::otherFilesAreNot()
{
    QFETCH(QString, header);
    QVERIFY(!recognise(sniffOf(header), builtIn()));
}

void TestRecogniser::extraFieldsAreNamedAsUnused()
{
    const auto binding
        = recognise(sniffOf(u"Catatan,"_s + canonicalHeader() + u",Kota"_s), builtIn());
    QVERIFY(binding);
    QCOMPARE(binding->fieldCount, 29);
    QCOMPARE(binding->fieldOfColumn[0], 1);
    QCOMPARE(binding->fieldOfColumn[26], 27);
    QCOMPARE(binding->unusedFields, (QStringList { u"Catatan"_s, u"Kota"_s }));
}

void TestRecogniser::aFieldIsTakenOnce()
{
    const auto profile = profileOf(u"p"_s, { u"A=Shared"_s, u"B=shared"_s });
    QVERIFY(!recognise(sniffOf(u"Shared"_s), { profile }));
    QVERIFY(!recognise(sniffOf(u"Shared,Other"_s), { profile }));
}

void TestRecogniser::canonicalNamesComeBeforeAliases()
{
    const auto profile = profileOf(u"p"_s, { u"Total=Sum"_s, u"Sum"_s });
    const auto binding = recognise(sniffOf(u"Sum,Total"_s), { profile });
    QVERIFY(binding);
    QCOMPARE(binding->fieldOfColumn, (std::vector<int> { 1, 0 }));
    QVERIFY(!recognise(sniffOf(u"Sum,Amount"_s), { profile }));
}

void TestRecogniser::moreMatchedColumnsWin()
{
    const auto narrow = profileOf(u"narrow"_s, { u"A"_s });
    const auto wide = profileOf(u"wide"_s, { u"A"_s, u"B"_s });
    const auto alias = profileOf(u"alias"_s, { u"X=A"_s, u"Y=B"_s });
    QCOMPARE(recognise(sniffOf(u"A,B"_s), { narrow, wide })->profile->id, u"wide"_s);
    QCOMPARE(recognise(sniffOf(u"A,B"_s), { wide, narrow })->profile->id, u"wide"_s);
    QCOMPARE(recognise(sniffOf(u"A,B"_s), { alias, wide })->profile->id, u"wide"_s);
    QCOMPARE(recognise(sniffOf(u"A,C"_s), { narrow, wide })->profile->id, u"narrow"_s);
}

void TestRecogniser::fewerColumnsSufficeWhereTheProfileSaysSo()
{
    const auto profile = profileOf(u"p"_s, { u"Key!"_s, u"A"_s, u"B"_s, u"C"_s }, 3);
    QVERIFY(recognise(sniffOf(u"Key,A,B"_s), { profile }));
    QVERIFY(!recognise(sniffOf(u"Key,A"_s), { profile }));
    QVERIFY(!recognise(sniffOf(u"A,B,C"_s), { profile }));
    const auto optional = profileOf(u"o"_s, { u"Key!"_s, u"A?"_s });
    const auto binding = recognise(sniffOf(u"Key"_s), { optional });
    QVERIFY(binding);
    QCOMPARE(binding->fieldOfColumn, (std::vector<int> { 0, -1 }));
}

void TestRecogniser::aForcedProfileNamesWhatIsMissing()
{
    QVERIFY(bindProfile(jakmall(), sniffOf(QString::fromUtf16(kGenerated))));
    const auto one
        = bindProfile(jakmall(), sniffOf(canonicalHeader().replace(u"Cashless"_s, u"Tunai"_s)));
    QVERIFY(!one);
    QCOMPARE(one.error().code, ErrorCode::FileUnrecognised);
    QVERIFY(one.error().arguments.front().endsWith(u": Cashless"_s));
    const auto all = bindProfile(jakmall(), sniffOf(u"x"_s));
    QVERIFY(all.error().arguments.front().contains(u"22"_s));
}

void TestRecogniser::typesAreInferred_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<ValueType>("type");
    QTest::addColumn<int>("scale");
    const auto row = [](const char *name, const QStringList &values, ValueType type,
                        int scale = 0) { QTest::newRow(name) << values << type << scale; };
    row("no values", {}, ValueType::Text);
    row("empty values", { u""_s, u" "_s }, ValueType::Text);
    row("integers", { u"1"_s, u"-20"_s, u""_s, u"0"_s }, ValueType::Integer);
    row("leading zero", { u"1"_s, u"007"_s }, ValueType::Text);
    row("plus sign", { u"+62811"_s }, ValueType::Text);
    row("15 digits", { u"123456789012345"_s }, ValueType::Integer);
    row("16 digits", { u"1234567890123456"_s }, ValueType::Text);
    row("decimals", { u"1.5"_s, u"2"_s, u"-0.125"_s }, ValueType::Decimal, 3);
    row("decimal comma", { u"1,5"_s }, ValueType::Text);
    row("groups", { u"1.234.567"_s }, ValueType::Text);
    row("exponents", { u"1e5"_s }, ValueType::Text);
    row("too many digits together", { u"12345678901.5"_s, u"0.12345"_s }, ValueType::Text);
    row("ISO dates", { u"2024-02-29"_s, u"2023-01-01"_s }, ValueType::Date);
    row("an impossible date", { u"2023-02-29"_s }, ValueType::Text);
    row("slashed ISO dates", { u"2024/02/29"_s }, ValueType::Date);
    row("two ways to write dates", { u"2024/02/29"_s, u"2024-02-29"_s }, ValueType::Text);
    row("timestamps", { u"2024-02-29 10:00"_s, u"2024-02-29 10:00:05"_s }, ValueType::Timestamp);
    row("date and timestamp", { u"2024-02-29 10:00"_s, u"2024-02-29"_s }, ValueType::Text);
    row("day first, clear", { u"05/04/2024"_s, u"13/04/2024"_s }, ValueType::Date);
    row("day or month first", { u"05/04/2024"_s, u"12/04/2024"_s }, ValueType::Text);
    row("both orders", { u"13/04/2024"_s, u"04/13/2024"_s }, ValueType::Text);
    row("day first with time", { u"13-04-2024 10:00:00"_s }, ValueType::Timestamp);
    row("truth", { u"true"_s, u"false"_s }, ValueType::Text);
    row("one word", { u"1"_s, u"2"_s, u"n/a"_s }, ValueType::Text);
}

void TestRecogniser::typesAreInferred()
{
    QFETCH(QStringList, values);
    QFETCH(ValueType, type);
    QFETCH(int, scale);
    QList<QStringList> sample;
    for (const auto &value : values)
        sample.append({ u"x"_s, value });
    const auto binding = inferProfile(sniffOf(u"Name,Value"_s, sample), u"t"_s);
    QVERIFY(binding);
    const auto &column = binding->profile->columns[1];
    QCOMPARE(column.type, type);
    QCOMPARE(column.scale, scale);
    QCOMPARE(column.trim, type != ValueType::Text);
    QVERIFY(!column.required);
    QCOMPARE(binding->profile->tables[0].spec.columns[1].type, type);
    QCOMPARE(binding->profile->tables[0].spec.columns[1].scale, scale);
}

void TestRecogniser::raggedSampleRecordsAreLeftOut()
{
    const auto sniff
        = sniffOf(u"A,B"_s, { { u"1"_s, u"2"_s }, { u"x"_s }, { u"y"_s, u"z"_s, u"w"_s } });
    const auto binding = inferProfile(sniff, u"t"_s);
    QVERIFY(binding);
    QCOMPARE(binding->profile->columns[0].type, ValueType::Integer);
    QCOMPARE(binding->profile->id, u"auto"_s);
    QCOMPARE(binding->quality, MatchQuality::Inferred);
    QCOMPARE(binding->fieldCount, 2);
    QVERIFY(binding->profile->tables[0].spec.key.empty());
    QVERIFY(binding->profile->tables[0].spec.rowPerRecord);
}

void TestRecogniser::columnNamesAreReadableAndUnique_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("words") << u"Kode Pesanan,No. Resi,Harga (Rp)"_s
                           << QStringList { u"kode_pesanan"_s, u"no_resi"_s, u"harga_rp"_s };
    QTest::newRow("equal names") << u"A,a,A_2,a"_s
                                 << QStringList { u"a"_s, u"a_2"_s, u"a_2_2"_s, u"a_3"_s };
    QTest::newRow("empty names") << u"A,,#"_s
                                 << QStringList { u"a"_s, u"column_2"_s, u"column_3"_s };
    QTest::newRow("lineage columns") << u"Import File ID,import_record"_s
                                     << QStringList { u"import_file_id_2"_s, u"import_record_2"_s };
    QTest::newRow("other scripts")
        << u"商品名,Größe,ราคา"_s << QStringList { u"商品名"_s, u"größe"_s, u"ราคา"_s };
    QTest::newRow("decomposed") << u"Cafe\u0301"_s << QStringList { u"café"_s };
    QTest::newRow("edges") << u"  _A__B_ "_s << QStringList { u"a_b"_s };
    QTest::newRow("very long") << QString(70, u'x') + u",y"_s
                               << QStringList { QString(60, u'x'), u"y"_s };
}

void TestRecogniser::columnNamesAreReadableAndUnique()
{
    QFETCH(QString, header);
    QFETCH(QStringList, names);
    const auto binding = inferProfile(sniffOf(header), u"t"_s);
    QVERIFY(binding);
    QStringList found;
    for (const auto &column : binding->profile->tables[0].spec.columns)
        found.append(column.name);
    QCOMPARE(found, names);
    for (const auto &column : binding->profile->columns)
        QVERIFY(!column.name.isEmpty());
}

void TestRecogniser::inferenceNeedsAHeader_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("none") << QString();
    QTest::newRow("empty names") << u",,"_s;
}

void TestRecogniser::inferenceNeedsAHeader()
{
    QFETCH(QString, header);
    const auto binding = inferProfile(sniffOf(header), u"t"_s);
    QVERIFY(!binding);
    QCOMPARE(binding.error().code, ErrorCode::FileUnrecognised);
}

void TestRecogniser::withoutAHeaderColumnsAreNumbered()
{
    auto sniff = sniffOf({}, { { u"1"_s, u"x"_s }, { u"2"_s }, { u"3"_s, u"y"_s } });
    sniff.header.clear();
    sniff.dialect.headerRow = 0;
    const auto binding = inferProfile(sniff, u"t"_s);
    QVERIFY(binding);
    QCOMPARE(binding->fieldCount, 2);
    QVERIFY(binding->header.empty());
    const auto &columns = binding->profile->columns;
    QCOMPARE(columns.size(), std::size_t { 2 });
    QCOMPARE(columns[0].name, u"column_1"_s);
    QCOMPARE(columns[0].type, ValueType::Integer);
    QCOMPARE(columns[1].name, u"column_2"_s);
    QCOMPARE(columns[1].type, ValueType::Text);
    QCOMPARE(profile::fieldName(*binding, 1), u"column_2"_s);
    QCOMPARE(profile::fieldName(*binding, 2), QString());
    const auto named = inferProfile(sniffOf(u"Nama Toko,b"_s, { { u"1"_s, u"x"_s } }), u"t"_s);
    QCOMPARE(profile::fieldName(*named, 0), u"Nama Toko"_s);
}

void TestRecogniser::aForcedProfileNeedsAHeader()
{
    auto sniff = sniffOf({}, { { u"1"_s, u"x"_s } });
    sniff.header.clear();
    sniff.dialect.headerRow = 0;
    const auto binding = bindProfile(profileOf(u"p"_s, { u"a"_s }), sniff);
    QVERIFY(!binding);
    QCOMPARE(binding.error().code, ErrorCode::FileUnrecognised);
    QVERIFY(binding.error().arguments.value(0).contains(u"needs a header"_s));
}

void TestRecogniser::tooManyColumnsAreRefused()
{
    QStringList names;
    for (int i = 0; i < 11; ++i)
        names.append(u"c%1"_s.arg(i));
    const auto binding = inferProfile(sniffOf(names.join(u',')), u"t"_s, 10);
    QVERIFY(!binding);
    QCOMPARE(binding.error().code, ErrorCode::FileTooManyColumns);
    QCOMPARE(binding.error().arguments, (QStringList { u"11"_s, u"10"_s }));
    QVERIFY(inferProfile(sniffOf(names.join(u',')), u"t"_s, 11));
}

void TestRecogniser::tableNamesComeFromFileNames_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"/data/Orders.csv"_s << u"orders"_s;
    QTest::newRow("words") << u"Order.all 2024-05 (1).csv"_s << u"order_all_2024_05_1"_s;
    QTest::newRow("digits first") << u"/x/2024.csv"_s << u"t_2024"_s;
    QTest::newRow("nothing left") << u"/x/---.csv"_s << u"import"_s;
    QTest::newRow("hidden file") << u"/x/.csv"_s << u"import"_s;
    QTest::newRow("ledger name") << u"dockhand_file.csv"_s << u"t_dockhand_file"_s;
    QTest::newRow("SQLite's own") << u"sqlite_master.csv"_s << u"t_sqlite_master"_s;
    QTest::newRow("other script") << u"заказы.csv"_s << u"заказы"_s;
}

void TestRecogniser::tableNamesComeFromFileNames()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    QCOMPARE(tableNameFor(path), name);
}

QTEST_GUILESS_MAIN(TestRecogniser)
#include "tst_recogniser.moc"
