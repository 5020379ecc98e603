// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_target.h"

#include "core/target/sql_error.h"
#include "core/target/sqlite_error.h"
#include "core/target/sqlite_row_writer.h"
#include "core/target/sqlite_shape.h"
#include "core/target/sqlite_table_writer.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <sqlite3.h>

namespace dockhand::target {

using namespace Qt::StringLiterals;

namespace {

// Measured on key-ordered windows: 4 KiB 1.0, 16 KiB 1.3, 32 KiB 1.45; larger pages cost more where
// keys come in random order.
constexpr int kNewPageSize = 16'384;
// Pages; with the default of 1000 a window is checkpointed many times over.
constexpr int kWalAutocheckpoint = 16'000;

/// The context of this file's words for translators.
struct SqliteWords
{
    Q_DECLARE_TR_FUNCTIONS(SqliteWords)
};

Result<void> checkPath(const QString &path, bool readOnly)
{
    const QFileInfo file(path);
    if (file.isDir())
        return failure(ErrorCode::DbCannotOpen, { SqliteWords::tr("“%1” is a folder").arg(path) });
    if (file.exists())
        return {};
    const QFileInfo folder(file.absolutePath());
    if (!folder.exists()) {
        return failure(
            ErrorCode::DbCannotOpen,
            { SqliteWords::tr("the folder “%1” does not exist").arg(folder.filePath()) });
    }
    if (!folder.isDir()) {
        return failure(ErrorCode::DbCannotOpen,
                       { SqliteWords::tr("“%1” is not a folder").arg(folder.filePath()) });
    }
    if (readOnly)
        return failure(ErrorCode::DbCannotOpen,
                       { SqliteWords::tr("the file “%1” does not exist").arg(path) });
    return {};
}

/// Why the file could not even be opened, in words; the driver only knows its own code.
Error openingError(const QString &path, const Error &fromDriver)
{
    const QFileInfo file(path);
    if (file.exists()) {
        QFile probe(path);
        if (!probe.open(QIODevice::ReadOnly)) {
            return { ErrorCode::DbPermission, {}, { u"%1 (%2)"_s.arg(probe.errorString(), path) } };
        }
    } else if (QFile probe(path); !probe.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return { ErrorCode::DbReadOnly,
                 {},
                 { SqliteWords::tr("no file can be made in the folder “%1”: %2")
                       .arg(file.absolutePath(), probe.errorString()) } };
    } else {
        probe.remove();
    }
    return { fromDriver.code, {}, { u"%1 (%2)"_s.arg(fromDriver.arguments.value(0), path) } };
}

bool needsRecovery(int extendedCode)
{
    switch (extendedCode) {
    case SQLITE_READONLY_ROLLBACK:
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTINIT:
        return true;
    default:
        return (extendedCode & 0xFF) == SQLITE_CANTOPEN;
    }
}

} // namespace

SqliteTarget::SqliteTarget(TargetAddress address, const TargetOptions &options)
    : m_address(std::move(address))
    , m_options(options)
    , m_connectionName(u"dockhand-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

namespace {

// Counting what SQLite allocates takes a lock at each allocation, and nobody asks for the figure.
// Only possible before its first use in the process; afterwards it refuses, which costs speed only.
void leaveMemoryUncounted()
{
    static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Q_UNUSED(answer)
}

} // namespace

Result<std::unique_ptr<Target>> SqliteTarget::open(const TargetAddress &address,
                                                   const TargetOptions &options)
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s)) {
        return failure(ErrorCode::DbDriverMissing,
                       { u"QSQLITE"_s, QSqlDatabase::drivers().join(u", "_s) });
    }
    leaveMemoryUncounted();
    std::unique_ptr<SqliteTarget> target(new SqliteTarget(address, options));
    if (auto connected = target->connect(); !connected)
        return failure(connected.error());
    return target;
}

SqliteTarget::~SqliteTarget()
{
    if (!m_handle)
        return;
    rollback();
    discardIfEmpty();
    if (m_hasJournalFile) {
        // The emptied journal file is of no use to anyone any more.
        sqlite3_busy_timeout(m_handle, 0);
        sqlite3_exec(m_handle, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    }
    closeConnection();
}

Result<void> SqliteTarget::connect()
{
    if (auto checked = checkPath(m_address.database, m_options.readOnly); !checked)
        return checked;
    m_isNewFile = !QFileInfo::exists(m_address.database);
    if (auto opened = openConnection(m_options.readOnly); !opened)
        return opened;
    auto verified = verify();
    if (!verified && m_options.readOnly && needsRecovery(sqlite3_extended_errcode(m_handle))) {
        // A writer was cut off and left its journal: a look with the right to write rolls it back.
        closeConnection();
        auto recovered = openConnection(false).and_then([this] { return verify(); });
        if (!recovered)
            return recovered;
        closeConnection();
        if (auto opened = openConnection(true); !opened)
            return opened;
        verified = verify();
    }
    if (!verified)
        return verified;
    return configure();
}

Result<void> SqliteTarget::openConnection(bool readOnly)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    m_database.setDatabaseName(m_address.database);
    auto connectOptions = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(m_options.lockTimeoutMs);
    if (readOnly)
        connectOptions += u";QSQLITE_OPEN_READONLY"_s;
    else
        connectOptions += u";QSQLITE_OPEN_URI"_s; // for SqliteAttachment; our path is no URI
    m_database.setConnectOptions(connectOptions);
    if (!m_database.open()) {
        const auto error
            = openingError(m_address.database, sqlError(m_database.lastError(), m_database, {}));
        closeConnection();
        return failure(error);
    }
    m_handle = sqliteHandle(m_database);
    if (!m_handle) {
        closeConnection();
        return failure(ErrorCode::InternalError, { u"QSQLITE gives no sqlite3 handle"_s });
    }
    sqlite3_extended_result_codes(m_handle, 1);
    return {};
}

void SqliteTarget::closeConnection()
{
    m_stagingArea.reset();
    m_handle = nullptr;
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<void> SqliteTarget::verify()
{
    auto version = ask(u"PRAGMA schema_version"_s);
    if (!version)
        return failure(version.error());
    if (!m_options.readOnly && sqlite3_db_readonly(m_handle, "main") == 1) {
        return failure(ErrorCode::DbReadOnly,
                       { SqliteWords::tr("“%1” is write-protected").arg(m_address.database) });
    }
    return {};
}

Result<void> SqliteTarget::configure()
{
    sqlite3_busy_timeout(m_handle, m_options.lockTimeoutMs);
    // The cache comes last: SQLite counts it in pages of the size it has at that moment, so that a
    // later page_size would make it four times as large.
    const auto cache = u"PRAGMA cache_size = -%1"_s.arg(m_options.cacheBytes / 1024);
    return execute(u"PRAGMA temp_store = MEMORY"_s)
        .and_then([this] { return m_options.readOnly ? Result<void>() : configureWriting(); })
        .and_then([this, &cache] { return execute(cache); });
}

Result<void> SqliteTarget::configureWriting()
{
    const auto pages = ask(u"PRAGMA page_count"_s);
    if (!pages)
        return failure(pages.error());
    if (*pages == "0"_L1) {
        if (auto set = execute(u"PRAGMA page_size = %1"_s.arg(kNewPageSize)); !set)
            return set;
    }
    const auto mode = ask(u"PRAGMA journal_mode"_s);
    if (!mode)
        return failure(mode.error());
    m_isWal = mode->compare("wal"_L1, Qt::CaseInsensitive) == 0;
    // Only WAL is written into the file; the other modes belong to a connection. TRUNCATE is the
    // one that is synced after the commit, too.
    const auto journal = m_isWal ? u"PRAGMA wal_autocheckpoint = %1"_s.arg(kWalAutocheckpoint)
                                 : u"PRAGMA journal_mode = TRUNCATE"_s;
    m_hasJournalFile = !m_isWal;
    const auto encoding = ask(u"PRAGMA encoding"_s);
    if (!encoding)
        return failure(encoding.error());
    if (*encoding == "UTF-8"_L1 && !m_options.spillFolders.isEmpty())
        m_stagingArea.emplace(m_handle, m_options.spillFolders);
    return execute(journal).and_then([this] { return execute(u"PRAGMA synchronous = FULL"_s); });
}

Result<void> SqliteTarget::execute(const QString &sql, const QString &what)
{
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(m_handle, what));
    return {};
}

Result<QString> SqliteTarget::ask(const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    auto code = sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &statement, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        auto error = sqliteError(m_handle);
        sqlite3_finalize(statement);
        return failure(error);
    }
    QString answer;
    if (code == SQLITE_ROW) {
        answer
            = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    return answer;
}

namespace {

/// Whether a row that fits the profile might be refused all the same.
bool hasOtherRules(const profile::TableSpec &spec, const TableShape &shape,
                   const SqlDialect &dialect)
{
    if (shape.hasTriggers || shape.definition != TableStatements(spec, dialect, true).create())
        return true;
    return std::any_of(shape.uniqueKeys.begin(), shape.uniqueKeys.end(), [&](const auto &key) {
        return key.size() != static_cast<qsizetype>(spec.key.size())
            || !std::equal(key.begin(), key.end(), spec.key.begin(),
                           [&](const QString &name, int column) {
                               return name == spec.columns[static_cast<std::size_t>(column)].name;
                           });
    });
}

} // namespace

Result<PreparedTables> SqliteTarget::prepareTables(std::span<const profile::TableSpec> tables)
{
    QStringList found;
    QStringList missing;
    PreparedTables prepared;
    const auto dialect = SqlDialect::of(m_database);
    for (const auto &table : tables) {
        const auto shape = readSqliteShape(m_database, table.name);
        if (!shape)
            return failure(shape.error());
        found += differences(table, *shape, Qt::CaseInsensitive);
        if (shape->kind == TableShape::Kind::Missing) {
            missing += TableStatements(table, dialect, true).create();
            prepared.created += table.name;
        } else {
            prepared.mayRefuseRows |= hasOtherRules(table, *shape, dialect);
        }
    }
    if (!found.isEmpty())
        return failure(ErrorCode::DbSchemaMismatch, { found.join(u"; "_s) });
    if (auto made = createTables(missing); !made)
        return failure(made.error());
    return prepared;
}

Result<void> SqliteTarget::createTables(const QStringList &statements)
{
    const auto isOwnTransaction = !statements.isEmpty() && sqlite3_get_autocommit(m_handle) != 0;
    if (isOwnTransaction) {
        if (auto begun = begin(); !begun)
            return begun;
    }
    for (const auto &statement : statements) {
        if (auto done = execute(statement, SqliteWords::tr("create the tables")); !done) {
            if (isOwnTransaction)
                rollback();
            return done;
        }
    }
    return isOwnTransaction ? commit() : Result<void>();
}

Result<std::unique_ptr<RowWriter>> SqliteTarget::rowWriter(const profile::TableSpec &spec,
                                                           profile::DuplicatePolicy policy,
                                                           FormerSink *former)
{
    const auto shape = readSqliteShape(m_database, spec.name);
    if (!shape)
        return failure(shape.error());
    const auto dialect = SqlDialect::of(m_database);
    const bool isOwn = !hasOtherRules(spec, *shape, dialect);
    const SqliteRowWriter::Setup setup { m_handle,         spec,  policy, shape->hasTriggers, isOwn,
                                         &m_isInterrupted, former };
    auto rowByRow = SqliteRowWriter::create(setup, dialect);
    if (!rowByRow || !m_stagingArea || !isOwn)
        return rowByRow;
    return std::make_unique<SqliteTableWriter>(
        SqliteTableWriter::Setup { m_handle, spec, policy, &*m_stagingArea, shape->definition,
                                   &m_isInterrupted,
                                   policy == profile::DuplicatePolicy::Update ? former : nullptr },
        *std::move(rowByRow));
}

Result<void> SqliteTarget::begin()
{
    m_isInterrupted = false;
    if (auto begun = execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    int hasMoved = 0;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved);
    if (hasMoved != 0) {
        rollback();
        return failure(
            ErrorCode::DbCannotOpen,
            { SqliteWords::tr("“%1” was moved or deleted meanwhile").arg(m_address.database) });
    }
    return {};
}

Result<void> SqliteTarget::commit()
{
    // Whatever an interrupt cut short, and whoever did not notice: it does not go in.
    if (m_isInterrupted)
        return failure(ErrorCode::RunCancelled);
    auto done = execute(u"COMMIT"_s);
    if (done && m_stagingArea)
        m_stagingArea->clear();
    return done;
}

void SqliteTarget::rollback()
{
    const std::lock_guard lock(m_rollbackMutex);
    // After a full disk or an I/O error SQLite has already done it by itself.
    if (sqlite3_get_autocommit(m_handle) == 0)
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    if (m_stagingArea)
        m_stagingArea->clear();
    m_isInterrupted = false;
}

Result<void> SqliteTarget::makeDurable()
{
    // Every commit was synced already (synchronous FULL). The checkpoint moves it from the log into
    // the file itself; one that another program's reading or a full disk holds back is
    // only late.
    if (!m_isWal)
        return {};
    if (auto answer = ask(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); !answer) {
        const auto code = answer.error().code;
        if (code != ErrorCode::DbLocked && code != ErrorCode::DbDiskFull)
            return failure(answer.error());
    }
    return {};
}

void SqliteTarget::interrupt()
{
    const std::lock_guard lock(m_rollbackMutex);
    m_isInterrupted = true;
    sqlite3_interrupt(m_handle);
}

void SqliteTarget::releaseMemory()
{
    sqlite3_db_release_memory(m_handle);
}

void SqliteTarget::discardIfEmpty()
{
    if (!m_isNewFile || QFileInfo(m_address.database).size() != 0)
        return;
    // Under the lock nobody else can begin to fill it; whoever has it open finds out in `begin`.
    sqlite3_busy_timeout(m_handle, 0);
    if (sqlite3_exec(m_handle, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) != SQLITE_OK)
        return;
    if (QFileInfo(m_address.database).size() == 0)
        QFile::remove(m_address.database);
    sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace dockhand::target
