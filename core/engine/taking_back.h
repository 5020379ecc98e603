// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ledger/former_chains.h"
#include "core/ledger/ledger.h"
#include "core/profile/import_profile.h"
#include "core/target/target.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace dockhand::engine {

/// What was taken back in one table.
struct UndoneTable
{
    QString name;
    std::int64_t removed = 0;    ///< rows that the files had inserted
    std::int64_t restored = 0;   ///< rows that they had updated, with their former content again
    std::int64_t left = 0;       ///< rows that a later import or somebody else changed since
    std::int64_t handedOver = 0; ///< rows that stay since rows of other files belong to them
};

/// What was taken back of some files.
struct TakenBack
{
    std::vector<UndoneTable> tables;       ///< parents first
    std::vector<ledger::LeftRow> leftRows; ///< the first hundred
    QStringList missingTables;             ///< into which the files went, and which are gone by now

    [[nodiscard]] bool hasLeftRows() const { return countLeftRows() > 0; }
    [[nodiscard]] std::int64_t countLeftRows() const;
};

/// Takes what files brought in out of the tables again: rows they inserted leave, rows they updated
/// get their former content back, rows that a later import changed stay and are named. For an undo,
/// and for an import that starts files over.
///
/// Inside the target's transaction, on its thread. `files` outlive the object. Errors:
/// undo.impossible with the reason, those of the target.
class TakingBack final
{
public:
    TakingBack(target::Target &target, ledger::Ledger &ledger,
               const std::vector<ledger::FileRecord> &files);

    /// The names of the tables there are into which the files went, parents first. Call it first.
    [[nodiscard]] Result<QStringList> findTables();
    /// The files count as undone by `runId` from now on.
    [[nodiscard]] Result<TakenBack> run(std::int64_t runId);

private:
    /// A destination table, and the one whose rows belong to its rows.
    struct Table
    {
        QString name;
        QString keyColumn; ///< of a parent table
        QString child;     ///< of a parent table
        QString childColumn;
    };

    [[nodiscard]] Result<void> findDestinations();
    void addTables(const profile::ImportProfile &profile);
    [[nodiscard]] Result<bool> isThere(const QString &table);
    [[nodiscard]] bool hasTable(const QString &name) const;
    [[nodiscard]] Result<void> takeOut(const Table &table, std::int64_t runId, UndoneTable &undone);

    target::Target &m_target;
    ledger::Ledger &m_ledger;
    const std::vector<ledger::FileRecord> &m_files;
    std::vector<Table> m_tables; ///< that are there; parents first
    QStringList m_missing;
};

/// Unfinished files start over in run `runId`: what they brought in is taken back, and the ledger
/// says of them as if nothing had come in. `ids` stay undone, as others come instead of them;
/// `goingOn` are read from their beginning under their own numbers. Inside the transaction of what
/// the run enters. Errors: those of TakingBack.
[[nodiscard]] Result<TakenBack> startFilesOver(target::Target &target, ledger::Ledger &ledger,
                                               const std::vector<std::int64_t> &ids,
                                               const std::vector<std::int64_t> &goingOn,
                                               std::int64_t runId);

} // namespace dockhand::engine
