// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/measured_process.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace dockhand::bench {

/// One program and what it does in a contest.
struct Contestant
{
    QString name;
    std::int64_t records = 0;      ///< that it has to deal with in one run
    std::function<bool()> prepare; ///< before each run, not measured; may be empty
    std::function<Cost()> run;
    std::function<bool()> check; ///< behind each run, not measured: did it what it should?
};

/// Programs that are measured by turns, so that a change of the machine's mood meets all of them.
struct Contest
{
    QString id;
    QString title;
    std::size_t reference = 0; ///< the contestant that ratios are taken against
    int repeat = 1;            ///< turns
    std::vector<Contestant> contestants;
    /// What the costs mean beyond the table, as a sentence; may be empty.
    std::function<QString(const std::vector<double> &medianWallSeconds)> conclusion;
};

/// What the runs of one contestant cost.
class Series final
{
public:
    void add(const Cost &cost) { m_costs.push_back(cost); }

    [[nodiscard]] double wallSeconds() const { return median(&Cost::wallSeconds); }
    [[nodiscard]] double cpuSeconds() const { return median(&Cost::cpuSeconds); }
    /// The largest of all runs.
    [[nodiscard]] std::int64_t peakBytes() const;
    [[nodiscard]] QJsonObject toJson() const;

private:
    [[nodiscard]] double median(double Cost::*member) const;

    std::vector<Cost> m_costs;
};

/// Runs all contestants, turn by turn; `series` belong to them in their order. Empty, with a word
/// on standard error, when one failed.
[[nodiscard]] std::optional<std::vector<Series>> hold(const Contest &contest);

} // namespace dockhand::bench
