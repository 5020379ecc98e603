// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_words.h"
#include "ui/translations.h"

#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::ui;
using ledger::FileState;
using ledger::RunState;

/// What the window says of a run must be what the list shows.
class TestStatusWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void outcomeFollowsTheList_data();
    void outcomeFollowsTheList();
    void logFollowsTheRun_data();
    void logFollowsTheRun();
    void cancelledFilesAreNotCalledReady();
    void startSaysWhyItCannotBePressed_data();
    void startSaysWhyItCannotBePressed();
    void noSpeedIsToldWithoutRecords();
    void plannedSpeedIsThatOfThePlan();
    void cardAndStatusBarCountTheSameRejects();
    void cardAndStatusBarTellTheSameTime();

private:
    static SessionStatus ended(RunState state, const QList<FileState> &files)
    {
        SessionStatus status;
        status.phase = Phase::Finished;
        status.files = static_cast<int>(files.size());
        status.result.emplace();
        status.result->state = state;
        for (const FileState file : files) {
            status.result->files.emplace_back().state = file;
        }
        return status;
    }
    [[nodiscard]] StatusWords wordsFor(const SessionStatus &status) const
    {
        return { status, m_format };
    }

    Format m_format { QLocale(QLocale::English) };
};

void TestStatusWords::outcomeFollowsTheList_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<int>("failed");
    QTest::addColumn<qint64>("rejected");
    QTest::addColumn<FileState>("file");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *name, RunState state, int failed, qint64 rejected,
                        FileState file, const QString &expected) {
        QTest::newRow(name) << state << failed << rejected << file << expected;
    };
    add("all in", RunState::Succeeded, 0, 0, FileState::Done, u"Done: every record is in."_s);
    add("another one failed", RunState::Succeeded, 1, 0, FileState::Done,
        u"Done   ·   1 file failed"_s);
    add("rejected", RunState::Partial, 0, 1096, FileState::Partial, u"Done   ·   1,096 rejected"_s);
    add("both", RunState::Partial, 2, 3, FileState::Partial,
        u"Done   ·   2 files failed   ·   3 rejected"_s);
    add("failed", RunState::Failed, 0, 0, FileState::Failed, u"The import failed."_s);
    add("cancelled", RunState::Cancelled, 0, 0, FileState::Done, u"Cancelled: what is in stays."_s);
    add("known", RunState::Succeeded, 0, 0, FileState::Skipped,
        u"Everything was imported already."_s);
}

void TestStatusWords::outcomeFollowsTheList()
{
    QFETCH(RunState, state);
    QFETCH(int, failed);
    QFETCH(qint64, rejected);
    QFETCH(FileState, file);
    QFETCH(QString, expected);
    SessionStatus status = ended(state, { file });
    status.failed = failed;
    status.rejected = status.result->counts.rejected = rejected;
    QCOMPARE(wordsFor(status).statusLine(), expected);
}

void TestStatusWords::logFollowsTheRun_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QList<FileState>>("files");
    QTest::addColumn<QString>("expected");
    QTest::newRow("cancelled") << RunState::Cancelled
                               << QList { FileState::Done, FileState::Cancelled }
                               << u"Import cancelled, what is in stays: "_s;
    QTest::newRow("failed") << RunState::Failed << QList { FileState::Failed }
                            << u"Import failed: "_s;
    QTest::newRow("known") << RunState::Succeeded
                           << QList { FileState::Skipped, FileState::Skipped }
                           << u"Import ended: everything was imported already."_s;
    QTest::newRow("some known") << RunState::Succeeded
                                << QList { FileState::Done, FileState::Skipped }
                                << u"Import ended: 0 in   ·   0 duplicate   ·   0 rejected   ·   "
                                   "1 file imported already."_s;
}

void TestStatusWords::logFollowsTheRun()
{
    QFETCH(RunState, state);
    QFETCH(QList<FileState>, files);
    QFETCH(QString, expected);
    const SessionStatus status = ended(state, files);
    const QString line = wordsFor(status).logLine();
    QVERIFY2(line.startsWith(expected), qPrintable(line));
}

void TestStatusWords::cancelledFilesAreNotCalledReady()
{
    SessionStatus status;
    status.phase = Phase::Ready;
    status.files = status.startable = status.cancelled = 29;
    QCOMPARE(wordsFor(status).statusLine(),
             u"Cancelled: what is in stays. Start goes on with 29 files."_s);
    status.startable = 30;
    QCOMPARE(wordsFor(status).statusLine(), u"1 file ready   ·   29 files cancelled"_s);
}

void TestStatusWords::startSaysWhyItCannotBePressed_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("failed");
    QTest::addColumn<bool>("planning");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << Phase::Empty << 0 << 0 << false << u"Add files first"_s;
    QTest::newRow("looking") << Phase::Looking << 2 << 0 << false << u"Looking into 2 files…"_s;
    QTest::newRow("database") << Phase::Looking << 2 << 0 << true << u"Waiting for the database…"_s;
    QTest::newRow("failed") << Phase::Idle << 2 << 1 << false
                            << u"1 file failed: retry it with F5, or add others"_s;
    QTest::newRow("all in")
        << Phase::Finished << 2 << 0 << false
        << u"Every file in the list is in; add others, or drop changed ones again"_s;
}

void TestStatusWords::startSaysWhyItCannotBePressed()
{
    QFETCH(Phase, phase);
    QFETCH(int, files);
    QFETCH(int, failed);
    QFETCH(bool, planning);
    QFETCH(QString, expected);
    SessionStatus status;
    status.phase = phase;
    status.files = files;
    status.failed = failed;
    status.isPlanning = planning;
    QCOMPARE(wordsFor(status).whyNoStart(), expected);
}

void TestStatusWords::noSpeedIsToldWithoutRecords()
{
    SessionStatus status = ended(RunState::Failed, { FileState::Failed });
    status.progress.bytesRead = 787'000;
    status.progress.elapsedNs = 1'000'000'000;
    QCOMPARE(wordsFor(status).speed().figure, QString());
    QCOMPARE(wordsFor(status).speed().line, QString());
}

void TestStatusWords::plannedSpeedIsThatOfThePlan()
{
    SessionStatus status;
    status.phase = Phase::Ready;
    status.plan.emplace();
    status.plan->estimatedRecords = 200;
    status.plan->estimatedMs = 104; // the most of it opens and closes the database
    status.plan->estimatedRowsPerSecond = 51'915;
    QCOMPARE(wordsFor(status).speed().figure, u"~ 52,000 rows/s"_s);
}

// The run went on with a file that had rejects already.
void TestStatusWords::cardAndStatusBarCountTheSameRejects()
{
    SessionStatus status = ended(RunState::Partial, { FileState::Partial });
    status.rejected = 6'770;
    status.result->counts.rejected = 2'651;
    const TileText card = wordsFor(status).records();
    QCOMPARE(card.label, u"Records of this run"_s);
    QVERIFY(card.line.endsWith(u"2,651 rejected"_s));
    QCOMPARE(wordsFor(status).statusLine(),
             u"Done   ·   2,651 rejected in this run, 6,770 in the list"_s);
    status.rejected = 40; // of another file
    status.result->state = RunState::Succeeded;
    status.result->counts.rejected = 0;
    QCOMPARE(wordsFor(status).statusLine(), u"Done   ·   0 rejected in this run, 40 in the list"_s);
}

void TestStatusWords::cardAndStatusBarTellTheSameTime()
{
    SessionStatus status;
    status.phase = Phase::Running;
    QCOMPARE(wordsFor(status).time().figure, QString());
    QVERIFY(!wordsFor(status).statusLine().contains(u"left"_s));
    status.plan.emplace();
    status.plan->estimatedMs = 9'000;
    for (const std::int64_t left : { -1, 4'000 }) {
        status.leftMs = left;
        const QString figure = wordsFor(status).time().figure;
        QCOMPARE(figure, left < 0 ? u"about 9 s"_s : u"4 s"_s);
        QVERIFY(wordsFor(status).statusLine().endsWith(figure + u" left"_s));
    }
}

QTEST_MAIN(TestStatusWords)

#include "tst_status_words.moc"
