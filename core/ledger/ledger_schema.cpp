// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_schema.h"

#include "core/ledger/ledger_query.h"
#include "core/ledger/ledger_rows.h"
#include "core/target/catalogue.h"
#include "core/target/sql_error.h"

#include <QCoreApplication>
#include <QSqlQuery>

#include <array>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;
using target::SqlDialect;
using target::TableShape;

namespace {

/// The context of this file's words for translators.
struct LedgerWords
{
    Q_DECLARE_TR_FUNCTIONS(LedgerWords)
};

/// Writes column definitions in the words of one database.
class Columns final
{
public:
    explicit Columns(const SqlDialect &dialect)
        : m_dialect(dialect)
    {
    }

    Columns &id(const QString &name)
    {
        return add(name + u' ' + m_dialect.bigInteger() + u" NOT NULL PRIMARY KEY"_s);
    }
    Columns &numbers(const QStringList &names)
    {
        for (const auto &name : names)
            add(name + u' ' + m_dialect.bigInteger() + u" NOT NULL"_s);
        return *this;
    }
    Columns &name(const QString &column)
    {
        return add(column + u' ' + m_dialect.shortText(64) + u" NOT NULL"_s);
    }
    /// NULL: not yet.
    Columns &time(const QString &column) { return add(column + u' ' + m_dialect.shortText(32)); }
    Columns &text(const QString &column)
    {
        return add(column + u' ' + m_dialect.longText() + u" NOT NULL"_s);
    }
    Columns &bytes(const QString &column)
    {
        return add(column + u' ' + m_dialect.bytes() + u" NOT NULL"_s);
    }
    Columns &add(const QString &line)
    {
        m_lines += line;
        return *this;
    }
    [[nodiscard]] QString createTable(const QString &table) const
    {
        return u"CREATE TABLE "_s + table + u" (\n    "_s + m_lines.join(u",\n    "_s) + u"\n)"_s;
    }

private:
    const SqlDialect &m_dialect;
    QStringList m_lines;
};

const QStringList &countColumns()
{
    static const QStringList names { u"records_read"_s,     u"records_inserted"_s,
                                     u"records_updated"_s,  u"records_duplicate"_s,
                                     u"records_filtered"_s, u"records_rejected"_s };
    return names;
}

QString createRuns(const SqlDialect &dialect)
{
    return Columns(dialect)
        .id(u"id"_s)
        .name(u"state"_s)
        .time(u"started_at"_s)
        .time(u"finished_at"_s)
        .text(u"plan_json"_s)
        .numbers(countColumns())
        .numbers({ u"files"_s, u"bytes"_s, u"peak_memory_bytes"_s })
        .name(u"program_version"_s)
        .createTable(u"dockhand_run"_s);
}

QString createFiles(const SqlDialect &dialect)
{
    return Columns(dialect)
        .id(u"id"_s)
        .text(u"path"_s)
        .numbers({ u"size_bytes"_s })
        .name(u"fingerprint"_s)
        .name(u"profile_id"_s)
        .text(u"dialect_json"_s)
        .name(u"state"_s)
        .name(u"content_hash"_s)
        .numbers({ u"mark_byte"_s, u"mark_record"_s, u"mark_line"_s })
        .name(u"mark_hash"_s)
        .bytes(u"carry_over"_s)
        .numbers(countColumns())
        .numbers({ u"first_run"_s, u"last_run"_s, u"same_as"_s })
        .time(u"finished_at"_s)
        .createTable(u"dockhand_file"_s);
}

QString createRunFiles(const SqlDialect &dialect)
{
    return Columns(dialect)
        .numbers({ u"run_id"_s, u"file_id"_s, u"queue_position"_s })
        .text(u"path"_s)
        .name(u"state"_s)
        .numbers(countColumns())
        .numbers({ u"bytes"_s, u"duration_ms"_s, u"attempts"_s, u"resumed_at_record"_s })
        .name(u"profile_id"_s)
        .name(u"error_code"_s)
        .text(u"error_message"_s)
        .add(u"PRIMARY KEY (run_id, file_id)"_s)
        .createTable(u"dockhand_run_file"_s);
}

QString createRejects(const SqlDialect &dialect)
{
    return Columns(dialect)
        .id(u"id"_s)
        .numbers(
            { u"run_id"_s, u"file_id"_s, u"record_number"_s, u"line_number"_s, u"byte_offset"_s })
        .text(u"issues_json"_s)
        .bytes(u"raw_record"_s)
        .createTable(u"dockhand_reject"_s);
}

QStringList versionOne(const SqlDialect &dialect)
{
    QStringList statements {
        Columns(dialect)
            .add(u"name "_s + dialect.shortText(64) + u" NOT NULL PRIMARY KEY"_s)
            .name(u"value"_s)
            .createTable(u"dockhand_meta"_s),
        u"INSERT INTO dockhand_meta (name, value) VALUES ('version', '0')"_s,
        createRuns(dialect),
        createFiles(dialect),
        createRunFiles(dialect),
        createRejects(dialect),
        u"CREATE INDEX dockhand_file_content ON dockhand_file (content_hash)"_s,
        u"CREATE INDEX dockhand_file_fingerprint ON dockhand_file (fingerprint, size_bytes)"_s,
        u"CREATE INDEX dockhand_reject_run ON dockhand_reject (run_id, file_id, record_number)"_s,
        u"CREATE INDEX dockhand_reject_file ON dockhand_reject (file_id, record_number)"_s,
    };
    // A path may be longer than what servers put into an index.
    if (dialect.dbms == target::Dbms::Sqlite)
        statements += u"CREATE INDEX dockhand_file_path ON dockhand_file (path)"_s;
    return statements;
}

// Files know their destination. Where those of before went is not known: empty, which stands for
// any.
QStringList versionTwo(const SqlDialect &dialect)
{
    return { u"ALTER TABLE dockhand_file ADD COLUMN destination "_s + dialect.longText(),
             u"UPDATE dockhand_file SET destination = ''"_s };
}

// What undo, repair and claims need. Rows of before have none of it: a run was an import, a file's
// shape is not known.
QStringList versionThree(const SqlDialect &dialect)
{
    const auto add = [](const char *table, const char *column, const QString &type) {
        return u"ALTER TABLE dockhand_%1 ADD COLUMN %2 %3"_s.arg(QLatin1StringView(table),
                                                                 QLatin1StringView(column), type);
    };
    const auto number = dialect.bigInteger() + u" DEFAULT 0 NOT NULL"_s;
    const auto name = [&dialect](int characters, const QString &value) {
        return dialect.shortText(characters) + u" DEFAULT '%1' NOT NULL"_s.arg(value);
    };
    return {
        add("run", "kind", name(16, u"import"_s)),
        add("run", "undone_by", number),
        add("run", "owner", name(200, {})),
        add("run", "lease_until", dialect.shortText(32)),
        add("file", "shape_id", number),
        add("file", "undone_by", number),
        add("reject", "occurrence", number),
        add("reject", "resolved_by", number),
        add("reject", "repair_file", number),
        add("reject", "repair_record", number),
        Columns(dialect)
            .id(u"id"_s)
            .name(u"shape_hash"_s)
            .text(u"shape_json"_s)
            .createTable(u"dockhand_shape"_s),
        u"CREATE INDEX dockhand_shape_content ON dockhand_shape (shape_hash)"_s,
        Columns(dialect)
            .id(u"id"_s)
            .numbers({ u"file_id"_s, u"former_file_id"_s, u"shape_id"_s })
            .bytes(u"row_key"_s)
            .bytes(u"former_row"_s)
            .createTable(u"dockhand_former"_s),
        u"CREATE INDEX dockhand_reject_repair ON dockhand_reject (repair_file, repair_record)"_s,
    };
}

// Step i leads from version i to i + 1. Steps that main ever had are never changed.
constexpr std::array kSteps { &versionOne, &versionTwo, &versionThree };
static_assert(kSteps.size() == kLedgerVersion);

class Preparation final
{
public:
    explicit Preparation(target::Target &target)
        : m_target(target)
        , m_dialect(SqlDialect::of(target.database()))
    {
    }

    Result<bool> run()
    {
        auto version = readVersion();
        if (!version)
            return failure(version.error());
        if (*version < kLedgerVersion) {
            if (m_target.isReadOnly())
                return *version == 0 ? Result<bool>(false) : mustMigrate();
            if (auto migrated = migrateInTransaction(); !migrated)
                return failure(migrated.error());
        }
        if (auto whole = checkTables(); !whole)
            return failure(whole.error());
        return true;
    }

private:
    static Result<bool> mustMigrate()
    {
        return failure(ErrorCode::DbReadOnly,
                       { LedgerWords::tr(
                           "its ledger is of an older version and must be brought up to date") });
    }

    Result<bool> exists(const QString &table)
    {
        const auto shape = target::readShape(m_target.database(), m_dialect, table);
        if (!shape)
            return failure(shape.error());
        if (shape->kind != TableShape::Kind::Table && shape->kind != TableShape::Kind::Missing)
            return failure(damaged(LedgerWords::tr("%1 is not a table").arg(table)));
        return shape->kind == TableShape::Kind::Table;
    }

    /// 0: no ledger.
    Result<int> readVersion()
    {
        const auto hasMeta = exists(u"dockhand_meta"_s);
        if (!hasMeta)
            return failure(hasMeta.error());
        if (!*hasMeta)
            return checkNothingIsLeft();
        LedgerQuery query(m_target.database(),
                          u"SELECT value FROM dockhand_meta WHERE name = 'version'"_s,
                          LedgerWords::tr("read the ledger's version"));
        if (auto done = query.run(); !done)
            return failure(asDamage(done.error()));
        const bool isThere = query.next();
        const auto text = isThere ? query.text() : QString();
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
        if (!isThere)
            return failure(damaged(LedgerWords::tr("dockhand_meta holds no version")));
        bool isNumber = false;
        const auto version = text.toInt(&isNumber);
        if (!isNumber || version < 1)
            return failure(damaged(LedgerWords::tr("“%1” is no version").arg(text)));
        if (version > kLedgerVersion) {
            return failure(ErrorCode::DbLedgerTooNew,
                           { QString::number(version), QString::number(kLedgerVersion) });
        }
        return version;
    }

    Result<int> checkNothingIsLeft()
    {
        for (const auto &[table, columns] : ledgerTables()) {
            const auto found = exists(table);
            if (!found)
                return failure(found.error());
            if (*found)
                return failure(damaged(
                    LedgerWords::tr("dockhand_meta is missing, but %1 is there").arg(table)));
        }
        return 0;
    }

    Result<void> migrateInTransaction()
    {
        if (auto begun = m_target.begin(); !begun)
            return begun;
        auto migrated = migrate();
        if (migrated)
            migrated = m_target.commit();
        if (!migrated)
            m_target.rollback();
        return migrated;
    }

    Result<void> migrate()
    {
        // Another program may have been faster, before the transaction began.
        const auto version = readVersion();
        if (!version)
            return failure(version.error());
        for (int i = *version; i < kLedgerVersion; ++i) {
            const auto statements = kSteps[static_cast<std::size_t>(i)](m_dialect);
            for (const auto &statement : statements) {
                if (auto done = execute(statement); !done)
                    return done;
            }
            if (auto done = execute(
                    u"UPDATE dockhand_meta SET value = '%1' WHERE name = 'version'"_s.arg(i + 1));
                !done)
                return done;
        }
        return {};
    }

    Result<void> execute(const QString &statement)
    {
        QSqlQuery query(m_target.database());
        if (!query.exec(statement)) {
            return failure(target::sqlError(query.lastError(), m_target.database(),
                                            LedgerWords::tr("make the ledger's tables")));
        }
        return {};
    }

    Result<void> checkTables()
    {
        for (const auto &[table, columns] : ledgerTables()) {
            QSqlQuery query(m_target.database());
            query.setForwardOnly(
                true); // else Qt makes room for rows, and trusts that there is some
            if (!query.exec(u"SELECT %1 FROM %2 WHERE 1 = 0"_s.arg(columns, table)))
                return failure(
                    asDamage(target::sqlError(query.lastError(), m_target.database(),
                                              LedgerWords::tr("look at %1").arg(table))));
        }
        return {};
    }

    /// A statement on our own tables that the database does not understand: they are not ours.
    static Error asDamage(Error error)
    {
        if (error.code == ErrorCode::DbStatementFailed)
            error.code = ErrorCode::DbLedgerDamaged;
        return error;
    }

    target::Target &m_target;
    SqlDialect m_dialect;
};

} // namespace

Result<bool> prepareLedger(target::Target &target)
{
    return Preparation(target).run();
}

} // namespace dockhand::ledger
