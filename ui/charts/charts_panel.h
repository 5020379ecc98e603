// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/run_chart.h"
#include "ui/import_session.h"

#include <QToolButton>
#include <QWidget>

namespace dockhand::ui {

/// The charts of the run, and the choice of the time they show.
class ChartsPanel final : public QWidget
{
    Q_OBJECT

public:
    ChartsPanel(ImportSession &session, const Theme &theme, const Format &format,
                QWidget *parent = nullptr);

    /// "Last minute" and "Whole run": placed by the window beside the tabs.
    [[nodiscard]] QWidget *rangeChoice() { return m_range; }

private:
    void begin();
    void take();
    void watchPressure(double share);
    void makeRangeChoice();
    void setWholeRun(bool whole);

    ImportSession &m_session;
    const Format m_format;
    RateChart *m_rates;
    MemoryChart *m_memory;
    QWidget *m_range;
    int m_pressureBand = 0;
    int m_ticks = 0;
    double m_lastAt = 0;
};

} // namespace dockhand::ui
