// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_model.h"
#include "ui/errors/error_panel.h"
#include "ui/file_dialog.h"
#include "ui/main_window.h"
#include "ui/queue/queue_view.h"
#include "ui/target_button.h"
#include "ui/tiles/tile.h"
#include "ui/translations.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

#include "sample_rows.h"
#include "window_fixture.h"
#include <array>

using namespace Qt::StringLiterals;
using namespace dockhand::ui;
using dockhand::ui::testing::rowsOfEveryState;
using dockhand::ui::testing::WindowFixture;
namespace testdata = dockhand::testdata;
using dockhand::ledger::FileState;
using dockhand::ledger::RunState;

namespace {

constexpr int kPatienceMs = 60'000; ///< ends a hung test, asserts no speed

bool isPictured()
{
    return qEnvironmentVariableIsSet("DOCKHAND_SCREENSHOT_DIR");
}

testdata::OrderSetOptions orders(int files, int rows, double dirty = 0)
{
    testdata::OrderSetOptions options;
    options.seed = 7;
    options.files = files;
    options.rowsPerFile = rows;
    options.dirtyShare = dirty;
    return options;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void longNumbersAreNotCut();
    void emptyQueueOffersWaysToFillIt();
    void hundredsOfDroppedFilesAppear();
    void droppedFolderIsReadWhole();
    void planTellsOfGuessedEncodings();
    void wholeWayFromDropToExport();
    void everyStateIsShown();
    void sidebarFiltersTheQueue();
    void planCanBeOverridden();
    void chartsFollowARun();
    void filesOfARunStayInTheList();
    void failedFileRunsAgain();
    void rejectsAreFoundWhateverTheRun();
    void resumedFileCountsBothRuns();
    void crashIsToldAtTheNextStart();
    void cutOffFileStartsOver();
    void fileChangedSinceItWasCutOffIsOfferedToStartOver();
    void droppedAgainIsLookedAtAnew();
    void otherDatabaseMakesFilesReady();
    void failedRunMayBeStartedAgain();
    void resultIsToldAtOnce();
    void pausedFilesSaySo();
    void plannerIsToldWhileItAsks();
    void exportSaysThatItHoldsAll();
    void pastedPathsAreQueued();
    void shortcutsAreBound();
    void filterIsShownAndCleared();
    void queueSurvivesARestart();
    void closingDuringARunAsks();
    void unusableDatabaseIsTold();
    void themeChangesWhileOpen();
    void narrowWindowHidesTheSidebar();
    void sidebarOfANarrowWindowTakesNoWidth();
    void sidebarNamesAreNotCut();
    void nothingIsCut_data();
    void nothingIsCut();
    void smallestWindowNamesTheDatabase();
    void narrowErrorsKeepTheirReasons();
    void lastRowStandsClearOfTheScrollBar();
    void focusRingIsWhole_data();
    void focusRingIsWhole();
    void draggedFilesAreAnnounced();
    void reasonsHaveRoom();
    void sortedQueueIsNotMoved();
    void columnsKeepTheirPlace();
    void primaryButtonKeepsItsWidth();
    void manyFilesAreRemovedOnlyAfterAQuestion();
    void mnemonicsOfTheEmptyWindowDiffer();
    void fileDialogShowsItsIconsAndDates();
    void buttonsHaveAccessibleNames();
    void windowSpeaksIndonesian();

private:
    static void waitForPlan(WindowFixture &fixture)
    {
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
    }
    static std::int64_t rejectsShown(const WindowFixture &fixture)
    {
        const QAbstractItemModel &shown = *fixture.find<QTableView>(u"errorView"_s)->model();
        QSet<QString> places;
        for (int row = 0; row < shown.rowCount(); ++row) {
            places.insert(shown.index(row, 0).data().toString() + u' '
                          + shown.index(row, 1).data().toString());
        }
        return places.size();
    }
    /// Imports them and cancels it when something is in.
    static void cutOff(WindowFixture &fixture, const QStringList &paths)
    {
        fixture.drop(paths);
        waitForPlan(fixture);
        dockhand::advisor::PlanOverrides
            small; // short windows: something is in when it is cancelled
        small.memoryLimitBytes = 1;
        fixture.session().setOverrides(small);
        waitForPlan(fixture);
        fixture.click(u"primaryButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().progress.committed > 0, kPatienceMs);
        fixture.session().cancel();
        waitForEnd(fixture);
    }
    /// The text of the question that `ask` puts, answered by the button of that role; empty: none.
    template <class Ask>
    static QString answerWhile(WindowFixture &fixture, const QString &question,
                               QMessageBox::ButtonRole role, const Ask &ask)
    {
        QString text;
        QTimer::singleShot(0, &fixture.window(), [&] {
            const auto *box = fixture.find<QMessageBox>(question);
            QVERIFY(box);
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role) {
                    text = box->text();
                    button->click();
                    return;
                }
            }
        });
        ask();
        return text;
    }
    static void waitForEnd(WindowFixture &fixture)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.session().isRunning()
                                     && fixture.session().status().phase != Phase::Looking,
                                 kPatienceMs);
    }
};

void TestMainWindow::emptyQueueOffersWaysToFillIt()
{
    QTemporaryDir samples;
    QFile sample(samples.filePath(u"sample.csv"_s));
    QVERIFY(sample.open(QIODevice::WriteOnly));
    sample.write("Name,Qty\nBolt,3\n");
    sample.close();

    WindowFixture fixture(samples.path());
    QVERIFY(fixture.find<QWidget>(u"dropArea"_s)->isVisible());
    QVERIFY(!fixture.find<QAbstractButton>(u"primaryButton"_s)->isEnabled());
    auto *button = fixture.find<QAbstractButton>(u"emptySamples"_s);
    QTRY_VERIFY(button->isVisible());
    fixture.picture(u"empty"_s);
    button->click();
    QTRY_COMPARE(fixture.session().model().rowCount(), 1);
    QVERIFY(!fixture.find<QWidget>(u"dropArea"_s)->isVisible());
    waitForPlan(fixture);
}

void TestMainWindow::hundredsOfDroppedFilesAppear()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(300, 3));
    fixture.drop(paths);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 300, kPatienceMs);
    QCOMPARE(fixture.find<QueueView>(u"queueView"_s)->model()->rowCount(), 300);
    waitForPlan(fixture);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Ready), 300);
    for (int i = 0; i < 300; ++i) {
        QCOMPARE(fixture.session().model().rows()[static_cast<std::size_t>(i)].path, paths[i]);
    }
}

void TestMainWindow::droppedFolderIsReadWhole()
{
    WindowFixture fixture;
    QVERIFY(QDir(fixture.path({})).mkpath(u"exports/november"_s));
    fixture.writeFile(u"exports/a.csv"_s, "Name,Qty\nBolt,3\n");
    fixture.writeFile(u"exports/november/b.csv"_s, "Name,Qty\nNut,4\n");
    fixture.drop({ fixture.path(u"exports"_s) });
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 2, kPatienceMs);
}

void TestMainWindow::planTellsOfGuessedEncodings()
{
    WindowFixture fixture;
    fixture.drop({ fixture.writeFile(u"stock.csv"_s, "Name,Qty\ngr\xFC\xDF,3\n") });
    waitForPlan(fixture);
    const auto reasons = fixture.find<QLabel>(u"planReasons"_s)->text();
    QVERIFY2(reasons.contains(u"windows-1252: 1"_s), qPrintable(reasons));
}

void TestMainWindow::wholeWayFromDropToExport()
{
    WindowFixture fixture;
    testdata::ExpectedCounts expected;
    const QStringList paths = fixture.writeOrders(orders(8, 500, 0.03), &expected);
    fixture.drop(paths);
    waitForPlan(fixture);

    QVERIFY(!fixture.find<QLabel>(u"planTime"_s)->text().isEmpty());
    QVERIFY(!fixture.find<QLabel>(u"planReasons"_s)->text().isEmpty());
    QCOMPARE(fixture.find<Tile>(u"timeTile"_s)->text().label, u"Time needed"_s);
    QVERIFY(fixture.find<Tile>(u"recordsTile"_s)->text().figure.startsWith(u"~ "_s));
    fixture.picture(u"plan"_s);

    fixture.click(u"primaryButton"_s); // Start
    QCOMPARE(fixture.session().status().phase, Phase::Running);
    fixture.click(u"primaryButton"_s); // Pause
    QCOMPARE(fixture.session().status().phase, Phase::Paused);
    QCOMPARE(fixture.find<Tile>(u"timeTile"_s)->text().label, u"Time left"_s);
    QTest::qWait(0);
    QCOMPARE(fixture.session().status().phase, Phase::Paused);
    fixture.click(u"primaryButton"_s); // Resume
    waitForEnd(fixture);

    const SessionStatus &status = fixture.session().status();
    QCOMPARE(status.phase, Phase::Finished);
    QVERIFY(status.result);
    QCOMPARE(status.result->state, RunState::Partial);
    const auto &counts = status.result->counts;
    QVERIFY(counts.balance());
    QCOMPARE(counts.read, expected.rows);
    QCOMPARE(counts.inserted, expected.items);
    QCOMPARE(counts.rejected, expected.rejected());
    QCOMPARE(fixture.rowsIn(u"dropship_purchase_details"_s), expected.items);
    QCOMPARE(fixture.rowsIn(u"dropship_purchases"_s), expected.orders);
    QCOMPARE(fixture.find<QProgressBar>(u"overallProgress"_s)->value(), 1000);
    QCOMPARE(fixture.find<Tile>(u"timeTile"_s)->text().label, u"Time taken"_s);

    auto *tabs = fixture.find<QTabWidget>(u"tabs"_s);
    auto *errors = fixture.find<ErrorPanel>(u"errorPanel"_s);
    tabs->setCurrentWidget(errors);
    auto *view = fixture.find<QTableView>(u"errorView"_s);
    QTRY_VERIFY_WITH_TIMEOUT(view->model()->rowCount() >= expected.rejected(), kPatienceMs);
    QVERIFY(tabs->tabText(tabs->indexOf(errors)).contains(QString::number(expected.rejected())));
    fixture.picture(u"errors"_s);
    const auto *kinds = fixture.find<QComboBox>(u"errorCode"_s);
    QVERIFY(kinds->count() > 1);
    for (int i = 1; i < kinds->count(); ++i) {
        QVERIFY2(!kinds->itemText(i).contains(u'.'), qPrintable(kinds->itemText(i)));
        QVERIFY(kinds->itemData(i, Qt::ToolTipRole).toString().contains(u'.'));
    }

    QSignalSpy exported(errors, &ErrorPanel::exported);
    const QString json = fixture.path(u"errors.json"_s);
    errors->exportTo(json, dockhand::report::ReportFormat::Json);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatienceMs);
    QFile file(json);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(report.value("total_files"_L1).toInt(), 8);
    const QJsonArray entries = report.value("errors"_L1).toArray();
    QCOMPARE(entries.size(), exported[0][1].toLongLong());
    QSet<QString> places;
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        QVERIFY(!object.value("code"_L1).toString().isEmpty());
        places.insert(object.value("file"_L1).toString()
                      + QString::number(object.value("line"_L1).toInteger()));
    }
    QCOMPARE(places.size(), expected.rejected());

    const QString csv = fixture.path(u"errors.csv"_s);
    errors->exportTo(csv, dockhand::report::ReportFormat::Csv);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 2, kPatienceMs);
    QFile table(csv);
    QVERIFY(table.open(QIODevice::ReadOnly));
    QVERIFY(table.readAll().startsWith("\xEF\xBB\xBF"));

    auto *text = fixture.find<QLineEdit>(u"errorText"_s);
    text->setText(u"no such words anywhere"_s);
    QTRY_COMPARE(view->model()->rowCount(), 0);
    text->clear();
    QTRY_VERIFY(view->model()->rowCount() > 0);
}

void TestMainWindow::everyStateIsShown()
{
    WindowFixture fixture;
    fixture.window().resize(1440, 900);
    const std::vector<QueueRow> rows = rowsOfEveryState();
    fixture.session().model().append(rows);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    QTRY_VERIFY(view->isVisible());
    QCOMPARE(view->model()->rowCount(), static_cast<int>(rows.size()));
    auto *states = fixture.find<QListView>(u"stateList"_s);
    for (int row = 0; row < states->model()->rowCount(); ++row) {
        QVERIFY(!states->isRowHidden(row));
        QVERIFY(!states->model()
                     ->index(row, 0)
                     .data(Qt::AccessibleTextRole)
                     .toString()
                     .endsWith(u", 0"_s));
    }
    fixture.picture(u"states"_s);
}

void TestMainWindow::sidebarFiltersTheQueue()
{
    WindowFixture fixture;
    fixture.session().model().append(rowsOfEveryState());
    auto *states = fixture.find<QListView>(u"stateList"_s);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    const int failed = static_cast<int>(StateGroup::Failed) + 1; // "All" stands first
    states->setCurrentIndex(states->model()->index(failed, 0));
    QCOMPARE(view->model()->rowCount(), 1);
    states->setCurrentIndex(states->model()->index(0, 0));
    QCOMPARE(view->model()->rowCount(), fixture.session().model().rowCount());
}

void TestMainWindow::planCanBeOverridden()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(2, 50)));
    waitForPlan(fixture);
    auto *spin = fixture.find<QSpinBox>(u"concurrency"_s);
    QVERIFY(spin->text().startsWith(u"Automatic"_s));
    spin->setValue(2);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().plan->concurrency.origin,
                              dockhand::advisor::Origin::Chosen, kPatienceMs);
    QCOMPARE(fixture.session().status().plan->concurrency.value, 2);
    spin->setValue(0);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().plan->concurrency.origin
                                 != dockhand::advisor::Origin::Chosen,
                             kPatienceMs);
}

void TestMainWindow::chartsFollowARun()
{
    WindowFixture fixture;
    fixture.window().resize(1440, 900);
    const bool large = isPictured();
    fixture.drop(fixture.writeOrders(large ? orders(40, 10'000, 0.002) : orders(4, 2'000)));
    waitForPlan(fixture);
    QSignalSpy sampled(&fixture.session(), &ImportSession::sampled);
    auto *tabs = fixture.find<QTabWidget>(u"tabs"_s);
    fixture.click(u"primaryButton"_s);
    QCOMPARE(tabs->currentWidget(), fixture.find<QWidget>(u"chartsPanel"_s));
    if (large) {
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().share > 0.5, kPatienceMs);
        fixture.picture(u"charts"_s);
    }
    waitForEnd(fixture);
    QVERIFY(sampled.count() > 0);
    QVERIFY(fixture.session().status().memory.isLimited());
    fixture.picture(u"finished"_s);
}

void TestMainWindow::filesOfARunStayInTheList()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(4, 500)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    fixture.click(u"primaryButton"_s); // paused
    fixture.drop({ fixture.writeFile(u"late.csv"_s, "Name,Qty\nBolt,3\n") });
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 5, kPatienceMs);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->selectAll();
    view->queueActions().remove->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 4, kPatienceMs);
    QVERIFY(fixture.find<QLabel>(u"noticeText"_s)->text().contains(u"stay in the list"_s));
    QVERIFY(fixture.find<QWidget>(u"noticeBar"_s)->isVisible());
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QVERIFY(!fixture.find<QWidget>(u"noticeBar"_s)->isVisible());
    view->selectAll();
    view->queueActions().remove->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 0, kPatienceMs);
    QVERIFY(fixture.find<QWidget>(u"dropArea"_s)->isVisible());
}

void TestMainWindow::failedFileRunsAgain()
{
    WindowFixture fixture;
    fixture.drop({ fixture.writeFile(u"empty.csv"_s, {}) });
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().countOf(StateGroup::Failed), 1,
                              kPatienceMs);
    QTRY_COMPARE(fixture.session().status().phase, Phase::Idle);
    QVERIFY(!fixture.session().model().rows().front().reason.isEmpty());
    fixture.writeFile(u"empty.csv"_s, "Name,Qty\nBolt,3\nNut,4\n");
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->selectAll();
    QVERIFY(view->queueActions().retry->isEnabled());
    view->queueActions().retry->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().countOf(StateGroup::Done), 1, kPatienceMs);
    QCOMPARE(fixture.rowsIn(u"\"empty\""_s), 2);
}

// Two runs and a restart: the file's row, the whole list and the tab tell the same number.
void TestMainWindow::rejectsAreFoundWhateverTheRun()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(3, 300, 0.05));
    fixture.drop({ paths[0], paths[1] });
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    fixture.drop({ paths[2] });
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    const auto rejectedIn
        = [&](std::size_t row) { return fixture.session().model().rows()[row].counts.rejected; };
    const std::int64_t first = rejectedIn(0);
    const std::int64_t all = first + rejectedIn(1) + rejectedIn(2);
    QVERIFY(first > 0);
    QVERIFY(rejectedIn(2) > 0);

    auto *tabs = fixture.find<QTabWidget>(u"tabs"_s);
    auto *errors = fixture.find<ErrorPanel>(u"errorPanel"_s);
    QVERIFY(tabs->tabText(tabs->indexOf(errors)).endsWith(QString::number(all)));
    const auto showErrorsOf = [&](int row) {
        auto *view = fixture.find<QueueView>(u"queueView"_s);
        view->selectRow(row);
        QVERIFY(view->queueActions().showErrors->isEnabled());
        view->queueActions().showErrors->trigger();
    };
    showErrorsOf(0);
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), first, kPatienceMs);
    errors->showFile({});
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), all, kPatienceMs);

    fixture.restart();
    fixture.drop({ paths[0] });
    waitForPlan(fixture);
    showErrorsOf(0);
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), first, kPatienceMs);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(fixture.session().model().rows()[0].state, FileState::Skipped);
    fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
        fixture.find<ErrorPanel>(u"errorPanel"_s));
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), first, kPatienceMs);
}

void TestMainWindow::cutOffFileStartsOver()
{
    WindowFixture fixture;
    testdata::ExpectedCounts expected;
    const QStringList paths = fixture.writeOrders(orders(1, 300'000, 0.02), &expected);
    cutOff(fixture, paths);
    const auto &row = fixture.session().model().rows().front();
    QCOMPARE(row.state, FileState::Cancelled);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->selectAll();
    QAction *startOver = view->queueActions().startOver;
    QVERIFY(startOver->isEnabled());
    const auto answer = [&](QMessageBox::ButtonRole role) {
        return answerWhile(fixture, u"startOverQuestion"_s, role, [&] { startOver->trigger(); });
    };
    QVERIFY(answer(QMessageBox::RejectRole).startsWith(u"Start 1 file over?"_s));
    QCOMPARE(row.state, FileState::Cancelled);
    QSignalSpy ended(&fixture.session(), &ImportSession::runFinished);
    QVERIFY(!answer(QMessageBox::AcceptRole).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatienceMs);
    waitForEnd(fixture);
    QCOMPARE(row.state, FileState::Partial);
    QCOMPARE(fixture.session().status().result->counts.read, expected.rows); // not only the rest
    QCOMPARE(row.counts.read, expected.rows);
    QVERIFY(row.counts.inserted + row.counts.duplicate >= expected.items);
    QCOMPARE(row.counts.rejected, expected.rejected());
    QCOMPARE(fixture.rowsIn(u"dropship_purchase_details"_s), expected.items);
    QVERIFY(!startOver->isEnabled());
}

void TestMainWindow::fileChangedSinceItWasCutOffIsOfferedToStartOver()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(1, 300'000));
    cutOff(fixture, paths);
    QByteArray content = fixture.read(paths[0]);
    const qsizetype digit = content.indexOf('\n') + 30; // before what is in
    content[digit] = content[digit] == 'x' ? 'y' : 'x';
    fixture.writeFile(QFileInfo(paths[0]).fileName(), content);
    QSignalSpy ended(&fixture.session(), &ImportSession::runFinished);
    fixture.click(u"primaryButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatienceMs);
    waitForEnd(fixture);
    const auto &row = fixture.session().model().rows().front();
    QCOMPARE(row.state, FileState::Failed);
    QVERIFY(row.cannotGoOn);
    const auto *notice = fixture.find<QLabel>(u"noticeText"_s);
    QVERIFY2(notice->text().startsWith(u"1 file changed since a part of it came in"_s),
             qPrintable(notice->text()));
    auto *action = fixture.find<QPushButton>(u"noticeAction"_s);
    QVERIFY(action->isVisible());
    fixture.picture(u"start-over"_s);
    QVERIFY(!answerWhile(fixture, u"startOverQuestion"_s, QMessageBox::AcceptRole, [&] {
                 action->click();
             }).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, kPatienceMs);
    waitForEnd(fixture);
    QVERIFY(row.state == FileState::Done || row.state == FileState::Partial);
    QCOMPARE(row.counts.read, 300'000);
    QVERIFY(!notice->isVisible());
}

void TestMainWindow::resumedFileCountsBothRuns()
{
    WindowFixture fixture;
    testdata::ExpectedCounts expected;
    cutOff(fixture, fixture.writeOrders(orders(1, 300'000, 0.02), &expected));
    const auto &row = fixture.session().model().rows().front();
    QCOMPARE(row.state, FileState::Cancelled);
    QVERIFY(row.counts.read > 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        fixture.find<QLabel>(u"statusText"_s)->text().startsWith(u"Cancelled: "_s), kPatienceMs);
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(row.state, FileState::Partial);
    QVERIFY(fixture.session().status().result->counts.read < expected.rows);
    QCOMPARE(row.counts.read, expected.rows);
    QCOMPARE(row.counts.rejected, expected.rejected());
    fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
        fixture.find<ErrorPanel>(u"errorPanel"_s));
    auto *text = fixture.find<QLineEdit>(u"errorText"_s);
    text->setText(u"orders"_s); // a filtered list is read to its end
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), expected.rejected(), kPatienceMs);
}

// The ledger as a program that was killed leaves it.
void TestMainWindow::crashIsToldAtTheNextStart()
{
    WindowFixture fixture;
    testdata::ExpectedCounts expected;
    cutOff(fixture, fixture.writeOrders(orders(1, 300'000), &expected));
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"crash"_s);
        database.setDatabaseName(fixture.database());
        QVERIFY(database.open());
        for (const auto *statement :
             { "UPDATE dockhand_run SET state = 'running', finished_at = NULL",
               "UPDATE dockhand_run_file SET state = 'importing'",
               "UPDATE dockhand_file SET state = 'importing', finished_at = NULL" })
            QVERIFY(QSqlQuery(database).exec(QLatin1StringView(statement)));
    }
    QSqlDatabase::removeDatabase(u"crash"_s);
    fixture.restart();
    const auto *notice = fixture.find<QLabel>(u"noticeText"_s);
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(u"was cut off with 0 of 1 files in"_s),
                             kPatienceMs);
    fixture.picture(u"cut-off"_s);
    waitForPlan(fixture); // of the list that was kept
    fixture.click(u"noticeAction"_s);
    waitForEnd(fixture);
    QVERIFY(notice->text().isEmpty());
    const auto &row = fixture.session().model().rows().front();
    QCOMPARE(row.state, FileState::Done);
    QCOMPARE(fixture.rowsIn(u"dropship_purchase_details"_s), expected.items);
    // What has ended is not told again.
    fixture.restart();
    QTest::qWait(300);
    QVERIFY(fixture.find<QLabel>(u"noticeText"_s)->text().isEmpty());
}

void TestMainWindow::droppedAgainIsLookedAtAnew()
{
    WindowFixture fixture;
    const QString changing = fixture.writeFile(u"a.csv"_s, "Name,Qty\nBolt,3\n");
    const QString steady = fixture.writeFile(u"b.csv"_s, "Name,Qty\nNut,4\n");
    fixture.drop({ changing, steady });
    waitForPlan(fixture);
    const auto *notice = fixture.find<QLabel>(u"noticeText"_s);
    fixture.drop({ steady });
    QTRY_COMPARE_WITH_TIMEOUT(notice->text(), u"Already in the list: 1"_s, kPatienceMs);
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Done), 2);
    const auto *start = fixture.find<QAbstractButton>(u"primaryButton"_s);
    QVERIFY(!start->isEnabled());
    QVERIFY2(start->toolTip().startsWith(u"Every file in the list is in"_s),
             qPrintable(start->toolTip()));

    fixture.writeFile(u"a.csv"_s, "Name,Qty\nBolt,3\nScrew,5\nWasher,8\n");
    fixture.drop({ changing });
    waitForPlan(fixture);
    const auto &rows = fixture.session().model().rows();
    QCOMPARE(rows[0].state, FileState::Ready);
    QCOMPARE(rows[0].path, changing);
    QCOMPARE(rows[1].state, FileState::Done);
    QCOMPARE(rows[0].estimatedRecords, 3);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(fixture.session().model().rows()[0].counts.read, 3);
}

void TestMainWindow::otherDatabaseMakesFilesReady()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(2, 100, 0.05)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    const std::int64_t read = fixture.session().status().result->counts.read;
    fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
        fixture.find<ErrorPanel>(u"errorPanel"_s));
    QTRY_VERIFY_WITH_TIMEOUT(rejectsShown(fixture) > 0, kPatienceMs);

    fixture.session().setTarget(sqliteAddress(fixture.path(u"other.sqlite"_s)));
    waitForPlan(fixture);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Ready), 2);
    QCOMPARE(fixture.session().status().rejected, 0);
    QTRY_COMPARE_WITH_TIMEOUT(rejectsShown(fixture), 0, kPatienceMs);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(fixture.session().status().result->counts.read, read);
    QVERIFY(fixture.session().status().result->counts.inserted > 0);
}

void TestMainWindow::failedRunMayBeStartedAgain()
{
    WindowFixture fixture;
    fixture.session().setTarget(sqliteAddress(fixture.path(u"orders-001.csv/no.sqlite"_s)));
    fixture.drop(fixture.writeOrders(orders(2, 50)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    const SessionStatus &status = fixture.session().status();
    QVERIFY(status.result);
    QVERIFY(status.result->error);
    QVERIFY(!fixture.find<QLabel>(u"noticeText"_s)->text().isEmpty());
    QCOMPARE(status.phase, Phase::Ready);
    QCOMPARE(status.share, 0.0);
    QCOMPARE(fixture.find<QProgressBar>(u"overallProgress"_s)->value(), 0);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Ready), 2);
    QVERIFY(fixture.find<QLabel>(u"statusText"_s)->text().startsWith(u"The import failed"_s));
    QVERIFY(fixture.find<QAbstractButton>(u"primaryButton"_s)->isEnabled());

    fixture.session().setTarget(sqliteAddress(fixture.database()));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Done), 2);
}

void TestMainWindow::resultIsToldAtOnce()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(2, 200)));
    waitForPlan(fixture);
    QStringList told;
    bool wasLooking = false;
    connect(&fixture.session(), &ImportSession::statusChanged, &fixture.window(), [&] {
        if (fixture.session().isRunning() || !fixture.session().status().result) {
            return;
        }
        wasLooking |= fixture.session().status().phase == Phase::Looking;
        told << fixture.find<Tile>(u"timeTile"_s)->text().label
             << fixture.find<QLabel>(u"statusText"_s)->text()
             << fixture.find<QLabel>(u"planReasons"_s)->text()
             << QString::number(fixture.find<QProgressBar>(u"overallProgress"_s)->value());
    });
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QVERIFY(wasLooking);
    told.removeDuplicates();
    QVERIFY2(told.contains(u"Time taken"_s) && !told.contains(u"Time needed"_s),
             qPrintable(told.join(u'|')));
    QVERIFY2(told.contains(u"1000"_s) && !told.contains(u"0"_s), qPrintable(told.join(u'|')));
    QVERIFY2(!told.join(u'|').contains(u"Looking"_s), qPrintable(told.join(u'|')));
}

void TestMainWindow::pausedFilesSaySo()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(4, 20'000)));
    waitForPlan(fixture);
    QueueModel &model = fixture.session().model();
    fixture.click(u"primaryButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(model.countOf(StateGroup::Importing) > 0, kPatienceMs);
    fixture.click(u"primaryButton"_s);
    const auto rowIn = [&](FileState state) {
        const auto &rows = model.rows();
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const QueueRow &row) { return row.state == state; });
        return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
    };
    QTRY_VERIFY_WITH_TIMEOUT(rowIn(FileState::Paused) >= 0, kPatienceMs);
    const int row = rowIn(FileState::Paused);
    const auto shown = [&](QueueModel::Column column) {
        return model.index(row, static_cast<int>(column)).data().toString();
    };
    QCOMPARE(shown(QueueModel::Column::State), u"Paused"_s);
    QCOMPARE(shown(QueueModel::Column::Rate), QString());
    QCOMPARE(shown(QueueModel::Column::TimeLeft), QString());
    QCOMPARE(rowIn(FileState::Importing), -1);
    const auto *states = fixture.find<QListView>(u"stateList"_s);
    const int working = static_cast<int>(StateGroup::Importing) + 1; // "All" stands first
    QVERIFY(states->model()->index(working, 0).data().toString() == u"Paused"_s);
    fixture.picture(u"paused"_s);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    QCOMPARE(states->model()->index(working, 0).data().toString(), u"Importing"_s);
    QCOMPARE(model.countOf(StateGroup::Done), 4);
}

void TestMainWindow::plannerIsToldWhileItAsks()
{
    WindowFixture fixture;
    QStringList reasons;
    connect(&fixture.session(), &ImportSession::statusChanged, &fixture.window(), [&] {
        if (fixture.session().model().rowCount() > 0) {
            reasons << fixture.find<QLabel>(u"planReasons"_s)->text();
        }
    });
    fixture.drop(fixture.writeOrders(orders(2, 20)));
    waitForPlan(fixture);
    const QString all = reasons.join(u'\n');
    QVERIFY2(all.contains(u"Waiting for the database…"_s), qPrintable(all));
    QVERIFY2(!all.contains(u"Add files to see"_s), qPrintable(all));
}

void TestMainWindow::exportSaysThatItHoldsAll()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(1, 300, 0.05)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    auto *errors = fixture.find<ErrorPanel>(u"errorPanel"_s);
    QCOMPARE(errors->exportTitle(), u"Export all errors of all files"_s);
    errors->showFile(fixture.path(u"orders-001.csv"_s));
    QCOMPARE(errors->exportTitle(), u"Export all errors of orders-001.csv"_s);
    fixture.find<QLineEdit>(u"errorText"_s)->setText(u"no such words anywhere"_s);
    QCOMPARE(errors->exportTitle(), u"Export all errors of orders-001.csv, not only the 0 shown"_s);
}

void TestMainWindow::pastedPathsAreQueued()
{
    WindowFixture fixture;
    const QString first = fixture.writeFile(u"a.csv"_s, "Name,Qty\nBolt,3\n");
    const QString second = fixture.writeFile(u"b.csv"_s, "Name,Qty\nNut,3\n");
    QApplication::clipboard()->setText(first + u'\n' + QUrl::fromLocalFile(second).toString());
    for (QAction *action : fixture.window().actions()) {
        if (action->shortcut() == QKeySequence(QKeySequence::Paste)) {
            action->trigger();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 2, kPatienceMs);
}

void TestMainWindow::shortcutsAreBound()
{
    WindowFixture fixture;
    QSet<QString> bound;
    QList<QAction *> actions = fixture.window().actions();
    actions += fixture.find<QueueView>(u"queueView"_s)->actions();
    for (const QAction *action : actions) {
        bound.insert(action->shortcut().toString());
    }
    for (const char *wanted : { "Ctrl+O", "Ctrl+Shift+O", "Ctrl+V", "Ctrl+F", "Del", "F5",
                                "Shift+F5", "Ctrl+Up", "Ctrl+Down", "Ctrl+E" }) {
        QVERIFY2(bound.contains(QString::fromLatin1(wanted)), wanted);
    }
}

void TestMainWindow::filterIsShownAndCleared()
{
    WindowFixture fixture;
    fixture.session().model().append(rowsOfEveryState());
    auto *filter = fixture.find<QLineEdit>(u"queueFilter"_s);
    QVERIFY(!filter->isVisible());
    QVERIFY(QMetaObject::invokeMethod(&fixture.window(), "focusFilter"));
    QVERIFY(filter->isVisible());
    filter->setText(u"tiktok"_s);
    QCOMPARE(fixture.find<QueueView>(u"queueView"_s)->model()->rowCount(), 1);
    QVERIFY(QMetaObject::invokeMethod(&fixture.window(), "clearFilter"));
    QVERIFY(!filter->isVisible());
    QCOMPARE(fixture.find<QueueView>(u"queueView"_s)->model()->rowCount(),
             fixture.session().model().rowCount());
}

void TestMainWindow::queueSurvivesARestart()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(3, 20));
    fixture.drop(paths);
    waitForPlan(fixture);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->setColumnHidden(static_cast<int>(QueueModel::Column::Size), false);
    fixture.window().resize(1300, 820);
    QVERIFY(fixture.window().close());
    fixture.restart();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 3, kPatienceMs);
    QCOMPARE(fixture.session().model().rows().front().path, paths.front());
    QCOMPARE(fixture.window().size(), QSize(1300, 820));
    QVERIFY(!fixture.find<QueueView>(u"queueView"_s)
                 ->isColumnHidden(static_cast<int>(QueueModel::Column::Size)));
    QCOMPARE(fixture.session().target().database, fixture.database());
}

void TestMainWindow::closingDuringARunAsks()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(6, 1'000)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    fixture.click(u"primaryButton"_s); // paused: it cannot end by itself
    const auto answer = [&](QMessageBox::ButtonRole role) {
        QTimer::singleShot(0, &fixture.window(), [&fixture, role] {
            const auto *box = fixture.find<QMessageBox>(u"closeQuestion"_s);
            QVERIFY(box);
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role) {
                    button->click();
                    return;
                }
            }
        });
        return fixture.window().close();
    };
    QVERIFY(!answer(QMessageBox::RejectRole)); // keep running
    QVERIFY(fixture.window().isVisible());
    QVERIFY(fixture.session().isRunning());
    QVERIFY(!answer(QMessageBox::AcceptRole)); // stop
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window().isVisible(), kPatienceMs);
    QCOMPARE(fixture.session().unfinishedPaths().size(), 6);
}

void TestMainWindow::unusableDatabaseIsTold()
{
    WindowFixture fixture;
    fixture.writeFile(u"orders.sqlite"_s, QByteArray(4096, 'x'));
    fixture.drop(fixture.writeOrders(orders(1, 20)));
    auto *notice = fixture.find<QLabel>(u"noticeText"_s);
    QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), kPatienceMs);
    QVERIFY(notice->text().contains(u"not a database"_s));
}

void TestMainWindow::themeChangesWhileOpen()
{
    WindowFixture fixture;
    fixture.session().model().append(rowsOfEveryState());
    const auto backgroundOf = [&] { return fixture.window().grab().toImage().pixelColor(300, 4); };
    QCOMPARE(backgroundOf(), lightColors().window);
    fixture.theme().setChoice(ThemeChoice::Dark);
    QCOMPARE(backgroundOf(), darkColors().window);
}

void TestMainWindow::longNumbersAreNotCut()
{
    WindowFixture fixture;
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    QueueRow row;
    row.id = 1;
    row.path = u"/large.csv"_s;
    row.estimatedRecords = 1'234'567'890;
    fixture.session().model().append({ row });
    row.started = true;
    row.counts = { 1'234'567'890, 0, 0, 1'111'111'111, 0, 123'456'779 };
    fixture.session().model().update({ &row, 1 });
    const QFontMetrics metrics(fixture.theme().bodyFont());
    for (const auto column : { QueueModel::Column::Records, QueueModel::Column::Inserted,
                               QueueModel::Column::Duplicate, QueueModel::Column::Rejected }) {
        const int at = static_cast<int>(column);
        const QString text = fixture.session().model().index(0, at).data().toString();
        QVERIFY2(view->columnWidth(at) >= metrics.horizontalAdvance(text) + 20, qPrintable(text));
    }
}

void TestMainWindow::narrowWindowHidesTheSidebar()
{
    WindowFixture fixture;
    fixture.window().resize(1300, 800);
    auto *sidebar = fixture.find<QWidget>(u"sidebar"_s);
    QTRY_VERIFY(sidebar->isVisible());
    fixture.window().resize(900, 700);
    QTRY_VERIFY(!sidebar->isVisible());
    fixture.click(u"sidebarButton"_s);
    QVERIFY(sidebar->isVisible());
    fixture.window().resize(1300, 800);
    QTRY_VERIFY(sidebar->isVisible());
}

void TestMainWindow::sidebarOfANarrowWindowTakesNoWidth()
{
    WindowFixture fixture;
    fixture.session().model().append(rowsOfEveryState());
    fixture.window().resize(900, 600);
    auto *sidebar = fixture.find<QWidget>(u"sidebar"_s);
    auto *button = fixture.find<QAbstractButton>(u"sidebarButton"_s);
    QTRY_VERIFY(button->isVisible());
    QTRY_VERIFY(!sidebar->isVisible());
    const QRect place = button->geometry();
    for (const bool shown : { true, false, true }) {
        button->click();
        QCoreApplication::processEvents();
        QCOMPARE(sidebar->isVisible(), shown);
        QCOMPARE(fixture.window().size(), QSize(900, 600));
        QVERIFY(button->isVisible());
        QCOMPARE(button->geometry(), place);
    }
    const QPoint corner = sidebar->mapTo(&fixture.window(), QPoint(0, 0));
    QVERIFY(corner.y() > button->mapTo(&fixture.window(), QPoint(0, button->height())).y());
    fixture.picture(u"narrow-sidebar"_s);
}

void TestMainWindow::sidebarNamesAreNotCut()
{
    WindowFixture fixture;
    fixture.session().model().append(dockhand::ui::testing::readyRows(999));
    const auto *states = fixture.find<QListView>(u"stateList"_s);
    const QFontMetrics strong(fixture.theme().strongFont());
    const QFontMetrics small(fixture.theme().labelFont());
    for (int row = 0; row < states->model()->rowCount(); ++row) {
        QVERIFY(!states->isRowHidden(row)); // nothing comes and goes
        const QString text = states->model()->index(row, 0).data().toString();
        const int needed = strong.horizontalAdvance(text) + small.horizontalAdvance(u"999"_s) + 56;
        QVERIFY2(states->viewport()->width() >= needed, qPrintable(text));
    }
}

void TestMainWindow::nothingIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QLocale>("locale");
    const QLocale english(QLocale::English);
    const QLocale indonesian(QLocale::Indonesian);
    QTest::newRow("wide, English") << QSize(1440, 900) << english;
    QTest::newRow("wide, Indonesian") << QSize(1440, 900) << indonesian;
    QTest::newRow("narrow, English") << QSize(900, 600) << english;
    QTest::newRow("narrow, Indonesian") << QSize(900, 600) << indonesian;
}

void TestMainWindow::nothingIsCut()
{
    QFETCH(QSize, size);
    QFETCH(QLocale, locale);
    installTranslations(*qApp, locale);
    {
        WindowFixture fixture;
        fixture.window().resize(size);
        fixture.drop(fixture.writeOrders(orders(3, 400, 0.05)));
        waitForPlan(fixture);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.window().size(), size);
        const auto *plan = fixture.find<QScrollArea>(u"planScroll"_s);
        QCOMPARE(plan->horizontalScrollBar()->maximum(), 0);
        for (const QString &name : { u"chunkRows"_s, u"concurrency"_s, u"memoryLimit"_s }) {
            const auto *spin = fixture.find<QSpinBox>(name);
            const auto *edit = spin->findChild<QLineEdit *>();
            QVERIFY2(edit->width() >= edit->fontMetrics().horizontalAdvance(spin->text()),
                     qPrintable(spin->text()));
            QVERIFY(spin->mapTo(plan->viewport(), QPoint(spin->width(), 0)).x()
                    <= plan->viewport()->width());
        }
        const QString name = u"%1-%2"_s.arg(locale.name()).arg(size.width());
        fixture.picture(name + u"-plan"_s);
        fixture.click(u"primaryButton"_s);
        waitForEnd(fixture);
        QCoreApplication::processEvents();
        for (const QString &tile : { u"time"_s, u"records"_s, u"speed"_s, u"memory"_s }) {
            auto *figure = fixture.find<QLabel>(tile + u"TileFigure"_s);
            QVERIFY2(figure->width() >= figure->fontMetrics().horizontalAdvance(figure->text()),
                     qPrintable(figure->text()));
            auto *line = fixture.find<QLabel>(tile + u"TileLine"_s);
            QVERIFY2(line->heightForWidth(line->width()) <= line->height(),
                     qPrintable(line->text()));
            QVERIFY2(!line->text().endsWith(u'…'), qPrintable(line->text()));
        }
        QCOMPARE(fixture.window().size(), size);
        fixture.picture(name + u"-finished"_s);
    }
    for (QTranslator *translator : qApp->findChildren<QTranslator *>()) {
        delete translator; // takes itself out of the program
    }
    installTranslations(*qApp, QLocale(QLocale::English));
}

void TestMainWindow::smallestWindowNamesTheDatabase()
{
    for (const auto language : { QLocale::Indonesian, QLocale::English }) {
        installTranslations(*qApp, QLocale(language));
        WindowFixture fixture;
        fixture.drop(fixture.writeOrders(orders(4, 500)));
        waitForPlan(fixture);
        fixture.click(u"primaryButton"_s);
        fixture.click(u"primaryButton"_s); // paused: Cancel takes its room, too
        auto *button = fixture.find<TargetButton>(u"targetButton"_s);
        button->setTarget(sqliteAddress(fixture.path(u"penjualan-2026.sqlite"_s)));
        fixture.window().resize(1, 1);
        QCoreApplication::processEvents();
        fixture.picture(u"smallest-"_s + QLocale(language).name());
        QVERIFY2(fixture.window().width() <= 900,
                 qPrintable(QString::number(fixture.window().width())));
        const int around
            = button->sizeHint().width() - button->fontMetrics().horizontalAdvance(button->text());
        QVERIFY(button->width() - around
                >= button->fontMetrics().horizontalAdvance(u"penjualan-20…  ▾"_s));
        fixture.click(u"primaryButton"_s);
        waitForEnd(fixture);
        for (QTranslator *translator : qApp->findChildren<QTranslator *>()) {
            delete translator; // takes itself out of the program
        }
    }
    installTranslations(*qApp, QLocale(QLocale::English));
}

void TestMainWindow::narrowErrorsKeepTheirReasons()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(2, 400, 0.05)));
    waitForPlan(fixture);
    fixture.click(u"primaryButton"_s);
    waitForEnd(fixture);
    fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
        fixture.find<ErrorPanel>(u"errorPanel"_s));
    const auto *view = fixture.find<QTableView>(u"errorView"_s);
    QTRY_VERIFY_WITH_TIMEOUT(view->model()->rowCount() > 0, kPatienceMs);
    const auto widthOf = [&](ErrorModel::Column column) {
        QCoreApplication::processEvents();
        return view->columnWidth(static_cast<int>(column));
    };
    fixture.window().resize(1800, 900);
    const int kind = widthOf(ErrorModel::Column::Code);
    const int file = widthOf(ErrorModel::Column::File);
    fixture.window().resize(1500, 900);
    QVERIFY(widthOf(ErrorModel::Column::Code) < kind); // of the first to leave their room
    QCOMPARE(widthOf(ErrorModel::Column::File), file);
    fixture.window().resize(900, 600);
    QVERIFY(widthOf(ErrorModel::Column::Reason) >= 200);
    QVERIFY(widthOf(ErrorModel::Column::File) < file);
    QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
    fixture.picture(u"narrow-errors"_s);
    fixture.window().resize(1800, 900);
    QCOMPARE(widthOf(ErrorModel::Column::Code), kind);
}

void TestMainWindow::lastRowStandsClearOfTheScrollBar()
{
    WindowFixture fixture;
    fixture.session().model().append(rowsOfEveryState());
    fixture.window().resize(1440, 600);
    QCoreApplication::processEvents();
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    QVERIFY(!view->horizontalScrollBar()->isVisible());
    view->scrollToBottom();
    fixture.window().resize(900, 600); // the columns have no room any more
    QCoreApplication::processEvents();
    QVERIFY(view->horizontalScrollBar()->isVisible());
    const QModelIndex last = view->model()->index(view->model()->rowCount() - 1, 0);
    QVERIFY(view->visualRect(last).bottom() <= view->viewport()->rect().bottom());
    fixture.picture(u"last-row"_s);
}

void TestMainWindow::focusRingIsWhole_data()
{
    QTest::addColumn<ThemeChoice>("theme");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

// On the way from each corner inwards the ring's colour is met.
void TestMainWindow::focusRingIsWhole()
{
    QFETCH(ThemeChoice, theme);
    WindowFixture fixture;
    fixture.theme().setChoice(theme);
    fixture.session().model().append(rowsOfEveryState());
    fixture.window().resize(900, 600);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    fixture.window().activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    const QRect place(view->mapTo(&fixture.window(), QPoint()), view->size());
    const QImage shown = fixture.window().grab(place).toImage();
    const ThemeColors &colors = fixture.theme().colors();
    const auto distance = [&](const QColor &met) {
        return std::abs(met.red() - colors.accent.red())
            + std::abs(met.green() - colors.accent.green())
            + std::abs(met.blue() - colors.accent.blue());
    };
    for (const int corner : { 0, 1, 2, 3 }) {
        int nearest = distance(colors.surface);
        for (int i = 0; i < 6 * qRound(shown.devicePixelRatio()); ++i) {
            const int x = corner % 2 == 0 ? i : shown.width() - 1 - i;
            const int y = corner / 2 == 0 ? i : shown.height() - 1 - i;
            nearest = std::min(nearest, distance(shown.pixelColor(x, y)));
        }
        QVERIFY2(nearest < distance(colors.surface) * 3 / 4, qPrintable(QString::number(corner)));
    }
}

void TestMainWindow::draggedFilesAreAnnounced()
{
    WindowFixture fixture;
    const auto *frame = fixture.find<QWidget>(u"dropFrame"_s);
    const auto drag = [&](const QMimeData &data) {
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(&fixture.window(), &enter);
        return enter.isAccepted();
    };
    QMimeData link;
    link.setUrls({ QUrl(u"https://example.org/a.csv"_s) });
    QVERIFY(!drag(link));
    QVERIFY(!frame->isVisible());

    QMimeData file;
    file.setUrls({ QUrl::fromLocalFile(fixture.writeFile(u"a.csv"_s, "Name,Qty\nBolt,3\n")) });
    QVERIFY(drag(file));
    QVERIFY(frame->isVisible());
    QCOMPARE(frame->geometry(), fixture.window().centralWidget()->rect());
    fixture.picture(u"drag"_s);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(&fixture.window(), &leave);
    QVERIFY(!frame->isVisible());

    QVERIFY(drag(file));
    QDropEvent drop(QPoint(200, 200), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&fixture.window(), &drop);
    QVERIFY(!frame->isVisible());
}

void TestMainWindow::reasonsHaveRoom()
{
    WindowFixture fixture;
    fixture.window().resize(1440, 900);
    std::vector<QueueRow> rows = dockhand::ui::testing::readyRows(3);
    const QString reason = u"The content is not CSV: it looks like a picture. Export the file "
                           u"again as CSV and add it here."_s;
    for (QueueRow &row : rows) {
        row.reason = reason;
    }
    rows[0].state = FileState::Failed; // at survey
    rows[0].estimatedRecords = -1;
    rows[0].profile.clear();
    rows[1].needsChoice = true;
    rows[1].profile.clear();
    rows[2].state = FileState::Skipped;
    rows[2].started = true;
    fixture.session().model().append(rows);
    const auto *view = fixture.find<QueueView>(u"queueView"_s);
    QTRY_VERIFY(view->isVisible());
    QCoreApplication::processEvents();
    const int needed = QFontMetrics(fixture.theme().labelFont()).horizontalAdvance(reason);
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex file
            = view->model()->index(row, static_cast<int>(QueueModel::Column::File));
        const QRect area = view->reasonArea(file);
        QVERIFY2(area.width() >= needed || row > 0, qPrintable(QString::number(area.width())));
        QVERIFY(area.width() >= 400);
        QVERIFY(file.data(Qt::ToolTipRole).toString().contains(reason));
        for (int column = 0; column < QueueModel::kColumns; ++column) {
            const QModelIndex cell = file.siblingAtColumn(column);
            const bool isOther = column != file.column() && !cell.data().toString().isEmpty();
            QVERIFY(!isOther || !view->visualRect(cell).intersects(area));
        }
    }
    fixture.picture(u"reasons"_s);
}

void TestMainWindow::sortedQueueIsNotMoved()
{
    WindowFixture fixture;
    fixture.session().model().append(dockhand::ui::testing::readyRows(3));
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->selectRow(1);
    const QueueActions &actions = view->queueActions();
    QVERIFY(actions.moveUp->isEnabled() && actions.moveDown->isEnabled());
    view->sortByColumn(static_cast<int>(QueueModel::Column::Records), Qt::AscendingOrder);
    QVERIFY(!actions.moveUp->isEnabled() && !actions.moveDown->isEnabled());
    QVERIFY(actions.moveUp->toolTip().contains(u"Records"_s));
    fixture.picture(u"sorted"_s);
    view->sortByColumn(-1, Qt::AscendingOrder);
    QVERIFY(actions.moveUp->isEnabled() && actions.moveDown->isEnabled());
}

void TestMainWindow::columnsKeepTheirPlace()
{
    WindowFixture fixture;
    fixture.window().resize(1440, 900);
    QueueModel &model = fixture.session().model();
    model.append(dockhand::ui::testing::readyRows(2));
    const auto *view = fixture.find<QueueView>(u"queueView"_s);
    QTRY_VERIFY(view->isVisible());
    QCoreApplication::processEvents();
    const auto places = [&] {
        QList<int> lefts;
        for (int column = 0; column < QueueModel::kColumns; ++column) {
            lefts << view->columnViewportPosition(column);
        }
        return lefts;
    };
    const QFontMetrics body(fixture.theme().bodyFont());
    QVERIFY(view->columnWidth(static_cast<int>(QueueModel::Column::File))
            >= body.horizontalAdvance(u"orders-2026-11-week1.csv"_s) + 20);
    const QList<int> before = places();
    model.append(dockhand::ui::testing::readyRows(200, 3)); // a scrollbar comes
    QueueRow row = model.rows().front();
    row.state = FileState::Partial;
    row.started = true;
    row.counts.rejected = 8'765;
    model.update({ &row, 1 });
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
}

void TestMainWindow::primaryButtonKeepsItsWidth()
{
    WindowFixture fixture;
    const auto *primary = fixture.find<QAbstractButton>(u"primaryButton"_s);
    const int width = primary->width();
    fixture.drop(fixture.writeOrders(orders(4, 500)));
    waitForPlan(fixture);
    QCOMPARE(primary->width(), width);
    fixture.click(u"primaryButton"_s);
    QCoreApplication::processEvents();
    QCOMPARE(primary->width(), width);
    fixture.click(u"primaryButton"_s); // paused
    QCoreApplication::processEvents();
    QCOMPARE(primary->width(), width);
    fixture.click(u"cancelButton"_s);
    waitForEnd(fixture);
}

void TestMainWindow::manyFilesAreRemovedOnlyAfterAQuestion()
{
    WindowFixture fixture;
    fixture.drop(fixture.writeOrders(orders(101, 2)));
    waitForPlan(fixture);
    auto *view = fixture.find<QueueView>(u"queueView"_s);
    view->selectAll();
    const auto answer = [&](QMessageBox::ButtonRole role) {
        const QString asked = answerWhile(fixture, u"removeQuestion"_s, role,
                                          [&] { view->queueActions().remove->trigger(); });
        return asked.startsWith(u"Remove 101 files"_s);
    };
    QVERIFY(answer(QMessageBox::RejectRole));
    QCOMPARE(fixture.session().model().rowCount(), 101);
    QVERIFY(answer(QMessageBox::AcceptRole));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().model().rowCount(), 0, kPatienceMs);
}

void TestMainWindow::mnemonicsOfTheEmptyWindowDiffer()
{
    QTemporaryDir samples;
    QFile sample(samples.filePath(u"sample.csv"_s));
    QVERIFY(sample.open(QIODevice::WriteOnly));
    WindowFixture fixture(samples.path());
    QTRY_VERIFY(fixture.find<QAbstractButton>(u"emptySamples"_s)->isVisible());
    QSet<QKeySequence> taken;
    for (const QAbstractButton *button : fixture.window().findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !button->shortcut().isEmpty()) {
            QVERIFY2(!taken.contains(button->shortcut()), qPrintable(button->text()));
            taken.insert(button->shortcut());
        }
    }
}

void TestMainWindow::fileDialogShowsItsIconsAndDates()
{
    WindowFixture fixture;
    fixture.writeFile(u"a.csv"_s, "Name,Qty\nBolt,3\n");
    QFileDialog dialog(&fixture.window(), u"Add files"_s, fixture.path({}));
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    dialog.setViewMode(QFileDialog::Detail);
    makeRoomInFileDialog(dialog);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    for (QToolButton *button : dialog.findChildren<QToolButton *>()) {
        const QImage image = button->grab().toImage();
        const QColor ground = image.pixelColor(image.rect().center().x(), 3);
        int drawn = 0;
        for (int x = 4; x < image.width() - 4; ++x) {
            for (int y = 4; y < image.height() - 4; ++y) {
                drawn += image.pixelColor(x, y) != ground ? 1 : 0;
            }
        }
        QVERIFY2(drawn > 20, qPrintable(button->objectName()));
    }
    const auto *view = dialog.findChild<QTreeView *>(u"treeView"_s);
    const QString date
        = QLocale().toString(QDateTime(QDate(2028, 12, 28), QTime(22, 58)), QLocale::ShortFormat);
    QVERIFY(view->columnWidth(3) >= view->fontMetrics().horizontalAdvance(date) + 12);
    if (isPictured()) {
        dialog.grab().save(qEnvironmentVariable("DOCKHAND_SCREENSHOT_DIR") + u"/dialog.png"_s);
    }
}

void TestMainWindow::buttonsHaveAccessibleNames()
{
    WindowFixture fixture;
    for (const QAbstractButton *button : fixture.window().findChildren<QAbstractButton *>()) {
        const bool isOwn = !button->objectName().startsWith(u"qt_"_s)
            && !button->inherits("QLineEditIconButton") && !button->inherits("QTableCornerButton");
        if (isOwn) {
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName()));
        }
    }
}

void TestMainWindow::windowSpeaksIndonesian()
{
    installTranslations(*qApp, QLocale(QLocale::Indonesian));
    {
        WindowFixture fixture;
        QCOMPARE(fixture.find<QAbstractButton>(u"primaryButton"_s)->text(), u"&Mulai"_s);
        fixture.session().model().append(rowsOfEveryState());
        const QAbstractItemModel &model = fixture.session().model();
        QCOMPARE(model.index(0, 0).data().toString(), u"Mengimpor"_s);
        fixture.picture(u"indonesian"_s);
    }
    for (QTranslator *translator : qApp->findChildren<QTranslator *>()) {
        delete translator; // takes itself out of the program
    }
    WindowFixture fixture;
    QCOMPARE(fixture.find<QAbstractButton>(u"primaryButton"_s)->text(), u"&Start"_s);
}

QTEST_MAIN(TestMainWindow)

#include "tst_main_window.moc"
