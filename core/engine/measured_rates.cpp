// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measured_rates.h"

#include "core/ledger/ledger.h"
#include "core/target/target.h"

#include <QFileInfo>

#include <algorithm>

namespace dockhand::engine {

namespace {

constexpr std::int64_t kTellingRecords = 20'000; ///< a shorter run says little about speed

// Most of it went in, and it was not cut off or cancelled: what runs that skip or repeat take says
// nothing of new rows, and one that was cancelled often stood still before.
bool isTelling(const ledger::RunRecord &run)
{
    return run.finishedAt.isValid() && run.state != ledger::RunState::Cancelled
        && run.counts.read >= kTellingRecords && run.counts.inserted > run.counts.read / 2;
}

advisor::Rates ratesOf(const ledger::RunRecord &run)
{
    advisor::Rates rates;
    const auto ms = std::max<qint64>(1, run.startedAt.msecsTo(run.finishedAt));
    rates.rowsPerSecond = static_cast<double>(run.counts.read) * 1000 / static_cast<double>(ms);
    rates.measured = true;
    return rates;
}

} // namespace

Result<advisor::Rates> measuredRates(const target::TargetAddress &address)
{
    if (address.driver == QLatin1String("QSQLITE") && !QFileInfo::exists(address.database))
        return advisor::Rates {};
    target::TargetOptions options;
    options.readOnly = true;
    const auto opened = target::openTarget(address, options);
    if (!opened)
        return failure(opened.error());
    const auto found = ledger::Ledger::open(**opened);
    // An older ledger is brought up to date by the run itself, which may write.
    if (!found && found.error().code == ErrorCode::DbReadOnly)
        return advisor::Rates {};
    if (!found)
        return failure(found.error());
    const auto runs = (*found)->runs();
    if (!runs)
        return failure(runs.error());
    const auto last = std::find_if(runs->begin(), runs->end(), isTelling);
    return last == runs->end() ? advisor::Rates {} : ratesOf(*last);
}

} // namespace dockhand::engine
