// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger.h"
#include "core/ledger/ledger_query.h"

#include <QSet>

namespace dockhand::ledger {

/// Enters the files of one run, one after the other, by statements prepared once. Lives for one
/// call, inside the caller's transaction.
class Registrar final
{
public:
    /// `nextFileId` is the first free id.
    Registrar(const QSqlDatabase &database, std::int64_t runId, std::int64_t nextFileId,
              bool resume, const HasGrown &hasGrown);

    [[nodiscard]] Result<Registration> enter(const FileIdentity &identity, std::int64_t position);

private:
    /// Unfinished files that this one goes on with or starts over, the farthest first.
    [[nodiscard]] Result<std::vector<FileRecord>> findUnfinished(const FileIdentity &identity);
    [[nodiscard]] Result<void> closeCutRun(std::int64_t run);
    [[nodiscard]] Result<std::optional<FileRecord>> findFinished(const FileIdentity &identity);
    [[nodiscard]] Result<FileRecord> read(std::int64_t id);
    [[nodiscard]] Result<FileRecord> adopt(FileRecord file, const FileIdentity &identity);
    [[nodiscard]] Result<FileRecord> insert(const FileIdentity &identity);
    [[nodiscard]] Result<void> enterInRun(const FileRecord &file, std::int64_t position);

    std::int64_t m_runId;
    std::int64_t m_nextFileId;
    bool m_resume;
    const HasGrown &m_hasGrown;
    bool m_hasFiles;             ///< from earlier runs
    QSet<std::int64_t> m_closed; ///< runs
    LedgerQuery m_unfinished;
    LedgerQuery m_finished;
    LedgerQuery m_read;
    LedgerQuery m_insert;
    LedgerQuery m_adopt;
    LedgerQuery m_closeRun;
    LedgerQuery m_closeParts;
    LedgerQuery m_insertPart;
};

} // namespace dockhand::ledger
