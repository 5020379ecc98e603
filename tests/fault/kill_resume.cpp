// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/kill_resume.h"

#include "tests/fault/database_look.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using Note = std::function<void(const QString &)>;

bool isComplete(const CliResult &result)
{
    return result.exitCode == 0 || result.exitCode == 2; // all in, or all but the rejects
}

/// One way of importing the files of a plan.
struct Way
{
    QString name;
    QString program;
    QStringList before; ///< arguments up to the database
    QStringList behind;
    qint64 wholeMs = 0; ///< undisturbed; 0: not known yet

    [[nodiscard]] CliResult run(const QString &database, int killAfterMs = -1) const
    {
        return runProgram(program, before + QStringList { database } + behind, killAfterMs);
    }
};

QList<Way> waysOf(const KillPlan &plan)
{
    // Small against any file, so that windows end inside of them.
    const QStringList windows { u"--window-rows"_s, u"2500"_s,         u"--window-bytes"_s,
                                u"1000000"_s,       u"--chunk-rows"_s, u"500"_s };
    QList<Way> ways;
    for (const auto *const files : { "4", "1" }) {
        const QStringList atOnce { u"--concurrency"_s, QString::fromLatin1(files) };
        if (!plan.inWindows.isEmpty())
            ways += { u"in windows, %1 at once"_s.arg(atOnce[1]), plan.inWindows,
                      QStringList { u"--to"_s }, atOnce + windows + plan.command.files };
        ways += { u"%1 at once"_s.arg(atOnce[1]), plan.command.program,
                  QStringList { u"import"_s, u"--progress"_s, u"none"_s, u"--to"_s },
                  atOnce + plan.command.options + plan.command.files };
    }
    return ways;
}

// Of all runs of a round: how many parts of files were begun behind their beginning, and how many
// of them had something left to read.
int partsWhere(const QString &database, const QString &condition)
{
    int parts = 0;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"parts"_s);
        connection.setDatabaseName(database);
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        if (query.exec(u"SELECT count(*) FROM dockhand_run_file WHERE "_s + condition)
            && query.next())
            parts = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(u"parts"_s);
    return parts;
}

/// The random moments, spread over what is left of the import.
class Moments
{
public:
    explicit Moments(std::uint32_t seed)
        : m_random(seed)
    {
    }

    // Mostly short, so that a round sees several kills before it ends.
    int next(qint64 importMs)
    {
        std::uniform_real_distribution<double> share(0.02, 0.55);
        const auto whole = static_cast<double>(std::max<qint64>(importMs, 20));
        return static_cast<int>(whole * share(m_random)) + 1;
    }

private:
    std::mt19937 m_random;
};

bool isMore(const KillPlan &plan, const KillOutcome &outcome)
{
    constexpr int kMostRounds = 200;
    return outcome.kills < plan.kills
        || (!plan.inWindows.isEmpty() && outcome.resumedInsideRounds == 0
            && outcome.rounds < kMostRounds);
}

// So that each way gets its share, however slowly it gets on.
int mostKillsOfRound(const KillPlan &plan)
{
    constexpr int kWays = 4;
    return std::max(2, plan.kills / kWays);
}

// One database from nothing to the end, killed until enough kills have met a running import.
bool playRound(const KillPlan &plan, Way &way, Moments &moments, KillOutcome &outcome,
               const Note &note)
{
    const auto database = QDir(plan.folder).filePath(u"killed-%1.sqlite"_s.arg(++outcome.rounds));
    QElapsedTimer timer;
    timer.start();
    if (way.wholeMs == 0) {
        const auto whole = way.run(database);
        way.wholeMs = timer.elapsed();
        if (!isComplete(whole) || contentOf(database) != outcome.undisturbed) {
            outcome.difference
                = u"%1, undisturbed, exit code %2: %3\n%4"_s.arg(way.name)
                      .arg(whole.exitCode)
                      .arg(QString::fromUtf8(whole.errorText), describe(contentOf(database)));
            return false;
        }
        QFile::remove(database);
    }
    CliResult result;
    int killsOfRound = 0;
    do {
        const auto moment = moments.next(way.wholeMs);
        const bool mayKill = isMore(plan, outcome) && killsOfRound < mostKillsOfRound(plan);
        result = way.run(database, mayKill ? moment : -1);
        if (result.wasKilled) {
            ++killsOfRound;
            ++outcome.kills;
            note(u"kill %1 after %2 ms"_s.arg(outcome.kills).arg(moment));
        }
    } while (result.wasKilled);
    if (!isComplete(result)) {
        outcome.difference
            = u"exit code %1: %2"_s.arg(result.exitCode).arg(QString::fromUtf8(result.errorText));
        return false;
    }
    const auto behind = partsWhere(database, u"resumed_at_record > 0"_s);
    const auto inside = partsWhere(database, u"resumed_at_record > 0 AND records_read > 0"_s);
    outcome.resumedRounds += behind > 0 ? 1 : 0;
    outcome.resumedInsideRounds += inside > 0 ? 1 : 0;
    const auto content = contentOf(database);
    note(u"round %1 (%2) came to its end, having gone on inside a file %3 times"_s
             .arg(outcome.rounds)
             .arg(way.name)
             .arg(inside));
    if (content != outcome.undisturbed) {
        outcome.difference = u"undisturbed:\n%1\nkilled and resumed:\n%2"_s.arg(
            describe(outcome.undisturbed), describe(content));
        return false;
    }
    QFile::remove(database);
    return true;
}

} // namespace

KillOutcome killAndResume(const KillPlan &plan, const Note &note)
{
    KillOutcome outcome;
    auto command = plan.command;
    command.database = QDir(plan.folder).filePath(u"undisturbed.sqlite"_s);
    removeDatabase(command.database); // of another set of files
    QElapsedTimer timer;
    timer.start();
    const auto undisturbed = command.run();
    const auto importMs = timer.elapsed();
    if (!isComplete(undisturbed)) {
        outcome.difference = u"the undisturbed import ended with %1: %2"_s.arg(undisturbed.exitCode)
                                 .arg(QString::fromUtf8(undisturbed.errorText));
        return outcome;
    }
    outcome.undisturbed = contentOf(command.database);
    outcome.undisturbedReport = undisturbed.report;
    note(u"undisturbed: %1 ms\n%2"_s.arg(importMs).arg(describe(outcome.undisturbed)));

    Moments moments(plan.seed);
    auto ways = waysOf(plan);
    outcome.isSame = true;
    while (outcome.isSame && isMore(plan, outcome))
        outcome.isSame
            = playRound(plan, ways[outcome.rounds % ways.size()], moments, outcome, note);
    return outcome;
}

} // namespace dockhand::fault
