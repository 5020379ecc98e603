// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/dump_command.h"

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/json_text.h"
#include "app/cli/option_values.h"
#include "core/base/text.h"
#include "core/source/csv_reader.h"
#include "core/source/sniffer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonValue>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DumpCommand)
};

void printFileError(const Error &error)
{
    printErrorJson({ { u"code"_s, errorId(error.code) },
                     { u"message"_s, errorMessage(error.code, error.arguments) },
                     { u"fix"_s, errorFix(error.code, error.arguments) } });
}

void printIssue(const source::RecordBlock &block, const source::RecordIssue &issue,
                std::size_t recordLimit)
{
    const auto &record = block.records[issue.record];
    printErrorJson({
        { u"code"_s, errorId(issue.code) },
        { u"message"_s,
          errorMessage(issue.code, { formatBytes(static_cast<qint64>(recordLimit)) }) },
        { u"record"_s, static_cast<qint64>(block.firstRecord + issue.record) },
        { u"line"_s, static_cast<qint64>(block.firstLine + record.lineOffset) },
        { u"byte"_s, issue.byte >= 0 ? QJsonValue(static_cast<qint64>(issue.byte)) : QJsonValue() },
        { u"raw"_s, toQString(block.raw(record)) },
    });
}

void appendRecord(const source::RecordBlock &block, const source::RecordSpan &record,
                  std::string &out)
{
    out += '[';
    for (std::uint32_t i = 0; i < record.fieldCount; ++i) {
        if (i > 0)
            out += ',';
        appendJsonText(block.field(record, i), out);
    }
    out += "]\n";
}

void flushPiece(std::string &out, std::size_t least)
{
    if (out.size() < least)
        return;
    printOut(std::string_view(out));
    out.clear();
}

/// True when every record was sound.
Result<bool> printRecords(source::CsvReader &reader, std::size_t recordLimit)
{
    source::RecordBlock block;
    std::string out;
    bool isSound = true;
    for (;;) {
        const auto more = reader.next(block);
        if (!more) {
            flushPiece(out, 1);
            return failure(more.error());
        }
        for (const auto &record : block.records) {
            if (!record.hasIssue)
                appendRecord(block, record, out);
            flushPiece(out, kPieceBytes);
        }
        for (const auto &issue : block.issues)
            printIssue(block, issue, recordLimit);
        isSound = isSound && block.issues.empty();
        if (!*more || block.isFinal || isOutClosed())
            break;
    }
    flushPiece(out, 1);
    return isSound;
}

void printHeader(const std::vector<std::string> &header)
{
    std::string out = "[";
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (i > 0)
            out += ',';
        appendJsonText(header[i], out);
    }
    out += "]\n";
    printOut(std::string_view(out));
}

Result<bool> dumpFile(const QString &path, const source::DialectOverrides &overrides,
                      const source::ReaderLimits &limits)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        return failure(
            ErrorCode::FileUnreadable,
            { Words::tr("it is a pipe or a device; save its contents in a file first") });
    }
    const auto sniff = source::sniffFile(path, overrides);
    if (!sniff)
        return failure(sniff.error());
    auto input = source::openByteSource(path, sniff->dialect.encoding);
    if (!input)
        return failure(input.error());
    source::CsvReader reader(std::move(*input), sniff->dialect, limits);
    const auto header = reader.readHeader();
    if (!header)
        return failure(header.error());
    if (sniff->dialect.headerRow > 0)
        printHeader(*header);
    return printRecords(reader, limits.maxRecordBytes);
}

} // namespace

int dumpCommand(const QStringList &arguments)
{
    CommandLine line(
        u"dump"_s, u"FILE"_s,
        Words::tr("Prints every record of a file, the header first, as one JSON array "
                  "of strings a line. Records that cannot be read are told on standard "
                  "error, one JSON object a line."));
    line.addDialectOptions();
    line.add(u"max-record-size"_s, u"SIZE"_s, Words::tr("Refuse longer records. Default: 16M."));
    line.add(u"raw"_s, QString(),
             Words::tr("Print fields as they stand in the file, without reading numbers and dates. "
                       "For CSV this is what is done anyway."));
    if (const auto code = line.parse(arguments))
        return *code;
    if (line.positional().size() != 1)
        return line.usageError(Words::tr("name one file"));
    const auto overrides = dialectOptions(line);
    if (!overrides)
        return line.usageError(errorText(overrides.error()));
    const auto limit = sizeOption(line, u"max-record-size"_s, source::kSmallestRecordLimit,
                                  source::kLargestRecordLimit);
    if (!limit)
        return line.usageError(errorText(limit.error()));
    source::ReaderLimits limits;
    limits.maxRecordBytes = static_cast<std::size_t>(limit->value_or(16 << 20));
    const auto isSound = dumpFile(line.positional().constFirst(), *overrides, limits);
    if (!isSound) {
        printFileError(isSound.error());
        return kFailed;
    }
    return *isSound ? kAllIn : kPartial;
}

} // namespace dockhand::cli
