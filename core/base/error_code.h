// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace dockhand {

/// What went wrong, as a stable number. The table behind `errorInfo()` gives its dotted id,
/// severity, message and fix; a test walks it. The id (not the number) is what reports, JSON and
/// the ledger hold. Never change the id of a code that was released.
enum class ErrorCode : std::uint16_t {
    // one value of a record
    ValueNotInteger,
    ValueNotDecimal,
    ValueNotBoolean,
    ValueBadDate,
    ValueRequired,
    ValueTooLong,
    ValueOutOfRange,
    ValueNotAllowed,
    ValueBadEncoding,
    ValueNulByte,
    ValueNotExact,
    // one record
    RowTooFewColumns,
    RowTooManyColumns,
    RowTooLong,
    RowUnterminatedQuote,
    RowTextAfterQuote,
    RowDuplicateKey,
    RowRefusedByDatabase,
    // one file
    FileNoneFound,
    FileNotFound,
    FileUnreadable,
    FileIsDirectory,
    FileEmpty,
    FileTooLarge,
    FileUnsupportedFormat,
    FileDamaged,
    FileNeedsTooMuchMemory,
    FileUnrecognised,
    FileIsRepairSheet,
    FileTooManyColumns,
    FileTooManyRejects,
    FileChangedWhileReading,
    FileChangedSinceImport,
    // the target
    DbCannotOpen,
    DbConnectionLost,
    DbDiskFull,
    DbLocked,
    DbPermission,
    DbReadOnly,
    DbSchemaMismatch,
    DbNotADatabase,
    DbLedgerTooNew,
    DbLedgerDamaged,
    DbDriverMissing,
    DbStatementFailed,
    UndoImpossible,
    RepairImpossible,
    FileClaimed,
    RunTakenOver,
    // the run
    ProfileInvalid,
    ProfileNotFound,
    OptionInvalid,
    MemoryLimit,
    OutputUnwritable,
    RunCancelled,
    InternalCountMismatch,
    InternalError,
};

enum class Severity : std::uint8_t {
    Record, ///< the record is rejected, the file goes on
    File,   ///< the file fails, the run goes on
    Run,    ///< the run ends
};

/// One row of the table of codes. `message` and `fix` are translation sources of the context
/// "ErrorCode"; %1… are the arguments of the Error in the order the table's comment names them.
struct ErrorInfo
{
    ErrorCode code;
    const char *id;
    Severity severity;
    bool
        transient; ///< worth another try after a pause (locked, connection lost, disk full, memory)
    const char *message;
    const char *fix;
};

[[nodiscard]] const ErrorInfo &errorInfo(ErrorCode code);

/// All rows, in the order of the enum.
[[nodiscard]] std::span<const ErrorInfo> errorTable();

[[nodiscard]] std::optional<ErrorCode> errorCodeFromId(std::string_view id);

[[nodiscard]] QString errorId(ErrorCode code);

} // namespace dockhand
