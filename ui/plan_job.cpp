// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan_job.h"

#include "core/base/system_info.h"
#include "core/engine/measured_rates.h"

namespace dockhand::ui {

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
    lean.sniff.compression = survey.sniff.compression;
    lean.sniff.packedPerByte = survey.sniff.packedPerByte;
    lean.sniff.unpackingMemory = survey.sniff.unpackingMemory;
    lean.sniff.isEncodingGuessed = survey.sniff.isEncodingGuessed;
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
    if (const auto measured = engine::measuredRates(request.target)) {
        rates = *measured;
    } else {
        answer.targetError = measured.error();
    }
    answer.plan = advisor::makePlan(request.files, systemInfo(), rates, request.overrides);
    return answer;
}

} // namespace dockhand::ui
