// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_panel.h"
#include "ui/main_window.h"
#include "ui/queue/queue_view.h"
#include "ui/translations.h"
#include "ui/work/undo_desk.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QTranslator>

#include "window_fixture.h"

using namespace Qt::StringLiterals;
using namespace dockhand::ui;
using dockhand::ledger::FileState;
using dockhand::ui::testing::WindowFixture;
namespace testdata = dockhand::testdata;

namespace {

constexpr int kPatienceMs = 60'000; ///< ends a hung test, asserts no speed

testdata::OrderSetOptions orders(int files, int rows)
{
    testdata::OrderSetOptions options;
    options.seed = 7;
    options.files = files;
    options.rowsPerFile = rows;
    options.dirtyShare = 0.03;
    return options;
}

} // namespace

/// What came in is taken out again from the window.
class TestUndoInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void fileIsUndone();
    void undoneFileWaitsForAPerson();
    void lastRunIsUndone();
    void lastRunOfAnEarlierStartIsUndone();
    void alreadyImportedFileIsUndone();
    void filesWhoseDuplicatesItHadCanBeRetried();
    void keptIsKept();
    void rowsChangedSinceAreNamed();
    void failureIsTold();
    void nothingStartsMeanwhile();
    void keepingHasTheFocusInEitherTheme();
    void pictures();

private:
    static void run(WindowFixture &fixture, const QStringList &paths)
    {
        fixture.drop(paths);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
        fixture.click(u"primaryButton"_s);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Finished, kPatienceMs);
    }
    static QAction &undoFile(const WindowFixture &fixture)
    {
        return *fixture.find<QueueView>(u"queueView"_s)->queueActions().undo;
    }
    static QAction &undoLast(WindowFixture &fixture)
    {
        for (QAction *action : fixture.window().actions()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)) {
                return *action;
            }
        }
        qFatal("there is no such action");
    }
    static void select(const WindowFixture &fixture, int row)
    {
        auto *view = fixture.find<QueueView>(u"queueView"_s);
        view->clearSelection();
        view->selectRow(row);
    }
    /// Triggers it, answers its question and waits for the end; what was asked. `onAsked` before.
    static QString answer(WindowFixture &fixture, QAction &action, QMessageBox::ButtonRole role,
                          const std::function<void(QMessageBox &)> &onAsked = {})
    {
        QString asked;
        QTimer poll;
        connect(&poll, &QTimer::timeout, &fixture.window(), [&] {
            auto *box = fixture.find<QMessageBox>(u"undoQuestion"_s);
            if (!box || !asked.isEmpty()) {
                return;
            }
            asked = box->text() + u'\n' + box->informativeText();
            if (onAsked) {
                onAsked(*box);
            }
            for (QAbstractButton *button : box->buttons()) {
                if (box->buttonRole(button) == role) {
                    button->click();
                    return;
                }
            }
        });
        poll.start(5);
        action.trigger();
        waitForEnd(fixture);
        return asked;
    }
    static void waitForEnd(WindowFixture &fixture)
    {
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().phase != Phase::Held
                                     && fixture.session().status().phase != Phase::Looking,
                                 kPatienceMs);
    }
    static QString notice(const WindowFixture &fixture)
    {
        return fixture.find<QLabel>(u"noticeText"_s)->text();
    }
    static QString log(const WindowFixture &fixture)
    {
        return fixture.find<QPlainTextEdit>(u"logText"_s)->toPlainText();
    }
};

void TestUndoInWindow::fileIsUndone()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(2, 200));
    run(fixture, { paths[0] });
    const QString items = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    const QString all = fixture.value(u"SELECT count(*) FROM dropship_purchases"_s);
    run(fixture, { paths[1] });
    const QString withSecond = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    const int leaving = withSecond.toInt() - items.toInt();
    QVERIFY(leaving > 0);

    select(fixture, 1);
    QVERIFY(undoFile(fixture).isEnabled());
    const QString asked = answer(fixture, undoFile(fixture), QMessageBox::AcceptRole);
    QVERIFY2(asked.startsWith(u"Undo the import of orders-002.csv?"_s), qPrintable(asked));
    QVERIFY2(asked.contains(u"dropship_purchase_details: %1 rows"_s.arg(leaving)),
             qPrintable(asked));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), items);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchases"_s), all);
    QVERIFY2(notice(fixture).startsWith(u"The import of orders-002.csv is undone by run 3."_s),
             qPrintable(notice(fixture)));
    QVERIFY2(log(fixture).contains(u"dropship_purchase_details: removed %1"_s.arg(leaving)),
             qPrintable(log(fixture)));
    const QueueModel &model = fixture.session().model();
    QCOMPARE(model.index(1, 0).data().toString(), u"Undone"_s);
    QCOMPARE(model.rows()[0].state, FileState::Partial);
    QCOMPARE(model.countOf(StateGroup::Undone), 1);
    QVERIFY(!undoFile(fixture).isEnabled());
}

void TestUndoInWindow::undoneFileWaitsForAPerson()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(1, 100));
    run(fixture, paths);
    const QString rows = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    select(fixture, 0);
    answer(fixture, undoFile(fixture), QMessageBox::AcceptRole);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0"_s);
    QVERIFY(!fixture.find<QPushButton>(u"primaryButton"_s)->isEnabled());
    QVERIFY(fixture.session().unfinishedPaths().isEmpty());
    // Its rejects are no longer to be corrected.
    fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
        fixture.find<ErrorPanel>(u"errorPanel"_s));
    QTest::qWait(100);
    QCOMPARE(fixture.find<QTableView>(u"errorView"_s)->model()->rowCount(), 0);
    QAction *retry = fixture.find<QueueView>(u"queueView"_s)->queueActions().retry;
    select(fixture, 0);
    QVERIFY(retry->isEnabled());
    retry->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().phase == Phase::Finished, kPatienceMs);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), rows);
    QCOMPARE(fixture.session().model().rows()[0].state, FileState::Partial);
}

void TestUndoInWindow::lastRunIsUndone()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(4, 100));
    run(fixture, { paths[0] });
    const QString before = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    run(fixture, paths.mid(1));
    const QString asked = answer(fixture, undoLast(fixture), QMessageBox::AcceptRole);
    QVERIFY2(asked.startsWith(u"Undo run 2 of "_s) && asked.contains(u"3 files"_s),
             qPrintable(asked));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), before);
    QCOMPARE(fixture.session().model().countOf(StateGroup::Undone), 3);
    QCOMPARE(fixture.value(u"SELECT undone_by FROM dockhand_run WHERE id = 2"_s), u"3"_s);
    // The one before is the last one now.
    const QString next = answer(fixture, undoLast(fixture), QMessageBox::AcceptRole);
    QVERIFY2(next.startsWith(u"Undo run 1 of "_s), qPrintable(next));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0"_s);
    QVERIFY(answer(fixture, undoLast(fixture), QMessageBox::AcceptRole).isEmpty());
    QVERIFY2(notice(fixture).contains(u"no run has brought anything"_s),
             qPrintable(notice(fixture)));
}

void TestUndoInWindow::lastRunOfAnEarlierStartIsUndone()
{
    WindowFixture fixture;
    run(fixture, fixture.writeOrders(orders(1, 50)));
    fixture.restart();
    answer(fixture, undoLast(fixture), QMessageBox::AcceptRole);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0"_s);
}

void TestUndoInWindow::alreadyImportedFileIsUndone()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(1, 50));
    run(fixture, paths);
    fixture.restart();
    run(fixture, paths);
    QCOMPARE(fixture.session().model().rows()[0].state, FileState::Skipped);
    select(fixture, 0);
    answer(fixture, undoFile(fixture), QMessageBox::AcceptRole);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0"_s);
    QVERIFY(fixture.session().model().rows()[0].undoneBy != 0);
}

void TestUndoInWindow::filesWhoseDuplicatesItHadCanBeRetried()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(1, 50));
    run(fixture, paths);
    const QString rows = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    run(fixture, { fixture.writeFile(u"again.csv"_s, fixture.read(paths[0]) + '\n') });
    const auto &again = fixture.session().model().rows()[1];
    QVERIFY(again.counts.duplicate > 0);
    QAction &retry = *fixture.find<QueueView>(u"queueView"_s)->queueActions().retry;
    select(fixture, 1);
    QVERIFY(!retry.isEnabled());
    select(fixture, 0);
    answer(fixture, undoFile(fixture), QMessageBox::AcceptRole);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"0"_s);
    select(fixture, 1);
    QVERIFY(again.mayLackRows);
    QVERIFY2(again.reason.contains(u"retry brings in what is missing"_s), qPrintable(again.reason));
    QTRY_VERIFY(retry.isEnabled());
    fixture.picture(u"lacking"_s);
    retry.trigger();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session().isRunning(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Finished, kPatienceMs);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), rows);
    QVERIFY(!again.mayLackRows);
}

void TestUndoInWindow::keptIsKept()
{
    WindowFixture fixture;
    run(fixture, fixture.writeOrders(orders(1, 50)));
    const QString before = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    select(fixture, 0);
    QVERIFY(!answer(fixture, undoFile(fixture), QMessageBox::RejectRole).isEmpty());
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), before);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dockhand_run"_s), u"1"_s);
    QCOMPARE(fixture.session().status().phase, Phase::Finished);
    QVERIFY(undoFile(fixture).isEnabled());
}

void TestUndoInWindow::rowsChangedSinceAreNamed()
{
    // As an import that updates rows leaves it, which is then changed by hand.
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(1, 50));
    run(fixture, paths);
    fixture.window().close();
    fixture.importUpdating(fixture.writeFile(u"again.csv"_s, fixture.read(paths[0]) + '\n'));
    const QString count = fixture.value(u"SELECT count(*) FROM dockhand_former"_s);
    QVERIFY(count.toInt() > 1);
    fixture.change(u"UPDATE dropship_purchase_details SET import_file_id = NULL WHERE rowid = "
                   "(SELECT min(rowid) FROM dropship_purchase_details)"_s);
    fixture.restart();
    const QString asked = answer(fixture, undoLast(fixture), QMessageBox::AcceptRole);
    QVERIFY2(asked.contains(u"get back what they held before"_s), qPrintable(asked));
    QVERIFY2(notice(fixture).contains(u"left alone since a later import changed them: 1."_s),
             qPrintable(notice(fixture)));
    QVERIFY2(log(fixture).contains(u"Left as it is, since a later import changed it: dropship"_s),
             qPrintable(log(fixture)));
}

void TestUndoInWindow::failureIsTold()
{
    WindowFixture fixture;
    run(fixture, fixture.writeOrders(orders(1, 50)));
    const QString before = fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s);
    select(fixture, 0);
    // Between the question and the answer somebody else undoes it.
    answer(fixture, undoFile(fixture), QMessageBox::AcceptRole,
           [&](QMessageBox &) { fixture.change(u"UPDATE dockhand_file SET undone_by = 77"_s); });
    QVERIFY2(notice(fixture).contains(u"was undone by run 77 already"_s),
             qPrintable(notice(fixture)));
    QVERIFY(log(fixture).contains(u"was undone by run 77 already"_s));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), before);
    QCOMPARE(fixture.session().model().rows()[0].state, FileState::Partial);
    QCOMPARE(fixture.session().status().phase, Phase::Finished);
}

void TestUndoInWindow::nothingStartsMeanwhile()
{
    WindowFixture fixture;
    const QStringList paths = fixture.writeOrders(orders(2, 50));
    run(fixture, { paths[0] });
    fixture.drop({ paths[1] });
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
    const auto *primary = fixture.find<QPushButton>(u"primaryButton"_s);
    QVERIFY(primary->isEnabled());
    bool wasAsked = false;
    answer(fixture, undoLast(fixture), QMessageBox::RejectRole, [&](QMessageBox &) {
        wasAsked = true;
        QCOMPARE(fixture.session().status().phase, Phase::Held);
        QVERIFY(!primary->isEnabled());
        QVERIFY(!undoLast(fixture).isEnabled());
        fixture.session().start();
        QVERIFY(!fixture.session().isRunning());
    });
    QVERIFY(wasAsked);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
    QVERIFY(primary->isEnabled());
    QVERIFY(undoLast(fixture).isEnabled());
}

// Also when the desktop's theme changes while the question is open.
void TestUndoInWindow::keepingHasTheFocusInEitherTheme()
{
    WindowFixture fixture;
    run(fixture, fixture.writeOrders(orders(1, 20)));
    select(fixture, 0);
    QStringList focused;
    answer(fixture, undoFile(fixture), QMessageBox::RejectRole, [&](QMessageBox &box) {
        for (const ThemeChoice choice : { ThemeChoice::Dark, ThemeChoice::Light }) {
            fixture.theme().setChoice(choice);
            QCoreApplication::processEvents();
            const auto *button = qobject_cast<QAbstractButton *>(box.focusWidget());
            focused << (button ? button->text() : QString());
        }
    });
    QCOMPARE(focused, (QStringList { u"&Keep"_s, u"&Keep"_s }));
}

void TestUndoInWindow::pictures()
{
    for (const auto language : { QLocale::Indonesian, QLocale::English }) {
        installTranslations(*qApp, QLocale(language));
        {
            WindowFixture fixture;
            const QStringList paths = fixture.writeOrders(orders(3, 200));
            run(fixture, paths);
            select(fixture, 1);
            const QString name = QLocale(language).name();
            answer(fixture, undoFile(fixture), QMessageBox::AcceptRole,
                   [&](QMessageBox &box) { fixture.picture(name + u"-undo-question"_s, &box); });
            fixture.picture(name + u"-undone"_s);
            QVERIFY(fixture.session().model().rows()[1].undoneBy != 0);
        }
        for (QTranslator *translator : qApp->findChildren<QTranslator *>()) {
            delete translator; // takes itself out of the program
        }
    }
    installTranslations(*qApp, QLocale(QLocale::English));
}

QTEST_MAIN(TestUndoInWindow)

#include "tst_undo_in_window.moc"
