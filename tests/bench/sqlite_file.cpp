// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sqlite_file.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

// The first column of the answer.
QVariantList ask(const QString &path, const QString &sql)
{
    QVariantList answer;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, path);
        database.setDatabaseName(path);
        if (QFile::exists(path) && database.open()) {
            QSqlQuery query(database);
            for (bool more = query.exec(sql) && query.next(); more; more = query.next())
                answer.append(query.value(0));
        }
    }
    QSqlDatabase::removeDatabase(path);
    return answer;
}

} // namespace

void removeDatabase(const QString &path)
{
    for (const auto &ending : { u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s })
        QFile::remove(path + ending);
}

bool copyDatabase(const QString &from, const QString &to)
{
    removeDatabase(to);
    QFile copy(to);
    return QFile::copy(from, to) && copy.open(QIODevice::ReadWrite) && fsync(copy.handle()) == 0;
}

std::int64_t countRows(const QString &path, const QString &table)
{
    const auto answer = ask(path, u"SELECT COUNT(*) FROM \"%1\""_s.arg(table));
    return answer.isEmpty() ? -1 : answer.first().toLongLong();
}

QByteArray tableStatements(const QString &path, const QString &nameBegin)
{
    QByteArray statements;
    const auto sql
        = u"SELECT sql FROM sqlite_master WHERE type = 'table' AND name GLOB '%1*'"_s.arg(
            nameBegin);
    for (const auto &statement : ask(path, sql))
        statements += statement.toByteArray() + ";\n";
    return statements;
}

} // namespace dockhand::bench
