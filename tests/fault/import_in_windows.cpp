// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/survey.h"
#include "core/engine/import_run.h"
#include "core/engine/repair.h"
#include "core/profile/import_profile.h"
#include "core/target/target_address.h"
#include "tests/fault/losing_vfs.h"

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

// As `dockhand-cli repair` does it.
Result<engine::Repair> repairOf(const QString &sheet, engine::ImportOptions &options)
{
    target::TargetOptions reading;
    reading.readOnly = true;
    const auto target = target::openTarget(options.target, reading);
    if (!target)
        return failure(target.error());
    const auto ledger = ledger::Ledger::open(**target);
    if (!ledger)
        return failure(ledger.error());
    auto repair = engine::prepareRepair(sheet, **target, **ledger);
    if (repair)
        engine::apply(*repair, options);
    return repair;
}

// What whoever watches the run knows to be in, one line for each file.
void tellFiles(const engine::ImportRun &run, const std::vector<advisor::FileSurvey> &surveys)
{
    for (std::size_t file = 0; file < surveys.size(); ++file) {
        const auto progress = run.board().progressOf(file);
        std::printf("file\t%s\t%lld\t%lld\t%s\n", qPrintable(ledger::fileStateName(progress.state)),
                    static_cast<long long>(progress.counts.inserted),
                    static_cast<long long>(progress.counts.rejected),
                    qPrintable(surveys[file].path));
    }
}

fault::LossPlan lossPlan(const QCommandLineParser &line)
{
    return { .atOperation = line.value(u"lose-at"_s).toLongLong(),
             .seed = line.value(u"loss-seed"_s).toUInt(),
             .spoilsSectors = line.isSet(u"spoil-sectors"_s),
             .ignoresSync = line.isSet(u"ignore-sync"_s) };
}

// The power may also go when all is told to be done.
void endOnLosingDisk(const fault::LossPlan &plan, ledger::RunState state)
{
    std::printf("run\t%s\n", qPrintable(ledger::runStateName(state)));
    std::printf("operations\t%lld\n", static_cast<long long>(fault::operationsOnLosingDisk()));
    if (plan.atOperation > 0)
        fault::losePower();
}

} // namespace

/// Imports a folder with windows, chunks and memory as small as one likes, which the command line
/// does not offer: what is a matter of gigabytes there is one of kilobytes here. Its exit code is
/// that of `dockhand-cli import`, or kLossExit when the power went.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser line;
    line.addOptions({ { u"to"_s, u"SQLite database."_s, u"path"_s },
                      { u"window-rows"_s, u"Records of a window."_s, u"n"_s, u"1000"_s },
                      { u"window-bytes"_s, u"Of a window in memory."_s, u"n"_s, u"65536"_s },
                      { u"chunk-rows"_s, u"Records of a chunk."_s, u"n"_s, u"200"_s },
                      { u"concurrency"_s, u"Files at once."_s, u"n"_s, u"1"_s },
                      { u"on-duplicate"_s, u"skip, update or reject."_s, u"policy"_s, u"skip"_s },
                      { u"repair"_s, u"What is imported is a sheet of corrected rejects."_s },
                      { u"cache-bytes"_s, u"Of the database's page cache."_s, u"n"_s },
                      { u"lose-at"_s, u"Operation at which the power goes, 0: never."_s, u"n"_s },
                      { u"loss-seed"_s, u"Of what is left then."_s, u"n"_s, u"1"_s },
                      { u"spoil-sectors"_s, u"The disk writes whole sectors."_s },
                      { u"ignore-sync"_s, u"The disk lies."_s } });
    line.addPositionalArgument(u"folder"_s, u"What to import; with --repair: the sheet."_s);
    line.process(application);

    engine::ImportOptions options;
    options.target = *target::parseTargetAddress(u"sqlite:"_s + line.value(u"to"_s));
    options.plan.windowRows = line.value(u"window-rows"_s).toInt();
    options.plan.windowBytes = line.value(u"window-bytes"_s).toLongLong();
    options.plan.chunkRows.value = line.value(u"chunk-rows"_s).toInt();
    options.plan.concurrency.value = line.value(u"concurrency"_s).toInt();
    if (line.isSet(u"cache-bytes"_s))
        options.plan.cacheBytes = line.value(u"cache-bytes"_s).toLongLong();
    options.duplicates = profile::duplicatePolicyFromName(line.value(u"on-duplicate"_s))
                             .value_or(options.duplicates);
    const auto what = line.positionalArguments().value(0);
    Result<engine::Repair> repair;
    std::vector<advisor::FileSurvey> surveys;
    if (!line.isSet(u"repair"_s)) {
        surveys = surveysOf(what);
    } else if (repair = repairOf(what, options); repair) {
        surveys = { repair->survey };
    } else {
        std::fputs(qPrintable(errorText(repair.error()) + u'\n'), stderr);
        return 3;
    }
    engine::ImportRun run(surveys, options);
    const bool isOnLosingDisk = line.isSet(u"lose-at"_s);
    if (isOnLosingDisk)
        fault::useLosingDisk(lossPlan(line), [&] { tellFiles(run, surveys); });
    QObject::connect(&run, &engine::ImportRun::finished, &application, &QCoreApplication::quit);
    run.start();
    QCoreApplication::exec();
    const auto &result = run.result();
    if (result.error)
        std::fputs(qPrintable(errorText(*result.error) + u'\n'), stderr);
    if (isOnLosingDisk)
        endOnLosingDisk(lossPlan(line), result.state);
    return result.state == ledger::RunState::Succeeded ? 0
        : result.state == ledger::RunState::Partial    ? 2
                                                       : 3;
}
