// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger.h"
#include "core/ledger/ledger_query.h"
#include "core/ledger/shape_book.h"
#include "core/ledger/undone_spans.h"

#include <QSet>

#include <map>

namespace dockhand::ledger {

/// Enters the files of one run, one after the other, by statements prepared once. Lives for one
/// call, inside the caller's transaction.
class Registrar final
{
public:
    /// `nextFileId` is the first free id; `spans` tell what was undone.
    Registrar(ShapeBook &shapes, const QSqlDatabase &database, std::int64_t runId,
              std::int64_t nextFileId, const ResumeRules &rules, const BeginsAsRead &beginsAsRead,
              const UndoneSpans &spans);

    [[nodiscard]] Result<Registration> enter(const FileIdentity &identity, std::int64_t position);

private:
    /// What earlier runs left of a file, each part with the one to go on with first.
    struct Unfinished
    {
        std::vector<FileRecord> alike;   ///< the file begins with all that was read of them
        std::vector<FileRecord> changed; ///< of the same path, and it does not
    };

    [[nodiscard]] Result<Unfinished> findUnfinished(const FileIdentity &identity);
    /// Those of the same content by fingerprint, and those of the same path of which a part is in.
    [[nodiscard]] Result<std::vector<FileRecord>> findCandidates(const FileIdentity &identity);
    [[nodiscard]] bool isAlike(const FileRecord &candidate, const FileIdentity &identity,
                               bool mustLook) const;
    /// Chooses the one to go on with, and says what becomes of the others.
    [[nodiscard]] std::optional<FileRecord>
    choose(Unfinished unfinished, const FileIdentity &identity, Registration &registration);
    /// The run that has one of these files in work.
    [[nodiscard]] Result<std::optional<RunRecord>> claimOn(const Unfinished &unfinished);
    [[nodiscard]] Result<void> closeRunsOf(const Unfinished &unfinished);
    [[nodiscard]] Result<std::optional<RunRecord>> runAtWork(std::int64_t run);
    [[nodiscard]] Result<void> closeCutRun(std::int64_t run);
    [[nodiscard]] Result<std::optional<FileRecord>> findFinished(const FileIdentity &identity);
    [[nodiscard]] bool mayLackRows(const FileRecord &file) const;
    [[nodiscard]] Result<FileRecord> read(std::int64_t id);
    [[nodiscard]] Result<FileRecord> adopt(FileRecord file, const FileIdentity &identity);
    [[nodiscard]] Result<FileRecord> insert(const FileIdentity &identity);
    [[nodiscard]] Result<void> enterInRun(const FileRecord &file, std::int64_t position);

    ShapeBook &m_shapes;
    std::int64_t m_runId;
    std::int64_t m_nextFileId;
    ResumeRules m_rules;
    const BeginsAsRead &m_beginsAsRead;
    const UndoneSpans &m_spans;
    bool m_hasFiles;                                           ///< from earlier runs
    QSet<std::int64_t> m_closed;                               ///< runs
    std::map<std::int64_t, std::optional<RunRecord>> m_atWork; ///< runs looked at
    QSet<std::int64_t> m_superseded; ///< files: no other file of this run goes on with them
    LedgerQuery m_unfinished;
    LedgerQuery m_finished;
    LedgerQuery m_read;
    LedgerQuery m_insert;
    LedgerQuery m_adopt;
    LedgerQuery m_closeRun;
    LedgerQuery m_closeParts;
    LedgerQuery m_insertPart;
    LedgerQuery m_readRun;
};

} // namespace dockhand::ledger
