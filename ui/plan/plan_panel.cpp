// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/plan_panel.h"

#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostChunkRows = 1'000'000;
constexpr int kMostFiles = 64;
constexpr int kMostMemoryMb = 64 * 1024;
constexpr std::int64_t kMb = 1 << 20;
constexpr int kSpinArrows = 34; ///< frame and arrows of a number box
constexpr int kCardGap = 12;
constexpr int kFormGap = 28;
constexpr int kLeastReasons = 300;
constexpr int kScrollBar = 12;
constexpr int kFieldHeight = 28;

QFrame *card()
{
    auto *frame = new QFrame;
    frame->setProperty("role", u"card"_s);
    return frame;
}

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(7);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    return form;
}

QLabel *caption(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", u"strong"_s);
    return label;
}

template <class T>
std::optional<T> chosen(const QSpinBox &spin, T unit)
{
    return spin.value() == 0 ? std::nullopt : std::optional<T>(static_cast<T>(spin.value()) * unit);
}

} // namespace

PlanPanel::PlanPanel(ImportSession &session, const Format &format, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_format(format)
    , m_files(new QLabel)
    , m_records(new QLabel)
    , m_time(new QLabel)
    , m_peak(new QLabel)
    , m_window(new QLabel)
    , m_chunkRows(makeSpin(u"chunkRows"_s, kMostChunkRows, 1000))
    , m_concurrency(makeSpin(u"concurrency"_s, kMostFiles, 1))
    , m_memory(makeSpin(u"memoryLimit"_s, kMostMemoryMb, 16))
    , m_reasons(new QLabel)
{
    setObjectName(u"planPanel"_s);
    auto *page = new QWidget;
    m_cards = new QBoxLayout(QBoxLayout::LeftToRight, page);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(kCardGap);
    m_numbers = makeNumbers();
    m_cards->addWidget(m_numbers);
    m_cards->addWidget(makeReasons(), 1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"planScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 8, 0, 0);
    row->addWidget(scroll);
    connect(&session, &ImportSession::planChanged, this, &PlanPanel::refresh);
    connect(&session, &ImportSession::phaseChanged, this, &PlanPanel::refresh);
    connect(&session, &ImportSession::statusChanged, this, [this] {
        if (m_session.status().phase == Phase::Looking) {
            refresh();
        }
    });
    refresh();
}

QSpinBox *PlanPanel::makeSpin(const QString &name, int highest, int step)
{
    auto *spin = new QSpinBox;
    spin->setObjectName(name);
    spin->setRange(0, highest);
    spin->setSingleStep(step);
    spin->setSpecialValueText(tr("Automatic"));
    spin->setKeyboardTracking(false);
    spin->setMinimumHeight(kFieldHeight);
    spin->setGroupSeparatorShown(true);
    spin->setFixedWidth(
        spin->fontMetrics().horizontalAdvance(tr("Automatic (%1)").arg(u"1,023 MB"_s))
        + kSpinArrows);
    connect(spin, &QSpinBox::valueChanged, this, &PlanPanel::sendOverrides);
    return spin;
}

QWidget *PlanPanel::makeNumbers()
{
    auto *frame = card();
    auto *told = makeForm();
    told->addRow(tr("Files"), m_files);
    told->addRow(tr("Records"), m_records);
    told->addRow(tr("Time"), m_time);
    told->addRow(tr("Memory at most"), m_peak);
    told->addRow(tr("One transaction"), m_window);
    m_time->setObjectName(u"planTime"_s);
    auto *asked = makeForm();
    asked->addRow(tr("Re&cords per chunk"), m_chunkRows);
    asked->addRow(tr("Files at &once"), m_concurrency);
    m_memory->setSuffix(tr(" MB"));
    asked->addRow(tr("Memory &limit"), m_memory);
    m_forms = new QBoxLayout(QBoxLayout::LeftToRight);
    m_forms->setSpacing(kFormGap);
    m_forms->addLayout(told, 1);
    m_forms->addLayout(asked);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(15, 11, 15, 11);
    column->setSpacing(9);
    column->addWidget(caption(tr("Plan")));
    column->addLayout(m_forms);
    column->addStretch();
    return frame;
}

QWidget *PlanPanel::makeReasons()
{
    auto *frame = card();
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(15, 11, 15, 11);
    column->setSpacing(9);
    m_reasons->setObjectName(u"planReasons"_s);
    m_reasons->setWordWrap(true);
    m_reasons->setTextFormat(Qt::RichText);
    m_reasons->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reasons->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    frame->setMinimumWidth(kLeastReasons);
    column->addWidget(caption(tr("Why")));
    column->addWidget(m_reasons, 1);
    return frame;
}

void PlanPanel::showReasons(const QStringList &reasons)
{
    QString items;
    for (const QString &reason : reasons) {
        items += u"<p style='margin:0 0 7px 0'>%1</p>"_s.arg(reason.toHtmlEscaped());
    }
    m_reasons->setText(items);
}

QString PlanPanel::whyNoPlan() const
{
    const SessionStatus &status = m_session.status();
    if (status.phase == Phase::Looking && !status.isJustOver) {
        return status.isPlanning ? tr("Waiting for the database…") : tr("Looking into the files…");
    }
    return status.files == 0 ? tr("Add files to see how they would be imported.")
                             : tr("No file is waiting to be imported.");
}

void PlanPanel::refresh()
{
    const SessionStatus &status = m_session.status();
    const bool isStill = !m_session.isRunning();
    for (QSpinBox *spin : { m_chunkRows, m_concurrency, m_memory }) {
        spin->setEnabled(isStill);
        spin->setToolTip(isStill ? QString() : tr("Can be changed when the import has ended."));
    }
    if (!status.plan || (isStill && status.startable == 0)) {
        for (QLabel *label : { m_files, m_records, m_time, m_peak, m_window }) {
            label->clear();
        }
        showReasons({ whyNoPlan() });
        return;
    }
    const advisor::ImportPlan &plan = *status.plan;
    m_files->setText(tr("%1, %2").arg(m_format.count(plan.files), m_format.bytes(plan.bytes)));
    m_records->setText(m_format.estimate(plan.estimatedRecords));
    const QString about = m_format.about(plan.estimatedMs);
    const QString interval = m_format.interval(plan.fastestMs, plan.slowestMs);
    //: An estimated time and the interval it lies in
    m_time->setText(interval.isEmpty() ? about : tr("%1 (%2)").arg(about, interval));
    m_peak->setText(tr("about %1").arg(m_format.bytes(plan.estimatedPeakBytes)));
    m_window->setText(tr("up to %1 records").arg(m_format.count(plan.windowRows)));
    //: %1 is the number the advisor has chosen
    const QString automatic = tr("Automatic (%1)");
    const auto tell = [&](QSpinBox *spin, advisor::Origin origin, const QString &value) {
        const QSignalBlocker blocker(spin);
        spin->setSpecialValueText(origin == advisor::Origin::Chosen ? tr("Automatic")
                                                                    : automatic.arg(value));
    };
    tell(m_chunkRows, plan.chunkRows.origin, m_format.count(plan.chunkRows.value));
    tell(m_concurrency, plan.concurrency.origin, m_format.count(plan.concurrency.value));
    tell(m_memory, plan.memoryLimitBytes.origin, m_format.bytes(plan.memoryLimitBytes.value));
    showReasons(plan.reasons);
    arrange();
}

void PlanPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// Whatever does not fit beside the other goes below it, so that nothing is cut at the right.
void PlanPanel::arrange()
{
    const int room = width() - kScrollBar;
    m_forms->setDirection(QBoxLayout::LeftToRight);
    m_numbers->layout()->activate(); // texts may have changed since it was measured
    const int numbers = m_numbers->minimumSizeHint().width();
    const bool areCardsBeside = numbers + kCardGap + kLeastReasons <= room;
    m_cards->setDirection(areCardsBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_numbers->setSizePolicy(areCardsBeside ? QSizePolicy::Maximum : QSizePolicy::Preferred,
                             QSizePolicy::Preferred);
    if (numbers > room) {
        m_forms->setDirection(QBoxLayout::TopToBottom);
    }
}

void PlanPanel::sendOverrides()
{
    advisor::PlanOverrides overrides;
    overrides.chunkRows = chosen<int>(*m_chunkRows, 1);
    overrides.concurrency = chosen<int>(*m_concurrency, 1);
    overrides.memoryLimitBytes = chosen<std::int64_t>(*m_memory, kMb);
    m_session.setOverrides(overrides);
}

} // namespace dockhand::ui
