// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/reject_job.h"

#include "core/report/repair_sheet.h"
#include "core/target/target.h"

#include <QCoreApplication>
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

/// The target, opened for reading.
struct OpenLedger
{
    std::unique_ptr<target::Target> target;
    std::unique_ptr<ledger::Ledger> ledger;
};

Result<OpenLedger> openLedger(const target::TargetAddress &address)
{
    target::TargetOptions options;
    options.readOnly = true;
    auto target = target::openTarget(address, options);
    if (!target) {
        return failure(target.error());
    }
    auto ledger = ledger::Ledger::open(**target);
    if (!ledger) {
        return failure(ledger.error());
    }
    return OpenLedger { *std::move(target), *std::move(ledger) };
}

/// Opens the target for reading and hands its ledger and the files in question to `work`.
template <class T>
Result<T> withLedger(const RejectRequest &request, const LedgerWork<T> &work)
{
    const auto open = openLedger(request.target);
    if (!open) {
        return failure(open.error());
    }
    const auto filter = filterFor(*open->ledger, request.paths);
    if (!filter) {
        return failure(filter.error());
    }
    return work(*open->ledger, *filter);
}

Result<RejectPage> readPage(const RejectRequest &request, ledger::Ledger &ledger,
                            const ledger::Ledger::RejectFilter &filter)
{
    RejectPage page;
    auto rejects = ledger.rejects(filter, request.afterId, request.limit);
    if (!rejects) {
        return failure(rejects.error());
    }
    for (ledger::RejectRecord &reject : *rejects) {
        auto later = ledger.laterForm(reject);
        if (!later) {
            return failure(later.error());
        }
        page.rejects.push_back({ std::move(reject), *std::move(later) });
    }
    page.isLast = page.rejects.size() < static_cast<std::size_t>(request.limit);
    return page;
}

/// The same files, and those with corrected forms of their records that were rejected again.
Result<ledger::Ledger::RejectFilter> withLaterForms(ledger::Ledger &ledger,
                                                    ledger::Ledger::RejectFilter filter)
{
    constexpr int kPage = 500;
    std::vector<std::int64_t> ids = filter.fileIds.value_or(std::vector<std::int64_t>());
    for (std::int64_t lastId = 0;;) {
        const auto page = ledger.rejects(filter, lastId, kPage);
        if (!page) {
            return failure(page.error());
        }
        for (const ledger::RejectRecord &reject : *page) {
            if (reject.repairFile != 0 && reject.resolvedBy == 0) {
                ids.push_back(reject.repairFile);
            }
        }
        if (page->size() < kPage) {
            break;
        }
        lastId = page->back().id;
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    filter.fileIds = std::move(ids);
    return filter;
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

Result<engine::RejectedRecord> loadRejected(const target::TargetAddress &target,
                                            std::int64_t rejectId)
{
    const auto open = openLedger(target);
    return open ? engine::readRejected(*open->ledger, rejectId) : failure(open.error());
}

RepairedCounts countRepairedRecords(const target::TargetAddress &target,
                                    const std::vector<std::int64_t> &fileIds)
{
    RepairedCounts counts { .target = target, .byFile = {}, .error = {} };
    const auto open = openLedger(target);
    if (!open) {
        counts.error = open.error();
        return counts;
    }
    for (const std::int64_t file : fileIds) {
        const auto count = open->ledger->countRejects({ .fileId = file, .resolvedOnly = true });
        if (!count) {
            counts.error = count.error();
            return counts;
        }
        counts.byFile.insert(file, *count);
    }
    return counts;
}

Result<WrittenSheets> exportForRepair(const RejectRequest &request, const QString &path)
{
    const auto write
        = [&path](ledger::Ledger &ledger,
                  const ledger::Ledger::RejectFilter &ofFiles) -> Result<WrittenSheets> {
        const auto all = withLaterForms(ledger, ofFiles);
        if (!all) {
            return failure(all.error());
        }
        const ledger::Ledger::RejectFilter &filter = *all;
        const auto shapes = ledger.repairShapes(filter);
        if (!shapes) {
            return failure(shapes.error());
        }
        for (std::size_t i = 0; i < shapes->size(); ++i) {
            const QString sheet = report::numberedSheet(path, i + 1);
            if (!report::isFreeForSheet(sheet)) {
                return failure(ErrorCode::OutputUnwritable,
                               { sheet,
                                 QCoreApplication::translate(
                                     "RejectJob", "it is there and holds something else") },
                               inFile(sheet));
            }
        }
        WrittenSheets written;
        for (std::size_t i = 0; i < shapes->size(); ++i) {
            QSaveFile file(report::numberedSheet(path, i + 1));
            if (!file.open(QIODevice::WriteOnly)) {
                return failure(ErrorCode::OutputUnwritable, { file.fileName(), file.errorString() },
                               inFile(file.fileName()));
            }
            const auto records
                = report::writeRepairSheet(ledger, filter, (*shapes)[i].shapeId, file);
            if (!records) {
                return failure(records.error());
            }
            if (!file.commit()) {
                return failure(ErrorCode::OutputUnwritable, { file.fileName(), file.errorString() },
                               inFile(file.fileName()));
            }
            written.paths << file.fileName();
            written.records += *records;
        }
        return written;
    };
    return withLedger<WrittenSheets>(request, write);
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
