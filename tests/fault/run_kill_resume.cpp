// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill_resume: kills imports at random moments and checks that the same command brings them to the
// same end. The long form of tst_kill_resume.

#include "tests/fault/kill_resume.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace dockhand::fault;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Kills dockhand-cli at random moments, resumes, and compares with an undisturbed import."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"cli"_s, u"The program (the one of this build)."_s, u"FILE"_s,
          QStringLiteral(DOCKHAND_CLI) },
        { u"kills"_s, u"How many (10)."_s, u"N"_s, u"10"_s },
        { u"seed"_s, u"Of the moments (1)."_s, u"N"_s, u"1"_s },
        { u"work"_s, u"Folder for the databases (a temporary one)."_s, u"DIR"_s },
    });
    parser.addPositionalArgument(u"files"_s, u"What to import: files or folders."_s,
                                 u"FILE|DIR…"_s);
    parser.process(application);
    if (parser.positionalArguments().isEmpty())
        parser.showHelp(1);

    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run shows its steps, in a file, too
    const QTemporaryDir temporary;
    KillPlan plan;
    plan.command.program = parser.value(u"cli"_s);
    plan.command.files = parser.positionalArguments();
    plan.folder = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary.path();
    QDir().mkpath(plan.folder);
    plan.kills = parser.value(u"kills"_s).toInt();
    plan.seed = parser.value(u"seed"_s).toUInt();
    const auto outcome
        = killAndResume(plan, [](const QString &line) { std::printf("%s\n", qPrintable(line)); });
    std::printf("%d kills in %d rounds, %d of them ended by going on inside a file: %s\n",
                outcome.kills, outcome.rounds, outcome.resumedRuns,
                outcome.isSame ? "all contents are the same" : "NOT THE SAME");
    if (!outcome.isSame)
        std::printf("%s\n", qPrintable(outcome.difference));
    return outcome.isSame ? 0 : 1;
}
