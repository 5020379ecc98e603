// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_json.h"
#include "tests/core/engine/import_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace dockhand;
using namespace Qt::StringLiterals;
using namespace dockhand::engine;
using ledger::Counts;
using ledger::FileState;
using ledger::RunState;
using test::cancelAfter;
using test::ImportFixture;

namespace {

Counts counts(std::int64_t read, std::int64_t inserted, std::int64_t updated,
              std::int64_t duplicate, std::int64_t filtered, std::int64_t rejected)
{
    return { read, inserted, updated, duplicate, filtered, rejected };
}

QByteArray jsonText(const RunResult &result)
{
    QByteArray text;
    writeJson(result, [&](QByteArrayView part) { text += part; });
    return text;
}

// Many records in several files: 3 files x 2,000 records, each order twice in the set, every 50th
// record bad.
QStringList manyFiles(ImportFixture &fixture)
{
    QStringList paths;
    for (int file = 0; file < 3; ++file) {
        QByteArray content = ImportFixture::header();
        for (int i = 0; i < 2000; ++i) {
            const auto order
                = u"K%1"_s.arg((i * 7919 + file * 1000) % 3000, 6, 10, QLatin1Char('0'));
            content += ImportFixture::record(i + 1, order, u"S%1"_s.arg(i % 3),
                                             i % 50 == 49 ? u"many"_s : QString::number(1 + i % 9));
        }
        paths << fixture.write(u"many-%1.csv"_s.arg(file), content);
    }
    return paths;
}

} // namespace

/// A run from files to tables: every record accounted for, whatever is in the files and whatever
/// happens.
class TestImportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanFilesGoIn();
    void itemsOfOneOrderAreNumbered();
    void duplicatesFollowThePolicy_data();
    void duplicatesFollowThePolicy();
    void badRecordIsKeptWithItsRawText();
    void badFileFailsAlone();
    void channelFiltersRecords();
    void sameFileAgainIsSkippedAndSaysWhy();
    void renamedCopyIsSkipped();
    void forceReadsAgainAndKeysProtect();
    void sameContentTwiceInOneRunGoesInOnce();
    void twinOfAFailedFileIsReadAfterAll();
    void tablesDoNotDependOnChunksOrConcurrency_data();
    void tablesDoNotDependOnChunksOrConcurrency();
    void pausedRunGoesOn();
    void cancelledRunGoesOnAtItsWatermark();
    void orderCutInTwoKeepsItsNumbers();
    void cancelAtAnyMomentIsACancelledRun();
    void everyChangeOfAFileIsTold();
    void changedFileIsNotResumed();
    void filesThatStartOverAreTakenBack_data();
    void filesThatStartOverAreTakenBack();
    void partOfAChangedFileIsNotDoubled_data();
    void partOfAChangedFileIsNotDoubled();
    void takenBackAttemptTakesItsRejectsAlong_data();
    void takenBackAttemptTakesItsRejectsAlong();
    void rowsWithoutAKeyComeOnce_data();
    void rowsWithoutAKeyComeOnce();
    void sameContentGoesToEveryDestination();
    void droppedTableIsFilledAgain();
    void runThatWasCutOffIsClosedByTheNext();
    void tooManyRejectsStopAFile();
    void refusedByTheDatabaseIsARejectWithItsWords();
    void lockedDatabaseIsWaitedFor();
    void filesAreRetryingWhileTheirWindowWaits_data();
    void filesAreRetryingWhileTheirWindowWaits();
    void databaseThatStaysLockedFailsTheRun();
    void nothingImportableTouchesNoDatabase();
    void schemaMismatchFailsItsFilesOnly();
    void autoProfileMakesATablePerFile();
    void jsonIsOneDocument_data();
    void jsonIsOneDocument();
    void jsonHoldsTheContract();
};

void TestImportRun::cleanFilesGoIn()
{
    ImportFixture f;
    const auto a
        = f.writeOrders(u"a.csv"_s, { { u"K2"_s, u"S1"_s, u"1"_s }, { u"K1"_s, u"S1"_s, u"2"_s } });
    const auto b = f.writeOrders(u"b.csv"_s, { { u"K3"_s, u"S9"_s, u"3"_s } });
    const auto result = f.import({ a, b });
    QVERIFY(!result.error);
    QCOMPARE(result.state, RunState::Succeeded);
    QVERIFY(result.counts == counts(3, 3, 0, 0, 0, 0));
    QCOMPARE(result.files.size(), std::size_t { 2 });
    QCOMPARE(result.files[0].state, FileState::Done);
    QCOMPARE(
        f.query(
            u"SELECT kode_pesanan, total_transaksi, waktu_pesanan_terbuat, kode_invoice_channel, waktu_pengiriman FROM dropship_purchases ORDER BY 1"_s),
        u"K1|16150|2026-01-02 15:04:05|INVK1|\nK2|16150|2026-01-02 15:04:05|INVK2|\nK3|16150|2026-01-02 15:04:05|INVK3|\n"_s);
    QCOMPARE(
        f.query(
            u"SELECT kode_pesanan, sku, item_no, qty, harga_produk_channel, import_file_id, import_record FROM dropship_purchase_details ORDER BY 1"_s),
        u"K1|S1|1|2|19000.5|1|2\nK2|S1|1|1|19000.5|1|1\nK3|S9|1|3|19000.5|2|1\n"_s);
    QCOMPARE(f.query(u"SELECT state, files, records_inserted FROM dockhand_run"_s),
             u"succeeded|2|3\n"_s);
}

void TestImportRun::itemsOfOneOrderAreNumbered()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s,
                                 { { u"K1"_s, u"S1"_s, u"1"_s },
                                   { u"K1"_s, u"S2"_s, u"1"_s },
                                   { u"K1"_s, u"S1"_s, u"bad"_s },
                                   { u"K1"_s, u"S1"_s, u"4"_s } });
    for (const int chunkRows : { 1, 2, 4096 }) {
        const auto result = f.import({ a }, [&](ImportOptions &options) {
            options.plan.chunkRows.value = chunkRows;
            options.force = true;
        });
        QCOMPARE(result.counts.rejected, std::int64_t { 1 });
        // The rejected third record keeps its number 2, so that it can come in later under its own
        // key.
        QCOMPARE(
            f.query(u"SELECT sku, item_no, qty FROM dropship_purchase_details ORDER BY 1, 2"_s),
            u"S1|1|1\nS1|3|4\nS2|1|1\n"_s);
        QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchases"_s), u"1\n"_s);
    }
}

void TestImportRun::duplicatesFollowThePolicy_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<QString>("quantities");
    QTest::addColumn<qint64>("updated");
    QTest::addColumn<qint64>("duplicate");
    QTest::addColumn<qint64>("rejected");
    QTest::newRow("skip keeps the first")
        << static_cast<int>(profile::DuplicatePolicy::Skip) << u"K1|1\nK2|5\n"_s << qint64 { 0 }
        << qint64 { 2 } << qint64 { 0 };
    QTest::newRow("update keeps the last")
        << static_cast<int>(profile::DuplicatePolicy::Update) << u"K1|3\nK2|5\n"_s << qint64 { 2 }
        << qint64 { 0 } << qint64 { 0 };
    QTest::newRow("reject keeps the first")
        << static_cast<int>(profile::DuplicatePolicy::Reject) << u"K1|1\nK2|5\n"_s << qint64 { 0 }
        << qint64 { 0 } << qint64 { 2 };
}

void TestImportRun::duplicatesFollowThePolicy()
{
    QFETCH(int, policy);
    QFETCH(QString, quantities);
    QFETCH(qint64, updated);
    QFETCH(qint64, duplicate);
    QFETCH(qint64, rejected);
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s,
                                 { { u"K1"_s, u"S1"_s, u"1"_s },
                                   { u"K2"_s, u"S1"_s, u"5"_s },
                                   { u"K1"_s, u"S1"_s, u"2"_s } });
    const auto b = f.writeOrders(u"b.csv"_s, { { u"K1"_s, u"S1"_s, u"3"_s } });
    const auto result = f.import({ a, b }, [&](ImportOptions &options) {
        options.duplicates = static_cast<profile::DuplicatePolicy>(policy);
    });
    QVERIFY(!result.error);
    QVERIFY(result.counts == counts(4, 2, updated, duplicate, 0, rejected));
    QCOMPARE(f.query(u"SELECT kode_pesanan, qty FROM dropship_purchase_details ORDER BY 1"_s),
             quantities);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject"_s), QString::number(rejected) + u'\n');
}

void TestImportRun::badRecordIsKeptWithItsRawText()
{
    ImportFixture f;
    const QByteArray bad = ImportFixture::record(2, u"K2"_s, u"S1"_s, u"zwei"_s);
    const auto a
        = f.write(u"a.csv"_s,
                  ImportFixture::header() + ImportFixture::record(1, u"K1"_s, u"S1"_s, u"1"_s) + bad
                      + "3,short\n");
    const auto result = f.import({ a });
    QCOMPARE(result.state, RunState::Partial);
    QCOMPARE(result.files[0].state, FileState::Partial);
    QVERIFY(result.counts == counts(3, 1, 0, 0, 0, 2));
    QCOMPARE(result.files[0].firstRejects.size(), std::size_t { 2 });
    const auto &reject = result.files[0].firstRejects[0];
    QCOMPARE(reject.record, std::int64_t { 2 });
    QCOMPARE(reject.line, std::int64_t { 3 });
    QCOMPARE(reject.raw + '\n', bad);
    QCOMPARE(reject.issues.at(0).code, u"value.not_integer"_s);
    QCOMPARE(reject.issues.at(0).column, u"Qty"_s);
    QCOMPARE(reject.issues.at(0).value, u"zwei"_s);
    QCOMPARE(result.files[0].firstRejects[1].issues.at(0).code, u"row.too_few_columns"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_reject"_s), u"2\n"_s);
}

void TestImportRun::badFileFailsAlone()
{
    ImportFixture f;
    const auto good = f.writeOrders(u"good.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto empty = f.write(u"empty.csv"_s, "");
    const auto pdf = f.write(u"bill.csv"_s, "%PDF-1.7 binary");
    const auto result = f.import({ empty, good, f.path(u"missing.csv"_s), pdf });
    QCOMPARE(result.state, RunState::Partial);
    QCOMPARE(result.files[0].error->code, ErrorCode::FileEmpty);
    QCOMPARE(result.files[1].state, FileState::Done);
    QCOMPARE(result.files[2].error->code, ErrorCode::FileNotFound);
    QCOMPARE(result.files[3].error->code, ErrorCode::FileUnsupportedFormat);
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchase_details"_s), u"1\n"_s);
    QCOMPARE(f.query(u"SELECT error_code FROM dockhand_run_file ORDER BY queue_position"_s),
             u"file.empty\n\nfile.not_found\nfile.unsupported_format\n"_s);
}

void TestImportRun::channelFiltersRecords()
{
    ImportFixture f;
    auto other = ImportFixture::record(2, u"K2"_s, u"S1"_s, u"1"_s);
    other.replace("Shopee", "Lazada");
    const auto a = f.write(u"a.csv"_s,
                           ImportFixture::header()
                               + ImportFixture::record(1, u"K1"_s, u"S1"_s, u"1"_s) + other);
    const auto result
        = f.import({ a }, [](ImportOptions &options) { options.channel = u"Shopee"_s; });
    QCOMPARE(result.state, RunState::Succeeded);
    QVERIFY(result.counts == counts(2, 1, 0, 0, 1, 0));
}

void TestImportRun::sameFileAgainIsSkippedAndSaysWhy()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    QCOMPARE(f.import({ a }).state, RunState::Succeeded);
    const auto again = f.import({ a });
    QCOMPARE(again.state, RunState::Succeeded);
    QCOMPARE(again.files[0].state, FileState::Skipped);
    QVERIFY(again.counts == Counts {});
    QVERIFY2(again.files[0].note.startsWith(u"Imported already on "_s)
                 && again.files[0].note.contains(u"run 1"_s),
             qPrintable(again.files[0].note));
}

void TestImportRun::renamedCopyIsSkipped()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    (void)f.import({ a });
    const auto b = f.path(u"b.csv"_s);
    QVERIFY(QFile::copy(a, b));
    QCOMPARE(f.import({ b }).files[0].state, FileState::Skipped);
    // One byte more is another file.
    const auto c = f.writeOrders(u"c.csv"_s, { { u"K1"_s, u"S1"_s, u"11"_s } });
    const auto result = f.import({ c });
    QCOMPARE(result.files[0].state, FileState::Done);
    QVERIFY(result.counts == counts(1, 0, 0, 1, 0, 0));
}

void TestImportRun::forceReadsAgainAndKeysProtect()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    (void)f.import({ a });
    const auto result = f.import({ a }, [](ImportOptions &options) { options.force = true; });
    QVERIFY(result.counts == counts(1, 0, 0, 1, 0, 0));
    QCOMPARE(result.files[0].state, FileState::Done);
}

void TestImportRun::sameContentTwiceInOneRunGoesInOnce()
{
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto b = f.path(u"b.csv"_s);
    QVERIFY(QFile::copy(a, b));
    const auto result = f.import({ a, b });
    QCOMPARE(result.state, RunState::Succeeded);
    QCOMPARE(result.files[1].state, FileState::Skipped);
    QVERIFY(result.counts == counts(1, 1, 0, 0, 0, 0));
}

void TestImportRun::twinOfAFailedFileIsReadAfterAll()
{
    ImportFixture f;
    const auto a = f.write(u"a.csv"_s,
                           ImportFixture::header() + "1,bad\n2,bad\n"
                               + ImportFixture::record(3, u"K1"_s, u"S1"_s, u"1"_s));
    const auto b = f.path(u"b.csv"_s);
    QVERIFY(QFile::copy(a, b));
    const auto result
        = f.import({ a, b }, [](ImportOptions &options) { options.maxRejects.count = 1; });
    QCOMPARE(result.files[0].state, FileState::Failed);
    QCOMPARE(result.files[1].state, FileState::Failed); // read, and stopped by the same rule
    QCOMPARE(result.files[1].error->code, ErrorCode::FileTooManyRejects);
}

void TestImportRun::tablesDoNotDependOnChunksOrConcurrency_data()
{
    QTest::addColumn<int>("chunkRows");
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<int>("windowRows");
    QTest::newRow("one at a time") << 1 << 1 << 25'000;
    QTest::newRow("sevens, many files") << 7 << 8 << 25'000;
    QTest::newRow("small windows") << 64 << 2 << 100;
    QTest::newRow("whole files") << 100'000 << 3 << 1'000'000;
}

void TestImportRun::tablesDoNotDependOnChunksOrConcurrency()
{
    QFETCH(int, chunkRows);
    QFETCH(int, concurrency);
    QFETCH(int, windowRows);
    ImportFixture reference;
    const auto first = reference.import(manyFiles(reference));
    QVERIFY(!first.error);
    QCOMPARE(first.counts.rejected, std::int64_t { 120 });
    ImportFixture f;
    const auto result = f.import(manyFiles(f), [&](ImportOptions &options) {
        options.plan.chunkRows.value = chunkRows;
        options.plan.concurrency.value = concurrency;
        options.plan.windowRows = windowRows;
    });
    QVERIFY(result.counts == first.counts);
    QVERIFY(f.dump() == reference.dump());
}

void TestImportRun::pausedRunGoesOn()
{
    ImportFixture f;
    const auto files = manyFiles(f);
    QList<RunState> states;
    const auto result = f.import(
        files, [](ImportOptions &options) { options.plan.chunkRows.value = 50; },
        [&](ImportRun &run) {
            QObject::connect(&run, &ImportRun::stateChanged, &run,
                             [&](RunState state) { states << state; });
            run.pause();
            QTimer::singleShot(100, &run, [&run] { run.resume(); });
        });
    QCOMPARE(states, (QList<RunState> { RunState::Paused, RunState::Running, RunState::Partial }));
    QCOMPARE(result.counts.read, std::int64_t { 6000 });
    QVERIFY(result.counts.balance());
}

void TestImportRun::cancelledRunGoesOnAtItsWatermark()
{
    ImportFixture undisturbed;
    (void)undisturbed.import(manyFiles(undisturbed));
    ImportFixture f;
    const auto files = manyFiles(f);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 20;
        options.plan.windowRows = 40;
    };
    int cancelled = 0;
    int goneOn = 0;
    RunResult last;
    for (int i = 0; i < 30; ++i) {
        last = f.import(files, small, [](ImportRun &run) {
            // Cancel as soon as something is committed.
            cancelAfter(run, 400);
        });
        for (const auto &file : last.files) {
            QCOMPARE(file.earlier.read, file.resumedAtRecord);
            goneOn += file.resumedAtRecord > 0 ? 1 : 0;
        }
        if (last.state != RunState::Cancelled)
            break;
        ++cancelled;
    }
    QVERIFY(cancelled > 0);
    QVERIFY(goneOn > 0);
    QVERIFY(!last.error);
    QVERIFY(last.state == RunState::Partial || last.state == RunState::Succeeded);
    QVERIFY(f.dump() == undisturbed.dump());
}

// Items of one order are numbered through; a watermark in the middle of an order keeps the count.
void TestImportRun::orderCutInTwoKeepsItsNumbers()
{
    const auto sevenEach = [](ImportFixture &f) {
        QByteArray content = ImportFixture::header();
        for (int i = 0; i < 3000; ++i)
            content += ImportFixture::record(i + 1, u"K%1"_s.arg(i / 7), u"S1"_s, u"1"_s);
        return QStringList { f.write(u"a.csv"_s, content) };
    };
    ImportFixture undisturbed;
    (void)undisturbed.import(sevenEach(undisturbed));
    ImportFixture f;
    const auto files = sevenEach(f);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 10;
        options.plan.windowRows = 10;
    };
    int cancelled = 0;
    for (int i = 0; i < 40; ++i) {
        const auto part = f.import(files, small, [](ImportRun &run) { cancelAfter(run, 150); });
        QVERIFY2(!part.error, qPrintable(part.error ? errorText(*part.error) : QString()));
        const auto &ofFile = part.files[0].error;
        QVERIFY2(!ofFile, qPrintable(ofFile ? errorText(*ofFile) : QString()));
        if (part.state != RunState::Cancelled)
            break;
        ++cancelled;
    }
    QVERIFY(cancelled > 2);
    QCOMPARE(f.query(u"SELECT max(item_no) FROM dropship_purchase_details"_s), u"7\n"_s);
    QVERIFY(cancelled < 40);
    QCOMPARE(f.dump(), undisturbed.dump());
}

void TestImportRun::everyChangeOfAFileIsTold()
{
    ImportFixture f;
    const auto good = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto bad = f.writeOrders(u"b.csv"_s, { { u"K2"_s, u"S1"_s, u"many"_s } });
    const auto twin = f.writeOrders(u"c.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    QMap<QString, QList<FileState>> told;
    const auto listen = [&](ImportRun &run) {
        connect(&run, &ImportRun::fileChanged, this, [&](const FileResult &file) {
            told[QFileInfo(file.path).fileName()] << file.state;
        });
    };
    const auto result = f.import({ good, bad, twin, f.path(u"none.csv"_s) }, {}, listen);
    QCOMPARE(result.files.size(), std::size_t { 4 });
    QCOMPARE(told[u"a.csv"_s], (QList { FileState::Importing, FileState::Done }));
    QCOMPARE(told[u"b.csv"_s], (QList { FileState::Importing, FileState::Partial }));
    QCOMPARE(told[u"c.csv"_s], (QList { FileState::Importing, FileState::Skipped }));
    QCOMPARE(told[u"none.csv"_s], QList { FileState::Failed });
}

// A cancel may come at any moment, also between the last statement and the run's own end.
void TestImportRun::cancelAtAnyMomentIsACancelledRun()
{
    ImportFixture undisturbed;
    (void)undisturbed.import(manyFiles(undisturbed));
    for (int moment = 0; moment < 16; ++moment) {
        // Every other time one large window is in work, which then must leave nothing.
        const auto small = [moment](ImportOptions &options) {
            options.plan.chunkRows.value = 50;
            options.plan.windowRows = moment % 2 == 0 ? 200 : 40'000;
        };
        ImportFixture f;
        const auto files = manyFiles(f);
        const auto cut = f.import(files, small, [moment](ImportRun &run) {
            QThread::usleep(static_cast<unsigned long>(moment) * 1'500);
            run.cancel();
        });
        QVERIFY2(!cut.error, qPrintable(cut.error ? errorText(*cut.error) : QString()));
        QVERIFY(cut.state == RunState::Cancelled || cut.state == RunState::Partial);
        const auto rest = f.import(files, small);
        QVERIFY(!rest.error);
        QVERIFY(f.dump() == undisturbed.dump());
    }
}

void TestImportRun::changedFileIsNotResumed()
{
    ImportFixture f;
    QByteArray content = ImportFixture::header();
    for (int i = 0; i < 2000; ++i)
        content += ImportFixture::record(i + 1, u"K%1"_s.arg(i), u"S1"_s, u"1"_s);
    content += QByteArray(200 << 10, ' ') + '\n'; // head and tail of the file stay the same
    const auto path = f.write(u"a.csv"_s, content);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 10;
        options.plan.windowRows = 20;
    };
    const auto cut = f.import({ path }, small, [](ImportRun &run) { cancelAfter(run, 700); });
    if (cut.state == RunState::Cancelled) {
        // Change a digit behind the first 64 KiB and before the watermark: same size, same quick
        // fingerprint.
        content[70'000] = content[70'000] == '1' ? '2' : '1';
        f.write(u"a.csv"_s, content);
        const auto result = f.import({ path });
        QCOMPARE(result.files[0].error->code, ErrorCode::FileChangedSinceImport);
        QCOMPARE(f.import({ path }, [](ImportOptions &options) { options.resume = false; })
                     .files[0]
                     .counts.read,
                 std::int64_t { 2001 });
    } else {
        QFAIL("the run was not cut off");
    }
}

void TestImportRun::filesThatStartOverAreTakenBack_data()
{
    QTest::addColumn<bool>("updates");
    QTest::addColumn<bool>("hasChanged");
    QTest::newRow("skip, changed") << false << true;
    QTest::newRow("skip, the same") << false << false;
    QTest::newRow("update, changed") << true << true;
    QTest::newRow("update, the same") << true << false;
}

// Whatever came in of it leaves, and what it replaced is back, before it comes again: the tables
// end as if the first attempt had never been.
void TestImportRun::filesThatStartOverAreTakenBack()
{
    QFETCH(bool, updates);
    QFETCH(bool, hasChanged);
    const auto recordsFrom = [](int from, int to, const QString &name) {
        QByteArray content = ImportFixture::header();
        for (int i = from; i < to; ++i)
            content += ImportFixture::record(i - from + 1, u"K%1"_s.arg(i), name, u"1"_s);
        return content;
    };
    const auto small = [updates](ImportOptions &options) {
        options.plan.chunkRows.value = 10;
        options.plan.windowRows = 20;
        if (updates)
            options.duplicates = profile::DuplicatePolicy::Update;
    };
    const auto over = [&small](ImportOptions &options) {
        small(options);
        options.resume = false;
    };
    // Its first 200 orders are another file's; the changed one no longer has the first ten.
    const auto first = recordsFrom(0, 200, u"A"_s);
    const auto before = recordsFrom(0, 2000, u"B"_s);
    const auto later = hasChanged ? recordsFrom(10, 2000, u"B"_s) : before;

    ImportFixture f;
    f.import({ f.write(u"a.csv"_s, first) }, small);
    const auto path = f.write(u"b.csv"_s, before);
    const auto cut = f.import({ path }, small, [](ImportRun &run) { cancelAfter(run, 700); });
    QCOMPARE(cut.state, RunState::Cancelled);
    QVERIFY(cut.counts.inserted > 0);
    f.write(u"b.csv"_s, later);
    const auto rest = f.import({ path }, over);
    QCOMPARE(rest.state, RunState::Succeeded);

    ImportFixture undisturbed;
    undisturbed.import({ undisturbed.write(u"a.csv"_s, first) }, small);
    const auto alone = undisturbed.import({ undisturbed.write(u"b.csv"_s, later) }, small);
    QCOMPARE(rest.counts, alone.counts);
    for (const auto &table : { u"dropship_purchases"_s, u"dropship_purchase_details"_s }) {
        // Which file a row is of differs by the number that the first attempt had.
        const auto columns
            = f.query(u"SELECT group_concat('\"' || name || '\"') FROM "
                      "pragma_table_info('%1') WHERE name <> 'import_file_id'"_s.arg(table))
                  .trimmed();
        const auto rows
            = u"SELECT %1, import_file_id > 1 FROM %2 ORDER BY 1, 2"_s.arg(columns, table);
        QVERIFY(f.query(rows) == undisturbed.query(rows));
    }
    QCOMPARE(f.query(u"SELECT count(*) FROM dockhand_former"_s),
             undisturbed.query(u"SELECT count(*) FROM dockhand_former"_s));
    QCOMPARE(f.query(u"SELECT undone_by FROM dockhand_run WHERE id = 2"_s), u"3\n"_s);
    QCOMPARE(f.import({ path }, small).files[0].state, FileState::Skipped);
}

void TestImportRun::partOfAChangedFileIsNotDoubled_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("near the start") << u"start"_s;
    QTest::newRow("in the middle") << u"middle"_s;
    QTest::newRow("at the end") << u"end"_s;
    QTest::newRow("shorter") << u"cut"_s;
}

// A table without a key cannot tell a row it has: a file that changed in what was read of it fails
// until somebody says what to do.
void TestImportRun::partOfAChangedFileIsNotDoubled()
{
    QFETCH(QString, where);
    ImportFixture f;
    f.tableName = u"numbers"_s;
    QByteArray content = "id,word\n";
    for (int i = 0; i < 20'000; ++i)
        content += QByteArray::number(i) + ",as before\n";
    const auto path = f.write(u"a.csv"_s, content);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 50;
        options.plan.windowRows = 100;
    };
    const auto cut = f.import({ path }, small, [](ImportRun &run) { cancelAfter(run, 10'000); });
    QCOMPARE(cut.state, RunState::Cancelled);
    const auto countRows = u"SELECT count(*), count(DISTINCT id) FROM numbers"_s;
    const auto part = cut.files[0].counts.inserted;

    int rows = 20'000;
    const auto changedAt = [&](qsizetype byte) { content[content.indexOf("as", byte)] = 'A'; };
    if (where == "start"_L1) {
        changedAt(0);
    } else if (where == "middle"_L1) {
        changedAt(100'000); // neither in the first 64 KiB nor in the last
    } else if (where == "end"_L1) {
        content += "20000,A\n"; // beside a change in what was read
        changedAt(100'000);
        ++rows;
    } else {
        content.remove(content.indexOf("\n5,") + 1, QByteArray("5,as before\n").size());
        --rows;
    }
    f.write(u"a.csv"_s, content);
    for (int again = 0; again < 2; ++again) {
        const auto refused = f.import({ path }, small);
        QCOMPARE(refused.state, RunState::Failed);
        QVERIFY(refused.files[0].error);
        QCOMPARE(refused.files[0].error->code, ErrorCode::FileChangedSinceImport);
        QCOMPARE(f.query(countRows), u"%1|%1\n"_s.arg(part));
    }
    QFile::copy(f.databasePath(), f.path(u"copy.sqlite"_s));

    const auto over = f.import({ path }, [](ImportOptions &options) { options.resume = false; });
    QCOMPARE(over.state, RunState::Succeeded);
    QCOMPARE(f.query(countRows), u"%1|%1\n"_s.arg(rows));
    QCOMPARE(f.query(u"SELECT count(*) FROM numbers WHERE "
                     "word GLOB 'A*'"_s),
             where == "cut"_L1       ? u"0\n"_s
                 : where == "end"_L1 ? u"2\n"_s
                                     : u"1\n"_s);
    QCOMPARE(f.import({ path }).files[0].state, FileState::Skipped);

    QFile::remove(f.databasePath());
    QVERIFY(QFile::rename(f.path(u"copy.sqlite"_s), f.databasePath()));
    const auto forced = f.import({ path }, [](ImportOptions &options) { options.force = true; });
    QCOMPARE(forced.state, RunState::Succeeded);
    QCOMPARE(f.query(u"SELECT count(*) FROM numbers"_s), u"%1\n"_s.arg(part + rows));
    QCOMPARE(f.import({ path }).files[0].state, FileState::Skipped);
}

void TestImportRun::rowsWithoutAKeyComeOnce_data()
{
    QTest::addColumn<QString>("then");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("the same command") << u"same"_s << true;
    QTest::newRow("started over") << u"over"_s << false;
    QTest::newRow("under another name") << u"renamed"_s << true;
    QTest::newRow("grown since") << u"grown"_s << true;
}

// A table without a key cannot tell a row it has: what an unfinished file brought in is gone on
// with or taken back.
void TestImportRun::rowsWithoutAKeyComeOnce()
{
    QFETCH(QString, then);
    QFETCH(bool, goesOn);
    ImportFixture f;
    f.tableName = u"numbers"_s;
    QByteArray content = "id,word\n";
    for (int i = 0; i < 3000; ++i)
        content += QByteArray::number(i) + ",w\n";
    auto path = f.write(u"a.csv"_s, content);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 10;
        options.plan.windowRows = 20;
    };
    const auto cut = f.import({ path }, small, [](ImportRun &run) { cancelAfter(run, 500); });
    QCOMPARE(cut.state, RunState::Cancelled);
    QString rows = u"3000"_s;
    if (then == "renamed"_L1) {
        QVERIFY(QFile::rename(path, f.path(u"b.csv"_s)));
        path = f.path(u"b.csv"_s);
    } else if (then == "grown"_L1) {
        f.write(u"a.csv"_s, content + "3000,last\n");
        rows = u"3001"_s;
    }
    const auto rest
        = f.import({ path }, [&](ImportOptions &options) { options.resume = then != "over"_L1; });
    QCOMPARE(rest.state, RunState::Succeeded);
    QCOMPARE(rest.files[0].resumedAtRecord > 0, goesOn);
    QCOMPARE(f.query(u"SELECT count(*), count(DISTINCT id) FROM numbers"_s),
             rows + u'|' + rows + u'\n');
    QCOMPARE(f.query(u"SELECT sum(records_inserted) FROM dockhand_file"_s), rows + u'\n');
}

void TestImportRun::takenBackAttemptTakesItsRejectsAlong_data()
{
    QTest::addColumn<QString>("by");
    QTest::newRow("started over") << u"over"_s;
    QTest::newRow("read as another profile's") << u"profile"_s;
    QTest::newRow("its table is gone") << u"table"_s;
}

void TestImportRun::takenBackAttemptTakesItsRejectsAlong()
{
    QFETCH(QString, by);
    ImportFixture f;
    f.tableName = u"numbers"_s;
    QByteArray content = "id,word\n";
    for (int i = 0; i < 300; ++i)
        content += i % 10 == 9 ? QByteArray("lone\n") : QByteArray::number(i) + ",w\n";
    const auto path = f.write(u"a.csv"_s, content);
    const auto stopped = f.import({ path }, [](ImportOptions &options) {
        options.plan.chunkRows.value = 50;
        options.maxRejects.count = 10;
    });
    QCOMPARE(stopped.files[0].error->code, ErrorCode::FileTooManyRejects);
    QVERIFY(stopped.files[0].counts.rejected > 10);
    if (by == "table"_L1)
        (void)f.query(u"DROP TABLE numbers"_s);
    else if (by == "profile"_L1)
        (void)f.query(u"UPDATE dockhand_file SET profile_id = 'other'"_s);
    const auto again
        = f.import({ path }, [&](ImportOptions &options) { options.resume = by != "over"_L1; });
    QVERIFY(again.counts == counts(300, 270, 0, 0, 0, 30));
    QCOMPARE(f.query(u"SELECT count(*), count(DISTINCT record_number), count(DISTINCT file_id) "
                     "FROM dockhand_reject"_s),
             u"30|30|1\n"_s);
    QCOMPARE(f.query(u"SELECT count(*), sum(records_rejected) FROM dockhand_file "
                     "WHERE state = 'partial'"_s),
             u"1|30\n"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM numbers"_s), u"270\n"_s);
}

void TestImportRun::sameContentGoesToEveryDestination()
{
    ImportFixture f;
    const auto path = f.write(u"a.csv"_s, "id,word\n1,x\n2,y\n");
    const auto twin = f.write(u"b.csv"_s, "id,word\n1,x\n2,y\n");
    // Tables named after the files: both get the rows.
    QCOMPARE(f.import({ path, twin }).counts.inserted, std::int64_t { 4 });
    f.tableName = u"other"_s;
    QCOMPARE(f.import({ path }).counts.inserted, std::int64_t { 2 });
    QCOMPARE(f.import({ path, twin }).counts.inserted, std::int64_t { 0 });
    const auto orders = f.writeOrders(u"orders.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto keeping = [](const QString &channel) {
        return [channel](ImportOptions &options) { options.channel = channel; };
    };
    QCOMPARE(f.import({ orders }, keeping(u"Tokopedia"_s)).counts.filtered, std::int64_t { 1 });
    QCOMPARE(f.import({ orders }, keeping(u"Shopee"_s)).counts.inserted, std::int64_t { 1 });
    QCOMPARE(f.import({ orders }, keeping(u"Shopee"_s)).files[0].state, FileState::Skipped);
}

void TestImportRun::droppedTableIsFilledAgain()
{
    ImportFixture f;
    const auto path = f.write(u"a.csv"_s, "id,word\n1,x\n2,y\n");
    (void)f.import({ path });
    (void)f.query(u"DROP TABLE a"_s);
    QCOMPARE(f.import({ path }).counts.inserted, std::int64_t { 2 });
    QCOMPARE(f.query(u"SELECT count(*) FROM a"_s), u"2\n"_s);
}

void TestImportRun::runThatWasCutOffIsClosedByTheNext()
{
    ImportFixture f;
    const auto files = manyFiles(f);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 20;
        options.plan.windowRows = 40;
    };
    const auto cut = f.import(files, small, [](ImportRun &run) { cancelAfter(run, 400); });
    QCOMPARE(cut.state, RunState::Cancelled);
    // As a crash would have left it.
    (void)f.query(u"UPDATE dockhand_run SET state = 'running', finished_at = NULL"_s);
    (void)f.query(u"UPDATE dockhand_run_file SET state = 'importing'"_s);
    const auto counts = u"SELECT records_read, records_inserted, records_rejected FROM "_s;
    const auto ofRun = f.query(counts + u"dockhand_run WHERE id = 1"_s);
    QCOMPARE(ofRun,
             f.query(u"SELECT sum(records_read), sum(records_inserted), sum(records_rejected) FROM "
                     "dockhand_run_file WHERE run_id = 1"_s));
    QVERIFY(!f.import(files, small).error);
    QCOMPARE(f.query(u"SELECT state FROM dockhand_run WHERE id = 1 AND finished_at <> ''"_s),
             u"cancelled\n"_s);
    QCOMPARE(f.query(u"SELECT DISTINCT state FROM dockhand_run_file WHERE run_id = 1"_s),
             u"cancelled\n"_s);
    QCOMPARE(f.query(counts + u"dockhand_run WHERE id = 1"_s), ofRun);
}

void TestImportRun::tooManyRejectsStopAFile()
{
    ImportFixture f;
    const auto files = manyFiles(f);
    const auto result = f.import(files, [](ImportOptions &options) {
        options.maxRejects.count = 5;
        options.plan.chunkRows.value = 100;
    });
    QCOMPARE(result.state, RunState::Failed);
    for (const auto &file : result.files) {
        QCOMPARE(file.error->code, ErrorCode::FileTooManyRejects);
        QVERIFY(file.counts.balance());
    }
}

void TestImportRun::refusedByTheDatabaseIsARejectWithItsWords()
{
    ImportFixture f;
    (void)f.import({ f.writeOrders(u"first.csv"_s, { { u"K0"_s, u"S1"_s, u"1"_s } }) });
    (void)f.query(
        u"CREATE TRIGGER few BEFORE INSERT ON dropship_purchase_details WHEN NEW.qty > 100 BEGIN SELECT RAISE(ABORT, 'too many at once'); END"_s);
    const auto a = f.writeOrders(u"a.csv"_s,
                                 { { u"K1"_s, u"S1"_s, u"500"_s }, { u"K2"_s, u"S1"_s, u"5"_s } });
    const auto result = f.import({ a });
    QVERIFY(!result.error);
    QVERIFY(result.counts == counts(2, 1, 0, 0, 0, 1));
    const auto &reject = result.files[0].firstRejects.at(0);
    QCOMPARE(reject.issues.at(0).code, u"row.refused_by_database"_s);
    QVERIFY2(reject.issues.at(0).message.contains(u"too many at once"_s),
             qPrintable(reject.issues.at(0).message));
    QCOMPARE(reject.record, std::int64_t { 1 });
    QCOMPARE(reject.line, std::int64_t { 2 });
    QCOMPARE(reject.raw + '\n', ImportFixture::record(1, u"K1"_s, u"S1"_s, u"500"_s));
}

void TestImportRun::lockedDatabaseIsWaitedFor()
{
    ImportFixture f;
    (void)f.import({ f.writeOrders(u"first.csv"_s, { { u"K0"_s, u"S1"_s, u"1"_s } }) });
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    {
        auto holder = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder"_s);
        holder.setDatabaseName(f.databasePath());
        QVERIFY(holder.open());
        QSqlQuery lock(holder);
        QVERIFY(lock.exec(u"BEGIN EXCLUSIVE"_s));
        const auto result = f.import({ a }, {}, [&](ImportRun &run) {
            QTimer::singleShot(500, &run, [&] { (void)lock.exec(u"COMMIT"_s); });
        });
        QVERIFY(!result.error);
        QCOMPARE(result.state, RunState::Succeeded);
    }
    QSqlDatabase::removeDatabase(u"holder"_s);
}

void TestImportRun::filesAreRetryingWhileTheirWindowWaits_data()
{
    QTest::addColumn<bool>("isCancelled");
    QTest::newRow("until the lock is gone") << false;
    QTest::newRow("until the run is cancelled") << true;
}

void TestImportRun::filesAreRetryingWhileTheirWindowWaits()
{
    QFETCH(bool, isCancelled);
    ImportFixture f;
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    bool wasRetrying = false;
    QStringList notes;
    engine::RunResult result;
    {
        auto holder = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder3"_s);
        holder.setDatabaseName(f.databasePath());
        QVERIFY(holder.open());
        QSqlQuery lock(holder);
        result = f.import({ a }, {}, [&](ImportRun &run) {
            QObject::connect(&run, &ImportRun::noted, &run,
                             [&](const QString &line) { notes << line; });
            run.pause();
            // The last transaction before the windows makes the tables.
            const bool isReady = QTest::qWaitFor(
                [&] { return holder.tables().contains(u"dropship_purchase_details"_s); });
            const bool isHeld
                = isReady && QTest::qWaitFor([&] { return lock.exec(u"BEGIN EXCLUSIVE"_s); });
            run.resume();
            if (!isHeld)
                return;
            const auto isRetrying
                = [&run] { return run.board().progressOf(0).state == FileState::Retrying; };
            wasRetrying = QTest::qWaitFor(isRetrying, 20'000);
            if (isCancelled)
                run.cancel();
            else
                (void)lock.exec(u"COMMIT"_s);
        });
    }
    QSqlDatabase::removeDatabase(u"holder3"_s);
    QVERIFY(wasRetrying);
    QVERIFY(!result.error);
    if (isCancelled) { // though not even that could be written down
        QCOMPARE(result.state, RunState::Cancelled);
        QCOMPARE(result.files[0].state, FileState::Cancelled);
        return;
    }
    QCOMPARE(result.state, RunState::Succeeded);
    QCOMPARE(result.files[0].state, FileState::Done);
    QVERIFY(result.files[0].attempts >= 2);
    QVERIFY(!notes.filter(u"Attempt 2 follows"_s).isEmpty());
    QCOMPARE(f.query(u"SELECT attempts FROM dockhand_run_file"_s).toInt(),
             result.files[0].attempts);
}

void TestImportRun::databaseThatStaysLockedFailsTheRun()
{
    ImportFixture f;
    (void)f.import({ f.writeOrders(u"first.csv"_s, { { u"K0"_s, u"S1"_s, u"1"_s } }) });
    const auto a = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    {
        auto holder = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder2"_s);
        holder.setDatabaseName(f.databasePath());
        QVERIFY(holder.open());
        QSqlQuery lock(holder);
        QVERIFY(lock.exec(u"BEGIN EXCLUSIVE"_s));
        const auto result = f.import({ a }, [](ImportOptions &options) {
            options.retryFor = std::chrono::milliseconds(100);
        });
        QVERIFY(result.error);
        QCOMPARE(result.error->code, ErrorCode::DbLocked);
        QCOMPARE(result.state, RunState::Failed);
        QCOMPARE(result.files[0].state, FileState::Failed);
        (void)lock.exec(u"ROLLBACK"_s);
    }
    QSqlDatabase::removeDatabase(u"holder2"_s);
    QCOMPARE(f.query(u"SELECT count(*) FROM dropship_purchases"_s), u"1\n"_s);
}

void TestImportRun::nothingImportableTouchesNoDatabase()
{
    ImportFixture f;
    const auto result = f.import({ f.path(u"missing.csv"_s) });
    QCOMPARE(result.state, RunState::Failed);
    QCOMPARE(result.files[0].error->code, ErrorCode::FileNotFound);
    QVERIFY(!QFile::exists(f.databasePath()));
}

void TestImportRun::schemaMismatchFailsItsFilesOnly()
{
    ImportFixture f;
    (void)f.import({ f.write(u"prices.csv"_s, "item,price\nx,1\n") });
    (void)f.query(u"CREATE TABLE dropship_purchases(kode_pesanan TEXT PRIMARY KEY)"_s);
    const auto orders = f.writeOrders(u"a.csv"_s, { { u"K1"_s, u"S1"_s, u"1"_s } });
    const auto other = f.write(u"stock.csv"_s, "item,stock\nx,1\ny,2\n");
    const auto result = f.import({ orders, other });
    QCOMPARE(result.state, RunState::Partial);
    QCOMPARE(result.files[0].error->code, ErrorCode::DbSchemaMismatch);
    QCOMPARE(result.files[1].state, FileState::Done);
    QCOMPARE(f.query(u"SELECT count(*) FROM stock"_s), u"2\n"_s);
}

void TestImportRun::autoProfileMakesATablePerFile()
{
    ImportFixture f;
    const auto a = f.write(u"Stok Gudang.csv"_s,
                           "kode;jumlah;tanggal\n007;5;2026-01-31\n008;x;2026-02-01\n");
    const auto result = f.import({ a });
    QVERIFY(!result.error);
    QCOMPARE(result.counts.read, std::int64_t { 2 });
    QVERIFY(result.counts.balance());
    QCOMPARE(f.query(u"SELECT kode, jumlah, tanggal FROM stok_gudang ORDER BY 1"_s),
             u"007|5|2026-01-31\n008|x|2026-02-01\n"_s);
}

void TestImportRun::jsonIsOneDocument_data()
{
    QTest::addColumn<int>("files");
    QTest::newRow("no file") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("three") << 3;
}

// Written in pieces, it is what the whole document would be.
void TestImportRun::jsonIsOneDocument()
{
    QFETCH(int, files);
    RunResult result;
    result.target = u"sqlite:/a\n    \"files\": [.db"_s;
    for (int i = 0; i < files; ++i) {
        FileResult file;
        file.path = u"/%1\n\".csv"_s.arg(i);
        if (i != 1)
            file.error = Error { ErrorCode::FileNotFound, {}, {} };
        result.files.push_back(file);
    }
    const auto text = jsonText(result);
    const auto document = QJsonDocument::fromJson(text);
    QCOMPARE(text, document.toJson());
    const auto list = document[u"files"_s].toArray();
    QCOMPARE(list.size(), files);
    for (int i = 0; i < files; ++i) {
        QCOMPARE(list[i][u"path"_s].toString(), u"/%1\n\".csv"_s.arg(i));
        QCOMPARE(list[i][u"errors"_s].toArray().size(), i == 1 ? 0 : 1);
    }
}

void TestImportRun::jsonHoldsTheContract()
{
    ImportFixture f;
    const auto a = f.write(
        u"a.csv"_s, ImportFixture::header() + ImportFixture::record(1, u"K1"_s, u"S1"_s, u"x"_s));
    const auto json = QJsonDocument::fromJson(jsonText(f.import({ a }))).object();
    for (const auto *key :
         { "run_id", "status", "target", "started_at", "finished_at", "duration_ms",
           "peak_memory_bytes", "writer_busy_ms", "writer_waited_ms", "plan", "totals", "files" })
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[u"status"].toString(), u"partial"_s);
    QCOMPARE(json[u"writer_waited_ms"].toInteger(), 0); // one window
}

QTEST_GUILESS_MAIN(TestImportRun)
#include "tst_import_run.moc"
