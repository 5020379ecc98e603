// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/database_dump.h"

#include "tests/fault/database_look.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

const QStringList kTimes { u"started_at"_s, u"finished_at"_s, u"lease_until"_s,
                           u"owner"_s,      u"duration_ms"_s, u"peak_memory_bytes"_s };

QStringList linesOf(QSqlDatabase &database, const QString &sql)
{
    QStringList lines;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return { query.lastError().text() };
    while (query.next())
        lines.append(query.value(0).toString());
    if (query.lastError().isValid())
        lines.append(query.lastError().text());
    return lines;
}

QString columnsOf(QSqlDatabase &database, const QString &table, const DumpOptions &options)
{
    QStringList columns;
    for (const auto &name :
         linesOf(database, u"SELECT name FROM pragma_table_info('%1')"_s.arg(table))) {
        if (options.leftOutColumns.contains(name)
            || options.leftOutColumns.contains(table + u'.' + name))
            continue;
        if (options.withoutTimes && kTimes.contains(name) && table.startsWith("dockhand_"_L1))
            columns.append(u"\"%1\" IS NULL"_s.arg(name));
        else
            columns.append(u"quote(\"%1\")"_s.arg(name)); // keeps types apart
    }
    return columns.join(u" || ' ' || "_s);
}

} // namespace

QStringList ledgerTables()
{
    return { u"dockhand_meta"_s,   u"dockhand_run"_s,   u"dockhand_run_file"_s, u"dockhand_file"_s,
             u"dockhand_reject"_s, u"dockhand_shape"_s, u"dockhand_former"_s };
}

Dump dumpOf(const QString &database, const QString &copy, const DumpOptions &options)
{
    Dump dump;
    if (!copyDatabase(database, copy))
        return { { u"(damage)"_s, { u"it cannot be copied"_s } } };
    const auto name = u"dump of "_s + copy;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(copy);
        if (!connection.open())
            dump.insert(u"(damage)"_s, { connection.lastError().text() });
        const auto damage = linesOf(connection, u"PRAGMA integrity_check(5)"_s);
        if (damage != QStringList { u"ok"_s })
            dump[u"(damage)"_s] += damage;
        dump[u"(schema)"_s]
            = linesOf(connection, u"SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name"_s);
        for (const auto &table : connection.tables()) {
            if (options.leftOutTables.contains(table))
                continue;
            const auto columns = columnsOf(connection, table, options);
            dump[table]
                = linesOf(connection, u"SELECT %1 FROM \"%2\" ORDER BY 1"_s.arg(columns, table));
        }
    }
    QSqlDatabase::removeDatabase(name);
    removeDatabase(copy);
    return dump;
}

QString difference(const Dump &expected, const Dump &actual)
{
    constexpr qsizetype kMostShown = 5;
    QStringList shown;
    auto tables = expected.keys() + actual.keys();
    tables.removeDuplicates();
    for (const auto &table : tables) {
        const auto &before = expected[table];
        const auto &now = actual[table];
        if (before == now)
            continue;
        shown.append(
            u"%1: %2 rows expected, %3 there"_s.arg(table).arg(before.size()).arg(now.size()));
        qsizetype b = 0;
        qsizetype n = 0;
        for (qsizetype count = 0; count < kMostShown && (b < before.size() || n < now.size());) {
            if (b < before.size() && n < now.size() && before[b] == now[n]) {
                ++b;
                ++n;
                continue;
            }
            ++count;
            if (n >= now.size() || (b < before.size() && before[b] < now[n]))
                shown.append(u"  - "_s + before[b++].left(400));
            else
                shown.append(u"  + "_s + now[n++].left(400));
        }
    }
    return shown.join(u'\n');
}

} // namespace dockhand::fault
