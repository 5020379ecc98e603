// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_groups.h"

#include <QTest>

#include "import_fixture.h"

using namespace dockhand;
using namespace Qt::StringLiterals;
using dockhand::test::ImportFixture;
using engine::FileGroups;

/// What the files of a run share: profiles, contents, destinations.
class TestFileGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalProfilesAreOneGroup();
    void fileWithAnErrorHasNoProfile();
    void sameContentIsATwinOfTheFirst();
    void sameContentForAnotherDestinationIsNoTwin();
    void forcedFilesHaveNoTwins();
    void destinationNamesTablesAndChannel();
    void identitiesOfManyKindsKeepApart();
};

void TestFileGroups::equalProfilesAreOneGroup()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto b = f.write(u"b.csv"_s, "id;name\n1;x\n");
    const auto c = f.writeOrders(u"c.csv"_s, { { u"K2"_s, u"S1"_s, u"1"_s } });
    const auto groups = engine::groupFiles(ImportFixture::surveys({ a, b, c }), f.options());
    QCOMPARE(groups.profiles.size(), std::size_t { 2 });
    QCOMPARE(groups.profileOfFile, (std::vector<std::size_t> { 0, 1, 0 }));
}

void TestFileGroups::fileWithAnErrorHasNoProfile()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto groups
        = engine::groupFiles(ImportFixture::surveys({ f.path(u"missing.csv"_s), a }), f.options());
    QCOMPARE(groups.profileOfFile, (std::vector<std::size_t> { FileGroups::kNone, 0 }));
    QVERIFY(!groups.twinOf[0] && !groups.twinOf[1]);
}

void TestFileGroups::sameContentIsATwinOfTheFirst()
{
    ImportFixture f;
    QStringList paths;
    for (const auto &name : { u"a.csv"_s, u"b.csv"_s, u"c.csv"_s, u"d.csv"_s }) {
        const auto order = name == u"b.csv"_s ? u"K2"_s : u"K1"_s;
        paths << f.writeOrders(name, { { order, u"S1"_s, u"1"_s } });
    }
    const auto groups = engine::groupFiles(ImportFixture::surveys(paths), f.options());
    QVERIFY(!groups.twinOf[0]);
    QVERIFY(!groups.twinOf[1]);
    QCOMPARE(groups.twinOf[2], std::optional<std::size_t>(0));
    QCOMPARE(groups.twinOf[3], std::optional<std::size_t>(0));
}

void TestFileGroups::sameContentForAnotherDestinationIsNoTwin()
{
    ImportFixture f;
    const auto a = f.write(u"a.csv"_s, "id;name\n1;x\n");
    const auto b = f.write(u"b.csv"_s, "id;name\n1;x\n");
    auto surveys = ImportFixture::surveys({ a }, {}, u"one"_s);
    surveys.push_back(ImportFixture::surveys({ b }, {}, u"two"_s).front());
    QVERIFY(!engine::groupFiles(surveys, f.options()).twinOf[1]);
}

void TestFileGroups::forcedFilesHaveNoTwins()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto b = f.writeOrders(u"b.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    auto options = f.options();
    options.force = true;
    QVERIFY(!engine::groupFiles(ImportFixture::surveys({ a, b }), options).twinOf[1]);
}

void TestFileGroups::destinationNamesTablesAndChannel()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto survey = ImportFixture::surveys({ a }).front();
    auto options = f.options();
    QCOMPARE(engine::FileIdentities(options).of(survey).destination,
             u"dropship_purchases\ndropship_purchase_details"_s);
    options.channel = u"shopee"_s;
    QCOMPARE(engine::FileIdentities(options).of(survey).destination,
             u"dropship_purchases\ndropship_purchase_details\nchannel=shopee"_s);
}

// More kinds than are kept at hand, each asked for twice.
void TestFileGroups::identitiesOfManyKindsKeepApart()
{
    ImportFixture f;
    std::vector<advisor::FileSurvey> surveys;
    for (int kind = 0; kind < 20; ++kind) {
        const auto file = f.write(QString::number(kind) + u".csv"_s, "id;name\n1;x\n");
        surveys.push_back(ImportFixture::surveys({ file }, {}, u"table%1"_s.arg(kind)).front());
        surveys.back().sniff.dialect.headerRow = kind;
    }
    const auto options = f.options();
    engine::FileIdentities identities(options);
    for (int at = 0; at < 40; ++at) {
        const auto kind = at % 20;
        const auto identity = identities.of(surveys[static_cast<std::size_t>(kind)]);
        QCOMPARE(identity.destination, u"table%1"_s.arg(kind));
        QVERIFY2(identity.dialectJson.contains("\"header_row\":" + QByteArray::number(kind) + ','),
                 identity.dialectJson.constData());
        QCOMPARE(identity.path, surveys[static_cast<std::size_t>(kind)].path);
    }
}

QTEST_GUILESS_MAIN(TestFileGroups)
#include "tst_file_groups.moc"
