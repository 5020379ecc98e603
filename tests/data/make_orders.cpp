// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// make_orders: writes order exports with known counts, for tests and benchmarks.

#include "tests/data/order_generator.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <iterator>

using namespace Qt::StringLiterals;
using namespace dockhand::testdata;

namespace {

bool write(QFile &file, std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    return file.write(bytes.data(), size) == size;
}

bool writeExpected(const QString &path, const ExpectedCounts &counts)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && write(file, counts.toJson()) && file.flush();
}

bool writeOrders(const QString &path, OrderGenerator &generator)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    bool isWritten = true;
    generator.writeFile(
        [&](std::string_view piece) { isWritten = isWritten && write(file, piece); });
    return isWritten && file.flush();
}

int fail(const QString &message)
{
    std::fprintf(stderr, "make_orders: %s\n", qPrintable(message));
    return 1;
}

void declareOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Writes order exports with known counts."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"out"_s, u"Write orders-0001.csv … and expected.json into DIR."_s, u"DIR"_s },
        { u"single"_s, u"Write one file, and FILE.expected.json."_s, u"FILE"_s },
        { u"files"_s, u"How many files (100)."_s, u"N"_s, u"100"_s },
        { u"rows"_s, u"Rows of each file (5000)."_s, u"N"_s, u"5000"_s },
        { u"seed"_s, u"Another number makes another set (1)."_s, u"N"_s, u"1"_s },
        { u"dirty"_s, u"Share of bad rows, 0 to 1 (0)."_s, u"P"_s, u"0"_s },
        { u"dup"_s, u"Share of repeated orders, 0 to 1 (0)."_s, u"P"_s, u"0"_s },
        { u"spoil"_s, u"Spoil every row in this way, for example bad_amount."_s, u"KIND"_s },
        { u"first"_s, u"Number of the first order; others have other keys (0)."_s, u"N"_s, u"0"_s },
        { u"bom"_s, u"Begin files with a byte order mark."_s },
        { u"crlf"_s, u"End lines with CR LF."_s },
    });
}

bool readSpoil(const QCommandLineParser &parser, OrderSetOptions &options)
{
    if (!parser.isSet(u"spoil"_s))
        return true;
    const auto name = parser.value(u"spoil"_s).toStdString();
    const auto *const found = std::find(kDirtNames.begin(), kDirtNames.end(), name);
    if (found != kDirtNames.end())
        options.everyRow = static_cast<Dirt>(found - kDirtNames.begin());
    return options.everyRow.has_value();
}

bool readOptions(const QCommandLineParser &parser, OrderSetOptions &options)
{
    bool isGood[6] {};
    options.files = parser.value(u"files"_s).toInt(&isGood[0]);
    options.rowsPerFile = parser.value(u"rows"_s).toLongLong(&isGood[1]);
    options.seed = parser.value(u"seed"_s).toULongLong(&isGood[2]);
    options.dirtyShare = parser.value(u"dirty"_s).toDouble(&isGood[3]);
    options.repeatShare = parser.value(u"dup"_s).toDouble(&isGood[4]);
    options.firstOrder = parser.value(u"first"_s).toLongLong(&isGood[5]);
    options.withBom = parser.isSet(u"bom"_s);
    options.withCrlf = parser.isSet(u"crlf"_s);
    if (parser.isSet(u"single"_s))
        options.files = 1;
    return std::all_of(std::begin(isGood), std::end(isGood), [](bool good) { return good; })
        && readSpoil(parser, options) && options.files > 0 && options.rowsPerFile >= 0
        && options.firstOrder >= 0 && parser.positionalArguments().isEmpty();
}

int run(const QString &folder, const QString &single, const OrderSetOptions &options)
{
    OrderGenerator generator(options);
    if (single.isEmpty() && !QDir().mkpath(folder))
        return fail(u"cannot make the folder "_s + folder);
    for (int index = 1; index <= options.files; ++index) {
        const auto path = single.isEmpty()
            ? QDir(folder).filePath(u"orders-%1.csv"_s.arg(index, 4, 10, QChar(u'0')))
            : single;
        if (!writeOrders(path, generator))
            return fail(u"cannot write "_s + path);
    }
    const auto note = single.isEmpty() ? QDir(folder).filePath(u"expected.json"_s)
                                       : single + u".expected.json"_s;
    if (!writeExpected(note, generator.expected()))
        return fail(u"cannot write "_s + note);
    std::fputs(generator.expected().toJson().c_str(), stdout);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    declareOptions(parser);
    parser.process(application);
    OrderSetOptions options;
    if (!readOptions(parser, options) || parser.isSet(u"out"_s) == parser.isSet(u"single"_s))
        return fail(u"give --out or --single, and numbers that make sense (see --help)"_s);
    return run(parser.value(u"out"_s), parser.value(u"single"_s), options);
}
