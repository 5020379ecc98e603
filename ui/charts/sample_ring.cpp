// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sample_ring.h"

namespace dockhand::ui {

namespace {

Sample meanOf(const Sample &sum, std::size_t count)
{
    const auto n = static_cast<double>(count);
    return { sum.at / n, sum.first / n, sum.second / n };
}

Sample plus(const Sample &a, const Sample &b)
{
    return { a.at + b.at, a.first + b.first, a.second + b.second };
}

} // namespace

RecentSamples::RecentSamples(std::size_t capacity)
    : m_capacity(capacity)
{
    m_samples.reserve(capacity);
}

void RecentSamples::clear()
{
    m_samples.clear();
    m_next = 0;
}

void RecentSamples::add(const Sample &sample)
{
    if (m_samples.size() < m_capacity) {
        m_samples.push_back(sample);
        return;
    }
    m_samples[m_next] = sample;
    m_next = (m_next + 1) % m_capacity;
}

const Sample &RecentSamples::at(std::size_t index) const
{
    return m_samples[(m_next + index) % m_samples.size()];
}

WholeSamples::WholeSamples(std::size_t capacity)
    : m_capacity(capacity)
{
    m_samples.reserve(capacity);
}

void WholeSamples::clear()
{
    *this = WholeSamples(m_capacity);
}

void WholeSamples::add(const Sample &sample)
{
    m_sum = plus(m_sum, sample);
    if (++m_pending < m_perPlace) {
        return;
    }
    m_samples.push_back(meanOf(m_sum, m_pending));
    m_sum = {};
    m_pending = 0;
    if (m_samples.size() == m_capacity) {
        halve();
    }
}

void WholeSamples::halve()
{
    for (std::size_t i = 0; i + 1 < m_samples.size(); i += 2) {
        m_samples[i / 2] = meanOf(plus(m_samples[i], m_samples[i + 1]), 2);
    }
    m_samples.resize(m_samples.size() / 2);
    m_perPlace *= 2;
}

} // namespace dockhand::ui
