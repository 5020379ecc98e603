// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/recommend_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt_signal.h"
#include "app/cli/option_values.h"
#include "app/cli/survey_json.h"
#include "app/cli/surveyed_files.h"
#include "core/advisor/import_plan.h"
#include "core/base/text.h"
#include "core/engine/measured_rates.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RecommendCommand)
};

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString secondsText(std::int64_t milliseconds)
{
    return Words::tr("%1 s").arg(
        QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

void printField(const QString &name, const QString &value)
{
    printOut(u"  "_s + name.leftJustified(16) + u' ' + value + u'\n');
}

void printPlan(const advisor::ImportPlan &plan)
{
    printField(Words::tr("Files"),
               Words::tr("%1, %2").arg(number(plan.files), formatBytes(plan.bytes)));
    printField(Words::tr("Records"), Words::tr("about %1").arg(number(plan.estimatedRecords)));
    printField(Words::tr("Time"),
               Words::tr("about %1, between %2 and %3")
                   .arg(secondsText(plan.estimatedMs), secondsText(plan.fastestMs),
                        secondsText(plan.slowestMs)));
    printField(Words::tr("Files at once"), number(plan.concurrency.value));
    printField(Words::tr("Chunk"), Words::tr("%1 records").arg(number(plan.chunkRows.value)));
    printField(
        Words::tr("Memory"),
        Words::tr("about %1, limit %2")
            .arg(formatBytes(plan.estimatedPeakBytes), formatBytes(plan.memoryLimitBytes.value)));
    printOut(u'\n' + Words::tr("Why:") + u'\n');
    for (const auto &reason : plan.reasons)
        printOut(u"  - "_s + reason + u'\n');
}

void printProblems(const std::vector<advisor::FileSurvey> &surveys)
{
    for (const auto &survey : surveys) {
        if (survey.error)
            printError(*survey.error);
    }
}

int exitCode(const std::vector<advisor::FileSurvey> &surveys)
{
    const auto good = importable(surveys);
    if (good == 0)
        return kFailed;
    return good == surveys.size() ? kAllIn : kPartial;
}

} // namespace

int recommendCommand(const QStringList &arguments)
{
    CommandLine line(u"recommend"_s, u"FILE|FOLDER…"_s,
                     Words::tr("Shows how an import of these files would be carried out, how long "
                               "it would take, and why."));
    line.addTargetOption();
    line.addSurveyOptions();
    line.addDialectOptions();
    line.add(u"json"_s, QString(), Words::tr("Print one JSON object."));
    if (const auto code = line.parse(arguments))
        return *code;
    if (line.positional().isEmpty())
        return line.usageError(Words::tr("no file was named"));
    const auto target = targetOption(line);
    if (!target)
        return line.usageError(errorText(target.error()));
    const auto options = surveyOptions(line);
    if (!options)
        return line.usageError(errorText(options.error()));
    const InterruptSignal interrupt;
    const auto files = surveyedFiles(line.positional(), *options, interrupt);
    if (interrupt.wasRaised())
        return kCancelled;
    const auto &surveys = files.surveys;
    if (files.passedOver.count > 0)
        printError(passedOverText(files.passedOver));
    if (surveys.empty())
        printError(noneFoundIn(line.positional()));
    // A database that cannot be asked leaves the first guess; the import itself will say why.
    const auto rates = engine::measuredRates(*target).value_or(advisor::Rates {});
    const auto plan = advisor::makePlan(surveys, systemInfo(), rates, {});
    if (line.has(u"json"_s)) {
        QJsonArray list;
        for (const auto &survey : surveys)
            list.append(surveyJson(survey, SurveyDetail::Brief));
        const auto error = surveys.empty() ? QJsonValue(errorJson(noneFoundIn(line.positional())))
                                           : QJsonValue();
        printJson(
            { { u"plan"_s, advisor::toJson(plan) }, { u"files"_s, list }, { u"error"_s, error } });
    } else {
        printPlan(plan);
        printProblems(surveys);
    }
    return exitCode(surveys);
}

} // namespace dockhand::cli
