// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/record_form.h"

#include "core/base/text.h"
#include "core/report/issue_text.h"
#include "ui/background.h"
#include "ui/errors/error_words.h"
#include "ui/errors/field_delegate.h"
#include "ui/errors/reject_job.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;
using Column = RecordModel::Column;

namespace {

constexpr int kRowHeight = 28;
constexpr int kMargin = 12;
constexpr qsizetype kMostText = 256 << 10; ///< bytes; more is for a sheet

int section(Column column)
{
    return static_cast<int>(column);
}

} // namespace

RecordForm::RecordForm(Corrections &corrections, const Theme &theme, const Format &format,
                       QWidget *parent)
    : QFrame(parent)
    , m_corrections(corrections)
    , m_theme(theme)
    , m_format(format)
    , m_title(new QLabel)
    , m_hint(new QLabel)
    , m_close(new QToolButton)
    , m_pages(new QStackedWidget)
    , m_fields(new QTableView)
    , m_text(new QPlainTextEdit)
    , m_message(new QLabel)
    , m_toggle(new QPushButton)
    , m_revert(new QPushButton(tr("Undo c&hanges")))
{
    setObjectName(u"recordForm"_s);
    setProperty("role", u"card"_s);
    setUpFields();
    m_message->setObjectName(u"recordMessage"_s);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(kMargin, 4, kMargin, 4);
    m_pages->addWidget(m_fields);
    m_pages->addWidget(makeTextPage());
    m_pages->addWidget(m_message);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 6, 1, 1);
    column->setSpacing(4);
    column->addLayout(makeHead());
    column->addWidget(m_hint);
    column->addWidget(m_pages, 1);
    setUpFoot();
    connect(&m_model, &RecordModel::edited, this, &RecordForm::onFieldEdited);
    connect(m_text, &QPlainTextEdit::textChanged, this, &RecordForm::onTextEdited);
    connect(&m_loading, &QFutureWatcherBase::finished, this, &RecordForm::onLoaded);
    connect(&theme, &Theme::changed, this, &RecordForm::updateIcons);
    updateIcons();
    showMessage({}, {});
}

RecordForm::~RecordForm()
{
    m_loading.waitForFinished();
}

QLayout *RecordForm::makeHead()
{
    m_title->setObjectName(u"recordTitle"_s);
    m_title->setProperty("role", u"strong"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_toggle->setObjectName(u"recordToggle"_s);
    m_revert->setObjectName(u"recordRevert"_s);
    m_revert->setToolTip(tr("Take the record as it was rejected"));
    for (QPushButton *button : { m_toggle, m_revert }) {
        button->setProperty("role", u"small"_s);
        button->setAutoDefault(false);
    }
    m_close->setObjectName(u"recordClose"_s);
    m_close->setProperty("role", u"flat"_s);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close the record (Esc); what was corrected stays"));
    m_close->setAccessibleName(tr("Close the record"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kMargin, 0, 6, 0);
    head->setSpacing(6);
    head->addWidget(m_title, 1);
    head->addWidget(m_toggle);
    head->addWidget(m_revert);
    head->addWidget(m_close);
    return head;
}

QWidget *RecordForm::makeTextPage()
{
    m_text->setObjectName(u"recordText"_s);
    m_text->setAccessibleName(tr("Text of the record"));
    m_text->setTabChangesFocus(true);
    m_text->setAcceptDrops(false);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(8, 0, 8, 8);
    column->addWidget(m_text);
    return page;
}

void RecordForm::setUpFields()
{
    const int height = std::max(kRowHeight, QFontMetrics(m_theme.bodyFont()).height() + 10);
    m_fields->setObjectName(u"recordFields"_s);
    m_fields->setAccessibleName(tr("Fields of the record"));
    m_fields->setProperty("role", u"inner"_s);
    m_fields->setModel(&m_model);
    m_fields->setItemDelegate(new FieldDelegate(m_theme, m_fields));
    m_fields->setItemDelegateForColumn(section(Column::Issue),
                                       new StateDelegate(m_theme, m_fields));
    m_fields->setShowGrid(false);
    m_fields->setWordWrap(false);
    m_fields->setTabKeyNavigation(false);
    m_fields->setSelectionMode(QTableView::SingleSelection);
    m_fields->setEditTriggers(QTableView::DoubleClicked | QTableView::SelectedClicked
                              | QTableView::EditKeyPressed | QTableView::AnyKeyPressed);
    m_fields->setVerticalScrollMode(QTableView::ScrollPerPixel);
    m_fields->verticalHeader()->hide();
    m_fields->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_fields->verticalHeader()->setDefaultSectionSize(height);
    QHeaderView *header = m_fields->horizontalHeader();
    header->setMinimumHeight(height);
    header->setHighlightSections(false);
    header->setSectionResizeMode(section(Column::Issue), QHeaderView::Stretch);
}

void RecordForm::setUpFoot()
{
    m_hint->setObjectName(u"recordHint"_s);
    m_hint->setProperty("role", u"muted"_s);
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setContentsMargins(kMargin, 0, kMargin, 2);
    connect(m_toggle, &QPushButton::clicked, this, &RecordForm::toggleText);
    connect(m_revert, &QPushButton::clicked, this, &RecordForm::revert);
    connect(m_close, &QToolButton::clicked, this, &RecordForm::closed);
}

void RecordForm::updateIcons()
{
    m_close->setIcon(m_theme.icon(u"window-close"_s, Tone::Muted));
}

void RecordForm::show(const target::TargetAddress &target, std::int64_t rejectId,
                      const QString &place, bool takesFocus)
{
    commit();
    m_takesFocus = takesFocus;
    if (rejectId == m_rejectId && target == m_target && (m_record || m_loading.isRunning())) {
        if (takesFocus) {
            focusRecord();
        }
        return;
    }
    showMessage(place, {});
    m_target = target;
    m_rejectId = rejectId;
    if (m_loading.isRunning()) {
        return; // the one that is wanted now follows
    }
    m_loadingId = rejectId;
    m_loading.setFuture(inBackground([target, rejectId] {
        return std::make_shared<Result<engine::RejectedRecord>>(loadRejected(target, rejectId));
    }));
}

void RecordForm::showMessage(const QString &place, const QString &message)
{
    m_rejectId = 0;
    m_record.reset();
    m_model.clear();
    m_title->setText(place);
    m_message->setText(message);
    m_pages->setCurrentIndex(2);
    showHint();
    updateButtons();
}

void RecordForm::onLoaded()
{
    const auto loaded = m_loading.result();
    if (m_rejectId == 0) {
        return;
    }
    if (m_loadingId != m_rejectId) {
        const std::int64_t wanted = std::exchange(m_rejectId, 0);
        show(m_target, wanted, m_title->text(), m_takesFocus);
        return;
    }
    if (!*loaded) {
        m_message->setText(ErrorWords::sentences(loaded->error()));
        m_pages->setCurrentIndex(2);
        return;
    }
    m_record = **loaded;
    showRecord();
    if (m_takesFocus) {
        focusRecord();
    }
}

void RecordForm::showRecord()
{
    const Correction *kept = m_corrections.find(m_rejectId);
    const bool isTooLong = m_record->reject.raw.size() > kMostText;
    if (isTooLong) {
        m_record.reset();
        m_message->setText(tr("This record is too long to be corrected here. Export the rejected "
                              "records for repair instead."));
        return;
    }
    if (kept ? kept->isText : m_record->isOffShape) {
        showText(kept ? kept->text : toQString(view(m_record->reject.raw)));
    } else if (kept) {
        showFields(kept->record.fields, kept->record.rest);
    } else {
        showFields(m_record->fields, m_record->rest);
    }
}

void RecordForm::showFields(const std::vector<std::string> &fields,
                            const std::vector<std::string> &rest)
{
    m_model.show(*m_record, fields, rest);
    m_pages->setCurrentIndex(0);
    const QModelIndex bad = m_model.index(m_model.firstBadRow(), section(Column::Value));
    m_fields->setCurrentIndex(bad);
    m_fields->scrollTo(bad, QTableView::PositionAtCenter);
    showHint();
    updateButtons();
}

void RecordForm::showText(const QString &text)
{
    m_isFilling = true;
    m_text->setPlainText(text);
    m_isFilling = false;
    m_pages->setCurrentIndex(1);
    showHint();
    updateButtons();
}

bool RecordForm::isAsText() const
{
    return m_pages->currentIndex() == 1;
}

engine::TypedRecord RecordForm::typed() const
{
    const std::string text = toUtf8(m_text->toPlainText());
    const auto typed = engine::takeApart(text, m_record->dialect, m_record->fields.size());
    engine::TypedRecord none;
    none.fields.resize(m_record->fields.size());
    return typed.value_or(none);
}

QString RecordForm::reasons() const
{
    QStringList reasons;
    for (const ledger::RejectIssue &issue : m_record->reject.issues) {
        if (issue.column.isEmpty()) {
            reasons << report::issueMessage(issue);
        }
    }
    return reasons.join(u' ');
}

void RecordForm::showHint()
{
    QString hint;
    if (m_record && isAsText()) {
        const engine::TypedRecord record = typed();
        const QString wanted = m_format.count(static_cast<std::int64_t>(record.fields.size()));
        const QString found = m_format.count(static_cast<std::int64_t>(record.fieldCount));
        const QString delimiter = m_record->dialect.delimiter == '\t'
            ? tr("tab")
            : QString(QLatin1Char(m_record->dialect.delimiter));
        hint = record.fits() ? tr("The text has %1 fields now, as the header has.").arg(found)
            : record.issue   ? ErrorWords::kind(errorId(*record.issue)) + u'.'
            : record.isOne   ? tr("The text has %1 fields, the header has %2. Fields are separated "
                                    "by “%3”; one that holds it stands in quotes.")
                                 .arg(found, wanted, delimiter)
                           : tr("This is not one record.");
    } else if (m_record) {
        hint = reasons();
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void RecordForm::onFieldEdited()
{
    if (m_model.isChanged() || m_record->isOffShape) {
        m_corrections.keep({ { m_rejectId, m_record->name, m_model.fields(), m_model.rest() } });
    } else {
        m_corrections.drop(m_rejectId);
    }
    updateButtons();
}

void RecordForm::onTextEdited()
{
    if (m_isFilling || !m_record) {
        return;
    }
    const QString text = m_text->toPlainText();
    const engine::TypedRecord record = typed();
    if (text == toQString(view(m_record->reject.raw))) {
        m_corrections.drop(m_rejectId);
    } else {
        m_corrections.keep({ { m_rejectId, m_record->name, record.fields, record.rest },
                             text,
                             true,
                             record.fits() });
    }
    showHint();
    updateButtons();
}

void RecordForm::toggleText()
{
    commit();
    if (isAsText()) {
        const engine::TypedRecord record = typed();
        showFields(record.fields, record.rest);
        if (m_corrections.find(m_rejectId)) {
            onFieldEdited();
        }
    } else {
        showText(
            toQString(engine::recordText(m_model.fields(), m_model.rest(), m_record->dialect)));
        if (m_corrections.find(m_rejectId)) {
            onTextEdited();
        }
    }
    focusRecord();
}

void RecordForm::revert()
{
    m_corrections.drop(m_rejectId);
    showRecord();
    focusRecord();
}

void RecordForm::updateButtons()
{
    m_toggle->setVisible(m_record && m_record->isOffShape);
    m_toggle->setText(isAsText() ? tr("As &fields") : tr("As te&xt"));
    m_revert->setVisible(m_record.has_value());
    m_revert->setEnabled(m_record && m_corrections.find(m_rejectId));
}

void RecordForm::commit()
{
    static_cast<FieldDelegate *>(m_fields->itemDelegate())->commitOpen();
}

void RecordForm::focusRecord()
{
    if (!m_record) {
        m_close->setFocus();
    } else if (isAsText()) {
        m_text->setFocus();
    } else {
        m_fields->setFocus();
    }
}

bool RecordForm::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // ours, and not the window's
        return true;
    }
    return QFrame::event(event);
}

void RecordForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    QFrame::keyPressEvent(event);
}

void RecordForm::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_fields->setColumnWidth(section(Column::Name), width() * 28 / 100);
    m_fields->setColumnWidth(section(Column::Value), width() * 32 / 100);
}

} // namespace dockhand::ui
