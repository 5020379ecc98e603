// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/binding_json.h"

#include <QFile>
#include <QTest>

using namespace dockhand::profile;
using namespace Qt::StringLiterals;

namespace {

/// A profile in which every setting is another one than usual somewhere.
ImportProfile unusualProfile()
{
    ImportProfile profile;
    profile.id = u"auto"_s;
    profile.title = u"Titel “x”"_s;
    profile.version = 7;
    SourceColumn column;
    column.name = u"Harga Ñ"_s;
    column.aliases = { u"Price"_s, u"Prijs"_s };
    column.type = ValueType::Decimal;
    column.scale = 3;
    column.numberStyle = NumberStyle::CommaDecimal;
    column.nullSpellings = { u"-"_s, u""_s };
    column.allowed = { u"1"_s };
    column.maxLength = 12;
    column.required = true;
    column.trim = false;
    column.stripLeadingApostrophe = true;
    column.optionalInFile = true;
    column.canonicalNumbers = true;
    SourceColumn date;
    date.name = u"When"_s;
    date.type = ValueType::Date;
    date.formats = { u"dd/MM/yyyy"_s, u"d MMM yyyy"_s };
    profile.columns = { column, date };
    ProfileTable parent;
    parent.spec = { u"Möbel"_s, { { u"harga"_s, ValueType::Decimal, 3, true } }, { 0 }, false };
    parent.mapping = { { .sourceColumn = 0 } };
    ProfileTable child;
    child.spec = { u"items"_s,
                   { { u"n"_s, ValueType::Integer, 0, true }, { u"w"_s, ValueType::Date } },
                   { 1, 0 },
                   true };
    child.mapping = { { .isOccurrence = true }, { .sourceColumn = 1 } };
    profile.tables = { parent, child };
    profile.groupColumn = 0;
    profile.occurrenceOf = { 0, 1 };
    profile.channelColumn = 1;
    profile.minimumMatch = 1;
    return profile;
}

ProfileBinding bindingOf(ImportProfile profile)
{
    ProfileBinding binding;
    binding.profile = std::make_shared<const ImportProfile>(std::move(profile));
    for (int i = 0; i < static_cast<int>(binding.profile->columns.size()); ++i) {
        binding.fieldOfColumn.push_back(i == 1 ? -1 : i);
        binding.header.push_back("Kolom \"" + std::to_string(i) + "\" ü");
    }
    binding.fieldCount = static_cast<int>(binding.header.size());
    return binding;
}

} // namespace

class TestBindingJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySettingComesBack();
    void builtInProfilesComeBack();
    void sameBindingGivesTheSameBytes();
    void whatIsNoBindingIsRefused_data();
    void whatIsNoBindingIsRefused();
};

void TestBindingJson::everySettingComesBack()
{
    const auto binding = bindingOf(unusualProfile());
    const auto read = bindingFromJson(bindingToJson(binding));
    QVERIFY(read);
    QVERIFY(*read->profile == *binding.profile);
    QCOMPARE(read->fieldOfColumn, binding.fieldOfColumn);
    QCOMPARE(read->fieldCount, binding.fieldCount);
    QCOMPARE(read->header, binding.header);
}

void TestBindingJson::builtInProfilesComeBack()
{
    const auto profiles = loadProfiles({});
    QVERIFY(!profiles.empty());
    for (const auto &profile : profiles) {
        const auto read = bindingFromJson(bindingToJson(bindingOf(profile)));
        QVERIFY(read);
        QVERIFY(*read->profile == profile);
    }
}

void TestBindingJson::sameBindingGivesTheSameBytes()
{
    QCOMPARE(bindingToJson(bindingOf(unusualProfile())),
             bindingToJson(bindingOf(unusualProfile())));
}

void TestBindingJson::whatIsNoBindingIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto good = bindingToJson(bindingOf(unusualProfile()));
    QVERIFY(bindingFromJson(good));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("nothing in it") << QByteArray("{}");
    const auto with = [&good](const char *name, const char *before, const char *after) {
        auto json = good;
        json.replace(before, after);
        QVERIFY2(json != good, name);
        QTest::newRow(name) << json;
    };
    with("a type that is not known", "\"decimal\"", "\"complex\"");
    with("a column that is not there", "\"from\":1", "\"from\":2");
    with("a field that is not there", "\"fields\":[0,-1]", "\"fields\":[0,2]");
    with("a field for each column", "\"fields\":[0,-1]", "\"fields\":[0]");
    with("a key that is not there", "\"key\":[1,0]", "\"key\":[1,2]");
    with("a group that is not there", "\"group\":0", "\"group\":2");
    with("tables", "\"tables\"", "\"chairs\"");
}

void TestBindingJson::whatIsNoBindingIsRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!bindingFromJson(json));
}

QTEST_GUILESS_MAIN(TestBindingJson)
#include "tst_binding_json.moc"
