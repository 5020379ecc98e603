// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/repair.h"
#include "core/engine/undo.h"
#include "core/report/repair_sheet.h"
#include "tests/core/engine/import_fixture.h"

#include <QBuffer>
#include <QEventLoop>
#include <QTest>

using namespace dockhand;
using namespace Qt::StringLiterals;
using namespace dockhand::engine;
using ledger::RunState;
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

/// All sheets of what can be repaired, in the order of their files.
QList<QByteArray> sheets(const ImportFixture &f)
{
    const auto database = open(f);
    QList<QByteArray> sheets;
    const auto shapes = database.ledger->repairShapes({}).value();
    for (const auto &shape : shapes) {
        QBuffer output;
        output.open(QIODevice::WriteOnly);
        const auto written = report::writeRepairSheet(*database.ledger, {}, shape.shapeId, output);
        if (!written || *written != shape.rejects)
            return {};
        sheets += output.data();
    }
    return sheets;
}

Result<RunResult> repair(ImportFixture &f, const QByteArray &sheet,
                         const QString &name = u"corrected.csv"_s)
{
    const auto path = f.write(name, sheet);
    Result<Repair> prepared = [&] {
        const auto database = open(f);
        return prepareRepair(path, *database.target, *database.ledger);
    }();
    if (!prepared)
        return failure(prepared.error());
    auto options = f.options();
    apply(*prepared, options);
    ImportRun run({ prepared->survey }, options);
    QEventLoop loop;
    QObject::connect(&run, &ImportRun::finished, &loop, &QEventLoop::quit);
    run.start();
    loop.exec();
    return run.result();
}

QByteArray replaced(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    if (!text.contains(before))
        qFatal("“%s” is not in the sheet", before.constData());
    return text.replace(before, after);
}

QString rows(const ImportFixture &f)
{
    return f.query(u"SELECT kode_pesanan FROM dropship_purchases ORDER BY 1"_s)
        + f.query(u"SELECT kode_pesanan, sku, item_no, qty FROM dropship_purchase_details "
                  "ORDER BY 1, 2, 3"_s);
}

QString resolved(const ImportFixture &f)
{
    return f.query(u"SELECT id, resolved_by FROM dockhand_reject ORDER BY id"_s);
}

void undo(const ImportFixture &f, std::int64_t runId)
{
    UndoOptions options;
    options.target = f.options().target;
    options.runId = runId;
    const SystemClock clock;
    RunControl control;
    const auto result = Undo(options, clock, control).run();
    if (result.error)
        qFatal("%s", qPrintable(errorText(*result.error)));
}

void force(ImportOptions &options)
{
    options.force = true;
}

QString reason(const Result<RunResult> &result)
{
    return !result && result.error().code == ErrorCode::RepairImpossible
        ? result.error().arguments.value(0)
        : QString();
}

QStringList wares(ImportFixture &f, const char *rows)
{
    f.tableName = u"wares"_s;
    return { f.write(u"wares.csv"_s, QByteArray("name,price\n") + rows + "Cup,3\nPot,4\n") };
}

} // namespace

/// Rejected records that were corrected come in as if they had been right from the beginning.
class TestRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void correctedRecordsKeepTheirKeys();
    void recordWhoseItemWasUnknownGetsTheNextNumber();
    void correctedItemCountsAmongItsNewLikes();
    void stillBadRecordIsTheOneToCorrectNext();
    void sameSheetAgainBringsNothing();
    void sheetBroughtAgainLeavesOneFormToCorrect();
    void spreadsheetsMayWriteTheirOwnWay();
    void valuesSurviveTheSheet_data();
    void valuesSurviveTheSheet();
    void brokenBytesMustBeCorrected();
    void fieldsBehindTheHeaderAreShown();
    void refusedByTheDatabaseIsRepairedToo();
    void otherChannelsStayOut();
    void eachKindOfFileHasItsSheet();
    void undoneRepairOpensItsRejects();
    void repairThatWasCutOffIsDoneAgain();
    void undoneSecondRepairLeavesTheLaterForm();
    void twoRepairsBringARecordInOnce();
    void brokenRecordThatIsUnchangedStays();
    void fileThatIsNotInToItsEndIsNotRepaired();
    void whatIsNoSheetSaysWhy_data();
    void whatIsNoSheetSaysWhy();
    void undoneFileIsNotRepaired();
    void rejectsOfAFileThatComesAgainAreOfferedOnce();
    void repairedRecordsOfAFileThatComesAgainAreIn();
    void sheetGoesOnWhereItsFileComesAgain();
};

void TestRepair::correctedRecordsKeepTheirKeys()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u"A"_s, u"1"_s },
                               { u"K1"_s, u"A"_s, u"many"_s },
                               { u"K1"_s, u"A"_s, u"3"_s },
                               { u"K2"_s, u"B"_s, u"more"_s } }) });
    const auto sheet = sheets(f).value(0);
    QVERIFY2(sheet.startsWith("\xEF\xBB\xBF"
                              "dockhand_reject,dockhand_reasons,No,"),
             sheet);
    QVERIFY2(sheet.contains("Qty: “many” is not a whole number."), sheet);
    const auto result = repair(f, replaced(replaced(sheet, ",many,", ",2,"), ",more,", ",4,"));
    QVERIFY(result && result->state == RunState::Succeeded);
    QCOMPARE(result->counts.inserted, 2);
    QCOMPARE(rows(f), u"K1\nK2\nK1|A|1|1\nK1|A|2|2\nK1|A|3|3\nK2|B|1|4\n"_s);
    QCOMPARE(resolved(f), u"1|2\n2|2\n"_s);
    QVERIFY(sheets(f).isEmpty());
    // The originals stay, and the run says what it was.
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject WHERE length(raw_record) > 0"_s),
             u"2\n"_s);
    QCOMPARE(f.query(u"SELECT kind FROM dockhand_run ORDER BY id"_s), u"import\nrepair\n"_s);
    QCOMPARE(f.query(u"SELECT path FROM dockhand_file WHERE id = 2"_s),
             f.path(u"corrected.csv"_s) + u'\n');
}

void TestRepair::recordWhoseItemWasUnknownGetsTheNextNumber()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u""_s, u"1"_s },
                               { u"K1"_s, u"A"_s, u"many"_s }, // the first of its item
                               { u"K1"_s, u"A"_s, u"3"_s } }) });
    QCOMPARE(rows(f), u"K1\nK1|A|2|3\n"_s);
    // Only the first is corrected: it must not take the place of the other.
    const auto sheet = sheets(f).value(0);
    const auto lines = sheet.split('\n');
    QVERIFY(repair(f, lines[0] + '\n' + replaced(lines[1], "TRX-K1,,", "TRX-K1,A,")));
    QCOMPARE(rows(f), u"K1\nK1|A|2|3\nK1|A|3|1\n"_s);
    QVERIFY(repair(f, replaced(sheets(f).value(0), ",many,", ",2,")));
    QCOMPARE(rows(f), u"K1\nK1|A|1|2\nK1|A|2|3\nK1|A|3|1\n"_s);
}

void TestRepair::correctedItemCountsAmongItsNewLikes()
{
    ImportFixture f;
    f.import({ f.writeOrders(
        u"a.csv"_s, { { u"K1"_s, u"AAA"_s, u"1"_s }, { u"K1"_s, u"BBB"_s, u"many"_s } }) });
    auto sheet = replaced(sheets(f).value(0), ",many,", ",2,");
    QVERIFY(repair(f, replaced(sheet, "BBB", "AAA")));
    QCOMPARE(rows(f), u"K1\nK1|AAA|1|1\nK1|AAA|2|2\n"_s);
}

void TestRepair::stillBadRecordIsTheOneToCorrectNext()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u"A"_s, u"many"_s }, { u"K1"_s, u"A"_s, u"2"_s } }) });
    const auto once = repair(f, replaced(sheets(f).value(0), ",many,", ",some,"));
    QVERIFY(once);
    QCOMPARE(once->counts.rejected, 1);
    QCOMPARE(resolved(f), u"1|0\n2|0\n"_s);
    const auto next = sheets(f);
    QCOMPARE(next.size(), 1);
    QCOMPARE(next[0].count('\n'), 2); // the header and one record, as it was corrected last
    const auto twice = repair(f, replaced(next[0], ",some,", ",1,"));
    QVERIFY(twice && twice->state == RunState::Succeeded);
    QCOMPARE(rows(f), u"K1\nK1|A|1|1\nK1|A|2|2\n"_s);
    QCOMPARE(resolved(f), u"1|3\n2|3\n"_s);
}

void TestRepair::sameSheetAgainBringsNothing()
{
    ImportFixture g;
    g.import({ g.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    const auto sheet = replaced(sheets(g).value(0), ",many,", ",2,");
    QVERIFY(repair(g, sheet));
    const auto before = rows(g);
    const auto again = repair(g, sheet, u"again.csv"_s);
    QVERIFY(again && again->state == RunState::Succeeded);
    QCOMPARE(again->counts.inserted, 0);
    QCOMPARE(again->counts.filtered, 1);
    QCOMPARE(rows(g), before);
    QCOMPARE(resolved(g), u"1|2\n"_s);
}

// Without a key nothing but the rejects keeps a record from coming in twice.
void TestRepair::sheetBroughtAgainLeavesOneFormToCorrect()
{
    ImportFixture f;
    f.import(wares(f, "Jug,1,2\n"));
    const auto first = sheets(f).value(0);
    for (int time = 1; time <= 3; ++time) {
        const auto still = repair(f, first);
        QVERIFY(still);
        QCOMPARE(still->counts.rejected, 1);
        QCOMPARE(sheets(f).value(0).count('\n'), 2); // the header and one record
    }
    const auto newest = sheets(f).value(0);
    QVERIFY(repair(f, replaced(first, "Jug,1,2", "Jug,1,")));
    QVERIFY(sheets(f).isEmpty());
    const auto late = repair(f, replaced(newest, "Jug,1,2", "Jug,1,"));
    QVERIFY(late);
    QCOMPARE(late->counts.inserted, 0);
    QCOMPARE(f.query(u"SELECT name, price FROM wares ORDER BY 1"_s), u"Cup|3\nJug|1\nPot|4\n"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject WHERE resolved_by = 0"_s), u"0\n"_s);
}

// Semicolons, other line ends, no byte order mark, columns in another order, no reasons.
void TestRepair::spreadsheetsMayWriteTheirOwnWay()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u"A"_s, u"many"_s }, { u"K2"_s, u"A"_s, u"many"_s } }) });
    QList<QByteArrayList> table;
    for (const auto &line : sheets(f).value(0).mid(3).trimmed().split('\n')) {
        QByteArrayList cells;
        bool isQuoted = false;
        QByteArray cell;
        for (const char c : line.trimmed()) {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
                cells += std::exchange(cell, {});
            else
                cell += c;
        }
        table += cells << cell;
    }
    QByteArray text;
    for (auto &cells : table) {
        cells.removeAt(1); // the reasons
        std::reverse(cells.begin(), cells.end());
        for (auto &cell : cells)
            cell = '"' + (cell == "many" ? QByteArray("5") : cell) + '"';
        text += cells.join(';') + "\n\n";
    }
    const auto result = repair(f, text);
    QVERIFY2(result, qPrintable(result ? QString() : errorText(result.error())));
    QCOMPARE(rows(f), u"K1\nK2\nK1|A|1|5\nK2|A|1|5\n"_s);
}

void TestRepair::valuesSurviveTheSheet_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const auto *value : { "=1+1", "'=1+1", "''=1+1", "@x", "+x", "-5", "'-x", "'x", "“é”",
                               "a\"b", "a,b;c", "0012" })
        QTest::newRow(value) << QByteArray(value);
}

void TestRepair::valuesSurviveTheSheet()
{
    QFETCH(QByteArray, value);
    ImportFixture f;
    f.tableName = u"wares"_s;
    auto quoted = value;
    quoted.replace('"', "\"\"");
    QByteArray content = "name,price\n";
    for (int i = 0; i < 40; ++i)
        content += "Cup,3\n";
    f.import({ f.write(u"wares.csv"_s, content + '"' + quoted + "\",1,5\n") });
    auto sheet = sheets(f).value(0);
    // The field behind the last column goes.
    QVERIFY2(sheet.endsWith(",1,5\r\n"), sheet);
    sheet.chop(4);
    const auto result = repair(f, sheet);
    QVERIFY2(result, qPrintable(result ? QString() : errorText(result.error())));
    QVERIFY(result->state == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT name FROM wares WHERE price = 1"_s),
             QString::fromUtf8(value) + u'\n');
}

void TestRepair::brokenBytesMustBeCorrected()
{
    ImportFixture f;
    QByteArray content = "name,price\n";
    for (int i = 0; i < 40; ++i)
        content += "Caf\xC3\xA9,3\n";
    f.tableName = u"wares"_s;
    f.import({ f.write(u"wares.csv"_s, content + "C\xFFp,1\n") });
    const auto sheet = sheets(f).value(0);
    QVERIFY2(sheet.contains("C\xEF\xBF\xBDp"), sheet);
    const auto asItIs = repair(f, sheet);
    QVERIFY(asItIs);
    QCOMPARE(asItIs->counts.rejected, 1);
    const auto result = repair(f, replaced(sheets(f).value(0), "\xEF\xBF\xBD", "Cup"));
    QVERIFY(result && result->state == RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT name FROM wares WHERE price = 1"_s), u"Cup\n"_s);
}

void TestRepair::fieldsBehindTheHeaderAreShown()
{
    ImportFixture f;
    f.import(wares(f, "Cup,1,\"a,b\",c\n"));
    const auto sheet = sheets(f).value(0);
    QVERIFY2(sheet.contains("name,price,dockhand_rest\r\n"), sheet);
    QVERIFY2(sheet.endsWith("Cup,1,\"\"\"a,b\"\",c\"\r\n"), sheet);
    const auto asItIs = repair(f, sheet);
    QVERIFY(asItIs);
    QCOMPARE(asItIs->counts.rejected, 1);
    // Fields of the file alone are counted, and what to do with those that are left is said.
    const auto after = sheets(f).value(0);
    QCOMPARE(after.right(24), sheet.right(24));
    for (const auto &text : { sheet, after }) {
        QVERIFY2(text.contains("Fields in the record: 4, more than in the header."), text);
        QVERIFY2(text.contains("Clear dockhand_rest once"), text);
    }
    const auto path = f.write(u"corrected.csv"_s, after);
    const auto database = open(f);
    QCOMPARE(prepareRepair(path, *database.target, *database.ledger)->withRest, 1);
}

void TestRepair::refusedByTheDatabaseIsRepairedToo()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K0"_s, u"A"_s, u"1"_s } }) });
    f.change(u"CREATE TRIGGER small BEFORE INSERT ON dropship_purchase_details WHEN NEW.qty > 9 "
             "BEGIN SELECT RAISE(ABORT, 'too many'); END"_s);
    f.import({ f.writeOrders(u"b.csv"_s,
                             { { u"K1"_s, u"A"_s, u"1"_s },
                               { u"K1"_s, u"A"_s, u"99"_s },
                               { u"K1"_s, u"A"_s, u"3"_s } }) });
    const auto sheet = sheets(f).value(0);
    QVERIFY2(sheet.contains("too many"), sheet);
    QVERIFY(repair(f, replaced(sheet, ",99,", ",9,")));
    QCOMPARE(rows(f), u"K0\nK1\nK0|A|1|1\nK1|A|1|1\nK1|A|2|9\nK1|A|3|3\n"_s);
}

void TestRepair::otherChannelsStayOut()
{
    ImportFixture f;
    QByteArray content
        = ImportFixture::header() + ImportFixture::record(1, u"K1"_s, u"A"_s, u"1"_s);
    auto broken = ImportFixture::record(2, u"K2"_s, u"A"_s, u"2"_s);
    const auto channel = QByteArray("Shopee");
    QVERIFY2(broken.contains(channel), broken);
    broken = broken.trimmed() + ",more\n";
    auto other = broken;
    other.replace(channel, "Tokopedia").replace("K2", "K3");
    f.import({ f.write(u"a.csv"_s, content + broken + other) },
             [](ImportOptions &options) { options.channel = u"Shopee"_s; });
    auto sheet = sheets(f).value(0);
    QCOMPARE(sheet.count(",more\r\n"), 2);
    sheet.replace(",more\r\n", ",\r\n");
    const auto result = repair(f, sheet);
    QVERIFY(result);
    QCOMPARE(result->counts.inserted, 1);
    QCOMPARE(result->counts.filtered, 1);
    QVERIFY(!rows(f).contains(u"K3"_s));
}

void TestRepair::eachKindOfFileHasItsSheet()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    f.import(wares(f, "Cup,1,2\n"));
    const auto both = sheets(f);
    QCOMPARE(both.size(), 2);
    QVERIFY(repair(f, replaced(both[1], "Cup,1,2", "Cup,1,")));
    QCOMPARE(f.query(u"SELECT count(*) FROM wares"_s), u"3\n"_s);
    QCOMPARE(sheets(f).size(), 1);
    QVERIFY(repair(f, replaced(both[0], ",many,", ",1,")));
    QVERIFY(sheets(f).isEmpty());
}

void TestRepair::undoneRepairOpensItsRejects()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s,
                             { { u"K1"_s, u"A"_s, u"many"_s }, { u"K2"_s, u"A"_s, u"1"_s } }) });
    const auto before = rows(f);
    const auto sheet = replaced(sheets(f).value(0), ",many,", ",2,");
    const auto repaired = repair(f, sheet);
    UndoOptions options;
    options.target = f.options().target;
    options.runId = repaired->runId;
    const SystemClock clock;
    RunControl control;
    QVERIFY(!Undo(options, clock, control).run().error);
    QCOMPARE(rows(f), before);
    QCOMPARE(resolved(f), u"1|0\n"_s);
    QVERIFY(repair(f, sheet, u"again.csv"_s));
    QVERIFY(rows(f) != before);
    QVERIFY(sheets(f).isEmpty());
}

// Rejected twice; the third try was cut off before its window.
void TestRepair::repairThatWasCutOffIsDoneAgain()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    QVERIFY(repair(f, replaced(sheets(f).value(0), ",many,", ",some,")));
    f.change(u"UPDATE dockhand_reject SET repair_file = 77, repair_record = 1"_s);
    const auto open = sheets(f).value(0);
    QCOMPARE(open.count('\n'), 2);
    QVERIFY(repair(f, replaced(open, ",some,", ",1,")));
    QCOMPARE(resolved(f), u"1|3\n2|3\n"_s);
    QCOMPARE(rows(f), u"K1\nK1|A|1|1\n"_s);
}

void TestRepair::undoneSecondRepairLeavesTheLaterForm()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s } }) });
    QVERIFY(repair(f, replaced(sheets(f).value(0), ",many,", ",some,")));
    const auto second = repair(f, replaced(sheets(f).value(0), ",some,", ",1,"));
    UndoOptions options;
    options.target = f.options().target;
    options.runId = second->runId;
    const SystemClock clock;
    RunControl control;
    QVERIFY(!Undo(options, clock, control).run().error);
    const auto open = sheets(f).value(0);
    QCOMPARE(open.count('\n'), 2);
    QVERIFY2(open.contains(",some,"), open);
}

void TestRepair::twoRepairsBringARecordInOnce()
{
    ImportFixture f;
    f.import(wares(f, "Cup,1,2\n"));
    const auto path = f.write(u"sheet.csv"_s, replaced(sheets(f).value(0), "Cup,1,2", "Cup,1,"));
    std::vector<Repair> prepared;
    for (int i = 0; i < 2; ++i) {
        const auto database = open(f);
        prepared.push_back(prepareRepair(path, *database.target, *database.ledger).value());
    }
    std::vector<RunResult> results;
    for (const auto &one : prepared) {
        auto options = f.options();
        apply(one, options);
        ImportRun run({ one.survey }, options);
        QEventLoop loop;
        QObject::connect(&run, &ImportRun::finished, &loop, &QEventLoop::quit);
        run.start();
        loop.exec();
        results.push_back(run.result());
    }
    QVERIFY(results[0].state == RunState::Succeeded);
    QVERIFY(results[1].error && results[1].error->code == ErrorCode::RepairImpossible);
    QCOMPARE(f.query(u"SELECT count(*) FROM wares WHERE price = 1"_s), u"1\n"_s);
}

void TestRepair::brokenRecordThatIsUnchangedStays()
{
    ImportFixture f;
    f.import(wares(f, "Cup\nCan\n"));
    const auto sheet = sheets(f).value(0);
    const auto result = repair(f, replaced(sheet, "Can,", "Can,7"));
    QVERIFY(result);
    QCOMPARE(result->counts.inserted, 1);
    QCOMPARE(result->counts.filtered, 0);
    QCOMPARE(result->counts.rejected, 1);
    QVERIFY(result->counts.balance() && result->files[0].counts.balance());
    QVERIFY(result->state == RunState::Partial);
    // What is told is what is written down.
    QCOMPARE(f.query(u"SELECT state, records_filtered, records_rejected FROM dockhand_run "
                     "WHERE id = 2"_s),
             u"partial|0|1\n"_s);
    QCOMPARE(f.query(u"SELECT state, records_rejected FROM dockhand_file WHERE id = 2"_s),
             u"partial|1\n"_s);
    QCOMPARE(resolved(f), u"1|0\n2|2\n"_s);
    QCOMPARE(sheets(f).value(0).count('\n'), 2);
}

void TestRepair::fileThatIsNotInToItsEndIsNotRepaired()
{
    ImportFixture f;
    f.import(wares(f, "Cup,1,2\n"));
    f.change(u"UPDATE dockhand_file SET state = 'cancelled'"_s);
    QVERIFY(reason(repair(f, sheets(f).value(0))).contains(u"has not come in to its end"_s));
}

void TestRepair::whatIsNoSheetSaysWhy_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *before, const char *after, const char *why) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(why);
    };
    row("no numbers", "dockhand_reject", "nomor", "it has no column dockhand_reject");
    row("a column is missing", ",price", ",prijs", "these columns are missing: price");
    row("a number that is none", "\nr1-", "\nx1-", "is no number of a reject");
    row("a reject that is not there", "\nr1-", "\nr77-",
        "this database has no reject 77; is it the one they are from?");
    row("a reject of another database", "-x", "-y",
        "this database has no reject 1; is it the one they are from?");
    row("twice", "\nr2-", "\nr1-", "reject 1 is there twice, in record 1, too");
}

void TestRepair::whatIsNoSheetSaysWhy()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, why);
    ImportFixture f;
    f.import(wares(f, "Cup,1,2\nCup,3,4\n"));
    const auto result = repair(f, replaced(sheets(f).value(0), before, after));
    QVERIFY2(reason(result).contains(why), qPrintable(reason(result)));
    QCOMPARE(f.query(u"SELECT count(*) FROM wares"_s), u"2\n"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_run"_s), u"1\n"_s);
}

void TestRepair::undoneFileIsNotRepaired()
{
    ImportFixture f;
    const auto run = f.import({ f.writeOrders(
        u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s }, { u"K2"_s, u"A"_s, u"1"_s } }) });
    const auto sheet = replaced(sheets(f).value(0), ",many,", ",2,");
    UndoOptions options;
    options.target = f.options().target;
    options.runId = run.runId;
    const SystemClock clock;
    RunControl control;
    QVERIFY(!Undo(options, clock, control).run().error);
    QVERIFY(sheets(f).isEmpty());
    QVERIFY(reason(repair(f, sheet)).contains(u"was undone"_s));
}

void TestRepair::rejectsOfAFileThatComesAgainAreOfferedOnce()
{
    ImportFixture f;
    const auto path = f.writeOrders(u"a.csv"_s,
                                    { { u"K1"_s, u"A"_s, u"many"_s },
                                      { u"K1"_s, u"A"_s, u"2"_s },
                                      { u"K2"_s, u"A"_s, u"more"_s } });
    f.import({ path });
    const auto again = f.import({ path }, force);
    const auto third = f.import({ path }, force);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject"_s), u"6\n"_s);
    const auto sheet = sheets(f).value(0);
    QCOMPARE(sheets(f).size(), 1);
    QCOMPARE(sheet.count(",many,"), 1);
    QCOMPARE(sheet.count(",more,"), 1);
    // The one before it is offered when the last one leaves, and only that.
    undo(f, third.runId);
    QCOMPARE(sheets(f).value(0).count(",many,"), 1);
    const auto repaired
        = repair(f, replaced(replaced(sheets(f).value(0), ",many,", ",1,"), ",more,", ",3,"));
    QVERIFY(repaired && repaired->state == RunState::Succeeded);
    QCOMPARE(rows(f), u"K1\nK2\nK1|A|1|1\nK1|A|2|2\nK2|A|1|3\n"_s);
    QVERIFY(sheets(f).isEmpty());
    QCOMPARE(
        f.query(u"SELECT count(*) FROM dockhand_reject r JOIN dockhand_file g ON g.id = "
                "r.file_id WHERE g.undone_by = 0 AND r.resolved_by = %1"_s.arg(repaired->runId)),
        u"4\n"_s);
    undo(f, repaired->runId);
    QCOMPARE(sheets(f).value(0).count(",many,"), 1);
    undo(f, again.runId);
    QCOMPARE(sheets(f).value(0).count(",many,"), 1);
    QCOMPARE(sheets(f).value(0).count(",more,"), 1);
}

// Also where the file itself was undone in between: what a repair brought in of it has stayed.
void TestRepair::repairedRecordsOfAFileThatComesAgainAreIn()
{
    ImportFixture f;
    const auto paths = wares(f, "Cup,1,2\n");
    const auto run = f.import(paths);
    const auto corrected = replaced(sheets(f).value(0), "Cup,1,2", "Cup,1,");
    const auto repaired = repair(f, corrected);
    QVERIFY(repaired && repaired->state == RunState::Succeeded);
    const auto wanted = f.query(u"SELECT name, price FROM wares ORDER BY 1, 2"_s);
    undo(f, run.runId);
    f.import(paths);
    QCOMPARE(f.query(u"SELECT name, price FROM wares ORDER BY 1, 2"_s), wanted);
    QVERIFY(sheets(f).isEmpty());
    QCOMPARE(f.query(u"SELECT resolved_by FROM dockhand_reject ORDER BY id"_s), u"2\n2\n"_s);
    // Once the repair is taken back, too, it is to be corrected again, once.
    undo(f, repaired->runId);
    QCOMPARE(sheets(f).value(0).count("Cup,1,2"), 1);
}

void TestRepair::sheetGoesOnWhereItsFileComesAgain()
{
    ImportFixture f;
    const auto path = f.writeOrders(
        u"a.csv"_s, { { u"K1"_s, u"A"_s, u"many"_s }, { u"K2"_s, u"A"_s, u"1"_s } });
    f.import({ path });
    QVERIFY(repair(f, replaced(sheets(f).value(0), ",many,", ",lots,")));
    f.import({ path }, force);
    // The corrected form that was rejected is the one to correct, not the first form once more.
    QCOMPARE(sheets(f).size(), 1);
    const auto sheet = sheets(f).value(0);
    QCOMPARE(sheet.count(",many,"), 0);
    const auto repaired = repair(f, replaced(sheet, ",lots,", ",3,"), u"second.csv"_s);
    QVERIFY(repaired && repaired->state == RunState::Succeeded);
    QVERIFY(sheets(f).isEmpty());
    QCOMPARE(f.query(u"SELECT DISTINCT resolved_by FROM dockhand_reject"_s),
             u"%1\n"_s.arg(repaired->runId));
}

QTEST_GUILESS_MAIN(TestRepair)
#include "tst_repair.moc"
