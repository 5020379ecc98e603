// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill_changes: kills undos and repairs at random moments and checks what is there then, and that
// the same command brings them to the same end. The long form of tst_cut_changes.

#include "tests/fault/scene_changes.h"

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
        u"Kills undos and repairs at random moments, and compares with undisturbed ones."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"kills"_s, u"How many of each kind of change (20)."_s, u"N"_s, u"20"_s },
        { u"rows"_s, u"Records of each file (3000)."_s, u"N"_s, u"3000"_s },
        { u"seed"_s, u"Of the moments (1)."_s, u"N"_s, u"1"_s },
        { u"work"_s, u"Folder for the databases (a temporary one)."_s, u"DIR"_s },
    });
    parser.process(application);

    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run shows its steps, in a file, too
    const QTemporaryDir temporary;
    const auto folder = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary.path();
    QDir().mkpath(folder);
    HistoryScene scene(folder, QStringLiteral(DOCKHAND_CLI), parser.value(u"rows"_s).toInt());
    if (const auto fault = scene.make(); !fault.isEmpty()) {
        std::printf("%s\n", qPrintable(fault));
        return 1;
    }
    const auto undos = undosOf(scene);
    const auto repairs = repairsOf(scene, QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS));
    if (undos.isEmpty() || repairs.isEmpty()) {
        std::printf("the undisturbed changes fail\n");
        return 1;
    }
    const auto kills = parser.value(u"kills"_s).toInt();
    std::mt19937 random(parser.value(u"seed"_s).toUInt());
    CutCounts all;
    for (const auto &change : undos + repairs) {
        CutCounts counts;
        while (counts.kills < kills) {
            if (const auto fault = playRound(change, kills, random, counts); !fault.isEmpty()) {
                std::printf("%s: NOT THE SAME\n%s\n", qPrintable(change.name), qPrintable(fault));
                return 1;
            }
        }
        std::printf("%s: %d kills in %d rounds, %d left a log, %d met a part of it in or all\n",
                    qPrintable(change.name), counts.kills, counts.rounds, counts.killsWithLog,
                    counts.killsInChange);
        all.kills += counts.kills;
        all.rounds += counts.rounds;
        all.killsWithLog += counts.killsWithLog;
    }
    std::printf("%d kills in %d rounds, %d of them left a log: all contents are the same\n",
                all.kills, all.rounds, all.killsWithLog);
    return 0;
}
