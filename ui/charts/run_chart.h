// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/memory_budget.h"
#include "ui/charts/sample_ring.h"
#include "ui/format.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>

#include <memory>

class QCPGraph;
class QCPItemText;
class QCustomPlot;

namespace dockhand::ui {

/// A card with a title line (name, legend, value of the moment) and a plot over the time of a run.
/// Keeps the last minute and the whole run; draws only when it can be seen, a few times a second at
/// most. Derived charts say what the lines are.
class RunChart : public QFrame
{
    Q_OBJECT

public:
    RunChart(const Theme &theme, const Format &format, QWidget *parent = nullptr);
    ~RunChart() override;

    void clear();
    void add(const Sample &sample);
    void setWholeRun(bool whole);
    /// Writes a word where it happened: at the time of the last sample.
    void mark(const QString &text);
    /// Draws what came since the last call.
    void refresh();

protected:
    /// A line with its entry in the legend. The first one has the area below filled.
    void addLine(const QString &name, Tone tone);
    void setTitle(const QString &title);
    void setValue(const QString &value);
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] const Format &format() const { return m_format; }
    [[nodiscard]] QCustomPlot &plot() { return *m_plot; }
    [[nodiscard]] double lastTime() const { return m_last.at; }

    /// Colours changed or the chart is new.
    virtual void restyle();
    /// Before each drawing: value text, range of the vertical axis.
    virtual void prepare(const Sample &last, double highest) = 0;

private:
    struct Line
    {
        QCPGraph *graph = nullptr;
        QLabel *legend = nullptr;
        Tone tone = Tone::Accent;
    };

    void setUpPlot();
    void fitTimeAxis();
    void fillGraphs();

    const Theme &m_theme;
    Format m_format;
    QLabel *m_title;
    QLabel *m_value;
    QWidget *m_legend;
    QCustomPlot *m_plot;
    std::vector<Line> m_lines;
    std::vector<QCPItemText *> m_marks;
    RecentSamples m_recent;
    WholeSamples m_whole;
    Sample m_last;
    bool m_isWhole = false;
    bool m_dirty = true;
};

/// Rows per second, read and written.
class RateChart final : public RunChart
{
    Q_OBJECT

public:
    RateChart(const Theme &theme, const Format &format, QWidget *parent = nullptr);

protected:
    void prepare(const Sample &last, double highest) override;
};

/// Resident memory of the program against its limit, with the bands of pressure.
class MemoryChart final : public RunChart
{
    Q_OBJECT

public:
    MemoryChart(const Theme &theme, const Format &format, QWidget *parent = nullptr);
    ~MemoryChart() override;

    void setBudget(const MemoryBudget &budget);

protected:
    void restyle() override;
    void prepare(const Sample &last, double highest) override;

private:
    struct Guides;

    double m_limit = 0; ///< bytes
    std::unique_ptr<Guides> m_guides;
};

} // namespace dockhand::ui
