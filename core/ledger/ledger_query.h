// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <cstdint>

namespace dockhand::ledger {

/// The error for a ledger that cannot be trusted: what is wrong, in words.
[[nodiscard]] Error damaged(const QString &what);

/// One statement on the ledger's tables, prepared at its first run and kept. Parameters are bound
/// in order, columns are read in order; a value that is not what the column holds is remembered,
/// and `checkRow` then says so: nothing is guessed.
class LedgerQuery final
{
public:
    /// `what` says what is being done ("read the list of runs"), for messages.
    LedgerQuery(const QSqlDatabase &database, QString sql, QString what);

    void bind(std::int64_t value);
    void bind(const QString &value);
    void bindUtf8(const QByteArray &utf8) { bind(QString::fromUtf8(utf8)); }
    void bindHash(const QByteArray &hash);
    void bindBytes(const QByteArray &bytes);
    void bindTime(const QDateTime &time);

    [[nodiscard]] Result<void> run();
    /// As `run` for a statement that changes one row; none: the ledger lost it.
    [[nodiscard]] Result<void> runOnOneRow(const QString &row);
    [[nodiscard]] bool next();
    /// By the statement that was run.
    [[nodiscard]] std::int64_t changedRows() const { return m_query.numRowsAffected(); }
    void finish() { m_query.finish(); }

    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] QString text();
    [[nodiscard]] QByteArray utf8() { return text().toUtf8(); }
    [[nodiscard]] QByteArray hash();
    [[nodiscard]] QByteArray bytes();
    [[nodiscard]] QDateTime time();
    /// For values that the caller checks: the column just read does not hold one.
    void complain(const QString &value);

    /// After the last column of a row. Error: db.ledger_damaged naming the value.
    [[nodiscard]] Result<void> checkRow() const;

private:
    QSqlDatabase m_database;
    QString m_sql;
    QString m_what;
    QSqlQuery m_query;
    bool m_isPrepared = false;
    std::vector<QVariant> m_parameters;
    std::vector<bool> m_isBinary;
    int m_column = 0;
    QString m_problem;
};

} // namespace dockhand::ledger
