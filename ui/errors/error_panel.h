// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/errors/corrections.h"
#include "ui/errors/error_model.h"
#include "ui/errors/record_form.h"
#include "ui/errors/reject_job.h"
#include "ui/import_session.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QWidget>

namespace dockhand::ui {

/// What can be done about rejected records, for buttons and menus.
struct ErrorActions
{
    QAction *correct = nullptr; ///< opens the record that is chosen
    QAction *bringIn = nullptr; ///< imports what was corrected
    QAction *exportForRepair = nullptr;
    QAction *openSheet = nullptr;
};

/// The rejected records of the files in the list, whatever runs worked on them: read in pages in
/// the background, filtered by file, code and text, corrected in a form beside them, exported as
/// CSV or JSON and as sheets for repair.
class ErrorPanel final : public QWidget
{
    Q_OBJECT

public:
    ErrorPanel(ImportSession &session, const Theme &theme, const Format &format,
               QWidget *parent = nullptr);
    ~ErrorPanel() override;

    /// Only the errors of this file; empty: of all in the list.
    void showFile(const QString &path);
    /// Writes the report in the background; `exported` follows.
    void exportTo(const QString &path, report::ReportFormat format);
    void chooseExport();
    /// Says what an export would hold.
    [[nodiscard]] QString exportTitle() const;

    [[nodiscard]] const ErrorActions &errorActions() const { return m_actions; }
    /// The buttons of these actions, for a place beside the panel's title.
    [[nodiscard]] QWidget *actionBar() const { return m_bar; }
    [[nodiscard]] Corrections &corrections() { return *m_corrections; }
    /// Takes over what is being typed in the form.
    void commit() { m_form->commit(); }
    /// Reads everything anew.
    void restart();
    /// Nothing can be brought in: a run, a repair or an undo goes on.
    void setHeld(bool held);
    /// Writes what can be repaired in the background; `exportedForRepair` follows.
    void exportForRepairTo(const QString &path);

Q_SIGNALS:
    void exported(QString path, qint64 issues);
    void exportedForRepair(QStringList paths, qint64 records);
    void bringInWanted();
    void sheetChosen(QString path);
    void failed(dockhand::Error error);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QLayout *makeFilters();
    void setUpView(const Theme &theme);
    void fitColumns();
    void loadMore();
    void onLoaded();
    void onExported();
    void followRun();
    void filter();
    void noteCodes(int first);
    void updateSummary();
    void setUpActions();
    void setUpBar();
    void updateActions();
    void updateIcons();
    void openRecord();
    void closeRecord();
    void followCurrent();
    void showCurrent(bool takesFocus);
    void placeForm();
    void keepPlace();
    void returnToPlace();
    void chooseExportForRepair();
    void chooseSheet();
    void onExportedForRepair();
    void followList();
    [[nodiscard]] bool hasFiles() const;
    [[nodiscard]] bool isFiltered() const;
    [[nodiscard]] QString exportName() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] std::int64_t rejectsInAll() const;
    [[nodiscard]] RejectRequest request() const;

    ImportSession &m_session;
    const Theme &m_theme;
    Format m_format;
    ErrorModel m_model;
    QSortFilterProxyModel m_byCode;
    QSortFilterProxyModel m_byText;
    QLineEdit *m_text;
    QComboBox *m_file;
    QComboBox *m_code;
    QPushButton *m_export;
    QLabel *m_summary;
    QTableView *m_view;
    Corrections *m_corrections;
    RecordForm *m_form;
    QSplitter *m_split;
    QWidget *m_bar;
    QPushButton *m_correct;
    QPushButton *m_bringIn;
    QToolButton *m_more;
    ErrorActions m_actions;
    QFutureWatcher<Result<WrittenSheets>> m_exportingSheets;
    QString m_place; ///< of the record that was chosen before everything was read anew
    bool m_isHeld = false;
    bool m_isOpen = false; ///< the form
    QFutureWatcher<RejectPage> m_loading;
    QFutureWatcher<Result<std::int64_t>> m_exporting;
    QString m_exportPath;
    QTimer m_follow;
    std::int64_t m_lastId = 0;
    std::int64_t m_loadedRejects = 0;
    bool m_isStale = true; ///< the page under way is no longer wanted
    bool m_hasEnded = false;
};

} // namespace dockhand::ui
