// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/cli_probe.h"

#include <QByteArrayList>
#include <QString>
#include <QStringList>

namespace dockhand::fault {

/// A database with several runs in it, made by dockhand-cli:
///   1  three files of orders that repeat each other's
///   2  more orders, some of them there already, and a table without a key
///   3  one file that changes orders of the second of them (--on-duplicate update)
///   4  two files that change the same orders, and those of run 3 (--on-duplicate update)
///   5  a repair of the orders, in which some are still wrong
///   6  a repair of the table without a key
/// Each run has rejects: good records with a mark in them, kFirstMark, which runs 5 and 6 take out,
/// or kLastMark, which they leave.
class HistoryScene final
{
public:
    static constexpr auto kFirstMark = "#1#";
    static constexpr auto kLastMark = "#2#";

    /// `cli`: dockhand-cli. Everything is made in `folder`.
    HistoryScene(QString folder, QString cli, int rowsPerFile);

    /// What went wrong; empty: all is there.
    [[nodiscard]] QString make();

    [[nodiscard]] QString cli() const { return m_cli; }
    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] QString database() const { return path(QStringLiteral("history.sqlite")); }
    /// As it was after run 2, and what it would be then without rejects.
    [[nodiscard]] QString inserted() const { return path(QStringLiteral("inserted.sqlite")); }
    [[nodiscard]] QString clean() const { return path(QStringLiteral("clean.sqlite")); }
    /// As it was after run 4.
    [[nodiscard]] QString changed() const { return path(QStringLiteral("changed.sqlite")); }

    /// The sheets of what is to be repaired in a database (the orders, the table without a key),
    /// with marks taken out. Empty: there is nothing, or it could not be written.
    [[nodiscard]] QStringList writeCorrected(const QString &database,
                                             const QByteArrayList &marks) const;
    /// These sheets as they are.
    [[nodiscard]] QList<QByteArray> sheetsOf(const QString &database) const;

    /// Repairs all that `writeCorrected` writes. What went wrong; empty: nothing.
    [[nodiscard]] QString repairAll(const QString &database, const QByteArrayList &marks) const;

    /// Runs dockhand-cli on a database. Empty: it ended well, or with rejects.
    [[nodiscard]] QString run(const QString &database, const QStringList &arguments) const;

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString writeFiles() const;
    [[nodiscard]] QString import(const QString &database, const QString &folder,
                                 const QStringList &options = {}) const;

    QString m_folder;
    QString m_cli;
    int m_rowsPerFile;
};

} // namespace dockhand::fault
