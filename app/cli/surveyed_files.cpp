// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/surveyed_files.h"

#include "app/cli/console.h"
#include "core/engine/import_queue.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QLocale>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SurveyedFiles)
};

} // namespace

SurveyedFiles surveyedFiles(const QStringList &paths, const advisor::SurveyOptions &options,
                            const InterruptSignal &interrupt)
{
    engine::ImportQueue queue(options);
    QEventLoop loop;
    QObject::connect(&queue, &engine::ImportQueue::idle, &loop, &QEventLoop::quit);
    QObject::connect(&interrupt, &InterruptSignal::raised, &loop, &QEventLoop::quit);
    queue.add(paths);
    while (queue.isBusy() && !interrupt.wasRaised())
        loop.exec();
    SurveyedFiles files;
    files.passedOver = queue.passedOver();
    files.surveys.reserve(queue.items().size());
    for (const auto &item : queue.items()) {
        if (item.surveyed)
            files.surveys.push_back(item.survey);
    }
    return files;
}

QString passedOverText(const engine::PassedOver &passedOver)
{
    if (passedOver.count == 0)
        return {};
    const auto names = printable(passedOver.names.join(u", "_s));
    const auto more = passedOver.count - passedOver.names.size();
    if (more == 0)
        return Words::tr("Passed over in folders, since they hold no tables: %1.").arg(names);
    return Words::tr("Passed over in folders, since they hold no tables: %1 and %2 more.")
        .arg(names, QLocale().toString(static_cast<qlonglong>(more)));
}

Error noneFoundIn(const QStringList &paths)
{
    return { ErrorCode::FileNoneFound, {}, { printable(paths.join(u", "_s)) } };
}

std::size_t importable(const std::vector<advisor::FileSurvey> &surveys)
{
    return static_cast<std::size_t>(
        std::count_if(surveys.begin(), surveys.end(),
                      [](const advisor::FileSurvey &survey) { return !survey.error; }));
}

} // namespace dockhand::cli
