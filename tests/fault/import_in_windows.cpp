// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/survey.h"
#include "core/engine/import_run.h"
#include "core/profile/import_profile.h"
#include "core/target/target_address.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace dockhand;

namespace {

std::vector<advisor::FileSurvey> surveysOf(const QString &folder)
{
    advisor::SurveyOptions options;
    for (auto &profile : profile::loadProfiles({}))
        options.profiles.push_back(
            std::make_shared<const profile::ImportProfile>(std::move(profile)));
    std::vector<advisor::FileSurvey> surveys;
    const QDir data(folder);
    for (const auto &name : data.entryList(QDir::Files, QDir::Name))
        surveys.push_back(advisor::surveyFile(data.filePath(name), options));
    return surveys;
}

} // namespace

/// Imports a folder with windows, chunks and memory as small as one likes, which the command line
/// does not offer: what is a matter of gigabytes there is one of kilobytes here. Its exit code is
/// that of `dockhand-cli import`.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addOptions({ { u"to"_s, u"SQLite database."_s, u"path"_s },
                      { u"window-rows"_s, u"Records of a window."_s, u"n"_s, u"1000"_s },
                      { u"window-bytes"_s, u"Of a window in memory."_s, u"n"_s, u"65536"_s },
                      { u"chunk-rows"_s, u"Records of a chunk."_s, u"n"_s, u"200"_s },
                      { u"concurrency"_s, u"Files at once."_s, u"n"_s, u"1"_s } });
    line.addPositionalArgument(u"folder"_s, u"What to import."_s);
    line.process(application);

    engine::ImportOptions options;
    options.target = *target::parseTargetAddress(u"sqlite:"_s + line.value(u"to"_s));
    options.plan.windowRows = line.value(u"window-rows"_s).toInt();
    options.plan.windowBytes = line.value(u"window-bytes"_s).toLongLong();
    options.plan.chunkRows.value = line.value(u"chunk-rows"_s).toInt();
    options.plan.concurrency.value = line.value(u"concurrency"_s).toInt();
    engine::ImportRun run(surveysOf(line.positionalArguments().value(0)), options);
    QObject::connect(&run, &engine::ImportRun::finished, &application, &QCoreApplication::quit);
    run.start();
    QCoreApplication::exec();
    const auto &result = run.result();
    if (result.error)
        std::fputs(qPrintable(errorText(*result.error) + u'\n'), stderr);
    return result.state == ledger::RunState::Succeeded ? 0
        : result.state == ledger::RunState::Partial    ? 2
                                                       : 3;
}
