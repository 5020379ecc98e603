// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/database_look.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <array>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

constexpr std::array kSuffixes { ""_L1, "-journal"_L1, "-wal"_L1, "-shm"_L1 };

QString damageOf(QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA integrity_check(5)"_s))
        return query.lastError().text();
    QStringList lines;
    while (query.next())
        lines.append(query.value(0).toString());
    if (query.lastError().isValid())
        lines.append(query.lastError().text());
    return lines == QStringList { u"ok"_s } ? QString() : lines.join(u"; "_s);
}

// Nothing or 0 while the table is not there.
QVariant ask(QSqlDatabase &database, const QString &sql)
{
    QSqlQuery query(database);
    return query.exec(sql) && query.next() ? query.value(0) : QVariant();
}

QMap<QString, FileLook> filesOf(QSqlDatabase &database, const QString &from)
{
    QMap<QString, FileLook> files;
    QSqlQuery query(database);
    query.exec(u"SELECT path, state, records_read, records_inserted, records_rejected FROM "_s
               + from);
    while (query.next()) {
        // A file that is skipped stands there again under its path.
        auto &file = files[query.value(0).toString()];
        file.state = query.value(1).toString();
        file.read += query.value(2).toLongLong();
        file.inserted += query.value(3).toLongLong();
        file.rejected += query.value(4).toLongLong();
    }
    return files;
}

void look(QSqlDatabase &database, const QStringList &rowTables, DatabaseLook &look)
{
    look.damage = damageOf(database);
    look.runState
        = ask(database, u"SELECT state FROM dockhand_run ORDER BY id DESC LIMIT 1"_s).toString();
    look.lastRun = filesOf(
        database,
        u"dockhand_run_file WHERE run_id = (SELECT max(run_id) FROM dockhand_run_file)"_s);
    look.files = filesOf(database, u"dockhand_file"_s);
    for (const auto &table : rowTables)
        look.rows += ask(database, u"SELECT count(*) FROM "_s + table).toLongLong();
    look.rejects = ask(database, u"SELECT count(*) FROM dockhand_reject"_s).toLongLong();
}

qint64 sumOf(const QMap<QString, FileLook> &files, qint64 FileLook::*figure)
{
    qint64 sum = 0;
    for (const auto &file : files)
        sum += file.*figure;
    return sum;
}

} // namespace

qint64 DatabaseLook::insertedByLedger() const
{
    return sumOf(files, &FileLook::inserted);
}

qint64 DatabaseLook::rejectedByLedger() const
{
    return sumOf(files, &FileLook::rejected);
}

DatabaseLook lookAtCopy(const QString &database, const QString &copy, const QStringList &rowTables)
{
    DatabaseLook seen;
    seen.wasCutOff = QFileInfo(database + u"-journal"_s).size() > 0
        || QFileInfo(database + u"-wal"_s).size() > 0;
    if (!QFile::exists(database))
        return seen;
    if (!copyDatabase(database, copy)) {
        seen.damage = u"it cannot be copied"_s;
        return seen;
    }
    const auto name = u"look at "_s + database;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(copy);
        if (connection.open())
            look(connection, rowTables, seen);
        else
            seen.damage = connection.lastError().text();
    }
    QSqlDatabase::removeDatabase(name);
    return seen;
}

void removeDatabase(const QString &database)
{
    for (const auto suffix : kSuffixes)
        QFile::remove(database + suffix);
}

bool copyDatabase(const QString &from, const QString &to)
{
    removeDatabase(to);
    for (const auto suffix : kSuffixes) {
        if (QFile::exists(from + suffix) && !QFile::copy(from + suffix, to + suffix))
            return false;
    }
    return true;
}

} // namespace dockhand::fault
