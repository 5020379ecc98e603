// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_report.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

double rate(const Contestant &contestant, const Series &series)
{
    return static_cast<double>(contestant.records) / series.wallSeconds();
}

QString tableRow(const QString &title, const Contestant &contestant, const Series &series,
                 double ratio)
{
    return u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 | %8 |\n"_s.arg(title, contestant.name)
        .arg(contestant.records)
        .arg(rate(contestant, series), 0, 'f', 0)
        .arg(ratio, 0, 'f', 2)
        .arg(series.wallSeconds(), 0, 'f', 2)
        .arg(series.cpuSeconds(), 0, 'f', 2)
        .arg(static_cast<double>(series.peakBytes()) / 1e6, 0, 'f', 1);
}

} // namespace

void BenchReport::add(const Contest &contest, const std::vector<Series> &series)
{
    const auto reference = rate(contest.contestants[contest.reference], series[contest.reference]);
    QJsonArray contestants;
    std::vector<double> walls;
    for (std::size_t at = 0; at < series.size(); ++at) {
        const auto &contestant = contest.contestants[at];
        const auto ratio = rate(contestant, series[at]) / reference;
        auto json = series[at].toJson();
        json.insert(u"name"_s, contestant.name);
        json.insert(u"records"_s, qint64 { contestant.records });
        json.insert(u"records_per_second"_s, rate(contestant, series[at]));
        json.insert(u"ratio"_s, ratio);
        contestants.append(json);
        m_rows += tableRow(at == 0 ? contest.title : QString(), contestant, series[at], ratio);
        walls.push_back(series[at].wallSeconds());
    }
    QJsonObject json { { u"case"_s, contest.id },
                       { u"title"_s, contest.title },
                       { u"repeat"_s, contest.repeat },
                       { u"contestants"_s, contestants } };
    if (contest.conclusion) {
        const auto conclusion = contest.conclusion(walls);
        json.insert(u"conclusion"_s, conclusion);
        m_conclusions += u"\n"_s + conclusion + u"\n"_s;
    }
    m_contests.append(json);
}

QByteArray BenchReport::toJson() const
{
    const QJsonObject json { { u"system"_s, QSysInfo::prettyProductName() },
                             { u"architecture"_s, QSysInfo::currentCpuArchitecture() },
                             { u"cores"_s, QThread::idealThreadCount() },
                             { u"cases"_s, m_contests } };
    return QJsonDocument(json).toJson();
}

QString BenchReport::toMarkdown() const
{
    return u"| case | program | records | records/s | ratio | wall s | CPU s | peak MB |\n"
           "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"_s
        + m_rows + m_conclusions;
}

} // namespace dockhand::bench
