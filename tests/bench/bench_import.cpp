// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_import: times whole imports by dockhand-cli beside sqlite3's own import of the same files.
// See README.md beside this file.

#include "tests/bench/measured_process.h"
#include "tests/data/order_generator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace dockhand;
using bench::Cost;

namespace {

struct Settings
{
    QString cli;
    QString sqlite;
    QString work;
    int files = 100;
    std::int64_t rows = 5000;
    int repeat = 3;
    std::int64_t largeRows = 0; ///< 0: without the memory case
    QStringList cliOptions;
};

struct Series
{
    std::vector<Cost> runs;

    [[nodiscard]] bool isGood() const
    {
        return !runs.empty() && std::all_of(runs.begin(), runs.end(), [](const Cost &run) {
            return run.exitCode == 0;
        });
    }

    template <class Member>
    [[nodiscard]] auto median(Member member) const
    {
        std::vector<std::decay_t<decltype(runs[0].*member)>> values;
        for (const auto &run : runs)
            values.push_back(run.*member);
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }

    [[nodiscard]] std::int64_t peakBytes() const
    {
        std::int64_t peak = 0;
        for (const auto &run : runs)
            peak = std::max(peak, run.peakBytes);
        return peak;
    }
};

bool writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
}

bool writeOrders(const QString &path, testdata::OrderGenerator &generator)
{
    QFile file(path);
    bool isGood = file.open(QIODevice::WriteOnly);
    generator.writeFile([&](std::string_view piece) {
        const auto size = static_cast<qint64>(piece.size());
        isGood = isGood && file.write(piece.data(), size) == size;
    });
    return isGood && file.flush();
}

void removeDatabase(const QString &path)
{
    for (const auto &ending : { u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s })
        QFile::remove(path + ending);
}

QStringList makeFiles(const Settings &settings)
{
    const auto folder = settings.work + u"/orders"_s;
    QDir().mkpath(folder);
    testdata::OrderGenerator generator({ .rowsPerFile = settings.rows });
    QStringList paths;
    for (int index = 1; index <= settings.files; ++index) {
        paths.append(folder + u"/orders-%1.csv"_s.arg(index, 5, 10, QChar(u'0')));
        if (!writeOrders(paths.last(), generator))
            return {};
    }
    return paths;
}

// What sqlite3 is told: one untyped table without a key, each file by .import.
QByteArray sqliteScript(const QStringList &paths)
{
    QByteArrayList names;
    const auto header = testdata::OrderGenerator::header();
    for (const auto &name :
         QByteArray(header.data(), static_cast<qsizetype>(header.size())).split(','))
        names.append('"' + name + '"');
    QByteArray script = "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = NORMAL;\n"
                        "CREATE TABLE orders ("
        + names.join(", ") + ");\n";
    for (const auto &path : paths)
        script += ".import --csv --skip 1 \"" + path.toUtf8() + "\" orders\n";
    return script;
}

Cost importByCli(const Settings &settings, const QString &source)
{
    const auto database = settings.work + u"/dockhand.sqlite"_s;
    removeDatabase(database);
    const auto cost = bench::measure(settings.cli,
                                     QStringList { u"import"_s, u"--to"_s, u"sqlite:"_s + database,
                                                   u"--progress"_s, u"none"_s, u"--json"_s }
                                         + settings.cliOptions + QStringList { source });
    removeDatabase(database);
    return cost;
}

Cost importBySqlite(const Settings &settings, const QString &script)
{
    const auto database = settings.work + u"/plain.sqlite"_s;
    removeDatabase(database);
    const auto cost = bench::measure(settings.sqlite, { u"-bail"_s, database }, script);
    removeDatabase(database);
    return cost;
}

QJsonObject seriesJson(const Series &series, double rows)
{
    QJsonArray walls;
    for (const auto &run : series.runs)
        walls.append(run.wallSeconds);
    return { { u"wall_seconds"_s, walls },
             { u"median_wall_seconds"_s, series.median(&Cost::wallSeconds) },
             { u"median_cpu_seconds"_s, series.median(&Cost::cpuSeconds) },
             { u"rows_per_second"_s, rows / series.median(&Cost::wallSeconds) },
             { u"peak_resident_bytes"_s, qint64 { series.peakBytes() } } };
}

QString tableRow(const QString &name, const Series &series, double rows, double ratio)
{
    return u"| %1 | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(name)
        .arg(rows / series.median(&Cost::wallSeconds), 0, 'f', 0)
        .arg(ratio, 0, 'f', 2)
        .arg(series.median(&Cost::wallSeconds), 0, 'f', 2)
        .arg(series.median(&Cost::cpuSeconds), 0, 'f', 2)
        .arg(static_cast<double>(series.peakBytes()) / 1e6, 0, 'f', 1);
}

/// Both programs on the same files, in turns, so that a change of the machine's mood meets both.
bool compareImports(const Settings &settings, QJsonObject &json, QString &markdown)
{
    const auto paths = makeFiles(settings);
    const auto script = settings.work + u"/plain.sql"_s;
    if (paths.isEmpty() || !writeText(script, sqliteScript(paths)))
        return false;
    Series cli;
    Series sqlite;
    for (int turn = 0; turn < settings.repeat; ++turn) {
        cli.runs.push_back(importByCli(settings, settings.work + u"/orders"_s));
        sqlite.runs.push_back(importBySqlite(settings, script));
        std::fprintf(stderr, "turn %d: dockhand-cli %.2f s (exit %d), sqlite3 %.2f s (exit %d)\n",
                     turn + 1, cli.runs.back().wallSeconds, cli.runs.back().exitCode,
                     sqlite.runs.back().wallSeconds, sqlite.runs.back().exitCode);
    }
    if (!cli.isGood() || !sqlite.isGood())
        return false;
    const auto rows = static_cast<double>(settings.files) * static_cast<double>(settings.rows);
    const auto ratio = sqlite.median(&Cost::wallSeconds) / cli.median(&Cost::wallSeconds);
    json.insert(u"import"_s,
                QJsonObject { { u"files"_s, settings.files },
                              { u"rows"_s, rows },
                              { u"ratio"_s, ratio },
                              { u"dockhand_cli"_s, seriesJson(cli, rows) },
                              { u"sqlite3"_s, seriesJson(sqlite, rows) } });
    markdown += u"%1 files × %2 rows, median of %3:\n\n"
                "| program | rows/s | ratio | wall s | CPU s | peak MB |\n"
                "| --- | ---: | ---: | ---: | ---: | ---: |\n"_s.arg(settings.files)
                    .arg(settings.rows)
                    .arg(settings.repeat);
    markdown += tableRow(u"dockhand-cli import"_s, cli, rows, ratio);
    markdown += tableRow(u"sqlite3 .import"_s, sqlite, rows, 1.0);
    return true;
}

/// One file of few and one of many rows: memory must not grow with the file.
bool compareMemory(const Settings &settings, QJsonObject &json, QString &markdown)
{
    QJsonArray cases;
    markdown += u"\nOne file:\n\n| rows | wall s | rows/s | peak MB |\n"
                "| ---: | ---: | ---: | ---: |\n"_s;
    for (const auto rows : { std::int64_t { 5000 }, settings.largeRows }) {
        const auto path = settings.work + u"/single.csv"_s;
        testdata::OrderGenerator generator({ .rowsPerFile = rows });
        if (!writeOrders(path, generator))
            return false;
        const auto cost = importByCli(settings, path);
        QFile::remove(path);
        if (cost.exitCode != 0)
            return false;
        cases.append(QJsonObject { { u"rows"_s, qint64 { rows } },
                                   { u"wall_seconds"_s, cost.wallSeconds },
                                   { u"cpu_seconds"_s, cost.cpuSeconds },
                                   { u"peak_resident_bytes"_s, qint64 { cost.peakBytes } } });
        markdown += u"| %1 | %2 | %3 | %4 |\n"_s.arg(rows)
                        .arg(cost.wallSeconds, 0, 'f', 2)
                        .arg(static_cast<double>(rows) / cost.wallSeconds, 0, 'f', 0)
                        .arg(static_cast<double>(cost.peakBytes) / 1e6, 0, 'f', 1);
    }
    json.insert(u"memory"_s, cases);
    return true;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Times dockhand-cli import beside sqlite3 .import."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"cli"_s, u"dockhand-cli (the one of this build)."_s, u"FILE"_s,
          QStringLiteral(DOCKHAND_CLI) },
        { u"sqlite3"_s, u"sqlite3."_s, u"FILE"_s, u"sqlite3"_s },
        { u"work"_s, u"Folder for files and databases (a temporary one)."_s, u"DIR"_s },
        { u"files"_s, u"How many files (100)."_s, u"N"_s, u"100"_s },
        { u"rows"_s, u"Rows of each file (5000)."_s, u"N"_s, u"5000"_s },
        { u"repeat"_s, u"How often each; the median counts (3)."_s, u"N"_s, u"3"_s },
        { u"memory"_s, u"Also import one file of 5000 rows and one of N; compare the memory."_s,
          u"N"_s, u"0"_s },
        { u"json"_s, u"Write the figures there."_s, u"FILE"_s },
        { u"markdown"_s, u"Write the tables there, too."_s, u"FILE"_s },
    });
    parser.addPositionalArgument(
        u"options"_s, u"Behind --: more options for dockhand-cli import."_s, u"[-- OPTION…]"_s);
}

Settings readSettings(const QCommandLineParser &parser, const QString &temporary)
{
    Settings settings;
    settings.cli = parser.value(u"cli"_s);
    settings.sqlite = parser.value(u"sqlite3"_s);
    settings.work = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary;
    settings.files = std::max(1, parser.value(u"files"_s).toInt());
    settings.rows = std::max(1LL, parser.value(u"rows"_s).toLongLong());
    settings.repeat = std::max(1, parser.value(u"repeat"_s).toInt());
    settings.largeRows = parser.value(u"memory"_s).toLongLong();
    settings.cliOptions = parser.positionalArguments();
    return settings;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    declareOptions(parser);
    parser.process(application);
    const QTemporaryDir temporary;
    const auto settings = readSettings(parser, temporary.path());

    QJsonObject json;
    QString markdown;
    bool isGood = compareImports(settings, json, markdown);
    if (isGood && settings.largeRows > 0)
        isGood = compareMemory(settings, json, markdown);
    if (!isGood) {
        std::fputs("bench_import: a run failed or its files could not be written\n", stderr);
        return 1;
    }
    std::printf("%s", qPrintable(markdown));
    if (parser.isSet(u"json"_s))
        isGood = writeText(parser.value(u"json"_s), QJsonDocument(json).toJson());
    if (isGood && parser.isSet(u"markdown"_s))
        isGood = writeText(parser.value(u"markdown"_s), markdown.toUtf8());
    return isGood ? 0 : 1;
}
