// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the error panel does about rejected records: the form beside them, and sheets for repair.
#include "ui/background.h"
#include "ui/errors/error_panel.h"
#include "ui/file_dialog.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>

#include <array>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using Column = ErrorModel::Column;

namespace {

constexpr int kRoomForBoth = 1000; ///< a narrower panel shows the table or the form
/// The form says what stands in these.
constexpr std::array kHiddenBesideForm { Column::Line, Column::Field, Column::Value, Column::Code };

void follow(QPushButton &button, QAction &action)
{
    const auto update = [&button, &action] {
        button.setText(action.text());
        button.setToolTip(action.toolTip());
        button.setEnabled(action.isEnabled());
    };
    QObject::connect(&action, &QAction::changed, &button, update);
    QObject::connect(&button, &QPushButton::clicked, &action, &QAction::trigger);
    update();
}

} // namespace

void ErrorPanel::setUpActions()
{
    m_actions.correct = new QAction(tr("&Correct record"), this);
    m_actions.correct->setShortcuts({ QKeySequence(Qt::Key_F2) });
    m_actions.correct->setShortcutContext(Qt::WidgetShortcut);
    m_actions.correct->setToolTip(tr("Correct the chosen record here (F2 or Enter)"));
    m_view->addAction(m_actions.correct);
    m_actions.bringIn = new QAction(this);
    m_actions.bringIn->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return));
    m_actions.exportForRepair = new QAction(tr("Export rejected records for &repair…"), this);
    m_actions.exportForRepair->setToolTip(
        tr("Write them in the columns of their files, for correction in a spreadsheet"));
    m_actions.openSheet = new QAction(tr("&Bring in a repaired sheet…"), this);
    m_actions.openSheet->setToolTip(
        tr("Import the records of a sheet that was exported for repair and corrected"));
    connect(m_actions.correct, &QAction::triggered, this, &ErrorPanel::openRecord);
    connect(m_actions.bringIn, &QAction::triggered, this, &ErrorPanel::bringInWanted);
    connect(m_actions.exportForRepair, &QAction::triggered, this,
            &ErrorPanel::chooseExportForRepair);
    connect(m_actions.openSheet, &QAction::triggered, this, &ErrorPanel::chooseSheet);
    connect(m_view, &QTableView::activated, this, &ErrorPanel::openRecord);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ErrorPanel::followCurrent);
    connect(m_form, &RecordForm::closed, this, &ErrorPanel::closeRecord);
    connect(&m_exportingSheets, &QFutureWatcherBase::finished, this,
            &ErrorPanel::onExportedForRepair);
    connect(m_corrections, &Corrections::changed, this, [this] {
        m_model.setCorrected(m_corrections->wholeIds());
        updateActions();
    });
    connect(&m_theme, &Theme::changed, this, &ErrorPanel::updateIcons);
}

void ErrorPanel::setUpBar()
{
    m_correct->setObjectName(u"correctRecord"_s);
    m_bringIn->setObjectName(u"bringIn"_s);
    m_more->setObjectName(u"repairMenu"_s);
    for (QPushButton *button : { m_correct, m_bringIn }) {
        button->setProperty("role", u"small"_s);
        button->setAutoDefault(false);
        button->setIconSize({ 20, 16 }); // wider than the icon: room before the text
    }
    follow(*m_correct, *m_actions.correct);
    follow(*m_bringIn, *m_actions.bringIn);
    auto *menu = new QMenu(m_more);
    menu->setToolTipsVisible(true);
    menu->addActions({ m_actions.exportForRepair, m_actions.openSheet });
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setProperty("role", u"small"_s);
    m_more->setToolTip(tr("Repair in a spreadsheet"));
    m_more->setAccessibleName(tr("Repair in a spreadsheet"));
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 2);
    row->setSpacing(8);
    row->addWidget(m_bringIn);
    row->addWidget(m_correct);
    row->addWidget(m_more);
    updateIcons();
    updateActions();
}

void ErrorPanel::updateIcons()
{
    m_more->setIcon(m_theme.icon(u"view-more"_s));
    m_correct->setIcon(m_theme.icon(u"document-edit"_s));
}

void ErrorPanel::setHeld(bool held)
{
    m_isHeld = held;
    updateActions();
}

void ErrorPanel::updateActions()
{
    const int corrected = static_cast<int>(m_corrections->wholeIds().size());
    m_actions.bringIn->setText(
        tr("&Import %1 corrected record(s)", nullptr, corrected).arg(m_format.count(corrected)));
    m_actions.bringIn->setToolTip(
        tr("Bring what was corrected into the database (Ctrl+Shift+Enter)"));
    m_actions.bringIn->setEnabled(corrected > 0 && !m_isHeld);
    m_bringIn->setVisible(corrected > 0);
    m_actions.correct->setEnabled(m_view->currentIndex().isValid());
    m_actions.openSheet->setEnabled(!m_isHeld);
    m_actions.exportForRepair->setEnabled(hasFiles() && !m_exportingSheets.isRunning());
}

void ErrorPanel::openRecord()
{
    if (!m_view->currentIndex().isValid()) {
        return;
    }
    m_isOpen = true;
    placeForm();
    showCurrent(true);
}

void ErrorPanel::closeRecord()
{
    m_form->commit();
    m_isOpen = false;
    placeForm();
    if (isVisible()) {
        m_view->setFocus();
    }
}

void ErrorPanel::followCurrent()
{
    updateActions();
    if (m_isOpen && m_view->currentIndex().isValid()) {
        showCurrent(false);
    }
}

void ErrorPanel::showCurrent(bool takesFocus)
{
    const QModelIndex current = m_view->currentIndex();
    const std::int64_t id = current.data(ErrorModel::kRejectRole).toLongLong();
    const QString place = current.data(ErrorModel::kPlaceRole).toString();
    if (id != 0) {
        m_form->show(m_session.target(), id, place, takesFocus);
        return;
    }
    m_form->commit();
    m_form->showMessage(place,
                        tr("Its corrected form is in the database. The record is kept as its file "
                           "had it."));
}

void ErrorPanel::placeForm()
{
    const bool isNarrow = width() < kRoomForBoth;
    m_form->setVisible(m_isOpen);
    m_view->setVisible(!m_isOpen || !isNarrow);
    for (const Column column : kHiddenBesideForm) {
        m_view->setColumnHidden(static_cast<int>(column), m_isOpen && !isNarrow);
    }
    fitColumns();
    if (m_isOpen && !isNarrow && m_split->sizes().value(1) < width() / 4) {
        m_split->setSizes({ width() / 2, width() / 2 });
    }
}

void ErrorPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isOpen) {
        placeForm();
    }
}

void ErrorPanel::keepPlace()
{
    if (m_view->currentIndex().isValid()) {
        m_place = m_view->currentIndex().data(ErrorModel::kPlaceRole).toString();
    }
}

void ErrorPanel::returnToPlace()
{
    if (m_place.isEmpty() || m_view->currentIndex().isValid()) {
        return;
    }
    const QModelIndexList found
        = m_byText.match(m_byText.index(0, 0), ErrorModel::kPlaceRole, m_place, 1,
                         Qt::MatchFixedString | Qt::MatchCaseSensitive);
    if (!found.isEmpty()) {
        m_place.clear();
        m_view->setCurrentIndex(found.front());
        m_view->scrollTo(found.front(), QTableView::PositionAtCenter);
    }
}

void ErrorPanel::chooseExportForRepair()
{
    const QString chosen = m_file->currentData().toString();
    const QString name = chosen.isEmpty()
        ? tr("repair.csv")
        : tr("repair-%1.csv").arg(QFileInfo(chosen).completeBaseName());
    QString path = askForNewFile(window(), tr("Export rejected records for repair"), name,
                                 tr("CSV (*.csv)"));
    if (path.isEmpty()) {
        return;
    }
    if (!path.mid(path.lastIndexOf(u'/') + 1).contains(u'.')) {
        path += u".csv"_s;
    }
    exportForRepairTo(path);
}

void ErrorPanel::exportForRepairTo(const QString &path)
{
    if (m_exportingSheets.isRunning()) {
        return;
    }
    m_exportingSheets.setFuture(
        inBackground([wanted = request(), path] { return exportForRepair(wanted, path); }));
    updateActions();
}

void ErrorPanel::onExportedForRepair()
{
    updateActions();
    const Result<WrittenSheets> written = m_exportingSheets.result();
    if (written) {
        Q_EMIT exportedForRepair(written->paths, written->records);
    } else {
        Q_EMIT failed(written.error());
    }
}

void ErrorPanel::chooseSheet()
{
    const QString path = askForFile(window(), tr("Bring in a repaired sheet"), {},
                                    tr("Sheets (*.csv *.tsv *.txt);;All files (*)"));
    if (!path.isEmpty()) {
        Q_EMIT sheetChosen(path);
    }
}

} // namespace dockhand::ui
