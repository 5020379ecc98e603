// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/correction.h"
#include "core/engine/import_run.h"
#include "core/target/target_address.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace dockhand::ui {

/// What became of corrected records. Plain value.
struct RepairOutcome
{
    std::int64_t given = 0;
    std::int64_t in = 0;            ///< with their rows, or found to be there already
    std::int64_t stillRejected = 0; ///< each with a new reason
    std::int64_t alreadyIn = 0;     ///< brought in by an earlier repair
    std::int64_t leftOut = 0;       ///< of a channel that the import left out, or unchanged
    std::vector<std::int64_t> runs; ///< one for each shape of files
    bool isCancelled = false;
    std::optional<Error> error; ///< then later runs did not come
};

/// Brings corrected records in, in the background: prepares them and imports one shape of files
/// after another. Lives in the window's thread and never blocks it, but for the destructor, which
/// stops a run and waits. One repair at a time.
class RepairWork final : public QObject
{
    Q_OBJECT

public:
    explicit RepairWork(QObject *parent = nullptr);
    ~RepairWork() override;

    void bringIn(const target::TargetAddress &target, std::vector<report::CorrectedRecord> records);
    void bringInSheet(const target::TargetAddress &target, const QString &path);
    /// What is in stays, and is resolved; the others stay as they are.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void noted(QString line);
    void finished(const dockhand::ui::RepairOutcome &outcome);

private:
    /// Shared, as a future keeps its result and a repair cannot be copied.
    struct Prepared
    {
        std::vector<engine::Repair> repairs;
        std::vector<engine::ImportOptions> options;
        std::optional<Error> error;
    };
    using Prepare
        = std::function<Result<std::vector<engine::Repair>>(target::Target &, ledger::Ledger &)>;

    void prepare(const target::TargetAddress &target, const Prepare &prepare);
    [[nodiscard]] static std::shared_ptr<Prepared> prepared(const target::TargetAddress &target,
                                                            const Prepare &prepare);
    void onPrepared();
    void startNext();
    void onRunFinished(const engine::RunResult &result);
    void finish();

    QFutureWatcher<std::shared_ptr<Prepared>> m_preparing;
    std::shared_ptr<Prepared> m_prepared;
    std::size_t m_next = 0;
    std::unique_ptr<engine::ImportRun> m_run;
    RepairOutcome m_outcome;
    std::int64_t m_unchanged = 0; ///< records of the sheet in work; they are told as left out
    bool m_isRunning = false;
    bool m_isCancelled = false;
};

} // namespace dockhand::ui
