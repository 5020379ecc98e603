// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/source/csv_reader.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace dockhand::ledger {

/// Records of a file or a run. Invariant, checked by the engine at the end of every file:
/// read = inserted + updated + duplicate + filtered + rejected.
struct Counts
{
    std::int64_t read = 0;
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t duplicate = 0;
    std::int64_t filtered = 0;
    std::int64_t rejected = 0;

    [[nodiscard]] bool balance() const
    {
        return read == inserted + updated + duplicate + filtered + rejected;
    }
    Counts &operator+=(const Counts &other);
    friend bool operator==(const Counts &, const Counts &) = default;
};

/// States of a file. Written by name (`fileStateName`); names are never reused.
enum class FileState : std::uint8_t {
    Queued,
    Surveying,
    Ready,
    Importing,
    Merging,
    Paused,
    Retrying,
    Done,
    Partial,
    Failed,
    Cancelled,
    Skipped,
};

/// States of a run. Written by name.
enum class RunState : std::uint8_t { Running, Paused, Succeeded, Partial, Failed, Cancelled };

[[nodiscard]] QString fileStateName(FileState state); ///< "queued", … as in design and JSON
[[nodiscard]] QString runStateName(RunState state);
[[nodiscard]] std::optional<FileState> fileStateFromName(const QString &name);
[[nodiscard]] std::optional<RunState> runStateFromName(const QString &name);
[[nodiscard]] bool isFinal(FileState state); ///< done, partial, failed, cancelled, skipped

/// What a run does. Written by name.
enum class RunKind : std::uint8_t { Import, Repair, Undo };

[[nodiscard]] QString runKindName(RunKind kind); ///< "import", "repair", "undo"
[[nodiscard]] std::optional<RunKind> runKindFromName(const QString &name);

/// A row of dockhand_run.
struct RunRecord
{
    std::int64_t id = 0;
    RunKind kind = RunKind::Import;
    RunState state = RunState::Running;
    QDateTime startedAt;  ///< UTC
    QDateTime finishedAt; ///< UTC; invalid while running or when cut off
    QByteArray planJson;  ///< the plan as shown
    Counts counts;        ///< sum over its files, this run's part
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t peakMemoryBytes = 0;
    QString programVersion;
    std::int64_t undoneBy = 0; ///< the run that took it back; 0: none
    QString owner;             ///< who works on it (base: ProcessIdentity); empty: nobody
    QDateTime leaseUntil;      ///< UTC; until then it is the owner's alone
};

/// What identifies a source file before it is read.
struct FileIdentity
{
    QString path;           ///< absolute
    std::int64_t size = 0;  ///< bytes
    QByteArray fingerprint; ///< source::quickFingerprint
    QString profileId;
    QByteArray dialectJson;
    QString destination;  ///< where its records go: tables, and the channel that is kept
    QByteArray shapeJson; ///< header, profile and how they belong together (profile: shape_json.h);
                          ///< written, not read back: see Ledger::shapeOf
};

/// How far a file is. Saved in the data's own transaction.
struct Watermark
{
    source::StreamPosition position;
    QByteArray prefixHash;
    QByteArray carryOver;
};

/// A row of dockhand_file: one source file in this target, over all runs that worked on it.
struct FileRecord
{
    std::int64_t id = 0;
    FileIdentity identity;
    FileState state = FileState::Queued;
    QByteArray contentHash; ///< whole content; empty until the end was reached
    Watermark watermark;
    Counts counts; ///< over all runs
    std::int64_t firstRun = 0;
    std::int64_t lastRun = 0;
    std::int64_t sameAs = 0;   ///< skipped: the file whose content this is
    QDateTime finishedAt;      ///< UTC
    std::int64_t shapeId = 0;  ///< of dockhand_shape; 0: not known
    std::int64_t undoneBy = 0; ///< the run that took back what it brought in; 0: none
};

/// A row of dockhand_run_file: one run's part in one file.
struct RunFileRecord
{
    std::int64_t runId = 0;
    std::int64_t fileId = 0;
    std::int64_t position = 0; ///< in the run's queue, from 0
    QString path;
    FileState state = FileState::Queued;
    Counts counts; ///< of this run
    std::int64_t bytes = 0;
    std::int64_t durationMs = 0;
    int attempts = 0;
    std::int64_t resumedAtRecord = 0; ///< records an earlier run had done
    QString profileId;
    QString errorCode; ///< id of the error that ended it, if any
    QString errorMessage;
};

/// One issue of a rejected record as stored.
struct RejectIssue
{
    QString code;   ///< id, e.g. "value.not_decimal"
    QString column; ///< header name; empty: the whole record
    QString value;
    QString message; ///< a database's own words, if it refused
    std::int64_t byte = -1;
};

/// A row of dockhand_reject.
struct RejectRecord
{
    std::int64_t id = 0;
    std::int64_t runId = 0;
    std::int64_t fileId = 0;
    QString path;
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::vector<RejectIssue> issues;
    QByteArray raw;
    std::int64_t occurrence = 0; ///< what the record counts as within its group; 0: not known
    std::int64_t resolvedBy = 0; ///< the run that brought its corrected form in; 0: none yet
    /// The file with its corrected form, and which record of it; 0: none yet.
    std::int64_t repairFile = 0;
    std::int64_t repairRecord = 0;
};

/// A row of dockhand_reject to be written, as views of what its caller holds.
struct RejectRow
{
    std::int64_t runId = 0;
    std::int64_t fileId = 0;
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::string_view issues; ///< see issuesToJson
    std::string_view raw;
    std::int64_t occurrence = 0;
};

/// A file, for messages that name some.
struct NamedFile
{
    std::int64_t fileId = 0;
    QString path;
    std::int64_t runId = 0; ///< that worked on it last
};

/// How many rejected records of some files a repair brought in.
struct RepairsLeft
{
    std::int64_t runId = 0;
    std::int64_t records = 0;
};

} // namespace dockhand::ledger
