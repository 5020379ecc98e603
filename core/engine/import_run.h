// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/base/clock.h"
#include "core/engine/import_options.h"
#include "core/engine/progress_board.h"
#include "core/engine/run_result.h"

#include <QObject>

#include <memory>
#include <vector>

namespace dockhand::engine {

/// One run over a list of surveyed files: the boundary between the engine's threads and the rest.
///
/// Lives in its creator's thread; signals arrive there (queued) and are few: per file at most some.
/// Numbers are not sent but read from `board()`. File jobs run on the run's own QThreadPool, the
/// gathering and the writing on threads of their own; no method blocks, except the destructor,
/// which cancels and waits.
class ImportRun final : public QObject
{
    Q_OBJECT

public:
    ImportRun(std::vector<advisor::FileSurvey> files, ImportOptions options,
              QObject *parent = nullptr);
    ~ImportRun() override;

    void start();
    /// Finishes the window in work, then waits. Seconds at most.
    void pause();
    void resume();
    /// Rolls the window in work back and ends; watermarks stay, so a later run goes on there.
    void cancel();

    [[nodiscard]] ledger::RunState state() const;
    [[nodiscard]] const ProgressBoard &board() const;
    /// Complete after `finished`.
    [[nodiscard]] const RunResult &result() const;
    /// The same, handed over: it may speak of thousands of files. Once, after `finished`.
    [[nodiscard]] RunResult takeResult();

Q_SIGNALS:
    void stateChanged(dockhand::ledger::RunState state);
    /// A file's state changed in a way that must not be missed (started, retrying, final).
    void fileChanged(const dockhand::engine::FileResult &file);
    /// Something worth a line in the log (retry, pressure, skipped file), translated.
    void noted(QString line);
    void finished(const dockhand::engine::RunResult &result);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace dockhand::engine
