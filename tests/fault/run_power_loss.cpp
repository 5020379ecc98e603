// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// power_loss: takes the power away from imports at random moments and checks that nothing that was
// told to be in is lost and that the same import comes to the same end. The long form of
// tst_power_loss.

#include "tests/fault/power_loss.h"

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
        u"Imports on a disk that loses what was not synced, resumes, and compares."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"losses"_s, u"How many (20)."_s, u"N"_s, u"20"_s },
        { u"seed"_s, u"Of the moments and of what is left each time (1)."_s, u"N"_s, u"1"_s },
        { u"ignore-sync"_s, u"The disk lies when it is asked to sync: damage must be found."_s },
        { u"work"_s, u"Folder for data and databases (a temporary one)."_s, u"DIR"_s },
    });
    parser.process(application);

    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run shows its steps, in a file, too
    const QTemporaryDir temporary;
    PowerLossPlan plan;
    plan.program = QStringLiteral(DOCKHAND_IMPORT_IN_WINDOWS);
    plan.folder = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary.path();
    plan.losses = parser.value(u"losses"_s).toInt();
    plan.seed = parser.value(u"seed"_s).toUInt();
    plan.ignoresSync = parser.isSet(u"ignore-sync"_s);
    const auto outcome = losePowerAndResume(
        plan, [](const QString &line) { std::printf("%s\n", qPrintable(line)); });
    std::printf("%s\n", qPrintable(outcome.summary()));
    if (outcome.faults > 0)
        std::printf("first fault: %s\n", qPrintable(outcome.firstFault));
    return outcome.faults == 0 && outcome.losses == plan.losses ? 0 : 1;
}
