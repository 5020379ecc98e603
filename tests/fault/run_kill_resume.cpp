// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill_resume: kills imports at random moments and checks that the same command brings them to the
// same end. The long form of tst_kill_resume.

#include "tests/data/order_generator.h"
#include "tests/fault/kill_resume.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace dockhand::fault;

namespace {

/// A set of files without bad records, and one with, both with orders that several files repeat.
/// Their folders; empty: they could not be written.
QStringList makeSets(const QString &folder)
{
    QStringList folders;
    for (const double dirtyShare : { 0.0, 0.02 }) {
        dockhand::testdata::OrderGenerator generator(
            { .seed = 3, .rowsPerFile = 12'000, .dirtyShare = dirtyShare, .repeatShare = 0.05 });
        folders += QDir(folder).filePath(dirtyShare > 0 ? u"dirty"_s : u"clean"_s);
        QDir().mkpath(folders.last());
        for (int index = 1; index <= 8; ++index) {
            QFile file(QDir(folders.last()).filePath(u"orders-%1.csv"_s.arg(index)));
            const auto content = QByteArray::fromStdString(generator.file());
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                return {};
        }
    }
    return folders;
}

bool play(const KillPlan &plan)
{
    const auto outcome
        = killAndResume(plan, [](const QString &line) { std::printf("%s\n", qPrintable(line)); });
    std::printf("%d kills in %d rounds, of which %d went on behind what was in, %d of these inside "
                "a file: %s\n",
                outcome.kills, outcome.rounds, outcome.resumedRounds, outcome.resumedInsideRounds,
                outcome.isSame ? "all contents are the same" : "NOT THE SAME");
    if (!outcome.isSame)
        std::printf("%s\n", qPrintable(outcome.difference));
    return outcome.isSame;
}

} // namespace

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
        { u"kills"_s, u"How many for each set of files (10)."_s, u"N"_s, u"10"_s },
        { u"seed"_s, u"Of the moments (1)."_s, u"N"_s, u"1"_s },
        { u"work"_s, u"Folder for the databases (a temporary one)."_s, u"DIR"_s },
    });
    parser.addPositionalArgument(
        u"folder"_s, u"What to import (a clean set of its own, then one with bad records)."_s,
        u"[DIR]"_s);
    parser.process(application);

    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run shows its steps, in a file, too
    const QTemporaryDir temporary;
    KillPlan plan;
    plan.command.program = parser.value(u"cli"_s);
    plan.inWindows = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS);
    plan.folder = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary.path();
    QDir().mkpath(plan.folder);
    plan.kills = parser.value(u"kills"_s).toInt();
    plan.seed = parser.value(u"seed"_s).toUInt();
    const auto given = parser.positionalArguments();
    const auto sets = given.isEmpty() ? makeSets(plan.folder) : given;
    bool areSame = !sets.isEmpty();
    for (const auto &set : sets) {
        plan.command.files = QStringList { set };
        areSame = areSame && play(plan);
    }
    return areSame ? 0 : 1;
}
