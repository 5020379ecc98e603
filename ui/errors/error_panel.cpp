// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_panel.h"

#include "ui/background.h"
#include "ui/errors/error_words.h"
#include "ui/file_dialog.h"
#include "ui/queue/row_delegate.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using Column = ErrorModel::Column;

namespace {

constexpr int kPage = 500;
constexpr std::int64_t kMostRejects = 20'000; ///< more are for the report
constexpr int kFollowMs = 1000;
constexpr int kRowHeight = 30;
constexpr int kMargins = 22;
constexpr int kFieldHeight = 30;
constexpr int kLeastLetters = 10; ///< of a chosen file or kind
constexpr int kReasonLetters = 36;

/// A column beside the reason: texts it has room for where there is room, and where there is none.
struct ColumnRoom
{
    Column column;
    const char *widest;
    const char *least;
};

/// In the order in which they leave their room to the reason.
constexpr std::array kColumnRooms {
    ColumnRoom { Column::Code, "Refused by the database", "Not a" },
    ColumnRoom { Column::State, "In by run 1,234 oooo", "In by run 123 ooo" },
    ColumnRoom { Column::Field, "Total Harga Produk", "Total Harga" },
    ColumnRoom { Column::Value, "31 February 2026", "31 Feb" },
    ColumnRoom { Column::File, "orders-2026-11-week1.csv", "orders-2026" },
    ColumnRoom { Column::Line, "1,234,567", "12,345" },
    ColumnRoom { Column::Record, "1,234,567", "12,345" },
};

int section(Column column)
{
    return static_cast<int>(column);
}

} // namespace

ErrorPanel::ErrorPanel(ImportSession &session, const Theme &theme, const Format &format,
                       QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_theme(theme)
    , m_format(format)
    , m_model(format)
    , m_text(new QLineEdit)
    , m_file(new QComboBox)
    , m_code(new QComboBox)
    , m_export(new QPushButton(tr("E&xport all errors…")))
    , m_summary(new QLabel)
    , m_view(new QTableView)
    , m_corrections(new Corrections(this))
    , m_form(new RecordForm(*m_corrections, theme, format))
    , m_split(new QSplitter(Qt::Horizontal))
    , m_bar(new QWidget)
    , m_correct(new QPushButton)
    , m_bringIn(new QPushButton)
    , m_more(new QToolButton)
{
    setObjectName(u"errorPanel"_s);
    setUpView(theme);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addLayout(makeFilters());
    m_split->setObjectName(u"errorSplit"_s);
    m_split->setHandleWidth(8);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_view);
    m_split->addWidget(m_form);
    m_form->hide();
    column->addWidget(m_split, 1);
    setUpActions();
    setUpBar();

    connect(&m_model, &ErrorModel::moreWanted, this, &ErrorPanel::loadMore);
    connect(&m_loading, &QFutureWatcherBase::finished, this, &ErrorPanel::onLoaded);
    connect(&m_exporting, &QFutureWatcherBase::finished, this, &ErrorPanel::onExported);
    connect(&session, &ImportSession::runStarted, this, [this] { showFile({}); });
    connect(&session, &ImportSession::queueChanged, this, &ErrorPanel::followList);
    connect(&session, &ImportSession::targetChanged, this, [this] {
        m_corrections->setTarget(m_session.target().toString());
        closeRecord();
        restart();
    });
    m_corrections->setTarget(session.target().toString());
    connect(&session, &ImportSession::runFinished, this, &ErrorPanel::restart);
    m_follow.setInterval(kFollowMs);
    connect(&m_follow, &QTimer::timeout, this, &ErrorPanel::followRun);
    m_follow.start();
    updateSummary();
}

ErrorPanel::~ErrorPanel()
{
    m_loading.waitForFinished();
    m_exporting.waitForFinished();
    m_exportingSheets.waitForFinished();
    delete m_form; // before what it works on
}

QLayout *ErrorPanel::makeFilters()
{
    m_text->setObjectName(u"errorText"_s);
    m_text->setProperty("role", u"field"_s);
    m_text->setPlaceholderText(tr("Filter by text"));
    m_text->setAccessibleName(tr("Filter errors by text"));
    m_text->setClearButtonEnabled(true);
    m_text->setAcceptDrops(false);
    m_text->setMaximumWidth(240);
    m_file->setObjectName(u"errorFile"_s);
    m_file->setAccessibleName(tr("Errors of which file"));
    m_file->addItem(tr("All files"), QString());
    m_file->setMinimumHeight(kFieldHeight);
    m_file->setMinimumContentsLength(kLeastLetters);
    m_file->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_code->setObjectName(u"errorCode"_s);
    m_code->setAccessibleName(tr("Errors of which kind"));
    m_code->addItem(tr("All kinds"), QString());
    m_code->setMinimumHeight(kFieldHeight);
    m_code->setMinimumContentsLength(kLeastLetters);
    m_code->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_export->setObjectName(u"exportErrors"_s);
    m_export->setToolTip(
        tr("Write all errors of the files in the list, or of the chosen file, to a "
           "CSV or JSON file, also those that a text or kind hides"));
    m_summary->setProperty("role", u"muted"_s);
    m_summary->setObjectName(u"errorSummary"_s);
    m_summary->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 2);
    row->addWidget(m_file, 2);
    row->addWidget(m_code, 3);
    row->addWidget(m_summary, 3);
    row->addWidget(m_export);
    connect(m_text, &QLineEdit::textChanged, this, &ErrorPanel::filter);
    connect(m_code, &QComboBox::currentIndexChanged, this, &ErrorPanel::filter);
    connect(m_file, &QComboBox::currentIndexChanged, this, &ErrorPanel::restart);
    connect(m_export, &QPushButton::clicked, this, &ErrorPanel::chooseExport);
    return row;
}

void ErrorPanel::setUpView(const Theme &theme)
{
    m_byCode.setSourceModel(&m_model);
    m_byCode.setFilterKeyColumn(section(Column::Code));
    m_byCode.setFilterRole(ErrorModel::kCodeRole);
    m_byText.setSourceModel(&m_byCode);
    m_byText.setFilterKeyColumn(-1);
    m_byText.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setObjectName(u"errorView"_s);
    m_view->setAccessibleName(tr("Rejected records"));
    m_view->setModel(&m_byText);
    m_view->setItemDelegate(new RowDelegate(theme, m_view));
    m_view->setItemDelegateForColumn(section(Column::State), new StateDelegate(theme, m_view));
    m_view->setSelectionMode(QTableView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QTableView::SelectRows);
    m_view->setVerticalScrollMode(QTableView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(
        std::max(kRowHeight, QFontMetrics(theme.bodyFont()).height() + 12));
    QHeaderView *header = m_view->horizontalHeader();
    header->setMinimumHeight(std::max(kRowHeight, QFontMetrics(theme.bodyFont()).height() + 12));
    header->setHighlightSections(false);
    header->setSectionResizeMode(section(Column::Reason), QHeaderView::Stretch);
    m_view->viewport()->installEventFilter(this);
    fitColumns();
}

void ErrorPanel::fitColumns()
{
    const QFontMetrics body(m_theme.bodyFont());
    const auto widthOf = [&](const char *text) {
        return body.horizontalAdvance(QLatin1StringView(text)) + kMargins;
    };
    int missing = kReasonLetters * body.averageCharWidth() + kMargins - m_view->viewport()->width();
    for (const ColumnRoom &room : kColumnRooms) {
        missing += m_view->isColumnHidden(section(room.column)) ? 0 : widthOf(room.widest);
    }
    for (const ColumnRoom &room : kColumnRooms) {
        if (m_view->isColumnHidden(section(room.column))) {
            continue;
        }
        const int widest = widthOf(room.widest);
        const int left = std::clamp(missing, 0, widest - widthOf(room.least));
        m_view->horizontalHeader()->resizeSection(section(room.column), widest - left);
        missing -= left;
    }
}

bool ErrorPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize) {
        const auto *resize = static_cast<QResizeEvent *>(event);
        if (resize->size().width() != resize->oldSize().width()) {
            fitColumns();
        }
    }
    return QWidget::eventFilter(watched, event);
}

RejectRequest ErrorPanel::request() const
{
    RejectRequest request;
    request.target = m_session.target();
    const QString chosen = m_file->currentData().toString();
    if (!chosen.isEmpty()) {
        request.paths << chosen;
    } else {
        for (const QueueRow &row : m_session.model().rows()) {
            if (row.undoneBy == 0) {
                request.paths << row.path;
            }
        }
    }
    request.afterId = m_lastId;
    request.limit = kPage;
    return request;
}

bool ErrorPanel::hasFiles() const
{
    return m_session.model().rowCount() > 0;
}

bool ErrorPanel::isFiltered() const
{
    return !m_text->text().isEmpty() || m_code->currentIndex() > 0;
}

void ErrorPanel::followList()
{
    if (m_file->currentData().toString().isEmpty()) {
        restart();
    }
}

void ErrorPanel::showFile(const QString &path)
{
    {
        const QSignalBlocker blocker(m_file);
        m_file->clear();
        m_file->addItem(tr("All files"), QString());
        if (!path.isEmpty()) {
            m_file->addItem(path.mid(path.lastIndexOf(u'/') + 1), path);
            m_file->setCurrentIndex(1);
        }
    }
    restart();
}

void ErrorPanel::restart()
{
    keepPlace();
    m_model.clear();
    m_lastId = 0;
    m_loadedRejects = 0;
    m_hasEnded = false;
    m_isStale = true;
    updateSummary();
    if (isVisible()) {
        loadMore();
    }
}

void ErrorPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    loadMore();
}

void ErrorPanel::followRun()
{
    if (isVisible() && m_session.isRunning() && m_session.status().progress.counts.rejected > 0) {
        m_hasEnded = false;
        loadMore();
    }
}

void ErrorPanel::loadMore()
{
    if (!hasFiles() || m_loading.isRunning() || m_hasEnded || m_loadedRejects >= kMostRejects) {
        return;
    }
    m_isStale = false;
    m_loading.setFuture(inBackground([wanted = request()] { return loadRejects(wanted); }));
}

void ErrorPanel::onLoaded()
{
    if (m_isStale) {
        loadMore();
        return;
    }
    const RejectPage page = m_loading.result();
    m_hasEnded = page.isLast || page.error;
    m_model.setMoreAvailable(!m_hasEnded);
    if (page.error && !m_session.isRunning()) {
        Q_EMIT failed(*page.error);
    }
    if (!page.rejects.empty()) {
        m_lastId = page.rejects.back().reject.id;
        m_loadedRejects += static_cast<std::int64_t>(page.rejects.size());
        const int first = m_model.rowCount();
        m_model.append(page.rejects);
        noteCodes(first);
        returnToPlace();
    }
    updateSummary();
    if (isFiltered() && !m_hasEnded) {
        loadMore(); // a filtered view does not ask for more by itself
    }
}

void ErrorPanel::noteCodes(int first)
{
    for (int row = first; row < m_model.rowCount(); ++row) {
        const QString code
            = m_model.index(row, section(Column::Code)).data(ErrorModel::kCodeRole).toString();
        if (m_code->findData(code) < 0) {
            m_code->addItem(ErrorWords::kind(code), code);
            m_code->setItemData(m_code->count() - 1, code, Qt::ToolTipRole);
        }
    }
}

void ErrorPanel::filter()
{
    m_byText.setFilterFixedString(m_text->text());
    m_byCode.setFilterFixedString(m_code->currentData().toString());
    updateSummary();
    loadMore();
}

void ErrorPanel::updateSummary()
{
    m_export->setEnabled(hasFiles() && !m_exporting.isRunning());
    if (!hasFiles()) {
        m_summary->setText(tr("Rejected records of the files in the list are shown here."));
        return;
    }
    m_summary->setText(summary());
}

std::int64_t ErrorPanel::rejectsInAll() const
{
    const QString chosen = m_file->currentData().toString();
    std::int64_t rejects = 0;
    for (const QueueRow &row : m_session.model().rows()) {
        rejects += chosen.isEmpty() || row.path == chosen ? row.counts.rejected : 0;
    }
    return rejects;
}

QString ErrorPanel::summary() const
{
    const QString shown = m_format.count(m_byText.rowCount());
    if (m_loadedRejects >= kMostRejects) {
        return tr("%1 shown; the export holds all").arg(shown);
    }
    const std::int64_t all = rejectsInAll();
    if (m_hasEnded || m_loadedRejects == 0 || all <= m_loadedRejects) {
        return tr("%1 shown").arg(shown);
    }
    //: %1 and %2 are numbers of rejected records
    return tr("%1 of %2 records shown, more by scrolling")
        .arg(m_format.count(m_loadedRejects), m_format.count(all));
}

QString ErrorPanel::exportTitle() const
{
    const bool isOneFile = !m_file->currentData().toString().isEmpty();
    if (isFiltered()) {
        return isOneFile ? tr("Export all errors of %1, not only the %2 shown")
                               .arg(m_file->currentText(), m_format.count(m_byText.rowCount()))
                         : tr("Export all errors of all files, not only the %1 shown")
                               .arg(m_format.count(m_byText.rowCount()));
    }
    return isOneFile ? tr("Export all errors of %1").arg(m_file->currentText())
                     : tr("Export all errors of all files");
}

QString ErrorPanel::exportName() const
{
    const QString path = m_file->currentData().toString();
    return path.isEmpty() ? tr("errors.csv")
                          : tr("errors-%1.csv").arg(QFileInfo(path).completeBaseName());
}

void ErrorPanel::chooseExport()
{
    const QString csv = tr("CSV (*.csv)");
    const QString json = tr("JSON (*.json)");
    QString chosen = csv;
    QString path
        = askForNewFile(window(), exportTitle(), exportName(), csv + u";;"_s + json, &chosen);
    if (path.isEmpty()) {
        return;
    }
    const bool isJson = chosen == json || path.endsWith(u".json"_s);
    if (!path.mid(path.lastIndexOf(u'/') + 1).contains(u'.')) {
        path += isJson ? u".json"_s : u".csv"_s;
    }
    exportTo(path, isJson ? report::ReportFormat::Json : report::ReportFormat::Csv);
}

void ErrorPanel::exportTo(const QString &path, report::ReportFormat format)
{
    if (m_exporting.isRunning()) {
        return;
    }
    m_exportPath = path;
    m_exporting.setFuture(inBackground(
        [wanted = request(), format, path] { return exportRejects(wanted, format, path); }));
    updateSummary();
}

void ErrorPanel::onExported()
{
    updateSummary();
    const Result<std::int64_t> written = m_exporting.result();
    if (written) {
        Q_EMIT exported(m_exportPath, *written);
    } else {
        Q_EMIT failed(written.error());
    }
}

} // namespace dockhand::ui
