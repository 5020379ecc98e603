// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_settings.h"

#include "tests/bench/import_cases.h"

#include <QCommandLineParser>
#include <QDir>

#include <cstdio>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Times dockhand-cli beside its peers, by turns."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"case"_s, u"Cases, separated by commas (all): "_s + caseNames().join(u", "_s), u"LIST"_s,
          caseNames().join(u',') },
        { u"repeat"_s, u"How often each; the median counts (5)."_s, u"N"_s, u"5"_s },
        { u"shrink"_s, u"Divide records and files by N, to see that a case works."_s, u"N"_s,
          u"1"_s },
        { u"filled"_s, u"How many records tables hold before, several by commas (1000000)."_s,
          u"LIST"_s, u"1000000"_s },
        { u"big"_s, u"Bytes of the one big file (1000000000)."_s, u"BYTES"_s, u"1000000000"_s },
        { u"work"_s, u"Folder for files and databases (the temporary one)."_s, u"DIR"_s },
        { u"cli"_s, u"dockhand-cli (the one of this build)."_s, u"FILE"_s,
          QStringLiteral(DOCKHAND_CLI) },
        { u"sqlite3"_s, u"sqlite3."_s, u"FILE"_s, u"sqlite3"_s },
        { u"duckdb"_s, u"Where `npm install @duckdb/node-api` was run (without DuckDB)."_s,
          u"DIR"_s },
        { u"json"_s, u"Write the figures there."_s, u"FILE"_s },
        { u"markdown"_s, u"Write the table there, too."_s, u"FILE"_s },
    });
    parser.addPositionalArgument(
        u"options"_s, u"Behind --: more options for dockhand-cli import."_s, u"[-- OPTION…]"_s);
}

// A positive number; ends the program when it is none.
std::int64_t count(const QString &option, const QString &text)
{
    bool isGood = false;
    const auto value = text.toLongLong(&isGood);
    if (!isGood || value < 1) {
        std::fprintf(stderr, "bench_import: --%s takes a number from 1, not \"%s\"\n",
                     qPrintable(option), qPrintable(text));
        std::exit(1);
    }
    return value;
}

QStringList chosenCases(const QString &list)
{
    auto names = list.split(u',', Qt::SkipEmptyParts);
    for (const auto &name : std::as_const(names)) {
        if (!caseNames().contains(name)) {
            std::fprintf(stderr, "bench_import: no case \"%s\"\n", qPrintable(name));
            std::exit(1);
        }
    }
    return names;
}

} // namespace

BenchSettings readSettings(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    parser.process(arguments);
    const auto number
        = [&parser](const QString &option) { return count(option, parser.value(option)); };
    BenchSettings settings;
    settings.cases = chosenCases(parser.value(u"case"_s));
    settings.repeat = static_cast<int>(number(u"repeat"_s));
    settings.shrink = number(u"shrink"_s);
    settings.filled.clear();
    for (const auto &text : parser.value(u"filled"_s).split(u','))
        settings.filled.push_back(count(u"filled"_s, text));
    settings.bigBytes = number(u"big"_s);
    settings.work = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : QDir::tempPath();
    settings.cli = parser.value(u"cli"_s);
    settings.readOrders = QStringLiteral(DOCKHAND_READ_ORDERS);
    settings.sqlite = parser.value(u"sqlite3"_s);
    settings.duckdb = parser.value(u"duckdb"_s);
    settings.json = parser.value(u"json"_s);
    settings.markdown = parser.value(u"markdown"_s);
    settings.importOptions = parser.positionalArguments();
    return settings;
}

} // namespace dockhand::bench
