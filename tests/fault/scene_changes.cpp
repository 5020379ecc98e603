// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/scene_changes.h"

#include "tests/fault/database_dump.h"
#include "tests/fault/database_look.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

QString look(const QString &database)
{
    return database + u".look"_s;
}

/// The tables that people see, whatever number their files have.
Dump contentIn(const QString &database, const QStringList &leftOut = { u"import_file_id"_s })
{
    return dumpOf(database, look(database),
                  { .leftOutTables = ledgerTables(), .leftOutColumns = leftOut });
}

/// And wherever their records came from.
Dump valuesIn(const QString &database)
{
    return contentIn(database, { u"import_file_id"_s, u"import_record"_s });
}

/// What could be repaired next, without the numbers of the rejects.
QStringList openIn(const HistoryScene &scene, const QString &database)
{
    QStringList records;
    for (const auto &sheet : scene.sheetsOf(database)) {
        for (const auto &line : sheet.split('\n'))
            records += QString::fromUtf8(line).section(u',', 1);
    }
    std::sort(records.begin(), records.end());
    return records;
}

QString ended(const CliResult &result)
{
    return result.exitCode == 0 || result.exitCode == 2
        ? QString()
        : u"it ended with %1: %2"_s.arg(result.exitCode).arg(QString::fromUtf8(result.errorText));
}

/// An undo that is done or not done.
struct UndoCheck
{
    QString work;
    Dump before;
    Dump after; ///< without times

    [[nodiscard]] Dump now() const { return dumpOf(work, look(work), { .withoutTimes = true }); }

    [[nodiscard]] QString faultWhenCut() const
    {
        const auto there = dumpOf(work, look(work));
        if (there == before)
            return {};
        const auto fault = difference(after, now());
        return fault.isEmpty()
            ? fault
            : u"from before:\n%1\nfrom after:\n%2"_s.arg(difference(before, there), fault);
    }

    // When it had been done before it was cut off, it is told to be impossible.
    [[nodiscard]] QString faultAtEnd(const CliResult &result) const
    {
        if (result.exitCode == 3
            && result.report[u"error"_s][u"code"_s].toString() == u"undo.impossible"_s)
            return difference(after, now());
        return ended(result) + difference(after, now());
    }
};

/// A repair.
struct RepairCheck
{
    HistoryScene scene;
    QString work;
    Dump content;     ///< after the undisturbed one
    QStringList open; ///< then
    Dump clean;       ///< when all is repaired; empty: not known

    [[nodiscard]] QString faultAtEnd(const CliResult &result) const
    {
        auto fault = ended(result) + difference(content, contentIn(work));
        fault += faultOfCounts(work, look(work));
        if (openIn(scene, work) != open)
            fault += u"\nother records are left to be repaired"_s;
        if (!fault.isEmpty() || clean.isEmpty())
            return fault;
        fault += scene.repairAll(work, { HistoryScene::kFirstMark, HistoryScene::kLastMark });
        fault += difference(clean, valuesIn(work)) + faultOfCounts(work, look(work));
        return scene.sheetsOf(work).isEmpty() ? fault : fault + u"\nnot all was repaired"_s;
    }
};

} // namespace

QString faultOfCounts(const QString &database, const QString &copy)
{
    const auto repairs = u"WHERE dialect_json LIKE '%\"repair\":true%'"_s;
    const QList<std::pair<QString, QString>> same {
        { u"SELECT count(*) FROM dockhand_file WHERE records_read <> records_inserted + "
          "records_updated + records_duplicate + records_filtered + records_rejected"_s,
          u"SELECT 0"_s },
        { u"SELECT count(*) FROM dropship_purchase_details"_s,
          u"SELECT sum(records_inserted) FROM dockhand_file WHERE destination LIKE 'dropship%'"_s },
        { u"SELECT count(*) FROM stock"_s,
          u"SELECT sum(records_inserted) FROM dockhand_file WHERE destination = 'stock'"_s },
        { u"SELECT sum(records_rejected) FROM dockhand_file"_s,
          u"SELECT count(*) FROM dockhand_reject"_s },
        // What a repair brought in is what it resolved.
        { u"SELECT coalesce(sum(records_inserted + records_updated + records_duplicate), 0) FROM "
          "dockhand_file "_s
              + repairs,
          u"SELECT count(*) FROM (SELECT DISTINCT repair_file, repair_record FROM dockhand_reject "
          "WHERE resolved_by <> 0)"_s },
    };
    if (!copyDatabase(database, copy))
        return u"it cannot be copied"_s;
    QString fault;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, copy);
        connection.setDatabaseName(copy);
        (void)connection.open();
        const auto ask = [&](const QString &sql) {
            QSqlQuery query(connection);
            return query.exec(sql) && query.next() ? query.value(0).toString() : u"nothing"_s;
        };
        if (ask(u"PRAGMA integrity_check"_s) != u"ok"_s)
            fault += u"\ndamaged"_s;
        for (const auto &[one, other] : same) {
            if (ask(one) != ask(other))
                fault += u"\n%1: %2, but %3: %4"_s.arg(one, ask(one), other, ask(other));
        }
    }
    QSqlDatabase::removeDatabase(copy);
    removeDatabase(copy);
    return fault;
}

QList<Change> undosOf(const HistoryScene &scene)
{
    const QList<QStringList> targets { { u"1"_s },
                                       { u"2"_s },
                                       { u"3"_s },
                                       { u"4"_s },
                                       { u"5"_s },
                                       { u"6"_s },
                                       { u"--file"_s, u"5"_s } };
    QList<Change> changes;
    for (const auto &target : targets) {
        Change change { .name = u"undo "_s + target.join(u' '),
                        .before = scene.database(),
                        .work = scene.path(u"undo.sqlite"_s),
                        .program = scene.cli(),
                        .passesOften = true };
        change.arguments
            = QStringList { u"undo"_s, u"--json"_s, u"--to"_s, u"sqlite:"_s + change.work }
            + target;
        if (!change.begin())
            return {};
        UndoCheck check { .work = change.work, .before = dumpOf(change.work, look(change.work)) };
        if (!ended(change.run()).isEmpty())
            return {};
        check.after = check.now();
        change.faultWhenCut = [check] { return check.faultWhenCut(); };
        change.faultAtEnd = [check](const CliResult &result) { return check.faultAtEnd(result); };
        changes += change;
    }
    return changes;
}

QList<Change> repairsOf(const HistoryScene &scene, const QString &inWindows)
{
    const QStringList update { u"--on-duplicate"_s, u"update"_s };
    const auto sheets = scene.writeCorrected(scene.inserted(), { HistoryScene::kFirstMark });
    const auto later = scene.writeCorrected(scene.changed(), { HistoryScene::kFirstMark });
    if (sheets.size() != 2 || later.size() != 2)
        return {};
    QList<Change> changes;
    const auto add = [&](const QString &name, const QString &before, const QString &sheet,
                         const QStringList &options, bool endsClean) {
        Change change { .name = name,
                        .before = before,
                        .work = scene.path(u"repair.sqlite"_s),
                        .program = scene.cli() };
        change.arguments = QStringList { u"repair"_s, u"--to"_s, u"sqlite:"_s + change.work }
            + options + QStringList { sheet };
        if (!change.begin() || !ended(change.run()).isEmpty())
            return false;
        RepairCheck check { .scene = scene,
                            .work = change.work,
                            .content = contentIn(change.work),
                            .open = openIn(scene, change.work),
                            .clean = endsClean ? valuesIn(scene.clean()) : Dump() };
        change.faultWhenCut = [check] { return faultOfCounts(check.work, look(check.work)); };
        change.faultAtEnd = [check](const CliResult &result) { return check.faultAtEnd(result); };
        changes += change;
        if (inWindows.isEmpty())
            return true;
        change.name += u" in windows"_s;
        change.program = inWindows;
        change.passesOften = true;
        change.arguments
            = QStringList { u"--repair"_s, u"--window-rows"_s, u"40"_s,    u"--chunk-rows"_s,
                            u"10"_s,       u"--to"_s,          change.work }
            + options + QStringList { sheet };
        changes += change;
        return true;
    };
    const bool areMade = add(u"repair of orders"_s, scene.inserted(), sheets[0], {}, true)
        && add(u"repair of rows without a key"_s, scene.inserted(), sheets[1], {}, true)
        && add(u"repair that updates"_s, scene.changed(), later[0], update, false);
    return areMade ? changes : QList<Change>();
}

} // namespace dockhand::fault
