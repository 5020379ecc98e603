// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/cut_off_run.h"

#include "core/ledger/claim.h"
#include "core/ledger/ledger.h"

#include <QFileInfo>

namespace dockhand::engine {

std::optional<CutOffRun> findCutOffRun(const target::TargetAddress &target, const QDateTime &now)
{
    target::TargetOptions options;
    options.readOnly = true;
    const auto open = target::openTarget(target, options);
    if (!open)
        return std::nullopt;
    const auto ledger = ledger::Ledger::open(**open);
    const auto runs = ledger ? (*ledger)->runs() : Result<std::vector<ledger::RunRecord>>();
    if (!ledger || !runs || runs->empty())
        return std::nullopt;
    const auto &run = runs->front();
    if (run.kind != ledger::RunKind::Import || !ledger::isCutOff(run, now))
        return std::nullopt;
    const auto parts = (*ledger)->filesOf(run.id);
    if (!parts)
        return std::nullopt;
    CutOffRun found { .runId = run.id, .startedAt = run.startedAt };
    for (const auto &part : *parts) {
        ++found.files;
        if (ledger::isFinal(part.state))
            ++found.filesIn;
        else if (QFileInfo::exists(part.path))
            found.paths += part.path;
    }
    return found.paths.isEmpty() ? std::nullopt : std::optional(found);
}

} // namespace dockhand::engine
