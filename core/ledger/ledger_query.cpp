// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_query.h"

#include "core/target/sql_error.h"

#include <QCoreApplication>
#include <QScopeGuard>
#include <QSqlDriver>
#include <QSqlRecord>
#include <QVariant>

#include <utility>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

/// The context of this file's words for translators.
struct LedgerWords
{
    Q_DECLARE_TR_FUNCTIONS(LedgerWords)
};

QByteArray notNull(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace

Error damaged(const QString &what)
{
    return { ErrorCode::DbLedgerDamaged, {}, { what } };
}

LedgerQuery::LedgerQuery(const QSqlDatabase &database, QString sql, QString what)
    : m_database(database)
    , m_sql(std::move(sql))
    , m_what(std::move(what))
    , m_query(database)
{
    m_query.setForwardOnly(true);
}

void LedgerQuery::bind(std::int64_t value)
{
    m_parameters.emplace_back(static_cast<qlonglong>(value));
    m_isBinary.push_back(false);
}

void LedgerQuery::bind(const QString &value)
{
    m_parameters.emplace_back(value.isNull() ? u""_s : value);
    m_isBinary.push_back(false);
}

void LedgerQuery::bindHash(const QByteArray &hash)
{
    bind(QString::fromLatin1(hash.toHex()));
}

void LedgerQuery::bindBytes(const QByteArray &bytes)
{
    m_parameters.emplace_back(notNull(bytes));
    m_isBinary.push_back(true);
}

void LedgerQuery::bindTime(const QDateTime &time)
{
    if (time.isValid()) {
        bind(time.toUTC().toString(Qt::ISODateWithMs));
    } else {
        m_parameters.emplace_back(QMetaType(QMetaType::QString));
        m_isBinary.push_back(false);
    }
}

Result<void> LedgerQuery::run()
{
    // Also a run that fails uses its parameters up: the next one binds its own.
    const auto usedUp = qScopeGuard([this] {
        m_parameters.clear();
        m_isBinary.clear();
    });
    if (!m_isPrepared && !m_query.prepare(m_sql))
        return failure(target::sqlError(m_query.lastError(), m_database, m_what));
    m_isPrepared = true;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const auto kind = m_isBinary[i] ? QSql::In | QSql::Binary : QSql::ParamType(QSql::In);
        m_query.bindValue(static_cast<int>(i), m_parameters[i], kind);
    }
    m_column = 0;
    m_problem.clear();
    forgetFailure();
    if (!m_query.exec())
        return failure(target::sqlError(m_query.lastError(), m_database, m_what));
    return {};
}

Result<void> LedgerQuery::runOnOneRow(const QString &row)
{
    if (auto done = run(); !done)
        return done;
    // MySQL counts rows that were changed, not those that were found.
    const auto isExact = m_database.driver()->dbmsType() != QSqlDriver::MySqlServer;
    if (isExact && m_query.numRowsAffected() == 0)
        return failure(damaged(LedgerWords::tr("%1 is missing").arg(row)));
    return {};
}

bool LedgerQuery::next()
{
    m_column = 0;
    if (m_query.next())
        return true;
    if (const auto error = m_query.lastError(); error.isValid())
        m_failure = target::sqlError(error, m_database, m_what);
    return false;
}

void LedgerQuery::forgetFailure()
{
    Q_ASSERT_X(!m_failure, "LedgerQuery", "nobody asked why there were no more rows");
    m_failure.reset();
}

void LedgerQuery::complain(const QString &value)
{
    if (m_problem.isEmpty()) {
        const auto column = m_query.record().fieldName(m_column - 1);
        m_problem = LedgerWords::tr("“%1” is no value for %2, found when trying to %3")
                        .arg(value.left(80), column, m_what);
    }
}

std::int64_t LedgerQuery::integer()
{
    const auto value = m_query.value(m_column++);
    bool isNumber = false;
    std::int64_t number = 0;
    if (value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int)
        number = value.toLongLong(&isNumber);
    else if (!value.isNull())
        number = value.toString().toLongLong(&isNumber);
    if (!isNumber || number < 0)
        complain(value.toString());
    return number;
}

QString LedgerQuery::text()
{
    return m_query.value(m_column++).toString();
}

QByteArray LedgerQuery::hash()
{
    const auto hex = text();
    auto bytes = QByteArray::fromHex(hex.toLatin1());
    if (QString::fromLatin1(bytes.toHex()) != hex)
        complain(hex);
    return bytes;
}

QByteArray LedgerQuery::bytes()
{
    return notNull(m_query.value(m_column++).toByteArray());
}

QDateTime LedgerQuery::time()
{
    const auto written = text();
    if (written.isEmpty())
        return {};
    auto time = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() != Qt::UTC)
        complain(written);
    return time;
}

Result<void> LedgerQuery::check()
{
    if (m_failure)
        return failure(*std::exchange(m_failure, std::nullopt));
    if (!m_problem.isEmpty())
        return failure(damaged(m_problem));
    return {};
}

} // namespace dockhand::ledger
