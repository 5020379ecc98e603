// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// import_properties: imports of random files by random profiles, disturbed at random moments, each
// compared with a reference that is slow and obvious. The long form of tst_import_properties.

#include "tests/fault/properties/case_run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace dockhand::fault;

namespace {

constexpr int kSomethingIsWrong = 1;
constexpr int kNotComplete = 2;
constexpr int kCasesPerLine = 100;

// One attempt, for the program that kills this one.
int playAttempt(const QCommandLineParser &parser)
{
    const auto importCase = makeCase(parser.value(u"seed"_s).toULongLong());
    CaseRun run(importCase, parser.value(u"work"_s), {});
    const auto attempt = parser.value(u"attempt"_s).split(u':');
    const auto fault = run.attempt(attempt.value(0).toInt(), attempt.value(1).toInt());
    std::fputs(qPrintable(fault), stdout);
    if (!fault.isEmpty())
        return kSomethingIsWrong;
    return run.isComplete() ? 0 : kNotComplete;
}

int playMany(std::uint64_t seed, int cases, const QString &folder)
{
    CasesOutcome all;
    while (all.cases < cases) {
        const auto some = playCases(seed + static_cast<std::uint64_t>(all.cases),
                                    std::min(kCasesPerLine, cases - all.cases), folder,
                                    QCoreApplication::applicationFilePath());
        all.cases += some.cases;
        all.figures += some.figures;
        all.failures += some.failures;
        for (const auto &failure : some.failures)
            std::printf("FAILED: %s\n\n", qPrintable(failure));
        std::printf("%d cases, %d of them failed\n", all.cases,
                    static_cast<int>(all.failures.size()));
    }
    std::printf("%s\n", qPrintable(figuresText(all.figures)));
    return all.failures.isEmpty() ? 0 : kSomethingIsWrong;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Imports random files in random ways and compares with a slow and obvious import."_s);
    parser.addHelpOption();
    parser.addOptions({
        { u"cases"_s, u"How many (100)."_s, u"N"_s, u"100"_s },
        { u"seed"_s, u"Of the first case; the next has the next seed (1)."_s, u"N"_s, u"1"_s },
        { u"work"_s,
          u"Folder for files and databases; those of failed cases stay (a temporary one)."_s,
          u"DIR"_s },
    });
    QCommandLineOption attempt(u"attempt"_s, u"One attempt of one case, for this program itself."_s,
                               u"ROUND:N"_s);
    attempt.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(attempt);
    parser.process(application);
    if (parser.isSet(u"attempt"_s))
        return playAttempt(parser);
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a long run shows its steps, in a file, too
    const QTemporaryDir temporary;
    const auto work = parser.isSet(u"work"_s) ? parser.value(u"work"_s) : temporary.path();
    return playMany(parser.value(u"seed"_s).toULongLong(), parser.value(u"cases"_s).toInt(), work);
}
