// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/undo.h"
#include "tests/core/engine/import_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <chrono>
#include <numeric>
#include <thread>

using namespace dockhand;
using namespace Qt::StringLiterals;
using namespace dockhand::engine;
using ledger::RunState;
using profile::DuplicatePolicy;
using test::ImportFixture;

namespace {

using Records = QList<std::tuple<QString, QString, QString>>;

void updating(ImportOptions &options)
{
    options.duplicates = DuplicatePolicy::Update;
}

/// Both tables without the numbers of files.
QString rows(const ImportFixture &f)
{
    return f.query(u"SELECT kode_pesanan, status_pesanan_terakhir, import_file_id IS NULL "
                   "FROM dropship_purchases ORDER BY 1"_s)
        + u'\n'
        + f.query(u"SELECT kode_pesanan, sku, item_no, qty, import_record "
                  "FROM dropship_purchase_details ORDER BY 1, 2, 3"_s);
}

UndoResult undo(const ImportFixture &f, std::int64_t run, std::int64_t file = 0)
{
    UndoOptions options;
    options.target = f.options().target;
    options.runId = run;
    options.fileId = file;
    options.retryFor = std::chrono::milliseconds(0);
    const SystemClock clock;
    RunControl control;
    return Undo(options, clock, control).run();
}

Result<UndoPreview> previewOf(const ImportFixture &f, std::int64_t run)
{
    UndoOptions options;
    options.target = f.options().target;
    options.runId = run;
    const SystemClock clock;
    RunControl control;
    return Undo(options, clock, control).preview();
}

QString whyNot(const UndoResult &result)
{
    return result.error && result.error->code == ErrorCode::UndoImpossible
        ? result.error->arguments.value(0)
        : QString();
}

} // namespace

/// What came in can be taken out again: exactly that, and all of it or nothing.
class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insertedRowsLeave();
    void updatedRowsGetTheirContentBack();
    void rowsChangedLaterStayAndAreNamed();
    void rowsChangedByHandStayAndAreNamed();
    void whatWasChangedByHandIsNotTakenForAnImports();
    void oneFileOfAnUpdate_data();
    void oneFileOfAnUpdate();
    void orderStaysWhileItemsOfOthersBelongToIt();
    void oneFileOfARun();
    void rowsWithoutAKeyLeave();
    void undoneFilesComeInAgain();
    void laterDuplicatesAreTold();
    void filesThatLackRowsComeInAgain();
    void unfinishedFilesThatLackRowsStartOver();
    void runWithoutRecordsIsUndone();
    void whatStaysBehindIsTold();
    void fileOfTwoRunsLeavesWhole();
    void anyOrderGivesWhatTheOthersAloneWouldGive_data();
    void anyOrderGivesWhatTheOthersAloneWouldGive();
    void whatCannotBeUndoneSaysWhy();
    void lockedDatabaseChangesNothing();
    void cancelledAtAnyMomentItIsAllOrNothing();
    void isInTheHistory();
    void previewTellsWhatWillLeave();
    void previewRefusesWhatUndoWould();
    void lastRunAndPathsAreFound();
};

void TestUndo::insertedRowsLeave()
{
    ImportFixture f;
    const auto first = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } });
    QVERIFY(f.import({ first }).state == RunState::Succeeded);
    const auto before = rows(f);
    const auto second = f.writeOrders(u"b.csv"_s,
                                      { { u"K1"_s, u"A"_s, u"2"_s }, // there already
                                        { u"K2"_s, u"A"_s, u"3"_s },
                                        { u"K3"_s, u"B"_s, u"many"_s } });
    const auto run = f.import({ second });
    QVERIFY(rows(f) != before);
    const auto result = undo(f, run.runId);
    QVERIFY2(!result.error, qPrintable(result.error ? errorText(*result.error) : QString()));
    QCOMPARE(rows(f), before);
    QCOMPARE(result.files.size(), std::size_t { 1 });
    QCOMPARE(result.tables.size(), std::size_t { 2 });
    QCOMPARE(result.tables[0].name, u"dropship_purchases"_s);
    QCOMPARE(result.tables[0].removed, 1);
    QCOMPARE(result.tables[1].removed, 1);
    QVERIFY(!result.hasLeftRows());
    // Its rejects and counts are history, and stay.
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject"_s), u"1\n"_s);
    QCOMPARE(f.query(u"SELECT undone_by FROM dockhand_run ORDER BY id"_s), u"0\n3\n0\n"_s);
}

void TestUndo::updatedRowsGetTheirContentBack()
{
    ImportFixture f;
    const auto first
        = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"2"_s } });
    QVERIFY(f.import({ first }, updating).state == RunState::Succeeded);
    // Values that a column of this type would not hold come back as they are, too.
    f.change(
        u"UPDATE dropship_purchases SET status_pesanan_terakhir = x'00ff' WHERE kode_pesanan = 'K1'"_s);
    f.change(u"UPDATE dropship_purchase_details SET qty = 0.1 + 0.2 WHERE kode_pesanan = 'K2'"_s);
    f.change(u"UPDATE dropship_purchases SET import_file_id = NULL WHERE kode_pesanan = 'K2'"_s);
    const auto exactly = [&f] {
        return rows(f)
            + f.query(u"SELECT typeof(status_pesanan_terakhir), hex(status_pesanan_terakhir), "
                      u"import_file_id "
                      "FROM dropship_purchases ORDER BY kode_pesanan"_s)
            + f.query(u"SELECT quote(qty), import_file_id FROM dropship_purchase_details "
                      "ORDER BY kode_pesanan"_s);
    };
    const auto before = exactly();
    const auto second = f.writeOrders(
        u"b.csv"_s,
        { { u"K1"_s, u"A"_s, u"7"_s }, { u"K2"_s, u"A"_s, u"8"_s }, { u"K3"_s, u"A"_s, u"9"_s } });
    const auto run = f.import({ second }, updating);
    QCOMPARE(run.counts.updated, 2);
    const auto result = undo(f, run.runId);
    QVERIFY(!result.error);
    QCOMPARE(exactly(), before);
    QCOMPARE(result.tables[1].restored, 2);
    QCOMPARE(result.tables[1].removed, 1);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_former"_s), u"0\n"_s);
}

void TestUndo::rowsChangedLaterStayAndAreNamed()
{
    ImportFixture f;
    const auto import = [&f](const QString &name, const QString &qty) {
        return f.import({ f.writeOrders(name, { { u"K1"_s, u"A"_s, qty } }) }, updating).runId;
    };
    const auto first = import(u"a.csv"_s, u"1"_s);
    const auto second = import(u"b.csv"_s, u"2"_s);
    const auto third = import(u"c.csv"_s, u"3"_s);
    const auto qty = [&f] { return f.query(u"SELECT qty FROM dropship_purchase_details"_s); };

    const auto middle = undo(f, second);
    QVERIFY(!middle.error);
    QVERIFY(middle.hasLeftRows());
    QCOMPARE(middle.tables[1].left, 1);
    QCOMPARE(middle.tables[1].removed + middle.tables[1].restored, 0);
    QStringList left;
    for (const auto &row : middle.leftRows)
        left += row.table + u' ' + row.key;
    left.sort();
    QCOMPARE(left,
             (QStringList { u"dropship_purchase_details K1, A, 1"_s, u"dropship_purchases K1"_s }));
    QCOMPARE(qty(), u"3\n"_s);
    const auto told
        = f.query(u"SELECT plan_json FROM dockhand_run WHERE id = %1"_s.arg(middle.runId));
    const auto record = undoRecord(told.toUtf8());
    QVERIFY(record);
    QCOMPARE(record->tables.size(), middle.tables.size());
    QCOMPARE(record->tables[1].name, middle.tables[1].name);
    QCOMPARE(record->tables[1].left, 1);
    QCOMPARE(record->leftRows.size(), middle.leftRows.size());
    QCOMPARE(record->leftRows.front().key, middle.leftRows.front().key);
    QVERIFY(!undoRecord("{\"chunk_rows\":1}"));

    // The later one knows nothing of the undone any more.
    const auto last = undo(f, third);
    QVERIFY(!last.error);
    QVERIFY(!last.hasLeftRows());
    QCOMPARE(qty(), u"1\n"_s);
    QVERIFY(!undo(f, first).error);
    QCOMPARE(qty(), QString());
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchases"_s), u"0\n"_s);
}

void TestUndo::rowsChangedByHandStayAndAreNamed()
{
    ImportFixture f;
    f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } }) }, updating);
    const auto run
        = f.import({ f.writeOrders(u"b.csv"_s, { { u"K1"_s, u"A"_s, u"2"_s } }) }, updating);
    f.change(u"UPDATE dropship_purchase_details SET qty = 5, import_file_id = NULL"_s);
    const auto result = undo(f, run.runId);
    QVERIFY(!result.error);
    QCOMPARE(result.tables[1].left, 1);
    QCOMPARE(f.query(u"SELECT qty FROM dropship_purchase_details"_s), u"5\n"_s);
}

void TestUndo::whatWasChangedByHandIsNotTakenForAnImports()
{
    ImportFixture f;
    const auto import = [&f](const QString &name, const QString &qty) {
        return f.import({ f.writeOrders(name, { { u"K1"_s, u"A"_s, qty } }) }, updating).runId;
    };
    import(u"a.csv"_s, u"1"_s);
    const auto second = import(u"b.csv"_s, u"2"_s);
    f.change(u"UPDATE dropship_purchase_details SET qty = 5, import_file_id = NULL"_s);
    const auto third = import(u"c.csv"_s, u"3"_s);
    QVERIFY(!undo(f, second).error);
    QVERIFY(!undo(f, third).error);
    QCOMPARE(f.query(u"SELECT qty FROM dropship_purchase_details"_s), u"5\n"_s);
}

void TestUndo::oneFileOfAnUpdate_data()
{
    QTest::addColumn<int>("others");
    QTest::newRow("row after row") << 0;
    QTest::newRow("as a whole") << 600; // enough for tables that are built outside
}

// Several files of one run hold the same order: each gives way to the next, and can be taken out.
void TestUndo::oneFileOfAnUpdate()
{
    QFETCH(int, others);
    Records many;
    for (int i = 0; i < others; ++i)
        many.append({ u"M%1"_s.arg(i), u"A"_s, u"1"_s });
    const auto withMany = [&many](Records records) { return records + many; };
    ImportFixture f;
    const QStringList paths {
        f.writeOrders(u"a.csv"_s, withMany({ { u"K1"_s, u"A"_s, u"1"_s } })),
        f.writeOrders(u"b.csv"_s, { { u"K1"_s, u"A"_s, u"2"_s }, { u"K2"_s, u"A"_s, u"4"_s } }),
        f.writeOrders(u"c.csv"_s, { { u"K1"_s, u"A"_s, u"3"_s }, { u"K1"_s, u"B"_s, u"5"_s } })
    };
    const auto exactly = [](ImportFixture &fixture) {
        return fixture.query(u"SELECT * FROM dropship_purchases ORDER BY kode_pesanan"_s)
            + fixture.query(u"SELECT * FROM dropship_purchase_details "
                            "ORDER BY kode_pesanan, sku, item_no"_s);
    };
    const auto run = f.import(paths, updating);
    QCOMPARE(run.counts.updated, 2);
    QCOMPARE(run.files[0].counts.inserted, others + 1);
    for (const auto &out : { QList<int> { 1 }, QList<int> { 1, 2 }, QList<int> { 1, 2, 0 } }) {
        QVERIFY(!undo(f, 0, run.files[static_cast<std::size_t>(out.last())].fileId).error);
        ImportFixture alone;
        auto left = paths;
        for (const int index : out) // keeps the number
            left[index] = alone.writeOrders(u"none-%1.csv"_s.arg(index), {});
        alone.import(left, updating);
        QCOMPARE(exactly(f), exactly(alone));
    }
    QCOMPARE(rows(f), u"\n"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_former"_s), u"0\n"_s);
}

void TestUndo::orderStaysWhileItemsOfOthersBelongToIt()
{
    ImportFixture f;
    const auto first = f.import({ f.writeOrders(
        u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"1"_s } }) });
    const auto second = f.import({ f.writeOrders(u"b.csv"_s, { { u"K1"_s, u"B"_s, u"2"_s } }) });
    const auto result = undo(f, first.runId);
    QVERIFY(!result.error);
    QCOMPARE(result.tables[0].handedOver, 1);
    QCOMPARE(result.tables[0].removed, 1);
    QCOMPARE(f.query(u"SELECT kode_pesanan, import_file_id FROM dropship_purchases"_s),
             u"K1|2\n"_s);
    QVERIFY(!undo(f, second.runId).error);
    QCOMPARE(rows(f), u"\n"_s);
}

void TestUndo::oneFileOfARun()
{
    ImportFixture f;
    const auto run = f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } }),
                                f.writeOrders(u"b.csv"_s, { { u"K2"_s, u"A"_s, u"2"_s } }) });
    const auto result = undo(f, 0, run.files[0].fileId);
    QVERIFY(!result.error);
    QCOMPARE(f.query(u"SELECT kode_pesanan FROM dropship_purchases"_s), u"K2\n"_s);
    QCOMPARE(f.query(u"SELECT undone_by FROM dockhand_run WHERE id = 1"_s), u"0\n"_s);
    QVERIFY(!undo(f, run.runId).error); // what is left of it
    QCOMPARE(rows(f), u"\n"_s);
    QCOMPARE(f.query(u"SELECT undone_by FROM dockhand_run WHERE id = 1"_s), u"3\n"_s);
}

void TestUndo::rowsWithoutAKeyLeave()
{
    ImportFixture f;
    f.tableName = u"wares"_s;
    f.import({ f.write(u"a.csv"_s, "name,price\nCup,1\nCup,1\n") });
    const auto run = f.import({ f.write(u"b.csv"_s, "name,price\nCup,1\nPot,2\n") });
    QVERIFY(!undo(f, run.runId).error);
    QCOMPARE(f.query(u"SELECT name, price, import_file_id FROM wares"_s), u"Cup|1|1\nCup|1|1\n"_s);
}

void TestUndo::undoneFilesComeInAgain()
{
    ImportFixture f;
    const auto path = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } });
    const auto run = f.import({ path });
    const auto before = rows(f);
    QVERIFY(!undo(f, run.runId).error);
    QCOMPARE(rows(f), u"\n"_s);
    const auto again = f.import({ path });
    QCOMPARE(again.counts.inserted, 1);
    QCOMPARE(rows(f), before);
    QVERIFY(f.import({ path }).files[0].state == ledger::FileState::Skipped);
}

// What a later run left out as a duplicate leaves with the row it was a duplicate of.
void TestUndo::laterDuplicatesAreTold()
{
    ImportFixture f;
    const auto first = f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } }) });
    const auto second = f.import({ f.writeOrders(
        u"b.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"1"_s } }) });
    QCOMPARE(second.counts.duplicate, 1);
    const auto third = f.import({ f.writeOrders(u"c.csv"_s, { { u"K3"_s, u"A"_s, u"1"_s } }) });
    const auto undone = undo(f, first.runId);
    QCOMPARE(undone.filesWithDuplicates.size(), std::size_t { 1 });
    QCOMPARE(undone.filesWithDuplicates[0].fileId, second.files[0].fileId);
    QCOMPARE(undone.filesWithDuplicates[0].runId, second.runId);
    QVERIFY(undo(f, third.runId).filesWithDuplicates.empty());
}

// A file does not count as in any more when rows are undone that its records were duplicates of.
void TestUndo::filesThatLackRowsComeInAgain()
{
    ImportFixture f;
    const Records records { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"1"_s } };
    const auto first = f.import({ f.writeOrders(u"a.csv"_s, { records[0] }) });
    const auto path = f.writeOrders(u"b.csv"_s, records);
    const auto other = f.writeOrders(u"c.csv"_s, { { u"K3"_s, u"A"_s, u"1"_s } });
    QCOMPARE(f.import({ path, other }).counts.duplicate, 1);
    QVERIFY(f.import({ path }).files[0].state == ledger::FileState::Skipped);
    QVERIFY(!undo(f, first.runId).error);
    const auto again = f.import({ path, other });
    QVERIFY(again.files[0].state == ledger::FileState::Done);
    QCOMPARE(again.counts.inserted, 1);
    QCOMPARE(again.counts.duplicate, 1);
    QVERIFY(again.files[1].state == ledger::FileState::Skipped); // it lacks nothing
    QCOMPARE(f.query(u"SELECT kode_pesanan FROM dropship_purchases ORDER BY 1"_s),
             u"K1\nK2\nK3\n"_s);
    QVERIFY(f.import({ path }).files[0].state == ledger::FileState::Skipped);
}

// What it left out as duplicate before it was cut off is not in: it is not gone on with.
void TestUndo::unfinishedFilesThatLackRowsStartOver()
{
    ImportFixture f;
    const auto recordsFrom = [](int from, int to) {
        QByteArray content = ImportFixture::header();
        for (int i = from; i < to; ++i)
            content += ImportFixture::record(i - from + 1, u"K%1"_s.arg(i), u"A"_s, u"1"_s);
        return content;
    };
    const auto first = f.import({ f.write(u"a.csv"_s, recordsFrom(0, 300)) });
    const auto path = f.write(u"b.csv"_s, recordsFrom(200, 4000));
    const auto inSmallWindows = [](ImportOptions &options) {
        options.plan.chunkRows.value = 100;
        options.plan.windowRows = 500;
    };
    const auto cut
        = f.import({ path }, inSmallWindows, [](ImportRun &run) { test::cancelAfter(run, 500); });
    QVERIFY(!undo(f, first.runId).error);
    const auto rest = f.import({ path });
    QVERIFY(rest.files[0].state == ledger::FileState::Done);
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchases"_s), u"3800\n"_s);
    if (cut.counts.duplicate > 0) // else it was cut off before its first window
        QCOMPARE(rest.files[0].resumedAtRecord, 0);
}

void TestUndo::runWithoutRecordsIsUndone()
{
    ImportFixture f;
    const auto path = f.write(u"a.csv"_s, ImportFixture::header());
    const auto run = f.import({ path });
    QVERIFY(run.files[0].state == ledger::FileState::Done);
    QVERIFY(f.import({ path }).files[0].state == ledger::FileState::Skipped);
    QVERIFY(!undo(f, run.runId).error);
    QVERIFY(f.import({ path }).files[0].state == ledger::FileState::Done);
}

void TestUndo::whatStaysBehindIsTold()
{
    ImportFixture f;
    const Records records { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"many"_s } };
    const auto path = f.writeOrders(u"a.csv"_s, records);
    const auto copy = f.writeOrders(u"copy.csv"_s, records);
    const auto run = f.import({ path });
    const auto skipped = f.import({ copy, path });
    QCOMPARE(skipped.counts.read, 0);
    // As a repair leaves it.
    f.change(u"UPDATE dockhand_reject SET resolved_by = 7, repair_file = 99, repair_record = 1"_s);
    f.change(u"DROP TABLE dropship_purchase_details"_s);
    const auto result = undo(f, run.runId);
    QVERIFY2(!result.error, qPrintable(result.error ? errorText(*result.error) : QString()));
    QCOMPARE(result.missingTables, QStringList { u"dropship_purchase_details"_s });
    QCOMPARE(result.skippedTwins.size(), std::size_t { 1 }); // the same file again is none
    QCOMPARE(result.skippedTwins[0].path, copy);
    QCOMPARE(result.skippedTwins[0].runId, skipped.runId);
    QCOMPARE(result.repairsLeft.size(), std::size_t { 1 });
    QCOMPARE(result.repairsLeft[0].runId, 7);
    QCOMPARE(result.repairsLeft[0].records, 1);
}

void TestUndo::fileOfTwoRunsLeavesWhole()
{
    ImportFixture f;
    QByteArray content = ImportFixture::header();
    for (int i = 0; i < 4000; ++i)
        content += ImportFixture::record(i + 1, u"K%1"_s.arg(i), u"A"_s, u"1"_s);
    const auto path = f.write(u"a.csv"_s, content);
    const auto inSmallWindows = [](ImportOptions &options) {
        options.plan.chunkRows.value = 100;
        options.plan.windowRows = 500;
    };
    const auto cut
        = f.import({ path }, inSmallWindows, [](ImportRun &run) { test::cancelAfter(run, 500); });
    const auto rest = f.import({ path });
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchases"_s), u"4000\n"_s);
    const auto result = undo(f, rest.runId);
    QVERIFY(!result.error);
    QCOMPARE(rows(f), u"\n"_s);
    if (cut.counts.read > 0) // else it was cut off before its first window
        QCOMPARE(result.otherRuns, std::vector<std::int64_t> { cut.runId });
}

void TestUndo::anyOrderGivesWhatTheOthersAloneWouldGive_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("%u", seed) << seed;
}

// Under --on-duplicate update the last record of a key counts. Whichever imports are undone, in
// whatever order: the tables are as if only the others had ever been.
void TestUndo::anyOrderGivesWhatTheOthersAloneWouldGive()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const bool areFiles = seed % 2 == 0; // taken back one by one, or by runs
    const int imports = areFiles ? 3 : 6;
    ImportFixture f;
    QList<QStringList> files;
    QList<std::int64_t> runs;
    QList<std::int64_t> fileIds;
    for (int i = 0; i < imports; ++i) {
        QStringList paths;
        for (int file = 0, count = 1 + random.bounded(3); file < count; ++file) {
            Records records;
            for (int record = 0; record < 1 + random.bounded(12); ++record)
                records.append({ u"K%1"_s.arg(random.bounded(6)), u"S%1"_s.arg(random.bounded(2)),
                                 QString::number(1 + random.bounded(99)) });
            paths += f.writeOrders(u"f-%1-%2.csv"_s.arg(i).arg(file), records);
        }
        const auto run = f.import(paths, updating);
        for (const auto &file : run.files)
            fileIds += file.fileId;
        if (areFiles) {
            for (const auto &path : paths)
                files += QStringList { path };
        } else {
            files += paths;
        }
        runs += run.runId;
    }
    QList<qsizetype> order(files.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    QList<bool> isUndone(files.size(), false);
    for (const auto i : order) {
        const auto result = areFiles ? undo(f, 0, fileIds[i]) : undo(f, runs[i]);
        QVERIFY2(!result.error, qPrintable(result.error ? errorText(*result.error) : QString()));
        isUndone[i] = true;
        ImportFixture alone;
        alone.import({ alone.writeOrders(u"none.csv"_s, {}) }, updating);
        for (qsizetype other = 0; other < files.size(); ++other) {
            if (!isUndone[other])
                alone.import(files[other], updating);
        }
        QCOMPARE(rows(f), rows(alone));
    }
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_former"_s), u"0\n"_s);
}

void TestUndo::whatCannotBeUndoneSaysWhy()
{
    ImportFixture f;
    const auto path = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } });
    const auto run = f.import({ path });
    const auto skipped = f.import({ path });
    QCOMPARE(whyNot(undo(f, 99)), u"there is no run 99"_s);
    QCOMPARE(whyNot(undo(f, 0, 99)), u"there is no file 99"_s);
    QCOMPARE(whyNot(undo(f, skipped.runId)), u"run 2 brought nothing in"_s);
    QVERIFY(whyNot(undo(f, 0, skipped.files[0].fileId)).contains(u"was skipped"_s));

    // Another program is at work on it.
    f.change(u"UPDATE dockhand_run SET state = 'running', owner = '1@elsewhere:7:7:host', "
             "lease_until = '2999-01-01T00:00:00.000Z' WHERE id = 1"_s);
    QCOMPARE(whyNot(undo(f, run.runId)), u"run 1 is still at work"_s);
    f.change(u"UPDATE dockhand_run SET state = 'succeeded' WHERE id = 1"_s);

    const auto undone = undo(f, run.runId);
    QVERIFY(!undone.error);
    QCOMPARE(whyNot(undo(f, run.runId)), u"run 1 was undone by run %1 already"_s.arg(undone.runId));
    QVERIFY(whyNot(undo(f, undone.runId)).contains(u"is an undo itself"_s));

    // An older ledger kept nothing of what rows held before.
    f.import({ f.writeOrders(u"b.csv"_s, { { u"K2"_s, u"A"_s, u"1"_s } }) });
    const auto updated
        = f.import({ f.writeOrders(u"c.csv"_s, { { u"K2"_s, u"A"_s, u"2"_s } }) }, updating);
    f.change(u"UPDATE dockhand_file SET shape_id = 0"_s);
    QVERIFY(whyNot(undo(f, updated.runId)).contains(u"was not kept yet"_s));
}

void TestUndo::lockedDatabaseChangesNothing()
{
    ImportFixture f;
    const auto run = f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } }) });
    const auto before = rows(f);
    auto holder = target::openTarget(f.options().target);
    QVERIFY(holder);
    QVERIFY((*holder)->begin());
    const auto result = undo(f, run.runId);
    QVERIFY(result.error && result.error->code == ErrorCode::DbLocked);
    (*holder)->rollback();
    QCOMPARE(rows(f), before);
    QVERIFY(!undo(f, run.runId).error);
}

void TestUndo::cancelledAtAnyMomentItIsAllOrNothing()
{
    ImportFixture f;
    const auto orders = [&](const QString &name, const QString &sku, const QString &quantity) {
        QByteArray content = ImportFixture::header();
        for (int i = 0; i < 4000; ++i)
            content += ImportFixture::record(i + 1, u"K%1"_s.arg(i), sku, quantity);
        return f.write(name, content);
    };
    const auto all = [&f] {
        return rows(f) + f.query(u"SELECT id, undone_by FROM dockhand_run ORDER BY id"_s)
            + f.query(u"SELECT count(*) FROM dockhand_former"_s);
    };
    QVERIFY(f.import({ orders(u"a.csv"_s, u"A"_s, u"1"_s) }).state == RunState::Succeeded);
    const auto former = rows(f);
    const auto updated = f.import({ orders(u"b.csv"_s, u"A"_s, u"2"_s) }, updating);
    QVERIFY(updated.state == RunState::Succeeded);
    const auto before = all();
    QVERIFY(rows(f) != former);
    const auto kept = f.path(u"kept.sqlite"_s);
    QVERIFY(QFile::copy(f.databasePath(), kept));
    const auto putBack = [&] {
        QFile::remove(f.databasePath());
        return QFile::copy(kept, f.databasePath());
    };
    QElapsedTimer whole;
    whole.start();
    QVERIFY(!undo(f, updated.runId).error);
    const auto took = whole.elapsed();
    QCOMPARE(rows(f), former);

    UndoOptions options;
    options.target = f.options().target;
    options.runId = updated.runId;
    constexpr int kMoments = 40;
    int cancelled = 0;
    for (int moment = 0; moment < kMoments; ++moment) {
        QVERIFY(putBack());
        const SystemClock clock;
        RunControl control;
        Undo work(options, clock, control);
        std::thread canceller([&] {
            std::this_thread::sleep_for(std::chrono::microseconds(1000 * took * moment / kMoments));
            control.cancel();
            work.interrupt();
        });
        const auto result = work.run();
        canceller.join();
        if (!result.error) {
            QCOMPARE(rows(f), former);
            continue;
        }
        ++cancelled;
        QCOMPARE(result.error->code, ErrorCode::RunCancelled);
        QCOMPARE(all(), before);
    }
    QVERIFY(cancelled > 0); // the first one came before anything
}

void TestUndo::isInTheHistory()
{
    ImportFixture f;
    const auto run = f.import({ f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } }) });
    const auto result = undo(f, run.runId);
    QCOMPARE(f.query(u"SELECT kind, state, files FROM dockhand_run ORDER BY id"_s),
             u"import|succeeded|1\nundo|succeeded|1\n"_s);
    QCOMPARE(f.query(u"SELECT file_id, state FROM dockhand_run_file WHERE run_id = %1"_s.arg(
                 result.runId)),
             u"1|done\n"_s);
    const auto told
        = f.query(u"SELECT plan_json FROM dockhand_run WHERE id = %1"_s.arg(result.runId));
    QVERIFY2(told.contains(u"\"removed\":1"_s), qPrintable(told));
}

void TestUndo::previewTellsWhatWillLeave()
{
    ImportFixture f;
    const auto first
        = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s }, { u"K2"_s, u"A"_s, u"2"_s } });
    f.import({ first }, updating);
    const auto second = f.writeOrders(
        u"b.csv"_s,
        { { u"K2"_s, u"A"_s, u"8"_s }, { u"K3"_s, u"A"_s, u"9"_s }, { u"K4"_s, u"A"_s, u"x"_s } });
    const auto run = f.import({ second }, updating);
    const auto before = f.dump();
    const auto preview = previewOf(f, run.runId);
    QVERIFY(preview);
    QCOMPARE(f.dump(), before);
    QVERIFY(preview->run);
    QCOMPARE(preview->run->id, run.runId);
    QCOMPARE(preview->files.size(), std::size_t { 1 });
    QCOMPARE(preview->files[0].counts.rejected, 1);
    QCOMPARE(preview->tables.size(), std::size_t { 2 });
    const auto result = undo(f, run.runId);
    QVERIFY(!result.error);
    std::int64_t changed = 0;
    std::int64_t restored = 0;
    for (std::size_t i = 0; i < result.tables.size(); ++i) {
        QCOMPARE(preview->tables[i].name, result.tables[i].name);
        QCOMPARE(preview->tables[i].rows, result.tables[i].removed + result.tables[i].restored);
        changed += result.tables[i].removed + result.tables[i].restored;
        restored += result.tables[i].restored;
    }
    QVERIFY(restored > 0);
    QCOMPARE(preview->rows(), changed);
    QCOMPARE(preview->replaced, restored);
}

void TestUndo::previewRefusesWhatUndoWould()
{
    ImportFixture f;
    const auto first = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } });
    const auto run = f.import({ first });
    QVERIFY(!undo(f, run.runId).error);
    for (const auto id : { run.runId, run.runId + 1, run.runId + 7 }) {
        const auto preview = previewOf(f, id);
        QVERIFY(!preview);
        QCOMPARE(preview.error().code, ErrorCode::UndoImpossible);
        QCOMPARE(preview.error().arguments.value(0), whyNot(undo(f, id)));
    }
}

void TestUndo::lastRunAndPathsAreFound()
{
    ImportFixture f;
    const auto first = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"A"_s, u"1"_s } });
    const auto second = f.writeOrders(u"b.csv"_s, { { u"K2"_s, u"A"_s, u"1"_s } });
    const auto look = [&f](const QString &path) {
        UndoOptions options;
        options.target = f.options().target;
        options.path = path;
        options.isLastRun = path.isEmpty();
        const SystemClock clock;
        RunControl control;
        return Undo(options, clock, control).preview();
    };
    const auto runOne = f.import({ first }).runId;
    const auto runTwo = f.import({ second }).runId;
    QVERIFY(f.import({ first }).counts.read == 0); // is in already: nothing to undo in this one
    QCOMPARE(look({})->runId, runTwo);
    QCOMPARE(look(first)->files.front().identity.path, first);
    QCOMPARE(look(first)->fileId, 1);
    QVERIFY(!undo(f, runTwo).error);
    QCOMPARE(look({})->runId, runOne);
    QVERIFY(!undo(f, runOne).error);
    QVERIFY(!look({}));
    QVERIFY(!look(f.path(u"never.csv"_s)));
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
