// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rare.h"
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
/// and `check` then says so: nothing is guessed. It also says when `next` found no row since
/// reading failed: whoever does not ask takes a list that was cut off for a whole one, which an
/// assertion finds.
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
    ~LedgerQuery() { forgetFailure(); }
    LedgerQuery(LedgerQuery &&) noexcept = default;
    LedgerQuery &operator=(LedgerQuery &&) noexcept = default;

    /// False: there is no other row, or it could not be read.
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

    /// After the last column of a row, and after the last row. Errors: db.ledger_damaged naming the
    /// value; what kept the next row from being read.
    [[nodiscard]] Result<void> check();

private:
    void forgetFailure();

    QSqlDatabase m_database;
    QString m_sql;
    QString m_what;
    QSqlQuery m_query;
    bool m_isPrepared = false;
    std::vector<QVariant> m_parameters;
    std::vector<bool> m_isBinary;
    int m_column = 0;
    QString m_problem;
    Rare<Error> m_failure; ///< of the last `next`, until somebody asks
};

} // namespace dockhand::ledger
