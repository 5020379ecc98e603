// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sqlite_script.h"

#include "tests/data/order_generator.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

constexpr auto kSettings = "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = NORMAL;\n";

// One transaction; empty when the file cannot be read.
QByteArray fillTypedTables()
{
    QFile file(QStringLiteral(DOCKHAND_BENCH_DIR "/typed_tables.sql"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return "BEGIN;\n" + file.readAll() + "COMMIT;\n";
}

} // namespace

QByteArray untypedScript(const QStringList &paths)
{
    QByteArrayList names;
    const auto header = testdata::OrderGenerator::header();
    for (const auto &name :
         QByteArray(header.data(), static_cast<qsizetype>(header.size())).split(','))
        names.append('"' + name + '"');
    QByteArray script = kSettings + QByteArray("CREATE TABLE orders (") + names.join(", ") + ");\n";
    for (const auto &path : paths)
        script += ".import --csv --skip 1 \"" + path.toUtf8() + "\" orders\n";
    return script;
}

QByteArray typedScript(const QStringList &paths, const QByteArray &tables)
{
    const auto fill = fillTypedTables();
    return fill.isEmpty() || tables.isEmpty() ? QByteArray() : untypedScript(paths) + tables + fill;
}

QByteArray transferScript(const QString &untypedDatabase)
{
    const auto fill = fillTypedTables();
    return fill.isEmpty()
        ? QByteArray()
        : kSettings + ("ATTACH '" + untypedDatabase.toUtf8()) + "' AS untyped;\n" + fill;
}

} // namespace dockhand::bench
