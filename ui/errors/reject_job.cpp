// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/reject_job.h"

#include "core/target/target.h"

#include <QSaveFile>

#include <functional>

namespace dockhand::ui {

namespace {

template <class T>
using LedgerWork = std::function<Result<T>(ledger::Ledger &ledger, std::int64_t runId)>;

Result<std::int64_t> newestRun(ledger::Ledger &ledger)
{
    auto runs = ledger.runs();
    if (!runs) {
        return failure(runs.error());
    }
    return runs->empty() ? 0 : runs->front().id;
}

/// Opens the target for reading and hands its ledger and the run in question to `work`.
template <class T>
Result<T> withLedger(const RejectRequest &request, const LedgerWork<T> &work)
{
    target::TargetOptions options;
    options.readOnly = true;
    const auto opened = target::openTarget(request.target, options);
    if (!opened) {
        return failure(opened.error());
    }
    const auto ledger = ledger::Ledger::open(**opened);
    if (!ledger) {
        return failure(ledger.error());
    }
    const auto run = request.runId != 0 ? Result<std::int64_t>(request.runId) : newestRun(**ledger);
    if (!run) {
        return failure(run.error());
    }
    return work(**ledger, *run);
}

Result<RejectPage> readPage(const RejectRequest &request, ledger::Ledger &ledger,
                            std::int64_t runId)
{
    RejectPage page;
    page.runId = runId;
    auto rejects = ledger.rejects({ runId, request.fileId }, request.afterId, request.limit);
    if (!rejects) {
        return failure(rejects.error());
    }
    page.rejects = std::move(*rejects);
    page.isLast = page.rejects.size() < static_cast<std::size_t>(request.limit);
    return page;
}

} // namespace

RejectPage loadRejects(const RejectRequest &request)
{
    auto page
        = withLedger<RejectPage>(request, [&request](ledger::Ledger &ledger, std::int64_t runId) {
              return readPage(request, ledger, runId);
          });
    if (page) {
        return std::move(*page);
    }
    RejectPage failed;
    failed.runId = request.runId;
    failed.error = page.error();
    return failed;
}

Result<std::int64_t> exportRejects(const RejectRequest &request, report::ReportFormat format,
                                   const QString &path)
{
    return withLedger<std::int64_t>(
        request, [&](ledger::Ledger &ledger, std::int64_t runId) -> Result<std::int64_t> {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly)) {
                return failure(ErrorCode::OutputUnwritable, { path, file.errorString() },
                               inFile(path));
            }
            auto written
                = report::writeErrorReport(ledger, { runId, request.fileId }, format, file);
            if (written && !file.commit()) {
                return failure(ErrorCode::OutputUnwritable, { path, file.errorString() },
                               inFile(path));
            }
            return written;
        });
}

} // namespace dockhand::ui
