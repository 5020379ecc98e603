// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// import_orders [--without-ledger] DATABASE FOLDER: the engine's import of a folder, with all that
// it writes into the ledger or with nothing of it, for the price of it.
#include "core/advisor/import_plan.h"
#include "core/advisor/surveyor.h"
#include "core/base/system_info.h"
#include "core/engine/import_run.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>

#include <cstdio>

using namespace dockhand;
using namespace Qt::StringLiterals;

namespace {

std::vector<advisor::FileSurvey> surveysOf(const QString &folder)
{
    advisor::SurveyOptions options;
    for (auto &profile : profile::loadProfiles({}))
        options.profiles.push_back(
            std::make_shared<const profile::ImportProfile>(std::move(profile)));
    std::vector<advisor::FileSurvey> surveys;
    const QDir files(folder);
    for (const auto &name : files.entryList(QDir::Files, QDir::Name))
        surveys.push_back(advisor::surveyFile(files.filePath(name), options));
    return surveys;
}

} // namespace

int main(int argc, char *argv[])
{
    returnFreedMemory();
    const QCoreApplication application(argc, argv);
    auto words = QCoreApplication::arguments().sliced(1);
    engine::ImportOptions options;
    options.keepsLedger = words.removeAll(u"--without-ledger"_s) == 0;
    if (words.size() != 2) {
        std::fputs("import_orders: give a database and a folder\n", stderr);
        return 1;
    }
    options.target = target::parseTargetAddress(u"sqlite:"_s + words[0]).value();
    auto surveys = surveysOf(words[1]);
    options.plan = advisor::makePlan(surveys, systemInfo(), {}, {});
    engine::ImportRun run(std::move(surveys), options);
    QEventLoop loop;
    QObject::connect(&run, &engine::ImportRun::finished, &loop, &QEventLoop::quit);
    run.start();
    loop.exec();
    return run.result().error ? 1 : 0;
}
