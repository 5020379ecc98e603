// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/run_chart.h"

#include "ui/charts/custom_plot.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kRecentSamples = 600; ///< a minute of ten readings a second
constexpr std::size_t kWholeSamples = 1200;
constexpr double kRecentSeconds = 60;
constexpr double kLeastSeconds = 10;
constexpr std::size_t kMostMarks = 12;
constexpr double kMarkSeconds = 8; ///< a mark this soon after another takes its place
constexpr int kAreaAlpha = 26;     ///< 10 %
constexpr int kCompanionAlpha = 140;

/// Two or three ticks at round values, labelled by a formatter.
class LabelTicker final : public QCPAxisTicker
{
public:
    using Label = std::function<QString(double)>;

    /// Round values are those of `unit`.
    explicit LabelTicker(Label label, double unit = 1)
        : m_label(std::move(label))
        , m_unit(unit)
    {
    }

protected:
    double getTickStep(const QCPRange &range) override
    {
        return cleanMantissa(range.size() / m_unit / 2.2) * m_unit;
    }

    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return m_label(tick);
    }

private:
    Label m_label;
    double m_unit;
};

QString legendText(const QString &name, const QColor &color)
{
    return u"<span style='color:%1; font-weight:800'>—</span> %2"_s.arg(color.name(),
                                                                        name.toHtmlEscaped());
}

} // namespace

RunChart::RunChart(const Theme &theme, const Format &format, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_format(format)
    , m_title(new QLabel)
    , m_value(new QLabel)
    , m_legend(new QWidget)
    , m_plot(new QCustomPlot)
    , m_recent(kRecentSamples)
    , m_whole(kWholeSamples)
{
    setProperty("role", u"card"_s);
    m_title->setProperty("role", u"strong"_s);
    m_value->setProperty("role", u"strong"_s);
    auto *legend = new QHBoxLayout(m_legend);
    legend->setContentsMargins(6, 0, 0, 0);
    legend->setSpacing(12);
    auto *titleLine = new QHBoxLayout;
    titleLine->addWidget(m_title);
    titleLine->addWidget(m_legend);
    titleLine->addStretch();
    titleLine->addWidget(m_value);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 9, 13, 8);
    column->setSpacing(4);
    column->addLayout(titleLine);
    column->addWidget(m_plot, 1);
    setUpPlot();
    connect(&theme, &Theme::changed, this, [this] {
        restyle();
        m_dirty = true;
        refresh();
    });
}

RunChart::~RunChart() = default;

void RunChart::setUpPlot()
{
    m_plot->setMinimumHeight(110);
    m_plot->setInteractions({});
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(u"%m:%s"_s);
    m_plot->xAxis->setTicker(time);
    m_plot->yAxis->setTicker(QSharedPointer<LabelTicker>::create(
        [this](double value) { return m_format.axisCount(value); }));
    m_plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    m_plot->axisRect()->setMargins(QMargins(0, 12, 12, 0));
}

void RunChart::addLine(const QString &name, Tone tone)
{
    auto *legend = new QLabel;
    legend->setTextFormat(Qt::RichText);
    legend->setProperty("role", u"muted"_s);
    legend->setObjectName(name);
    m_legend->layout()->addWidget(legend);
    m_lines.push_back({ m_plot->addGraph(), legend, tone });
    m_lines.back().graph->setName(name);
    m_lines.back().graph->setAdaptiveSampling(true);
}

void RunChart::setTitle(const QString &title)
{
    m_title->setText(title);
    m_plot->setAccessibleName(title);
}

void RunChart::setValue(const QString &value)
{
    m_value->setText(value);
    setAccessibleName(tr("%1: %2 now").arg(m_title->text(), value));
}

void RunChart::restyle()
{
    const ThemeColors &colors = m_theme.colors();
    m_plot->setBackground(QBrush(colors.surface));
    for (QCPAxis *axis : { m_plot->xAxis, m_plot->yAxis }) {
        axis->setTickLabelFont(m_theme.labelFont());
        axis->setTickLabelColor(colors.muted);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setBasePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setPen(QPen(colors.line, 1));
    m_plot->yAxis->grid()->setZeroLinePen(QPen(colors.line, 1));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        QColor color = colors.of(line.tone);
        QColor area = color;
        area.setAlpha(kAreaAlpha);
        if (i > 0) {
            color.setAlpha(kCompanionAlpha);
        }
        line.graph->setPen(QPen(color, i == 0 ? 2.0 : 1.6));
        line.graph->setBrush(i == 0 ? QBrush(area) : QBrush(Qt::NoBrush));
        line.legend->setText(legendText(
            line.graph->name(),
            i == 0 ? color : mixed(colors.surface, colors.of(line.tone), kCompanionAlpha / 255.0)));
    }
    for (QCPItemText *mark : m_marks) {
        mark->setColor(colors.muted);
        mark->setFont(m_theme.labelFont());
    }
}

void RunChart::clear()
{
    m_recent.clear();
    m_whole.clear();
    m_last = {};
    for (QCPItemText *mark : m_marks) {
        m_plot->removeItem(mark);
    }
    m_marks.clear();
    m_dirty = true;
}

void RunChart::add(const Sample &sample)
{
    m_recent.add(sample);
    m_whole.add(sample);
    m_last = sample;
    m_dirty = true;
}

void RunChart::setWholeRun(bool whole)
{
    m_isWhole = whole;
    m_dirty = true;
    refresh();
}

void RunChart::mark(const QString &text)
{
    const bool isCrowded
        = !m_marks.empty() && m_last.at - m_marks.back()->position->key() < kMarkSeconds;
    if (isCrowded) {
        m_marks.back()->setText(text);
        m_dirty = true;
        return;
    }
    if (m_marks.size() == kMostMarks) {
        m_plot->removeItem(m_marks.front());
        m_marks.erase(m_marks.begin());
    }
    auto *item = new QCPItemText(m_plot); // the plot owns its items
    item->setText(text);
    item->setColor(m_theme.colors().muted);
    item->setFont(m_theme.labelFont());
    item->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    item->position->setTypeX(QCPItemPosition::ptPlotCoords);
    item->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    item->position->setCoords(m_last.at, 0.62);
    m_marks.push_back(item);
    m_dirty = true;
}

void RunChart::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    refresh();
}

void RunChart::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitTimeAxis();
}

// As many times as stand apart from each other; the ticker may take twice the number it is given.
void RunChart::fitTimeAxis()
{
    constexpr int kMostTicks = 8;
    const int each = 3 * QFontMetrics(m_theme.labelFont()).horizontalAdvance(u"00:00"_s);
    m_plot->xAxis->ticker()->setTickCount(std::clamp(width() / each, 2, kMostTicks));
    m_dirty = true;
}

void RunChart::fillGraphs()
{
    const std::size_t size = m_isWhole ? m_whole.size() : m_recent.size();
    QVector<double> keys;
    std::array<QVector<double>, 2> values;
    for (std::size_t i = 0; i < size; ++i) {
        const Sample &sample = m_isWhole ? m_whole.at(i) : m_recent.at(i);
        keys << sample.at;
        values[0] << sample.first;
        values[1] << sample.second;
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].graph->setData(keys, values[i], true);
    }
}

void RunChart::refresh()
{
    if (!m_dirty || !isVisible()) {
        return;
    }
    m_dirty = false;
    fillGraphs();
    const double from = m_isWhole ? 0 : std::max(0.0, m_last.at - kRecentSeconds);
    m_plot->xAxis->setRange(from, std::max(m_last.at, from + kLeastSeconds));
    double highest = 0;
    for (const Line &line : m_lines) {
        bool found = false;
        const QCPRange range = line.graph->getValueRange(found);
        highest = found ? std::max(highest, range.upper) : highest;
    }
    prepare(m_last, highest);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

RateChart::RateChart(const Theme &theme, const Format &format, QWidget *parent)
    : RunChart(theme, format, parent)
{
    setObjectName(u"rateChart"_s);
    setTitle(tr("Rows per second"));
    addLine(tr("written"), Tone::Accent);
    addLine(tr("read"), Tone::Accent);
    RunChart::restyle();
}

void RateChart::prepare(const Sample &last, double highest)
{
    plot().yAxis->setRange(0, std::max(highest * 1.15, 100.0));
    setValue(last.at > 0 ? format().rate(last.first) : QString());
}

/// The limit's line and the bands below it.
struct MemoryChart::Guides
{
    QCPItemStraightLine *limit = nullptr;
    QCPItemText *name = nullptr;
    std::array<QCPItemRect *, 3> bands {};
};

MemoryChart::MemoryChart(const Theme &theme, const Format &format, QWidget *parent)
    : RunChart(theme, format, parent)
    , m_guides(std::make_unique<Guides>())
{
    setObjectName(u"memoryChart"_s);
    setTitle(tr("Memory"));
    addLine(tr("resident"), Tone::Done);
    constexpr double kMb = 1 << 20;
    plot().yAxis->setTicker(QSharedPointer<LabelTicker>::create(
        [this](double value) {
            return value > 0 ? this->format().bytes(std::llround(value)) : this->format().count(0);
        },
        kMb));
    for (QCPItemRect *&band : m_guides->bands) {
        band = new QCPItemRect(&plot());
        band->setPen(Qt::NoPen);
        band->setLayer(u"background"_s);
        band->topLeft->setTypeX(QCPItemPosition::ptAxisRectRatio);
        band->bottomRight->setTypeX(QCPItemPosition::ptAxisRectRatio);
    }
    m_guides->limit = new QCPItemStraightLine(&plot());
    m_guides->name = new QCPItemText(&plot());
    m_guides->name->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_guides->name->setClipToAxisRect(false);
    m_guides->name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    restyle();
    setBudget({});
}

MemoryChart::~MemoryChart() = default;

void MemoryChart::setBudget(const MemoryBudget &budget)
{
    constexpr std::array kFrom { 0.4, 0.6, 0.8 };
    constexpr std::array kTo { 0.6, 0.8, 1.0 };
    m_limit = static_cast<double>(budget.limitBytes);
    const bool isLimited = budget.isLimited();
    for (std::size_t i = 0; i < m_guides->bands.size(); ++i) {
        m_guides->bands[i]->setVisible(isLimited);
        m_guides->bands[i]->topLeft->setCoords(0, budget.bytesAt(kTo[i]));
        m_guides->bands[i]->bottomRight->setCoords(1, budget.bytesAt(kFrom[i]));
    }
    m_guides->limit->setVisible(isLimited);
    m_guides->limit->point1->setCoords(0, m_limit);
    m_guides->limit->point2->setCoords(1, m_limit);
    m_guides->name->setVisible(isLimited);
    m_guides->name->position->setCoords(1, m_limit);
    m_guides->name->setText(tr("limit %1").arg(format().bytes(budget.limitBytes)));
}

void MemoryChart::restyle()
{
    RunChart::restyle();
    const ThemeColors &colors = theme().colors();
    constexpr std::array kAlpha { 18, 30, 42 };
    const std::array tones { Tone::Attention, Tone::Attention, Tone::Failed };
    for (std::size_t i = 0; i < m_guides->bands.size(); ++i) {
        QColor color = colors.of(tones[i]);
        color.setAlpha(kAlpha[i]);
        m_guides->bands[i]->setBrush(color);
    }
    m_guides->limit->setPen(QPen(colors.failed, 1.2, Qt::DashLine));
    m_guides->name->setColor(colors.failed);
    m_guides->name->setFont(theme().labelFont());
}

void MemoryChart::prepare(const Sample &last, double highest)
{
    plot().yAxis->setRange(0, std::max({ highest * 1.1, m_limit * 1.12, 1e6 }));
    setValue(last.at > 0 ? format().bytes(std::llround(last.first)) : QString());
}

} // namespace dockhand::ui
