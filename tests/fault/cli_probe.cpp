// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/cli_probe.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

QStringList columnsOf(QSqlDatabase &database, const QString &table)
{
    QStringList columns;
    QSqlQuery query(database);
    query.exec(u"PRAGMA table_info(%1)"_s.arg(table));
    while (query.next()) {
        const auto name = query.value(1).toString();
        // The rejects' own number and run: they count the attempts, not the content.
        if (table == "dockhand_reject"_L1 && (name == "id"_L1 || name == "run_id"_L1))
            continue;
        columns.append(u"quote(\"%1\")"_s.arg(name));
    }
    return columns;
}

TableContent contentOfTable(QSqlDatabase &database, const QString &table)
{
    const auto columns = columnsOf(database, table).join(u", "_s);
    QSqlQuery query(database);
    query.setForwardOnly(true);
    // quote() keeps types apart: 1, 1.0, '1' and NULL are four different texts.
    query.exec(u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(columns, table));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    TableContent content;
    const auto fields = query.record().count();
    while (query.next()) {
        for (int column = 0; column < fields; ++column) {
            hash.addData(query.value(column).toByteArray());
            hash.addData(QByteArrayView("\0", 1));
        }
        ++content.rows;
    }
    content.hash = hash.result().toHex().left(16);
    return content;
}

} // namespace

CliResult runProgram(const QString &program, const QStringList &arguments, int killAfterMs,
                     const QStringList &variables)
{
    QProcess process;
    if (!variables.isEmpty())
        process.setEnvironment(QProcess::systemEnvironment() + variables);
    process.setProgram(program);
    process.setArguments(arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start();
    CliResult result;
    if (!process.waitForStarted())
        return result;
    if (!process.waitForFinished(killAfterMs)) {
        process.kill(); // SIGKILL: nothing can be tidied up
        process.waitForFinished(-1);
        result.wasKilled = process.exitStatus() == QProcess::CrashExit;
    }
    result.errorText = process.readAllStandardError();
    result.report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    if (process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    return result;
}

QStringList ImportCommand::arguments() const
{
    return QStringList { u"import"_s, u"--to"_s,       u"sqlite:"_s + database,
                         u"--json"_s, u"--progress"_s, u"none"_s }
    + options + files;
}

CliResult ImportCommand::run() const
{
    return runProgram(program, arguments());
}

CliResult ImportCommand::runAndKill(int afterMs) const
{
    return runProgram(program, arguments(), afterMs);
}

QMap<QString, TableContent> contentOf(const QString &database)
{
    QMap<QString, TableContent> content;
    const auto name = u"content of "_s + database;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(database);
        connection.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (connection.open()) {
            for (const auto &table : connection.tables()) {
                if (!table.startsWith("dockhand_"_L1) || table == "dockhand_reject"_L1)
                    content.insert(table, contentOfTable(connection, table));
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return content;
}

QString describe(const QMap<QString, TableContent> &content)
{
    QStringList lines;
    for (auto table = content.begin(); table != content.end(); ++table) {
        lines.append(u"%1: %2 rows, %3"_s.arg(table.key())
                         .arg(table->rows)
                         .arg(QString::fromLatin1(table->hash)));
    }
    return lines.join(u'\n');
}

} // namespace dockhand::fault
