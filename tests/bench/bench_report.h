// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/contest.h"

#include <QByteArray>
#include <QJsonArray>

namespace dockhand::bench {

/// All contests as JSON and as one Markdown table with sentences below it.
class BenchReport final
{
public:
    void add(const Contest &contest, const std::vector<Series> &series);

    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] QString toMarkdown() const;

private:
    QJsonArray m_contests;
    QString m_rows;
    QString m_conclusions;
};

} // namespace dockhand::bench
