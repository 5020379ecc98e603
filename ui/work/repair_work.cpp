// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/repair_work.h"

#include "core/advisor/import_plan.h"
#include "core/base/system_info.h"
#include "core/engine/measured_rates.h"
#include "core/target/target.h"
#include "ui/background.h"

namespace dockhand::ui {

RepairWork::RepairWork(QObject *parent)
    : QObject(parent)
{
    connect(&m_preparing, &QFutureWatcherBase::finished, this, &RepairWork::onPrepared);
}

RepairWork::~RepairWork()
{
    m_preparing.waitForFinished();
    m_run.reset(); // before what it reads
}

void RepairWork::bringIn(const target::TargetAddress &target,
                         std::vector<report::CorrectedRecord> records)
{
    prepare(target, [records = std::move(records)](target::Target &where, ledger::Ledger &ledger) {
        return engine::prepareRepairs(records, where, ledger);
    });
}

void RepairWork::bringInSheet(const target::TargetAddress &target, const QString &path)
{
    prepare(target,
            [path](target::Target &where,
                   ledger::Ledger &ledger) -> Result<std::vector<engine::Repair>> {
                auto repair = engine::prepareRepair(path, where, ledger);
                if (!repair) {
                    return failure(repair.error());
                }
                std::vector<engine::Repair> repairs;
                repairs.push_back(*std::move(repair));
                return repairs;
            });
}

void RepairWork::prepare(const target::TargetAddress &target, const Prepare &prepare)
{
    if (m_isRunning) {
        return;
    }
    m_isRunning = true;
    m_isCancelled = false;
    m_outcome = {};
    m_preparing.setFuture(inBackground([target, prepare] { return prepared(target, prepare); }));
}

std::shared_ptr<RepairWork::Prepared> RepairWork::prepared(const target::TargetAddress &target,
                                                           const Prepare &prepare)
{
    auto result = std::make_shared<Prepared>();
    const auto tryIt = [&]() -> Result<void> {
        target::TargetOptions options;
        options.readOnly = true;
        const auto opened = target::openTarget(target, options);
        if (!opened) {
            return failure(opened.error());
        }
        const auto ledger = ledger::Ledger::open(**opened);
        if (!ledger) {
            return failure(ledger.error());
        }
        auto repairs = prepare(**opened, **ledger);
        if (!repairs) {
            return failure(repairs.error());
        }
        result->repairs = *std::move(repairs);
        return {};
    };
    if (const auto done = tryIt(); !done) {
        result->error = done.error();
        return result;
    }
    const auto rates = engine::measuredRates(target).value_or(advisor::Rates {});
    for (const engine::Repair &repair : result->repairs) {
        engine::ImportOptions options;
        options.target = target;
        options.plan = advisor::makePlan(std::span(&repair.survey, 1), systemInfo(), rates, {});
        engine::apply(repair, options);
        result->options.push_back(std::move(options));
    }
    return result;
}

void RepairWork::onPrepared()
{
    m_prepared = m_preparing.result();
    m_outcome.error = m_prepared->error;
    m_next = 0;
    startNext();
}

void RepairWork::startNext()
{
    if (m_outcome.error || m_isCancelled || m_next == m_prepared->repairs.size()) {
        finish();
        return;
    }
    const engine::Repair &repair = m_prepared->repairs[m_next];
    m_outcome.given += repair.records;
    m_outcome.alreadyIn += repair.alreadyIn;
    m_outcome.leftOut += repair.unchanged + repair.otherChannel;
    m_unchanged = repair.unchanged;
    m_run = std::make_unique<engine::ImportRun>(std::vector { repair.survey },
                                                m_prepared->options[m_next]);
    ++m_next;
    connect(m_run.get(), &engine::ImportRun::noted, this, &RepairWork::noted);
    connect(m_run.get(), &engine::ImportRun::finished, this, &RepairWork::onRunFinished);
    m_run->start();
}

void RepairWork::onRunFinished(const engine::RunResult &result)
{
    m_outcome.in += result.counts.inserted + result.counts.updated + result.counts.duplicate;
    m_outcome.stillRejected += std::max<std::int64_t>(0, result.counts.rejected - m_unchanged);
    if (result.runId != 0) {
        m_outcome.runs.push_back(result.runId);
    }
    m_isCancelled = m_isCancelled || result.state == ledger::RunState::Cancelled;
    if (result.error) {
        m_outcome.error = result.error;
    } else if (!result.files.empty() && result.files.front().error) {
        m_outcome.error = *result.files.front().error;
    }
    m_run.release()->deleteLater(); // it is the sender
    startNext();
}

void RepairWork::cancel()
{
    m_isCancelled = m_isRunning;
    if (m_run) {
        m_run->cancel();
    }
}

void RepairWork::finish()
{
    m_outcome.isCancelled = m_isCancelled;
    m_prepared->repairs.clear(); // the future keeps it, but their files go
    m_prepared.reset();
    m_isRunning = false;
    Q_EMIT finished(m_outcome);
}

} // namespace dockhand::ui
