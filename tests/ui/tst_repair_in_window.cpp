// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/import_fixture.h"
#include "ui/errors/error_panel.h"
#include "ui/errors/record_form.h"
#include "ui/main_window.h"
#include "ui/queue/state_words.h"
#include "ui/target_button.h"
#include "ui/translations.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
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
using dockhand::test::ImportFixture;
using dockhand::ui::testing::WindowFixture;
using Column = ErrorModel::Column;

namespace {

constexpr int kPatienceMs = 60'000; ///< ends a hung test, asserts no speed

/// An order export with two good records, and one for each of these amounts behind them.
QByteArray orders(const QByteArrayList &amounts)
{
    QByteArray content = ImportFixture::header() + ImportFixture::record(1, u"G1"_s, u"A"_s, u"1"_s)
        + ImportFixture::record(2, u"G2"_s, u"A"_s, u"2"_s);
    for (int i = 0; i < amounts.size(); ++i) {
        content += ImportFixture::record(i + 3, u"B%1"_s.arg(i + 1), u"A"_s,
                                         QString::fromUtf8(amounts[i]));
    }
    return content;
}

} // namespace

/// Rejected records are corrected in the Errors tab and come in.
class TestRepairInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void correctedRecordComesIn();
    void severalAreBroughtInAtOnce();
    void stillBadRecordShowsItsNewReason();
    void brokenRecordIsCorrectedAsText();
    void changesAreTakenBack();
    void keyboardIsEnough();
    void sheetsGoOutAndComeBackIn();
    void wrongSheetSaysWhy();
    void closingAsksForCorrections();
    void correctionsBelongToTheirDatabase();
    void narrowPanelShowsOneThing();
    void pictures();

private:
    static void import(WindowFixture &fixture, const QByteArray &content)
    {
        fixture.drop({ fixture.writeFile(u"orders.csv"_s, content) });
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
        fixture.click(u"primaryButton"_s);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Finished, kPatienceMs);
        fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
            fixture.find<ErrorPanel>(u"errorPanel"_s));
        QTRY_VERIFY_WITH_TIMEOUT(view(fixture).model()->rowCount() > 0, kPatienceMs);
    }
    static QTableView &view(const WindowFixture &fixture)
    {
        return *fixture.find<QTableView>(u"errorView"_s);
    }
    static QTableView &fields(const WindowFixture &fixture)
    {
        return *fixture.find<QTableView>(u"recordFields"_s);
    }
    static QString shown(const WindowFixture &fixture, int row, Column column)
    {
        return view(fixture).model()->index(row, static_cast<int>(column)).data().toString();
    }
    /// Opens the record in a row of the table and waits until it is there.
    static void openRecord(WindowFixture &fixture, int row)
    {
        view(fixture).selectRow(row);
        fixture.click(u"correctRecord"_s);
        const auto *form = fixture.find<RecordForm>(u"recordForm"_s);
        QTRY_VERIFY_WITH_TIMEOUT(form->isVisible()
                                     && !fixture.find<QLabel>(u"recordMessage"_s)->isVisible(),
                                 kPatienceMs);
    }
    static void setField(WindowFixture &fixture, const QString &name, const QString &value)
    {
        QAbstractItemModel &model = *fields(fixture).model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == name) {
                QVERIFY(model.setData(model.index(row, 1), value, Qt::EditRole));
                return;
            }
        }
        QFAIL(qPrintable(name));
    }
    static void bringIn(WindowFixture &fixture)
    {
        fixture.click(u"bringIn"_s);
        waitForRepair(fixture);
    }
    static void waitForRepair(WindowFixture &fixture)
    {
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().status().phase != Phase::Held
                                     && fixture.session().status().phase != Phase::Looking
                                     && view(fixture).model()->rowCount() > 0,
                                 kPatienceMs);
    }
    static QString notice(const WindowFixture &fixture)
    {
        return fixture.find<QLabel>(u"noticeText"_s)->text();
    }
};

void TestRepairInWindow::correctedRecordComesIn()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    QCOMPARE(shown(fixture, 0, Column::State), u"Rejected"_s);
    openRecord(fixture, 0);
    // Field by field, with what is wrong beside the field that is.
    const QAbstractItemModel &model = *fields(fixture).model();
    QCOMPARE(model.rowCount(), 27);
    const int bad = fields(fixture).currentIndex().row();
    QCOMPARE(model.index(bad, 0).data().toString(), u"Qty"_s);
    QCOMPARE(model.index(bad, 1).data().toString(), u"three"_s);
    QVERIFY(!model.index(bad, 2).data().toString().isEmpty());
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(model.index(row, 2).data().toString().isEmpty(), row != bad);
    }
    QVERIFY(!fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
    QVERIFY(!fixture.find<QPushButton>(u"recordToggle"_s)->isVisible());

    setField(fixture, u"Qty"_s, u"7"_s);
    QCOMPARE(shown(fixture, 0, Column::State), u"Corrected"_s);
    QCOMPARE(fixture.find<QPushButton>(u"bringIn"_s)->text(), u"&Import 1 corrected record"_s);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"2"_s);
    bringIn(fixture);
    QCOMPARE(notice(fixture), u"1 corrected record is in, by run 2."_s);
    QCOMPARE(shown(fixture, 0, Column::State), u"In by run 2"_s);
    QVERIFY(!fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
    QCOMPARE(
        fixture.value(u"SELECT qty FROM dropship_purchase_details WHERE kode_pesanan = 'B1'"_s),
        u"7"_s);
    QCOMPARE(fixture.value(u"SELECT resolved_by FROM dockhand_reject"_s), u"2"_s);
    QVERIFY(fixture.value(u"SELECT raw_record FROM dockhand_reject"_s).contains(u"three"_s));
    QCOMPARE(fixture.value(u"SELECT kind FROM dockhand_run WHERE id = 2"_s), u"repair"_s);
    // The session goes on as before, and the queue knows what was repaired.
    QCOMPARE(fixture.session().status().phase, Phase::Finished);
    const auto &row = fixture.session().model().rows().front();
    QTRY_COMPARE_WITH_TIMEOUT(row.repaired, 1, kPatienceMs);
    QCOMPARE(groupOf(row), StateGroup::Done);
    QCOMPARE(StateWords::look(row, Format()).word, u"Done, repaired"_s);
    QCOMPARE(row.counts.rejected, 1);
    const auto *tabs = fixture.find<QTabWidget>(u"tabs"_s);
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Errors"_s);
    fixture.picture(u"repaired"_s);
}

void TestRepairInWindow::severalAreBroughtInAtOnce()
{
    WindowFixture fixture;
    import(fixture, orders({ "three", "four", "five" }));
    for (int row = 0; row < 2; ++row) {
        openRecord(fixture, row);
        setField(fixture, u"Qty"_s, QString::number(row + 1));
    }
    QCOMPARE(fixture.find<QPushButton>(u"bringIn"_s)->text(), u"&Import 2 corrected records"_s);
    bringIn(fixture);
    QCOMPARE(notice(fixture), u"2 corrected records are in, by run 2."_s);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"4"_s);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dockhand_reject WHERE resolved_by = 2"_s),
             u"2"_s);
    QTRY_COMPARE(shown(fixture, 2, Column::State), u"Rejected"_s); // that nobody touched
    // What is in is not corrected again.
    view(fixture).selectRow(0);
    QTRY_VERIFY(fixture.find<QLabel>(u"recordMessage"_s)->isVisible());
}

void TestRepairInWindow::stillBadRecordShowsItsNewReason()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    const QString before = shown(fixture, 0, Column::Reason);
    openRecord(fixture, 0);
    setField(fixture, u"Qty"_s, u"many"_s);
    bringIn(fixture);
    QVERIFY2(notice(fixture).contains(u"1 was rejected again"_s), qPrintable(notice(fixture)));
    QCOMPARE(shown(fixture, 0, Column::State), u"Rejected again"_s);
    QVERIFY(shown(fixture, 0, Column::Reason) != before);
    QVERIFY(shown(fixture, 0, Column::Reason).contains(u"many"_s));
    QCOMPARE(shown(fixture, 0, Column::File), u"orders.csv"_s);
    QCOMPARE(shown(fixture, 0, Column::Record), u"3"_s);
    QCOMPARE(view(fixture).model()->rowCount(), 1);
    // Its corrected form is the one that is corrected next.
    openRecord(fixture, 0);
    QCOMPARE(fields(fixture).currentIndex().data().toString(), u"many"_s);
    setField(fixture, u"Qty"_s, u"8"_s);
    bringIn(fixture);
    QCOMPARE(shown(fixture, 0, Column::State), u"In by run 3"_s);
    QCOMPARE(
        fixture.value(u"SELECT qty FROM dropship_purchase_details WHERE kode_pesanan = 'B1'"_s),
        u"8"_s);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dockhand_reject WHERE resolved_by <> 3"_s),
             u"0"_s);
}

void TestRepairInWindow::brokenRecordIsCorrectedAsText()
{
    WindowFixture fixture;
    QByteArray content = "name,price,note\n";
    for (int i = 0; i < 40; ++i) {
        content += "Cup" + QByteArray::number(i) + ",3,\n";
    }
    import(fixture, content + "Pan,3\nPot,4,red, green\n");
    openRecord(fixture, 0);
    auto *text = fixture.find<QPlainTextEdit>(u"recordText"_s);
    QVERIFY(text->isVisible());
    QCOMPARE(text->toPlainText(), u"Pan,3"_s);
    text->setPlainText(u"Pan,3 ,,"_s); // still does not fit
    QVERIFY(!fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
    QVERIFY(fixture.find<QLabel>(u"recordHint"_s)->text().contains(u"4 fields"_s));
    // It is kept while another one is looked at.
    openRecord(fixture, 1);
    QTRY_COMPARE_WITH_TIMEOUT(text->toPlainText(), u"Pot,4,red, green"_s, kPatienceMs);
    text->setPlainText(u"Pot,4,\"red, green\""_s);
    openRecord(fixture, 0);
    QTRY_COMPARE_WITH_TIMEOUT(text->toPlainText(), u"Pan,3 ,,"_s, kPatienceMs);
    text->setPlainText(u"Pan,3,"_s); // the fields are what they were: its delimiter was forgotten
    QVERIFY(fixture.find<QLabel>(u"recordHint"_s)->text().contains(u"3 fields now"_s));
    fixture.click(u"recordToggle"_s);
    QVERIFY(fields(fixture).isVisible());
    QCOMPARE(fields(fixture).model()->rowCount(), 3);
    QCOMPARE(fixture.find<QPushButton>(u"bringIn"_s)->text(), u"&Import 2 corrected records"_s);
    bringIn(fixture);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM orders"_s), u"42"_s);
    QCOMPARE(fixture.value(u"SELECT note FROM orders WHERE name = 'Pot'"_s), u"red, green"_s);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dockhand_reject WHERE resolved_by = 0"_s),
             u"0"_s);
}

void TestRepairInWindow::changesAreTakenBack()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    openRecord(fixture, 0);
    setField(fixture, u"Qty"_s, u"7"_s);
    QCOMPARE(shown(fixture, 0, Column::State), u"Corrected"_s);
    fixture.click(u"recordRevert"_s);
    QCOMPARE(shown(fixture, 0, Column::State), u"Rejected"_s);
    QCOMPARE(fields(fixture).currentIndex().data().toString(), u"three"_s);
    setField(fixture, u"Qty"_s, u"7"_s);
    setField(fixture, u"Qty"_s, u"three"_s); // by hand
    QCOMPARE(shown(fixture, 0, Column::State), u"Rejected"_s);
    QVERIFY(!fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
}

void TestRepairInWindow::keyboardIsEnough()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    view(fixture).selectRow(0);
    view(fixture).setFocus();
    QTest::keyClick(&view(fixture), Qt::Key_F2);
    QTRY_VERIFY_WITH_TIMEOUT(fields(fixture).hasFocus(), kPatienceMs);
    QTest::keyClick(&fields(fixture), Qt::Key_F2);
    auto *edit = fields(fixture).findChild<QLineEdit *>(u"fieldEdit"_s);
    QVERIFY(edit);
    QCOMPARE(edit->accessibleName(), u"Qty"_s);
    QVERIFY(!edit->accessibleDescription().isEmpty());
    edit->selectAll();
    QTest::keyClicks(edit, u"9"_s);
    // What is being typed comes with it.
    QTest::keyClick(&fixture.window(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    waitForRepair(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(shown(fixture, 0, Column::State), u"In by run 2"_s, kPatienceMs);
    QCOMPARE(
        fixture.value(u"SELECT qty FROM dropship_purchase_details WHERE kode_pesanan = 'B1'"_s),
        u"9"_s);
    const auto *form = fixture.find<RecordForm>(u"recordForm"_s);
    QVERIFY(form->isVisible());
    fixture.find<QAbstractButton>(u"recordClose"_s)->setFocus();
    QTest::keyClick(fixture.find<QAbstractButton>(u"recordClose"_s), Qt::Key_Escape);
    QVERIFY(!form->isVisible());
    QVERIFY(view(fixture).hasFocus());
}

void TestRepairInWindow::sheetsGoOutAndComeBackIn()
{
    WindowFixture fixture;
    import(fixture, orders({ "three", "four" }));
    auto *errors = fixture.find<ErrorPanel>(u"errorPanel"_s);
    const QString path = fixture.path(u"fix.csv"_s);
    errors->exportForRepairTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(notice(fixture).startsWith(u"Exported 2 rejected records"_s),
                             kPatienceMs);
    QFile sheet(path);
    QVERIFY(sheet.open(QIODevice::ReadOnly));
    QByteArray text = sheet.readAll();
    sheet.close();
    QVERIFY(text.contains("dockhand_reject"));
    fixture.writeFile(u"fix.csv"_s, text.replace(",three,", ",3,"));
    Q_EMIT errors->sheetChosen(path);
    waitForRepair(fixture);
    QVERIFY2(notice(fixture).startsWith(u"1 corrected record is in, by run 2. 1 was rejected"_s),
             qPrintable(notice(fixture)));
    QTRY_COMPARE_WITH_TIMEOUT(shown(fixture, 0, Column::State), u"In by run 2"_s, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown(fixture, 1, Column::State), u"Rejected again"_s, kPatienceMs);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dropship_purchase_details"_s), u"3"_s);
    // What was rejected again goes out again, as it was corrected last.
    errors->exportForRepairTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(notice(fixture).startsWith(u"Exported 1 rejected record for"_s),
                             kPatienceMs);
    QVERIFY(fixture.read(path).contains(",four,"));
    // No other file is written over.
    const QString orderFile = fixture.path(u"orders.csv"_s);
    const QByteArray before = fixture.read(orderFile);
    errors->exportForRepairTo(orderFile);
    QTRY_VERIFY_WITH_TIMEOUT(notice(fixture).contains(u"holds something else"_s), kPatienceMs);
    QCOMPARE(fixture.read(orderFile), before);
}

void TestRepairInWindow::wrongSheetSaysWhy()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    auto *errors = fixture.find<ErrorPanel>(u"errorPanel"_s);
    Q_EMIT errors->sheetChosen(fixture.path(u"orders.csv"_s));
    waitForRepair(fixture);
    QVERIFY2(notice(fixture).contains(u"dockhand_reject"_s), qPrintable(notice(fixture)));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM dockhand_run"_s), u"1"_s);
    QCOMPARE(fixture.session().status().phase, Phase::Finished);
}

void TestRepairInWindow::closingAsksForCorrections()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    openRecord(fixture, 0);
    setField(fixture, u"Qty"_s, u"7"_s);
    const auto close = [&](QMessageBox::ButtonRole role) {
        QTimer::singleShot(0, &fixture.window(), [&fixture, role] {
            const auto *box = fixture.find<QMessageBox>(u"correctionsQuestion"_s);
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
    QVERIFY(!close(QMessageBox::RejectRole));
    QVERIFY(close(QMessageBox::AcceptRole));
}

void TestRepairInWindow::correctionsBelongToTheirDatabase()
{
    WindowFixture fixture;
    import(fixture, orders({ "three" }));
    openRecord(fixture, 0);
    setField(fixture, u"Qty"_s, u"7"_s);
    const auto target = fixture.session().target();
    fixture.session().setTarget(sqliteAddress(fixture.path(u"other.sqlite"_s)));
    QVERIFY(!fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
    QVERIFY(!fixture.find<RecordForm>(u"recordForm"_s)->isVisible());
    fixture.session().setTarget(target);
    QVERIFY(fixture.find<QPushButton>(u"bringIn"_s)->isVisible());
}

void TestRepairInWindow::narrowPanelShowsOneThing()
{
    WindowFixture fixture;
    fixture.window().resize(900, 600);
    import(fixture, orders({ "three" }));
    openRecord(fixture, 0);
    QVERIFY(!view(fixture).isVisible());
    fixture.picture(u"correct-narrow"_s);
    fixture.click(u"recordClose"_s);
    QVERIFY(view(fixture).isVisible());
    fixture.window().resize(1440, 900);
    openRecord(fixture, 0);
    QVERIFY(view(fixture).isVisible());
}

void TestRepairInWindow::pictures()
{
    for (const auto language : { QLocale::Indonesian, QLocale::English }) {
        installTranslations(*qApp, QLocale(language));
        {
            WindowFixture fixture;
            dockhand::testdata::OrderSetOptions options;
            options.seed = 7;
            options.files = 3;
            options.rowsPerFile = 300;
            options.dirtyShare = 0.05;
            fixture.drop(fixture.writeOrders(options));
            QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Ready, kPatienceMs);
            fixture.click(u"primaryButton"_s);
            QTRY_COMPARE_WITH_TIMEOUT(fixture.session().status().phase, Phase::Finished,
                                      kPatienceMs);
            fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
                fixture.find<ErrorPanel>(u"errorPanel"_s));
            QTRY_VERIFY_WITH_TIMEOUT(view(fixture).model()->rowCount() > 3, kPatienceMs);
            int asText = -1;
            int asFields = -1;
            for (int row = 0; row < view(fixture).model()->rowCount(); ++row) {
                (shown(fixture, row, Column::Field).isEmpty() ? asText : asFields) = row;
            }
            QVERIFY(asText >= 0 && asFields >= 0);
            const QString name = QLocale(language).name();
            openRecord(fixture, asFields);
            QAbstractItemModel &model = *fields(fixture).model();
            const int bad = fields(fixture).currentIndex().row();
            QVERIFY(bad > 0 || !model.index(0, 2).data().toString().isEmpty());
            fixture.picture(name + u"-correct"_s);
            QVERIFY(model.setData(model.index(bad, 1), u"12"_s, Qt::EditRole));
            fixture.picture(name + u"-corrected"_s);
            bringIn(fixture);
            fixture.picture(name + u"-brought-in"_s);
            openRecord(fixture, asText);
            fixture.picture(name + u"-correct-text"_s);
        }
        for (QTranslator *translator : qApp->findChildren<QTranslator *>()) {
            delete translator; // takes itself out of the program
        }
    }
    installTranslations(*qApp, QLocale(QLocale::English));
}

QTEST_MAIN(TestRepairInWindow)

#include "tst_repair_in_window.moc"
