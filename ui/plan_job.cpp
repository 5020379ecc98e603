// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan_job.h"

#include "core/base/system_info.h"
#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QFileInfo>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kTellingRecords = 20'000; ///< a shorter run says little about speed

advisor::Rates ratesOf(const ledger::RunRecord &run)
{
    advisor::Rates rates;
    const auto ms = run.startedAt.msecsTo(run.finishedAt);
    rates.rowsPerSecond = static_cast<double>(run.counts.read) * 1000
        / static_cast<double>(std::max(qint64(1), ms));
    rates.measured = true;
    return rates;
}

Result<advisor::Rates> measuredRates(const target::TargetAddress &address)
{
    target::TargetOptions options;
    options.readOnly = true;
    const auto opened = target::openTarget(address, options);
    if (!opened) {
        return failure(opened.error());
    }
    const auto found = ledger::Ledger::open(**opened);
    if (!found) {
        return failure(found.error());
    }
    const auto runs = (*found)->runs();
    if (!runs) {
        return failure(runs.error());
    }
    for (const ledger::RunRecord &run : *runs) {
        const bool isTelling = run.finishedAt.isValid() && run.counts.read >= kTellingRecords
            && run.counts.inserted > run.counts.read / 2;
        if (isTelling) {
            return ratesOf(run);
        }
    }
    return advisor::Rates {};
}

bool isMissingFile(const target::TargetAddress &address)
{
    return address.driver == "QSQLITE"_L1 && !QFileInfo::exists(address.database);
}

} // namespace

advisor::FileSurvey withoutSample(const advisor::FileSurvey &survey)
{
    advisor::FileSurvey lean;
    lean.path = survey.path;
    lean.sizeBytes = survey.sizeBytes;
    lean.modified = survey.modified;
    lean.fingerprint = survey.fingerprint;
    lean.sniff.dialect = survey.sniff.dialect;
    lean.sniff.header = survey.sniff.header;
    lean.sniff.confidence = survey.sniff.confidence;
    lean.sniff.reasons = survey.sniff.reasons;
    lean.binding = survey.binding;
    lean.estimatedRecords = survey.estimatedRecords;
    lean.bytesPerRecord = survey.bytesPerRecord;
    lean.badShare = survey.badShare;
    lean.error = survey.error;
    return lean;
}

PlanAnswer makePlanFor(const PlanRequest &request)
{
    PlanAnswer answer;
    advisor::Rates rates;
    if (!isMissingFile(request.target)) {
        const auto measured = measuredRates(request.target);
        if (measured) {
            rates = *measured;
        } else {
            answer.targetError = measured.error();
        }
    }
    answer.plan = advisor::makePlan(request.files, systemInfo(), rates, request.overrides);
    return answer;
}

} // namespace dockhand::ui
