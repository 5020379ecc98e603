// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/read_contests.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

// Runs a program that prints one JSON object with its times and what it has read.
Cost measureTeller(const QStringList &words, const QString &output, std::int64_t records)
{
    auto cost = measure(words.first(), words.sliced(1), { .output = output });
    QFile file(output);
    const auto told = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                                     : QJsonDocument();
    cost.wallSeconds = told[u"wall_seconds"].toDouble();
    cost.cpuSeconds = told[u"cpu_seconds"].toDouble();
    if (cost.exitCode == 0 && told[u"records"].toInteger() != records)
        cost.exitCode = -1;
    return cost;
}

class Readers
{
public:
    Readers(const BenchSettings &settings, const OrderSet &set)
        : m_settings(settings)
        , m_file(set.paths.first())
        , m_records(set.counts.rows)
    {
    }

    [[nodiscard]] Contest onCores() const
    {
        return { .id = u"read-cores"_s,
                 .title = u"one file, reading and converting"_s,
                 .contestants = { teller(u"dockhand's parts, 1 core"_s,
                                         { u"taskset"_s, u"-c"_s, u"0"_s, m_settings.readOrders,
                                           u"convert"_s, m_file }),
                                  teller(u"dockhand's parts, 2 cores: read ahead of converting"_s,
                                         { u"taskset"_s, u"-c"_s, u"0,1"_s, m_settings.readOrders,
                                           u"convert-beside"_s, m_file }) } };
    }

    [[nodiscard]] Contest contest(const QString &mode, const QString &title,
                                  const QString &duckThreads) const
    {
        Contest made { .id = u"read-"_s + mode,
                       .title = title,
                       .contestants = { teller(u"dockhand's parts, 1 thread"_s,
                                               { m_settings.readOrders, mode, m_file }) } };
        if (m_settings.duckdb.isEmpty()) {
            made.conclusion = [title](const std::vector<double> &) {
                return u"%1: DuckDB was left out, --duckdb was not given."_s.arg(title);
            };
        } else {
            made.reference = 1;
            made.contestants.push_back(
                teller(u"DuckDB read_csv, threads = "_s + duckThreads,
                       { u"node"_s, QStringLiteral(DOCKHAND_BENCH_DIR "/duckdb_read.js"),
                         m_settings.duckdb, mode, duckThreads, m_file }));
        }
        return made;
    }

private:
    [[nodiscard]] Contestant teller(const QString &name, const QStringList &words) const
    {
        const auto output = m_settings.work + u"/told.json"_s;
        return { .name = name,
                 .records = m_records,
                 .prepare = {},
                 .run = [words, output,
                         records = m_records] { return measureTeller(words, output, records); },
                 .check = {} };
    }

    const BenchSettings &m_settings;
    QString m_file;
    std::int64_t m_records;
};

} // namespace

std::vector<Contest> readContests(const BenchSettings &settings, const OrderSet &set)
{
    const Readers readers(settings, set);
    return { readers.contest(u"read"_s, u"reading only: index, split, unescape"_s, u"1"_s),
             readers.contest(u"convert"_s, u"reading and converting all columns"_s, u"2"_s) };
}

Contest coresContest(const BenchSettings &settings, const OrderSet &set)
{
    return Readers(settings, set).onCores();
}

} // namespace dockhand::bench
