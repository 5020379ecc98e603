// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error_code.h"

#include <QtGlobal>

#include <array>

namespace dockhand {

namespace {

using enum Severity;
using enum ErrorCode;

// One row per code, in the order of the enum (a test walks it). The comment behind a row names the
// arguments %1, %2, …
constexpr std::array kTable {
    ErrorInfo {
        ValueNotInteger, "value.not_integer", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” is not a whole number."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Correct the value, or give the column another type in the profile.") }, // value
    ErrorInfo {
        ValueNotDecimal, "value.not_decimal", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” is not a number in the form this column uses."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Correct the value, or change the column's number style in the profile.") }, // value
    ErrorInfo {
        ValueNotBoolean, "value.not_boolean", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” is neither yes nor no."),
        QT_TRANSLATE_NOOP("ErrorCode", "Write true or false, yes or no, 1 or 0.") }, // value
    ErrorInfo {
        ValueBadDate, "value.bad_date", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” is not a date or time in the form this column uses."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Correct the date, or add its format to the profile.") }, // value
    ErrorInfo { ValueRequired, "value.required", Record, false,
                QT_TRANSLATE_NOOP("ErrorCode", "A value is required here."),
                QT_TRANSLATE_NOOP("ErrorCode", "Fill in the value and import the record again.") },
    ErrorInfo { ValueTooLong, "value.too_long", Record, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The value is longer than %1 characters."),
                QT_TRANSLATE_NOOP(
                    "ErrorCode",
                    "Shorten the value, or raise the column's limit in the profile.") }, // limit
    ErrorInfo { ValueOutOfRange, "value.out_of_range", Record, false,
                QT_TRANSLATE_NOOP("ErrorCode", "“%1” is too large or too small for this column."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Correct the value, or import the column as text.") }, // value
    ErrorInfo {
        ValueNotAllowed, "value.not_allowed", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” is not one of the values allowed here."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Use an allowed value, or add this one to the profile.") }, // value
    ErrorInfo {
        ValueBadEncoding, "value.bad_encoding", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode",
                          "The record holds bytes that are not text in the file's encoding."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Choose the file's real encoding, or correct the bytes at the place given.") },
    ErrorInfo {
        ValueNulByte, "value.nul_byte", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The record holds a NUL byte, which text cannot."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Export the file again; it may be damaged or in another encoding.") },
    ErrorInfo { ValueNotExact, "value.not_exact", Record, false,
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "“%1” cannot be stored in this column without losing digits."),
                QT_TRANSLATE_NOOP(
                    "ErrorCode",
                    "Round the value yourself, or give the column more decimal places.") }, // value
    ErrorInfo {
        RowTooFewColumns, "row.too_few_columns", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "Fields in the record: %1, fewer than in the header."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Look for a missing delimiter or a line that was cut off.") }, // found
    ErrorInfo {
        RowTooManyColumns, "row.too_many_columns", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "Fields in the record: %1, more than in the header."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Look for a delimiter inside a value that is not quoted. In a repair sheet, clear "
            "dockhand_rest once its fields have their place.") }, // found, expected
    ErrorInfo {
        RowTooLong, "row.too_long", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The record is longer than %1."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Look for a quote that is never closed, or raise the limit for a record.") }, // limit
    ErrorInfo { RowUnterminatedQuote, "row.unterminated_quote", Record, false,
                QT_TRANSLATE_NOOP("ErrorCode", "A quote was opened and never closed."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Close the quote, or double it if it belongs to the text.") },
    ErrorInfo {
        RowTextAfterQuote, "row.text_after_quote", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "There is text behind a closing quote."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Double a quote that belongs to the text, or remove what stands behind the field.") },
    ErrorInfo {
        RowDuplicateKey, "row.duplicate_key", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "A record with the same key is already there."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Remove the record, or import with duplicates skipped or updated.") },
    ErrorInfo {
        RowRefusedByDatabase, "row.refused_by_database", Record, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database refused the record: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Correct the value that the database names, or relax the table's rule.") }, // its words
    ErrorInfo { FileNoneFound, "file.none_found", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode", "There is no file to import in: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Name the files, or a folder that holds CSV files.") }, // paths
    ErrorInfo { FileNotFound, "file.not_found", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The file does not exist."),
                QT_TRANSLATE_NOOP("ErrorCode", "Check the path, or connect the drive it is on.") },
    ErrorInfo {
        FileUnreadable, "file.unreadable", File, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The file cannot be read: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Check the permissions, or copy the file to your own disk and try again.") }, // reason
    ErrorInfo { FileIsDirectory, "file.is_directory", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "This is a folder, not a file."),
                QT_TRANSLATE_NOOP("ErrorCode", "Name the files in it, or import the folder.") },
    ErrorInfo {
        FileEmpty, "file.empty", File, false, QT_TRANSLATE_NOOP("ErrorCode", "The file is empty."),
        QT_TRANSLATE_NOOP("ErrorCode", "Export it again; the download may have been cut off.") },
    ErrorInfo {
        FileTooLarge, "file.too_large", File, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The file has %1, more than the limit of %2."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Raise the limit (--max-file-size), or split the file.") }, // size, limit
    ErrorInfo {
        FileUnsupportedFormat, "file.unsupported_format", File, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The content is not CSV but: %1."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Export the data as CSV and import that; what is packed together, or "
                          "twice, must be unpacked first.") }, // what it is
    ErrorInfo {
        FileDamaged, "file.damaged", File, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The compressed file is damaged: %1."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Fetch the file again from where it came: the copy may have been cut "
                          "off, or something may have been added to it.") }, // how
    ErrorInfo { FileNeedsTooMuchMemory, "file.needs_too_much_memory", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "Unpacking the file takes more than %1 of memory."),
                QT_TRANSLATE_NOOP(
                    "ErrorCode",
                    "Unpack it with the program that made it and import the result, or pack it "
                    "with a smaller window (zstd -19, xz -6).") }, // limit
    ErrorInfo { FileUnrecognised, "file.unrecognised", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The header does not fit: %1"),
                QT_TRANSLATE_NOOP(
                    "ErrorCode",
                    "Choose another profile, or say which row is the header.") }, // what is missing
    ErrorInfo {
        FileIsRepairSheet, "file.is_repair_sheet", File, false,
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "These are rejected records that Dockhand wrote for correction; as a file "
            "of their own they would come in twice."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Correct them and give the file to “dockhand-cli repair”, or to “Bring "
                          "in a repaired sheet” in the Errors tab.") },
    ErrorInfo { FileTooManyColumns, "file.too_many_columns", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The file has %1 columns; a table can have %2."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Check the delimiter, or use a profile that takes only the "
                                  "columns you need.") }, // found, limit
    ErrorInfo {
        FileTooManyRejects, "file.too_many_rejects", File, false,
        QT_TRANSLATE_NOOP("ErrorCode",
                          "More records than allowed (%1) were rejected, so the file was stopped."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Look at the first errors; it may be the wrong kind of file. Or "
                          "raise --max-rejects.") }, // limit
    ErrorInfo { FileChangedWhileReading, "file.changed_while_reading", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The file was changed while it was being read."),
                QT_TRANSLATE_NOOP(
                    "ErrorCode",
                    "Wait until the other program has finished with it, then import it again.") },
    ErrorInfo {
        FileChangedSinceImport, "file.changed_since_import", File, false,
        QT_TRANSLATE_NOOP("ErrorCode",
                          "The file was changed since an earlier import brought in a part of it."),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Start it over (--no-resume): that part is taken back and comes again. Or "
            "import it as another file (--force): that part stays.") },
    ErrorInfo {
        DbCannotOpen, "db.cannot_open", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database cannot be opened: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode", "Check the address, and that the folder exists and is yours.") }, // reason
    ErrorInfo { DbConnectionLost, "db.connection_lost", Run, true,
                QT_TRANSLATE_NOOP("ErrorCode", "The connection to the database was lost: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Check the network and the server, then import again; it goes on "
                                  "where it stopped.") }, // reason
    ErrorInfo {
        DbDiskFull, "db.disk_full", Run, true,
        QT_TRANSLATE_NOOP("ErrorCode", "The database's disk is full: %1"),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Make room, then import again; it goes on where it stopped.") }, // reason
    ErrorInfo {
        DbLocked, "db.locked", Run, true,
        QT_TRANSLATE_NOOP("ErrorCode", "Another program holds the database: %1"),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Close the program that writes to it, then import again.") }, // reason
    ErrorInfo {
        DbPermission, "db.permission", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database does not allow this: %1"),
        QT_TRANSLATE_NOOP("ErrorCode", "Ask its owner for the rights to write there.") }, // reason
    ErrorInfo {
        DbReadOnly, "db.read_only", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database can only be read: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Make the file and its folder writable, or choose another database.") }, // reason
    ErrorInfo {
        DbSchemaMismatch, "db.schema_mismatch", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The tables in the database do not fit the profile: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "Change the tables as named, or import into another database.") }, // differences
    ErrorInfo { DbNotADatabase, "db.not_a_database", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The file is not a database: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Choose another file; this one is left as it is.") }, // reason
    ErrorInfo {
        DbLedgerTooNew, "db.ledger_too_new", Run, false,
        QT_TRANSLATE_NOOP(
            "ErrorCode",
            "A newer Dockhand has written to this database (ledger version %1, known: %2)."),
        QT_TRANSLATE_NOOP("ErrorCode", "Update Dockhand on this computer.") }, // found, known
    ErrorInfo {
        DbLedgerDamaged, "db.ledger_damaged", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "Dockhand's own tables in the database are damaged: %1"),
        QT_TRANSLATE_NOOP(
            "ErrorCode", "Restore the database from a backup, or import into a new one.") }, // what
    ErrorInfo {
        DbDriverMissing, "db.driver_missing", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database driver %1 is not installed."),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Install it, or choose one of these: %2.") }, // driver, installed drivers
    ErrorInfo {
        DbStatementFailed, "db.statement_failed", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The database reported an error: %1"),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Correct what the database names, then import again.") }, // its words
    ErrorInfo { UndoImpossible, "undo.impossible", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode", "This cannot be undone: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "“dockhand-cli history” shows the runs and what became of "
                                  "them. Nothing was changed.") }, // reason
    ErrorInfo { RepairImpossible, "repair.impossible", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "These corrections cannot be brought in: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Correct a file that “dockhand-cli errors --format repair” "
                                  "wrote, and leave its first column as it is.") }, // reason
    ErrorInfo { FileClaimed, "file.claimed", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "Another import is working on this file (%1)."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Wait until it has ended; what it leaves can then be "
                                  "gone on with.") }, // run and who
    ErrorInfo { RunTakenOver, "run.taken_over", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "This import stood still for so long that another one went "
                                  "on with its files."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Nothing is lost or doubled. Import the files again to see "
                                  "that all of them are in.") },
    ErrorInfo {
        ProfileInvalid, "profile.invalid", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The profile is not valid at %1: %2"),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "Correct the profile's file at that place.") }, // JSON path, reason
    ErrorInfo { ProfileNotFound, "profile.not_found", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode", "There is no profile “%1”."),
                QT_TRANSLATE_NOOP("ErrorCode", "Use one of these: %2.") }, // id, known ids
    ErrorInfo { OptionInvalid, "option.invalid", Run, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The setting %1 cannot be “%2”."),
                QT_TRANSLATE_NOOP("ErrorCode", "Use %3.") }, // name, value, what is possible
    ErrorInfo { MemoryLimit, "memory.limit", File, true,
                QT_TRANSLATE_NOOP("ErrorCode", "There was not enough memory."),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "Close other programs, or import with fewer files at once.") },
    ErrorInfo {
        OutputUnwritable, "output.unwritable", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "“%1” cannot be written: %2"),
        QT_TRANSLATE_NOOP("ErrorCode", "Choose another place for the file.") }, // path, reason
    ErrorInfo {
        RunCancelled, "run.cancelled", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "The import was cancelled."),
        QT_TRANSLATE_NOOP("ErrorCode", "Import the same files again to go on where it stopped.") },
    ErrorInfo { InternalCountMismatch, "internal.count_mismatch", File, false,
                QT_TRANSLATE_NOOP("ErrorCode", "The records do not add up: %1"),
                QT_TRANSLATE_NOOP("ErrorCode",
                                  "This is a fault in Dockhand. Nothing of this part was kept; "
                                  "report it with the file.") }, // figures
    ErrorInfo {
        InternalError, "internal.error", Run, false,
        QT_TRANSLATE_NOOP("ErrorCode", "Something unexpected happened: %1"),
        QT_TRANSLATE_NOOP("ErrorCode",
                          "This is a fault in Dockhand. Report it with these words.") }, // what
};

} // namespace

const ErrorInfo &errorInfo(ErrorCode code)
{
    return kTable[static_cast<std::size_t>(code)];
}

std::span<const ErrorInfo> errorTable()
{
    return kTable;
}

std::optional<ErrorCode> errorCodeFromId(std::string_view id)
{
    for (const auto &info : kTable) {
        if (id == info.id)
            return info.code;
    }
    return std::nullopt;
}

QString errorId(ErrorCode code)
{
    return QString::fromLatin1(errorInfo(code).id);
}

} // namespace dockhand
