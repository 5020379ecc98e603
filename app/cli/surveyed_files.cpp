// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/surveyed_files.h"

#include "core/engine/import_queue.h"

#include <QEventLoop>

#include <algorithm>

namespace dockhand::cli {

std::vector<advisor::FileSurvey> surveyedFiles(const QStringList &paths,
                                               const advisor::SurveyOptions &options,
                                               const InterruptSignal &interrupt)
{
    engine::ImportQueue queue(options);
    QEventLoop loop;
    QObject::connect(&queue, &engine::ImportQueue::idle, &loop, &QEventLoop::quit);
    QObject::connect(&interrupt, &InterruptSignal::raised, &loop, &QEventLoop::quit);
    queue.add(paths);
    while (queue.isBusy() && !interrupt.wasRaised())
        loop.exec();
    std::vector<advisor::FileSurvey> surveys;
    for (const auto &item : queue.items()) {
        if (item.surveyed)
            surveys.push_back(item.survey);
    }
    return surveys;
}

std::size_t importable(const std::vector<advisor::FileSurvey> &surveys)
{
    return static_cast<std::size_t>(
        std::count_if(surveys.begin(), surveys.end(),
                      [](const advisor::FileSurvey &survey) { return !survey.error; }));
}

} // namespace dockhand::cli
