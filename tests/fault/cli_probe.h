// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace dockhand::fault {

/// How a run of dockhand-cli ended.
struct CliResult
{
    int exitCode = -1; ///< -1: killed, or it could not be started
    bool wasKilled = false;
    QJsonObject report;   ///< of `--json`
    QByteArray errorText; ///< its standard error
};

/// Runs a program to its end, or ends it by SIGKILL when it still runs after `killAfterMs` (-1:
/// never). `variables` are added to its environment, as NAME=VALUE.
[[nodiscard]] CliResult runProgram(const QString &program, const QStringList &arguments,
                                   int killAfterMs = -1, const QStringList &variables = {});

/// The command `import --json` of one set of files into one SQLite database.
struct ImportCommand
{
    QString program; ///< dockhand-cli
    QString database;
    QStringList files; ///< or folders
    QStringList options;

    [[nodiscard]] QStringList arguments() const;

    [[nodiscard]] CliResult run() const;
    /// Ends the process by SIGKILL when it still runs after that time.
    [[nodiscard]] CliResult runAndKill(int afterMs) const;
};

/// The content of one table in a fixed order.
struct TableContent
{
    qint64 rows = 0;
    QByteArray hash;

    friend bool operator==(const TableContent &, const TableContent &) = default;
};

/// What must be the same after every way of importing the same files: the destination tables with
/// all their columns, and the rejects without the numbers that tell runs apart. Empty when the
/// database cannot be read.
[[nodiscard]] QMap<QString, TableContent> contentOf(const QString &database);

/// One line per table, for messages.
[[nodiscard]] QString describe(const QMap<QString, TableContent> &content);

} // namespace dockhand::fault
