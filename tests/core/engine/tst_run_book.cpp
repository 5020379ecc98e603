// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/run_book.h"

#include <QTest>

using namespace dockhand;
using namespace dockhand::engine;
using namespace Qt::StringLiterals;
using ledger::Counts;
using ledger::FileState;
using ledger::RunState;

/// The books of a run: nothing is booked that does not balance, nothing counts before it is taken
/// over.
class TestRunBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void draftCountsWhenItIsTakenOver();
    void countsThatDoNotBalanceAreRefused_data();
    void countsThatDoNotBalanceAreRefused();
    void endBeforeTheWatermarkIsRefused();
    void watermarkIsKeptBetweenWindows();
    void newFileIsItsNumberAlone();
    void knownFileGoesOnOrStartsOver();
    void verdictFollowsTheFiles_data();
    void verdictFollowsTheFiles();

private:
    FileDelta delta(const Counts &counts);

    std::vector<advisor::FileSurvey> m_surveys;
    ImportOptions m_options;
    SystemClock m_clock;
    std::unique_ptr<ProgressBoard> m_board;
    std::unique_ptr<RunBook> m_book;
    ledger::Watermark m_mark;
    FileEnd m_end;
};

void TestRunBook::init()
{
    m_surveys.assign(2, {});
    m_surveys[0].path = u"/a.csv"_s;
    m_surveys[1].path = u"/b.csv"_s;
    m_board = std::make_unique<ProgressBoard>(std::vector<std::int64_t> { 10, 20 });
    m_book = std::make_unique<RunBook>(m_surveys, m_options, m_clock, *m_board);
    m_mark = {};
    m_end = {};
}

FileDelta TestRunBook::delta(const Counts &counts)
{
    FileDelta delta;
    delta.counts = counts;
    m_mark.position.record = counts.read;
    delta.mark = &m_mark;
    return delta;
}

void TestRunBook::draftCountsWhenItIsTakenOver()
{
    auto window = delta({ 3, 1, 0, 1, 0, 1 });
    window.end = &m_end;
    QVERIFY(m_book->draft(0, window));
    QCOMPARE(m_book->total().read, std::int64_t { 0 });
    m_book->dropDrafts();
    QVERIFY(m_book->takeOver().empty());
    QCOMPARE(m_book->total().read, std::int64_t { 0 });
    QVERIFY(m_book->draft(0, window));
    QCOMPARE(m_book->takeOver(), std::vector<std::size_t> { 0 });
    QCOMPARE(m_book->total().read, std::int64_t { 3 });
    QCOMPARE(m_book->result(0).state, FileState::Partial);
    QCOMPARE(m_board->progress().committed, std::int64_t { 3 });
}

void TestRunBook::countsThatDoNotBalanceAreRefused_data()
{
    QTest::addColumn<qint64>("read");
    QTest::addColumn<qint64>("inserted");
    QTest::newRow("one lost") << qint64 { 3 } << qint64 { 2 };
    QTest::newRow("one twice") << qint64 { 3 } << qint64 { 4 };
}

void TestRunBook::countsThatDoNotBalanceAreRefused()
{
    QFETCH(qint64, read);
    QFETCH(qint64, inserted);
    const auto drafted = m_book->draft(1, delta({ read, inserted, 0, 0, 0, 0 }));
    QVERIFY(!drafted);
    QCOMPARE(drafted.error().code, ErrorCode::InternalCountMismatch);
    QCOMPARE(drafted.error().place.file, u"/b.csv"_s);
}

// The last chunk says how many records the file has; a file that ends with another count lost some.
void TestRunBook::endBeforeTheWatermarkIsRefused()
{
    auto last = delta({ 3, 3, 0, 0, 0, 0 });
    m_mark.position.record = 4;
    last.end = &m_end;
    const auto drafted = m_book->draft(0, last);
    QVERIFY(!drafted);
    QCOMPARE(drafted.error().code, ErrorCode::InternalCountMismatch);
}

// A last window may bring nothing but the end.
void TestRunBook::watermarkIsKeptBetweenWindows()
{
    QVERIFY(m_book->draft(0, delta({ 3, 3, 0, 0, 0, 0 })));
    (void)m_book->takeOver();
    FileDelta last;
    last.end = &m_end;
    QVERIFY(m_book->draft(0, last));
    (void)m_book->takeOver();
    QCOMPARE(m_book->result(0).state, FileState::Done);
    QCOMPARE(m_book->result(0).counts.read, std::int64_t { 3 });
}

ledger::Registration registered(std::int64_t fileId, std::int64_t firstRun)
{
    ledger::Registration registration;
    registration.fileId = fileId;
    registration.file.id = fileId;
    registration.file.firstRun = firstRun;
    return registration;
}

void TestRunBook::newFileIsItsNumberAlone()
{
    const auto fresh = enteredFile(registered(5, 7), 7);
    QCOMPARE(fresh.id, std::int64_t { 5 });
    QVERIFY(!fresh.known);
    QVERIFY(enteredFile(registered(5, 6), 7).known);
    auto copy = registered(5, 7);
    copy.alreadyIn = ledger::FileRecord();
    QVERIFY(enteredFile(std::move(copy), 7).known);
    auto changed = registered(5, 7);
    changed.changed.push_back(4);
    QVERIFY(enteredFile(std::move(changed), 7).known);
}

void TestRunBook::knownFileGoesOnOrStartsOver()
{
    auto begun = registered(5, 6);
    begun.file.watermark.position.record = 2;
    begun.file.counts = { 2, 2, 0, 0, 0, 0 };
    std::vector<EnteredFile> files;
    files.push_back(enteredFile(std::move(begun), 7));
    files.push_back(enteredFile(registered(8, 7), 7));
    m_book->enter(7, std::move(files));
    QCOMPARE(m_book->result(0).fileId, std::int64_t { 5 });
    QCOMPARE(m_book->result(0).attempts, 1);
    QCOMPARE(m_book->result(0).resumedAtRecord, std::int64_t { 2 });
    QCOMPARE(m_book->result(0).earlier.read, std::int64_t { 2 });
    QCOMPARE(m_book->result(1).fileId, std::int64_t { 8 });
    QCOMPARE(m_book->result(1).earlier.read, std::int64_t { 0 });
    // It ends where the earlier run left it.
    FileDelta last;
    last.end = &m_end;
    QVERIFY(m_book->draft(0, last));
    m_book->dropDrafts();
    m_book->startOver(0);
    m_book->startOver(1);
    QCOMPARE(m_book->known(0)->superseded, std::vector<std::int64_t> { 5 });
    QVERIFY(m_book->known(1) == nullptr);
    QCOMPARE(m_book->result(0).resumedAtRecord, std::int64_t { 0 });
    QCOMPARE(m_book->result(0).earlier.read, std::int64_t { 0 });
}

void TestRunBook::verdictFollowsTheFiles_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("verdict");
    const auto row
        = [](const char *name, FileEnd::Kind first, FileEnd::Kind second, RunState state) {
              QTest::newRow(name) << static_cast<int>(first) << static_cast<int>(second)
                                  << static_cast<int>(state);
          };
    using Kind = FileEnd::Kind;
    row("both in", Kind::Finished, Kind::Finished, RunState::Succeeded);
    row("one was in already", Kind::Skipped, Kind::Finished, RunState::Succeeded);
    row("one failed", Kind::Failed, Kind::Finished, RunState::Partial);
    row("both failed", Kind::Failed, Kind::Failed, RunState::Failed);
}

void TestRunBook::verdictFollowsTheFiles()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(int, verdict);
    std::size_t file = 0;
    for (const int kind : { first, second }) {
        m_end.kind = static_cast<FileEnd::Kind>(kind);
        FileDelta ended;
        ended.end = &m_end;
        QVERIFY(m_book->draft(file++, ended));
        (void)m_book->takeOver();
    }
    QCOMPARE(m_book->verdict(), static_cast<RunState>(verdict));
}

QTEST_GUILESS_MAIN(TestRunBook)
#include "tst_run_book.moc"
