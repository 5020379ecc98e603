// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/import_contestants.h"

#include "tests/bench/sqlite_file.h"
#include "tests/bench/sqlite_script.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace dockhand::bench {

namespace {

constexpr int kSomeRejected = 2; // dockhand-cli: all is in but what was rejected

const auto kItems = u"dropship_purchase_details"_s;

std::function<bool()> prepareNew(const QString &database)
{
    return [database] {
        removeDatabase(database);
        return true;
    };
}

std::function<bool()> checkRows(const QString &database, const QString &table, std::int64_t rows)
{
    return [=] { return countRows(database, table) == rows; };
}

} // namespace

QString ImportContestants::path(const QString &name) const
{
    return m_settings.work + u'/' + name;
}

Cost ImportContestants::importBy(const QStringList &prefix, const OrderSet &set,
                                 const QString &database, bool isForced) const
{
    auto words = prefix;
    words += { m_settings.cli,  u"import"_s, u"--to"_s,  u"sqlite:"_s + database,
               u"--progress"_s, u"none"_s,   u"--json"_s };
    if (isForced)
        words += u"--force"_s;
    words += m_settings.importOptions;
    words += set.folder;
    auto cost = measure(words.first(), words.sliced(1));
    if (cost.exitCode == kSomeRejected && set.counts.rejected() > 0)
        cost.exitCode = 0;
    return cost;
}

Cost ImportContestants::runScript(const QByteArray &script, const QString &database) const
{
    QFile file(path(u"script.sql"_s));
    if (script.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(script) < 0)
        return {};
    file.close();
    return measure(m_settings.sqlite, { u"-bail"_s, database }, { .input = file.fileName() });
}

// The statements of the tables that dockhand-cli makes.
QByteArray ImportContestants::typedTables() const
{
    OrderFiles files(m_settings.work);
    const auto *const set = files.make(u"one"_s, { .rowsPerFile = 1 });
    const auto database = path(u"one.sqlite"_s);
    if (set == nullptr || !makeFilled(*set, database))
        return {};
    auto statements = tableStatements(database, u"dropship_"_s);
    removeDatabase(database);
    return statements;
}

Contestant ImportContestants::intoNew(const QString &name, const OrderSet &set,
                                      const QStringList &prefix) const
{
    const auto database = path(u"dockhand.sqlite"_s);
    return { .name = name,
             .records = set.counts.rows,
             .prepare = prepareNew(database),
             .run = [=, this, &set] { return importBy(prefix, set, database); },
             .check = checkRows(database, kItems, set.counts.items) };
}

Contestant ImportContestants::again(const QString &name, const OrderSet &set) const
{
    const auto database = path(u"dockhand.sqlite"_s);
    return { .name = name,
             .records = set.counts.rows,
             .prepare = {},
             .run = [=, this, &set] { return importBy({}, set, database, true); },
             .check = checkRows(database, kItems, set.counts.items) };
}

Contestant ImportContestants::intoFilled(const QString &name, const OrderSet &set,
                                         const QString &filled) const
{
    const auto database = path(u"dockhand.sqlite"_s);
    const auto before = countRows(filled, kItems);
    return { .name = name,
             .records = set.counts.rows,
             .prepare = [=] { return copyDatabase(filled, database); },
             .run = [=, this, &set] { return importBy({}, set, database); },
             .check = checkRows(database, kItems, before + set.counts.items) };
}

Contestant ImportContestants::undo(const QString &name, const OrderSet &set,
                                   const QString &filled) const
{
    const auto database = path(u"dockhand.sqlite"_s);
    return { .name = name,
             .records = set.counts.rows,
             .prepare = {},
             .run =
                 [=, this] {
                     return measure(
                         m_settings.cli,
                         { u"undo"_s, u"2"_s, u"--json"_s, u"--to"_s, u"sqlite:"_s + database });
                 },
             .check = checkRows(database, kItems, countRows(filled, kItems)) };
}

Contestant ImportContestants::byEngine(const QString &name, const OrderSet &set,
                                       bool withLedger) const
{
    const auto database = path(u"engine.sqlite"_s);
    QStringList words { database, set.folder };
    if (!withLedger)
        words.prepend(u"--without-ledger"_s);
    return { .name = name,
             .records = set.counts.rows,
             .prepare = prepareNew(database),
             .run = [=] { return measure(QStringLiteral(DOCKHAND_IMPORT_ORDERS), words); },
             .check = checkRows(database, kItems, set.counts.items) };
}

Contestant ImportContestants::untyped(const OrderSet &set) const
{
    const auto database = path(u"plain.sqlite"_s);
    return { .name = u"sqlite3 .import, one untyped table without a key"_s,
             .records = set.counts.rows,
             .prepare = prepareNew(database),
             .run = [=, this, &set] { return runScript(untypedScript(set.paths), database); },
             .check = checkRows(database, u"orders"_s, set.counts.rows) };
}

Contestant ImportContestants::typed(const OrderSet &set) const
{
    const auto database = path(u"plain.sqlite"_s);
    const auto script = typedScript(set.paths, typedTables());
    return { .name = u"sqlite3 .import, then INSERT … SELECT into the typed, keyed tables"_s,
             .records = set.counts.rows,
             .prepare = prepareNew(database),
             .run = [=, this] { return runScript(script, database); },
             .check = checkRows(database, kItems, set.counts.items) };
}

Contestant ImportContestants::transfer(const OrderSet &set, const QString &staging,
                                       const QString &filled) const
{
    const auto database = path(u"plain.sqlite"_s);
    const auto before = countRows(filled, kItems);
    return { .name = u"sqlite3 INSERT … SELECT … ORDER BY key from an untyped table"_s,
             .records = set.counts.rows,
             .prepare = [=] { return copyDatabase(filled, database); },
             .run = [=, this] { return runScript(transferScript(staging), database); },
             .check = checkRows(database, kItems, before + set.counts.items) };
}

bool ImportContestants::makeFilled(const OrderSet &set, const QString &database) const
{
    removeDatabase(database);
    return importBy({}, set, database).exitCode == 0;
}

bool ImportContestants::makeStaging(const OrderSet &set, const QString &database) const
{
    removeDatabase(database);
    return runScript(untypedScript(set.paths), database).exitCode == 0;
}

} // namespace dockhand::bench
