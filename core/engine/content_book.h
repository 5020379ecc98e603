// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/chunk_line.h"
#include "core/engine/file_groups.h"
#include "core/engine/import_options.h"
#include "core/engine/run_control.h"
#include "core/ledger/known_contents.h"
#include "core/ledger/ledger_records.h"
#include "core/source/content_hash.h"

#include <QStringList>

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace dockhand::engine {

/// Finds files whose content is in already or comes with an earlier file of the run, in whatever
/// form: plain, compressed, in another encoding.
///
/// Files are read for it only where that may tell something: compressed ones always, since a
/// damaged one is to be found out before a part of it is in; others when an equal fingerprint, the
/// length of the text or their form gives a reason. Each file is read once at most. What is said of
/// a file depends on the files before it in the queue and the ledger alone, never on timing.
///
/// The file jobs ask, each in its thread; the rest is for the run's thread while no job runs,
/// except `leaveOut`.
class ContentBook final
{
public:
    ContentBook(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
                const RunControl &control);

    void enter(const FileGroups &groups);
    /// Where the files' records go, each once.
    [[nodiscard]] const QStringList &destinations() const { return m_destinations; }
    /// What the target holds, for each destination.
    void know(std::vector<ledger::KnownContents> known);
    /// The tables of the file's destination were made just now: what the ledger remembers of them
    /// is gone.
    void forget(std::size_t file);
    /// The file did not come in after all; no other is left out because of it.
    void leaveOut(std::size_t file);

    /// Whether it is worth asking the ledger: nothing is to be read twice on purpose.
    [[nodiscard]] bool isWanted() const;
    /// Whether some file is not plain UTF-8.
    [[nodiscard]] bool hasUnusualFiles() const { return !m_unusual.empty(); }

    /// The end of a file that is to be skipped; nothing for one that is to be read. `alreadyIn` and
    /// `twin` have the same fingerprint. Errors: those of reading; run.cancelled.
    [[nodiscard]] Result<std::optional<FileEnd>>
    endIfKnown(std::size_t file, const std::optional<ledger::FileRecord> &alreadyIn,
               const std::optional<std::size_t> &twin);

private:
    struct Entry
    {
        std::optional<Result<source::Content>> content; ///< empty while it is read
    };

    [[nodiscard]] Result<source::Content> contentOf(std::size_t file);
    [[nodiscard]] Result<source::Content> readContent(std::size_t file) const;
    [[nodiscard]] bool isReasonToRead(std::size_t file) const;
    [[nodiscard]] bool isInLedger(const source::Content &content, std::size_t destination,
                                  FileEnd &end) const;
    [[nodiscard]] Result<void> readUnusualBefore(std::size_t file);
    [[nodiscard]] std::vector<std::size_t> candidates(std::size_t file, std::int64_t bytes);
    [[nodiscard]] Result<std::optional<std::size_t>> twinOf(std::size_t file, std::int64_t bytes);

    const std::vector<advisor::FileSurvey> &m_surveys;
    const ImportOptions &m_options;
    const RunControl &m_control;
    QStringList m_destinations;
    std::vector<std::size_t> m_destinationOf;   ///< by file
    std::vector<ledger::KnownContents> m_known; ///< by destination
    std::set<std::size_t> m_forgotten;          ///< destinations
    std::vector<std::size_t> m_unusual;         ///< not plain UTF-8 without a mark

    std::mutex m_mutex; ///< guards the rest
    std::condition_variable m_changed;
    std::map<std::size_t, Entry> m_contents;
    std::vector<std::int64_t> m_textBytes; ///< by file; empty where no file is unusual
};

} // namespace dockhand::engine
