// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/contest.h"

#include <QJsonArray>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

// False when the contestant could not do what it should.
bool runOnce(const Contestant &contestant, Series &series)
{
    if (contestant.prepare && !contestant.prepare()) {
        std::fprintf(stderr, "  %s: could not be prepared\n", qPrintable(contestant.name));
        return false;
    }
    const auto cost = contestant.run();
    series.add(cost);
    const auto isGood = cost.exitCode == 0 && (!contestant.check || contestant.check());
    std::fprintf(stderr, "  %s: %.2f s%s\n", qPrintable(contestant.name), cost.wallSeconds,
                 isGood ? "" : ": FAILED, or the result is wrong");
    return isGood;
}

} // namespace

std::int64_t Series::peakBytes() const
{
    std::int64_t peak = 0;
    for (const auto &cost : m_costs)
        peak = std::max(peak, cost.peakBytes);
    return peak;
}

double Series::median(double Cost::*member) const
{
    std::vector<double> values;
    for (const auto &cost : m_costs)
        values.push_back(cost.*member);
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

QJsonObject Series::toJson() const
{
    QJsonArray walls;
    QJsonArray cpus;
    for (const auto &cost : m_costs) {
        walls.append(cost.wallSeconds);
        cpus.append(cost.cpuSeconds);
    }
    return { { u"wall_seconds"_s, walls },
             { u"cpu_seconds"_s, cpus },
             { u"median_wall_seconds"_s, wallSeconds() },
             { u"median_cpu_seconds"_s, cpuSeconds() },
             { u"peak_resident_bytes"_s, qint64 { peakBytes() } } };
}

std::optional<std::vector<Series>> hold(const Contest &contest)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(contest.id), qPrintable(contest.title));
    std::vector<Series> all(contest.contestants.size());
    for (int turn = 0; turn < contest.repeat; ++turn) {
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (!runOnce(contest.contestants[at], all[at]))
                return std::nullopt;
        }
    }
    return all;
}

} // namespace dockhand::bench
