// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_to_end.h"

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/run_summary.h"
#include "core/engine/import_run.h"
#include "core/engine/run_json.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace dockhand::cli {

engine::RunResult runToEnd(std::vector<advisor::FileSurvey> surveys,
                           const engine::ImportOptions &options, const RunShow &show,
                           const InterruptSignal &interrupt)
{
    engine::ImportRun run(std::move(surveys), options);
    ProgressView view(show.progress, run.board());
    QEventLoop loop;
    QObject::connect(&run, &engine::ImportRun::finished, &loop, &QEventLoop::quit);
    QObject::connect(&run, &engine::ImportRun::noted, &view, [&](const QString &text) {
        if (!show.isQuiet)
            view.note(text);
    });
    QObject::connect(&interrupt, &InterruptSignal::raised, &run, [&] {
        view.note(QCoreApplication::translate("ImportCommand",
                                              "Cancelling; press Ctrl-C again to stop at once."));
        run.cancel();
    });
    run.start();
    if (interrupt.wasRaised())
        run.cancel();
    loop.exec();
    view.finish();
    return run.takeResult();
}

void printResult(const engine::RunResult &result, bool asJson)
{
    if (!asJson) {
        printRunSummary(result);
        return;
    }
    engine::writeJson(result, [](QByteArrayView part) {
        printOut(std::string_view(part.data(), static_cast<std::size_t>(part.size())));
    });
}

int exitCodeOf(ledger::RunState state)
{
    switch (state) {
    case ledger::RunState::Succeeded:
        return kAllIn;
    case ledger::RunState::Partial:
        return kPartial;
    case ledger::RunState::Cancelled:
        return kCancelled;
    default:
        return kFailed;
    }
}

} // namespace dockhand::cli
