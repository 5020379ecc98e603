// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/kill_resume.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>

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

bool hasResumed(const QJsonObject &report)
{
    const auto files = report["files"_L1].toArray();
    return std::any_of(files.begin(), files.end(), [](const auto &file) {
        return file.toObject()["resumed_at_record"_L1].toInteger() > 0;
    });
}

/// The random moments, spread over what is left of the import.
class Moments
{
public:
    Moments(std::uint32_t seed, qint64 importMs)
        : m_random(seed)
        , m_importMs(std::max<qint64>(importMs, 20))
    {
    }

    // Mostly short, so that a round sees several kills before it ends.
    int next()
    {
        std::uniform_real_distribution<double> share(0.02, 0.55);
        return static_cast<int>(static_cast<double>(m_importMs) * share(m_random)) + 1;
    }

private:
    std::mt19937 m_random;
    qint64 m_importMs;
};

// One database from nothing to the end, killed until enough kills have met a running import.
bool playRound(const KillPlan &plan, Moments &moments, KillOutcome &outcome, const Note &note)
{
    auto command = plan.command;
    command.database = QDir(plan.folder).filePath(u"killed-%1.sqlite"_s.arg(++outcome.rounds));
    CliResult result;
    bool isFirst = true;
    do {
        const auto mayKill = outcome.kills < plan.kills;
        const auto moment = moments.next();
        result = mayKill ? command.runAndKill(moment) : command.run();
        if (result.wasKilled) {
            ++outcome.kills;
            isFirst = false;
            note(u"kill %1 after %2 ms"_s.arg(outcome.kills).arg(moment));
        }
    } while (result.wasKilled);
    if (!isComplete(result)) {
        outcome.difference
            = u"exit code %1: %2"_s.arg(result.exitCode).arg(QString::fromUtf8(result.errorText));
        return false;
    }
    if (!isFirst && hasResumed(result.report))
        ++outcome.resumedRuns;
    const auto content = contentOf(command.database);
    note(u"round %1 came to its end"_s.arg(outcome.rounds));
    if (content != outcome.undisturbed) {
        outcome.difference = u"undisturbed:\n%1\nkilled and resumed:\n%2"_s.arg(
            describe(outcome.undisturbed), describe(content));
        return false;
    }
    QFile::remove(command.database);
    return true;
}

} // namespace

KillOutcome killAndResume(const KillPlan &plan, const Note &note)
{
    KillOutcome outcome;
    auto command = plan.command;
    command.database = QDir(plan.folder).filePath(u"undisturbed.sqlite"_s);
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

    Moments moments(plan.seed, importMs);
    outcome.isSame = true;
    while (outcome.isSame && outcome.kills < plan.kills)
        outcome.isSame = playRound(plan, moments, outcome, note);
    return outcome;
}

} // namespace dockhand::fault
