// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charts_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTicksPerDrawing = 2; ///< five drawings a second

int bandOf(double share)
{
    return share >= 0.9 ? 4 : share >= 0.8 ? 3 : share >= 0.6 ? 2 : share >= 0.4 ? 1 : 0;
}

} // namespace

ChartsPanel::ChartsPanel(ImportSession &session, const Theme &theme, const Format &format,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_format(format)
    , m_rates(new RateChart(theme, format))
    , m_memory(new MemoryChart(theme, format))
    , m_range(new QWidget)
{
    setObjectName(u"chartsPanel"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_rates, 1);
    row->addWidget(m_memory, 1);
    makeRangeChoice();
    connect(&session, &ImportSession::runStarted, this, &ChartsPanel::begin);
    connect(&session, &ImportSession::sampled, this, &ChartsPanel::take);
    connect(&session, &ImportSession::phaseChanged, this, [this](Phase phase) {
        if (phase == Phase::Paused) {
            m_rates->mark(tr("paused"));
        }
    });
    connect(&session, &ImportSession::runFinished, this, [this] {
        m_rates->refresh();
        m_memory->refresh();
    });
}

void ChartsPanel::makeRangeChoice()
{
    auto *row = new QHBoxLayout(m_range);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    auto *group = new QButtonGroup(m_range);
    const auto add = [&](const QString &text, bool whole) {
        auto *button = new QToolButton;
        button->setText(text);
        button->setCheckable(true);
        button->setChecked(!whole);
        button->setProperty("role", u"flat"_s);
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, whole] { setWholeRun(whole); });
    };
    add(tr("Last minute"), false);
    add(tr("Whole run"), true);
}

void ChartsPanel::setWholeRun(bool whole)
{
    m_rates->setWholeRun(whole);
    m_memory->setWholeRun(whole);
}

void ChartsPanel::begin()
{
    m_rates->clear();
    m_memory->clear();
    m_memory->setBudget(m_session.status().memory);
    m_pressureBand = 0;
    m_lastAt = 0;
}

void ChartsPanel::take()
{
    const SessionStatus &status = m_session.status();
    const double at = static_cast<double>(status.progress.elapsedNs) / 1e9;
    if (at <= m_lastAt) {
        return; // time stands still while paused
    }
    m_lastAt = at;
    m_rates->add({ at, status.writtenPerSecond, status.readPerSecond });
    m_memory->add({ at, static_cast<double>(status.progress.residentBytes), 0 });
    watchPressure(status.memory.pressure(status.progress.residentBytes));
    if (++m_ticks % kTicksPerDrawing == 0) {
        m_rates->refresh();
        m_memory->refresh();
    }
}

void ChartsPanel::watchPressure(double share)
{
    const int band = bandOf(share);
    if (band > m_pressureBand && band >= 3) {
        m_memory->mark(tr("pressure %1").arg(m_format.percent(share)));
    }
    m_pressureBand = band;
}

} // namespace dockhand::ui
