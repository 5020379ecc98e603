// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/run_facts.h"

#include "core/ledger/claim.h"

#include <QCoreApplication>

namespace dockhand::report {

namespace {

Result<void> look(ledger::Ledger &ledger, FileFacts &facts)
{
    auto file = ledger.file(facts.part.fileId);
    if (!file)
        return failure(file.error());
    if (*file)
        facts.file = **std::move(file);
    if (facts.part.state != ledger::FileState::Skipped || facts.file.sameAs == 0)
        return {};
    auto twin = ledger.file(facts.file.sameAs);
    if (!twin)
        return failure(twin.error());
    facts.twin = *std::move(twin);
    return {};
}

} // namespace

QString skippedText(const FileFacts &file)
{
    if (!file.twin)
        return {};
    const auto &twin = *file.twin;
    if (twin.identity.path == file.part.path)
        return QCoreApplication::translate("RunFacts", "Imported already by run %1, as file %2.")
            .arg(twin.lastRun)
            .arg(twin.id);
    return QCoreApplication::translate("RunFacts", "Same content as %1, file %2 of run %3.")
        .arg(twin.identity.path, QString::number(twin.id), QString::number(twin.lastRun));
}

Result<std::optional<RunFacts>> runFacts(ledger::Ledger &ledger, std::int64_t runId,
                                         const QDateTime &now)
{
    const auto run = ledger.run(runId);
    if (!run)
        return failure(run.error());
    if (!*run)
        return std::optional<RunFacts>();
    RunFacts facts { .run = **run, .isCutOff = ledger::isCutOff(**run, now) };
    auto parts = ledger.filesOf(runId);
    if (!parts)
        return failure(parts.error());
    const bool isAtWork = ledger::isAtWork(facts.run, now);
    const bool wasCutOff = ledger::wasCutOff(facts.run);
    for (auto &part : *parts) {
        FileFacts file { .part = std::move(part) };
        file.isCutOff = (!isAtWork && !ledger::isFinal(file.part.state))
            || (wasCutOff && file.part.state == ledger::FileState::Cancelled);
        if (auto looked = look(ledger, file); !looked)
            return failure(looked.error());
        facts.files.push_back(std::move(file));
    }
    return facts;
}

} // namespace dockhand::report
