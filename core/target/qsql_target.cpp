// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/qsql_target.h"

#include "core/target/catalogue.h"
#include "core/target/qsql_row_writer.h"
#include "core/target/sql_error.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QUuid>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

/// The context of this file's words for translators.
struct QsqlWords
{
    Q_DECLARE_TR_FUNCTIONS(QsqlWords)
};

} // namespace

QsqlTarget::QsqlTarget(TargetAddress address, const TargetOptions &options)
    : m_address(std::move(address))
    , m_options(options)
    , m_connectionName(u"dockhand-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

QsqlTarget::~QsqlTarget()
{
    rollback();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Target>> QsqlTarget::open(const TargetAddress &address,
                                                 const TargetOptions &options)
{
    if (!QSqlDatabase::isDriverAvailable(address.driver)) {
        return failure(ErrorCode::DbDriverMissing,
                       { address.driver, QSqlDatabase::drivers().join(u", "_s) });
    }
    std::unique_ptr<QsqlTarget> target(new QsqlTarget(address, options));
    if (auto connected = target->connect(); !connected)
        return failure(connected.error());
    return target;
}

Result<void> QsqlTarget::connect()
{
    m_database = QSqlDatabase::addDatabase(m_address.driver, m_connectionName);
    m_database.setDatabaseName(m_address.database);
    m_database.setHostName(m_address.host);
    m_database.setUserName(m_address.user);
    m_database.setPassword(qEnvironmentVariable("DOCKHAND_DB_PASSWORD"));
    if (m_address.port > 0)
        m_database.setPort(m_address.port);
    if (m_address.driver == "QSQLITE"_L1) {
        if (m_options.readOnly && !QFileInfo::exists(m_address.database)) {
            return failure(
                ErrorCode::DbCannotOpen,
                { QsqlWords::tr("the file “%1” does not exist").arg(m_address.database) });
        }
        auto options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(m_options.lockTimeoutMs);
        if (m_options.readOnly)
            options += u";QSQLITE_OPEN_READONLY"_s;
        m_database.setConnectOptions(options);
    }
    if (!m_database.open()) {
        auto error = sqlError(m_database.lastError(), m_database, {});
        if (error.code == ErrorCode::DbStatementFailed)
            error.code = ErrorCode::DbCannotOpen;
        return failure(error);
    }
    m_dialect = SqlDialect::of(m_database);
    if (!m_database.driver()->hasFeature(QSqlDriver::Transactions)) {
        return failure(ErrorCode::DbCannotOpen,
                       { QsqlWords::tr("the driver %1 has no transactions for this database")
                             .arg(m_address.driver) });
    }
    return {};
}

Result<void> QsqlTarget::execute(const QString &sql, const QString &what)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return failure(sqlError(query.lastError(), m_database, what));
    return {};
}

Result<PreparedTables> QsqlTarget::prepareTables(std::span<const profile::TableSpec> tables)
{
    QStringList found;
    QStringList missing;
    PreparedTables prepared { {}, true }; // what a server takes is not known here
    for (const auto &table : tables) {
        const auto shape = readShape(m_database, m_dialect, table.name);
        if (!shape)
            return failure(shape.error());
        const auto names
            = m_dialect.dbms == Dbms::PostgreSql ? Qt::CaseSensitive : Qt::CaseInsensitive;
        found += differences(table, *shape, names);
        if (shape->kind == TableShape::Kind::Missing) {
            missing += TableStatements(table, m_dialect, false).create();
            prepared.created += table.name;
        }
    }
    if (!found.isEmpty())
        return failure(ErrorCode::DbSchemaMismatch, { found.join(u"; "_s) });
    const auto isOwnTransaction = !missing.isEmpty() && !m_isInTransaction;
    if (isOwnTransaction) {
        if (auto begun = begin(); !begun)
            return failure(begun.error());
    }
    for (const auto &statement : std::as_const(missing)) {
        if (auto done = execute(statement, QsqlWords::tr("create the tables")); !done) {
            if (isOwnTransaction)
                rollback();
            return failure(done.error());
        }
    }
    if (isOwnTransaction) {
        if (auto done = commit(); !done)
            return failure(done.error());
    }
    return prepared;
}

Result<std::unique_ptr<RowWriter>> QsqlTarget::rowWriter(const profile::TableSpec &spec,
                                                         profile::DuplicatePolicy policy,
                                                         FormerSink *former)
{
    QsqlRowWriter::Setup setup { m_database, m_dialect, spec, policy, &m_isInterrupted, former };
    return QsqlRowWriter::create(setup);
}

Result<void> QsqlTarget::begin()
{
    m_isInterrupted = false;
    if (!m_database.transaction())
        return failure(
            sqlError(m_database.lastError(), m_database, QsqlWords::tr("begin a transaction")));
    m_isInTransaction = true;
    return {};
}

Result<void> QsqlTarget::commit()
{
    if (m_isInterrupted)
        return failure(ErrorCode::RunCancelled);
    if (!m_database.commit())
        return failure(sqlError(m_database.lastError(), m_database, QsqlWords::tr("commit")));
    m_isInTransaction = false;
    return {};
}

void QsqlTarget::rollback()
{
    // SQLite may have done it by itself (disk full), and its ODBC driver then waits for ever for
    // one that works; elsewhere there is nothing to do and nothing to say.
    if (m_isInTransaction && !m_database.rollback() && m_dialect.dbms == Dbms::Sqlite) {
        QSqlQuery(m_database).exec(u"BEGIN"_s);
        m_database.rollback();
    }
    m_isInTransaction = false;
    m_isInterrupted = false;
}

} // namespace dockhand::target
