// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/correction.h"
#include "core/engine/undo.h"
#include "tests/core/engine/import_fixture.h"

#include <QEventLoop>
#include <QTest>

using namespace dockhand;
using namespace Qt::StringLiterals;
using namespace dockhand::engine;
using ledger::RunState;
using report::CorrectedRecord;
using test::ImportFixture;

namespace {

/// The database, opened for questions.
struct Open
{
    std::unique_ptr<target::Target> target;
    std::unique_ptr<ledger::Ledger> ledger;
};

Open open(const ImportFixture &f)
{
    target::TargetOptions options;
    options.readOnly = true;
    Open open;
    open.target = target::openTarget(f.options().target, options).value();
    open.ledger = ledger::Ledger::open(*open.target).value();
    return open;
}

RejectedRecord rejected(const ImportFixture &f, std::int64_t id)
{
    return readRejected(*open(f).ledger, id).value();
}

CorrectedRecord corrected(const RejectedRecord &record, const QString &column,
                          const std::string &value)
{
    CorrectedRecord corrected { record.reject.id, record.name, record.fields, record.rest };
    corrected.fields.at(static_cast<std::size_t>(record.columns.indexOf(column))) = value;
    return corrected;
}

std::vector<Result<RunResult>> bringIn(const ImportFixture &f,
                                       const std::vector<CorrectedRecord> &records)
{
    auto prepared = [&] {
        const auto database = open(f);
        return prepareRepairs(records, *database.target, *database.ledger);
    }();
    std::vector<Result<RunResult>> results;
    if (!prepared) {
        results.emplace_back(failure(prepared.error()));
        return results;
    }
    for (const auto &repair : *prepared) {
        auto options = f.options();
        apply(repair, options);
        ImportRun run({ repair.survey }, options);
        QEventLoop loop;
        QObject::connect(&run, &ImportRun::finished, &loop, &QEventLoop::quit);
        run.start();
        loop.exec();
        results.emplace_back(run.takeResult());
    }
    return results;
}

QStringList wares(ImportFixture &f, const char *rows)
{
    f.tableName = u"wares"_s;
    return { f.write(u"wares.csv"_s, QByteArray("name,price\n") + rows + "Cup,3\nPot,4\n") };
}

} // namespace

/// Rejected records are taken apart, corrected without a sheet, and come in by the way of sheets.
class TestCorrection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordIsTakenApart();
    void correctedRecordsComeIn();
    void filesOfSeveralShapesComeInAsSeveralRuns();
    void valuesSurvive_data();
    void valuesSurvive();
    void stillBadRecordHasALaterForm();
    void brokenRecordIsTypedAnew();
    void typedTextIsTakenApart_data();
    void typedTextIsTakenApart();
    void fieldsBecomeTextAndBack();
    void whatIsInIsNotCorrectedAgain();
    void recordOfAnotherDatabaseIsRefused();
    void placeOfAnErrorIsThatOfTheRecord();
};

void TestCorrection::recordIsTakenApart()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    const auto record = rejected(f, 1);
    QCOMPARE(record.columns.size(), 27);
    QCOMPARE(record.fields.size(), std::size_t { 27 });
    QCOMPARE(record.fields.at(static_cast<std::size_t>(record.columns.indexOf(u"Qty"_s))), "many");
    QVERIFY(record.rest.empty());
    QVERIFY(!record.isOffShape);
    QCOMPARE(record.reject.issues.front().column, u"Qty"_s);
}

void TestCorrection::correctedRecordsComeIn()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u"A"_s, u"1"_s },
                               { u"K1"_s, u"A"_s, u"many"_s },
                               { u"K1"_s, u"A"_s, u"3"_s },
                               { u"K2"_s, u"B"_s, u"more"_s } }) });
    // In any order; what is not given stays as it is.
    const auto results = bringIn(f, { corrected(rejected(f, 1), u"Qty"_s, "2") });
    QCOMPARE(results.size(), std::size_t { 1 });
    QVERIFY(results[0] && results[0]->state == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT kode_pesanan, sku, item_no, qty FROM dropship_purchase_details "
                     "ORDER BY 1, 2, 3"_s),
             u"K1|A|1|1\nK1|A|2|2\nK1|A|3|3\n"_s);
    QCOMPARE(f.query(u"SELECT id, resolved_by FROM dockhand_reject ORDER BY id"_s),
             u"1|2\n2|0\n"_s);
    QCOMPARE(f.query(u"SELECT kind FROM dockhand_run ORDER BY id"_s), u"import\nrepair\n"_s);
}

void TestCorrection::filesOfSeveralShapesComeInAsSeveralRuns()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    f.import(wares(f, "Cup,1,2\n"));
    auto ware = rejected(f, 2);
    ware.rest.clear();
    const auto results = bringIn(
        f, { corrected(ware, u"name"_s, "Bowl"), corrected(rejected(f, 1), u"Qty"_s, "2") });
    QCOMPARE(results.size(), std::size_t { 2 });
    QVERIFY(results[0] && results[0]->counts.inserted == 1);
    QVERIFY(results[1] && results[1]->counts.inserted == 1);
    QCOMPARE(f.query(u"SELECT count(*) FROM wares WHERE name = 'Bowl'"_s), u"1\n"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject WHERE resolved_by = 0"_s), u"0\n"_s);
}

void TestCorrection::valuesSurvive_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const auto *value : { "=1+1", "'=1+1", "''=1+1", "@x", "-5", "'-x", "'x", "“é”", "a\"b",
                               "a,b;c\td", "0012", " x ", "two\nlines", "two\r\nlines", "\"\"" })
        QTest::newRow(value) << QByteArray(value);
}

void TestCorrection::valuesSurvive()
{
    QFETCH(QByteArray, value);
    ImportFixture f;
    QByteArray content;
    for (int i = 0; i < 40; ++i)
        content += "Cup,3\n";
    f.import(wares(f, content + "Can,1,9\n"));
    auto record = rejected(f, 1);
    record.rest.clear();
    const auto results = bringIn(f, { corrected(record, u"name"_s, value.toStdString()) });
    QVERIFY(results[0] && results[0]->state == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT hex(name) FROM wares WHERE price = 1"_s).trimmed().toLatin1(),
             value.toHex().toUpper());
}

void TestCorrection::stillBadRecordHasALaterForm()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    const auto original = rejected(f, 1).reject;
    QVERIFY(!open(f).ledger->laterForm(original).value());
    QCOMPARE(bringIn(f, { corrected(rejected(f, 1), u"Qty"_s, "some") })[0]->counts.rejected, 1);
    auto again = rejected(f, 1).reject;
    auto later = open(f).ledger->laterForm(again).value();
    QVERIFY(later);
    QCOMPARE(later->id, 2);
    QCOMPARE(later->issues.front().value, u"some"_s);
    // A form that was corrected once more, and is bad still, is the one that counts for both.
    QCOMPARE(bringIn(f, { corrected(rejected(f, 2), u"Qty"_s, "few") })[0]->counts.rejected, 1);
    again = rejected(f, 1).reject;
    later = open(f).ledger->laterForm(again).value();
    QVERIFY(later);
    QCOMPARE(later->id, 3);
    QVERIFY(bringIn(f, { corrected(rejected(f, 3), u"Qty"_s, "2") })[0]->state
            == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT id, resolved_by FROM dockhand_reject ORDER BY id"_s),
             u"1|4\n2|4\n3|4\n"_s);
}

// Its last field was empty and its delimiter forgotten: the fields are the same as before.
void TestCorrection::brokenRecordIsTypedAnew()
{
    ImportFixture f;
    f.tableName = u"wares"_s;
    QByteArray content = "name,price,note\n";
    for (int i = 0; i < 40; ++i)
        content += "Cup,3,\n";
    f.import({ f.write(u"wares.csv"_s, content + "Can,1\n") });
    const auto record = rejected(f, 1);
    QVERIFY(record.isOffShape);
    const auto before = takeApart("Can,1", record.dialect, 3).value();
    QVERIFY(!before.fits());
    QCOMPARE(before.fieldCount, std::size_t { 2 });
    const auto typed = takeApart("Can,1,", record.dialect, 3).value();
    QVERIFY(typed.fits());
    const auto results
        = bringIn(f, { { record.reject.id, record.name, typed.fields, typed.rest } });
    QVERIFY(results[0] && results[0]->state == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT count(*) FROM wares WHERE name = 'Can'"_s), u"1\n"_s);
}

void TestCorrection::typedTextIsTakenApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<int>("fields");
    QTest::newRow("right") << QByteArray("a;b") << true << 2;
    QTest::newRow("with its line end") << QByteArray("a;b\n") << true << 2;
    QTest::newRow("line break in quotes") << QByteArray("\"a\nc\";b") << true << 2;
    QTest::newRow("too few") << QByteArray("a") << false << 1;
    QTest::newRow("too many") << QByteArray("a;b;c") << false << 3;
    QTest::newRow("nothing") << QByteArray() << false << 0;
    QTest::newRow("two records") << QByteArray("a;b\nc;d") << false << 2;
    QTest::newRow("quote not closed") << QByteArray("a;\"b") << false << 0;
    QTest::newRow("text behind a quote") << QByteArray("\"a\"x;b") << false << 2;
}

void TestCorrection::typedTextIsTakenApart()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, fits);
    QFETCH(int, fields);
    source::Dialect dialect;
    dialect.delimiter = ';';
    dialect.headerRow = 0;
    const auto typed = takeApart(text.toStdString(), dialect, 2).value();
    QCOMPARE(typed.fits(), fits);
    QCOMPARE(static_cast<int>(typed.fieldCount), fields);
    QCOMPARE(typed.fields.size(), std::size_t { 2 });
}

void TestCorrection::fieldsBecomeTextAndBack()
{
    const std::vector<std::string> fields { "a;b", "say \"no\"", "two\nlines", "", "c:\\d" };
    for (const char escape : { '\0', '\\' }) {
        source::Dialect dialect;
        dialect.delimiter = ';';
        dialect.escape = escape;
        dialect.headerRow = 0;
        const auto text = recordText(fields, { "more" }, dialect);
        const auto typed = takeApart(text, dialect, fields.size()).value();
        QCOMPARE(typed.fields, fields);
        QCOMPARE(typed.rest, std::vector<std::string> { "more" });
        QVERIFY(typed.isOne && !typed.issue);
    }
}

void TestCorrection::whatIsInIsNotCorrectedAgain()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    const auto record = corrected(rejected(f, 1), u"Qty"_s, "2");
    QVERIFY(bringIn(f, { record })[0]->state == RunState::Succeeded);
    const auto again = readRejected(*open(f).ledger, 1);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::RepairImpossible);
    QCOMPARE(again.error().arguments.value(0), u"run 2 has brought it in"_s);
    // Somebody who had it open before brings nothing twice.
    const auto late = bringIn(f, { record });
    QVERIFY(late[0]);
    QCOMPARE(late[0]->counts.inserted, 0);
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchase_details"_s), u"1\n"_s);
}

void TestCorrection::recordOfAnotherDatabaseIsRefused()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    ImportFixture g;
    g.import({ g.writeOrders(u"a.csv"_s, { { u"K9"_s, u"B"_s, u"more"_s } }) });
    const auto result = bringIn(g, { corrected(rejected(f, 1), u"Qty"_s, "2") })[0];
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::RepairImpossible);
    QCOMPARE(g.query(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0\n"_s);
}

void TestCorrection::placeOfAnErrorIsThatOfTheRecord()
{
    ImportFixture f;
    const auto path
        = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"x"_s } });
    f.import({ path });
    const auto record = corrected(rejected(f, 1), u"Qty"_s, "2");
    UndoOptions options;
    options.target = f.options().target;
    options.runId = 1;
    const SystemClock clock;
    RunControl control;
    QVERIFY(!Undo(options, clock, control).run().error);
    const auto result = bringIn(f, { record })[0];
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::RepairImpossible);
    QCOMPARE(result.error().place.file, path);
    QCOMPARE(result.error().place.record, 2);
    // The same record twice: of which the sheet would speak by its own numbers.
    ImportFixture g;
    const auto other = g.writeOrders(u"b.csv"_s, { { u"K1"_s, u"A"_s, u"x"_s } });
    g.import({ other });
    const auto twice = corrected(rejected(g, 1), u"Qty"_s, "2");
    const auto refused = bringIn(g, { twice, twice })[0];
    QVERIFY(!refused);
    QCOMPARE(refused.error().place.file, other);
    QCOMPARE(refused.error().place.record, 1);
}

QTEST_GUILESS_MAIN(TestCorrection)

#include "tst_correction.moc"
