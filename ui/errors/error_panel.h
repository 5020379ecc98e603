// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/errors/error_model.h"
#include "ui/errors/reject_job.h"
#include "ui/import_session.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>
#include <QWidget>

namespace dockhand::ui {

/// The rejected records of the files in the list, whatever runs worked on them: read in pages in
/// the background, filtered by file, code and text, exported as CSV or JSON.
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

Q_SIGNALS:
    void exported(QString path, qint64 issues);
    void failed(dockhand::Error error);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QLayout *makeFilters();
    void setUpView(const Theme &theme);
    void fitColumns();
    void restart();
    void loadMore();
    void onLoaded();
    void onExported();
    void followRun();
    void filter();
    void noteCodes(int first);
    void updateSummary();
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
