// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/reject_job.h"

#include "core/target/target.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <functional>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

template <class T>
using LedgerWork
    = std::function<Result<T>(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter)>;

/// The files of these paths that the ledger knows.
Result<ledger::Ledger::RejectFilter> filterFor(ledger::Ledger &ledger, const QStringList &paths)
{
    auto ids = ledger.fileIdsOf(paths);
    if (!ids) {
        return failure(ids.error());
    }
    std::erase(*ids, 0);
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
    ledger::Ledger::RejectFilter filter;
    filter.fileIds = std::move(*ids);
    return filter;
}

/// Opens the target for reading and hands its ledger and the files in question to `work`.
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
    const auto filter = filterFor(**ledger, request.paths);
    if (!filter) {
        return failure(filter.error());
    }
    return work(**ledger, *filter);
}

Result<RejectPage> readPage(const RejectRequest &request, ledger::Ledger &ledger,
                            const ledger::Ledger::RejectFilter &filter)
{
    RejectPage page;
    auto rejects = ledger.rejects(filter, request.afterId, request.limit);
    if (!rejects) {
        return failure(rejects.error());
    }
    page.rejects = std::move(*rejects);
    page.isLast = page.rejects.size() < static_cast<std::size_t>(request.limit);
    return page;
}

bool isNotMadeYet(const target::TargetAddress &address)
{
    return address.driver == "QSQLITE"_L1 && !QFileInfo::exists(address.database);
}

} // namespace

RejectPage loadRejects(const RejectRequest &request)
{
    if (isNotMadeYet(request.target)) {
        return {};
    }
    auto page = withLedger<RejectPage>(
        request, [&request](ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter) {
            return readPage(request, ledger, filter);
        });
    if (page) {
        return std::move(*page);
    }
    RejectPage failed;
    failed.error = page.error();
    return failed;
}

Result<std::int64_t> exportRejects(const RejectRequest &request, report::ReportFormat format,
                                   const QString &path)
{
    return withLedger<std::int64_t>(
        request,
        [&](ledger::Ledger &ledger,
            const ledger::Ledger::RejectFilter &filter) -> Result<std::int64_t> {
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly)) {
                return failure(ErrorCode::OutputUnwritable, { path, file.errorString() },
                               inFile(path));
            }
            auto written = report::writeErrorReport(ledger, filter, format, file);
            if (written && !file.commit()) {
                return failure(ErrorCode::OutputUnwritable, { path, file.errorString() },
                               inFile(path));
            }
            return written;
        });
}

} // namespace dockhand::ui
