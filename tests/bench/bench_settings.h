// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace dockhand::bench {

/// What bench_import is asked to do. README.md says what the cases are.
struct BenchSettings
{
    QStringList cases;
    int repeat = 5;
    std::int64_t shrink = 1;                        ///< records and files are divided by it
    std::vector<std::int64_t> filled { 1'000'000 }; ///< records that tables hold before
    std::int64_t bigBytes = 1'000'000'000;          ///< size of the one big file
    QString work;                                   ///< folder for files and databases
    QString cli;
    QString readOrders;
    QString sqlite;
    QString duckdb; ///< folder with node_modules/@duckdb/node-api; empty: without DuckDB
    QString json;
    QString markdown;
    QStringList importOptions; ///< more options for `dockhand-cli import`

    /// So many of something, shrunk; at least one.
    [[nodiscard]] std::int64_t shrunk(std::int64_t count) const
    {
        return count / shrink > 0 ? count / shrink : 1;
    }
};

/// Reads the command line; ends the program when it makes no sense or asks for help.
[[nodiscard]] BenchSettings readSettings(const QStringList &arguments);

} // namespace dockhand::bench
