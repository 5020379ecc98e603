// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/correction.h"

#include "core/profile/binding_json.h"
#include "core/source/csv_reader.h"
#include "core/source/dialect_json.h"
#include "core/source/memory_source.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

#include <algorithm>
#include <map>

namespace dockhand::engine {

using namespace Qt::StringLiterals;

namespace {

/// The context of this file's words for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Repair)
};

Place placeOf(const ledger::RejectRecord &reject)
{
    auto place = inFile(reject.path);
    place.record = reject.record;
    place.line = reject.line;
    return place;
}

auto missing(std::int64_t fileId)
{
    return failure(ErrorCode::DbLedgerDamaged, { Words::tr("file %1 is missing").arg(fileId) });
}

Result<profile::ProfileBinding> bindingOf(ledger::Ledger &ledger, std::int64_t shapeId)
{
    const auto json = ledger.shape(shapeId);
    if (!json)
        return failure(json.error());
    auto binding = profile::bindingFromJson(*json);
    if (!binding)
        return failure(ErrorCode::DbLedgerDamaged, { Words::tr("shape %1").arg(shapeId) });
    return *std::move(binding);
}

using Records = std::vector<report::CorrectedRecord>;

/// What was corrected, by the shape of the files, and where the records are from.
struct Sorted
{
    std::map<std::int64_t, Records> byShape;
    std::map<std::int64_t, Place> places; ///< by reject
};

Result<Sorted> sorted(std::span<const report::CorrectedRecord> records, ledger::Ledger &ledger)
{
    Sorted sorted;
    std::map<std::int64_t, std::int64_t> shapeOfFile;
    for (const auto &record : records) {
        const auto found = ledger.rejectsById(std::span(&record.rejectId, 1));
        if (!found)
            return failure(found.error());
        if (found->empty())
            return failure(ErrorCode::RepairImpossible,
                           { Words::tr("this database has no reject %1; is it the one they are "
                                       "from?")
                                 .arg(record.rejectId) });
        const auto &reject = found->front();
        auto [shape, isNew] = shapeOfFile.try_emplace(reject.fileId, 0);
        if (isNew) {
            const auto file = ledger.file(reject.fileId);
            if (!file)
                return failure(file.error());
            if (!*file)
                return missing(reject.fileId);
            if (const auto why = whyNotRepairable(**file, reject.path))
                return failure(ErrorCode::RepairImpossible, { *why }, placeOf(reject));
            shape->second = (*file)->shapeId;
        }
        sorted.byShape[shape->second].push_back(record);
        sorted.places[record.rejectId] = placeOf(reject);
    }
    return sorted;
}

} // namespace

std::optional<QString> whyNotRepairable(const ledger::FileRecord &file, const QString &path)
{
    if (file.undoneBy != 0)
        return Words::tr("the file it is from, “%1”, was undone").arg(path);
    if (file.shapeId == 0)
        return Words::tr(
                   "“%1” was imported by an older Dockhand, which did not keep how it was read")
            .arg(path);
    if (!report::isRepair(file) && file.state != ledger::FileState::Done
        && file.state != ledger::FileState::Partial)
        return Words::tr("“%1” has not come in to its end; import it again first").arg(path);
    return std::nullopt;
}

bool hasCode(const ledger::RejectRecord &reject, ErrorCode code)
{
    const auto id = errorId(code);
    return std::any_of(reject.issues.begin(), reject.issues.end(),
                       [&](const auto &issue) { return issue.code == id; });
}

bool isBroken(const ledger::RejectRecord &reject)
{
    return hasCode(reject, ErrorCode::RowTooFewColumns) || hasCode(reject, ErrorCode::RowTooLong)
        || hasCode(reject, ErrorCode::RowUnterminatedQuote)
        || hasCode(reject, ErrorCode::RowTextAfterQuote);
}

Result<RejectedRecord> readRejected(ledger::Ledger &ledger, std::int64_t rejectId)
{
    auto found = ledger.rejectsById(std::span(&rejectId, 1));
    if (!found)
        return failure(found.error());
    if (found->empty())
        return failure(ErrorCode::DbLedgerDamaged,
                       { Words::tr("rejected record %1 is missing").arg(rejectId) });
    RejectedRecord record;
    record.reject = std::move(found->front());
    if (record.reject.resolvedBy != 0)
        return failure(ErrorCode::RepairImpossible,
                       { Words::tr("run %1 has brought it in").arg(record.reject.resolvedBy) },
                       placeOf(record.reject));
    const auto file = ledger.file(record.reject.fileId);
    if (!file)
        return failure(file.error());
    if (!*file)
        return missing(record.reject.fileId);
    if (const auto why = whyNotRepairable(**file, record.reject.path))
        return failure(ErrorCode::RepairImpossible, { *why }, placeOf(record.reject));
    const auto binding = bindingOf(ledger, (*file)->shapeId);
    if (!binding)
        return failure(binding.error());
    record.columns = report::sheetColumns(*binding);
    auto fields
        = report::fieldsOf(record.reject, **file, static_cast<std::size_t>(record.columns.size()));
    if (!fields)
        return failure(fields.error());
    record.name = report::rejectName(record.reject);
    record.fields = std::move(fields->fields);
    record.rest = std::move(fields->rest);
    record.dialect = report::rejectDialect(**file);
    // The text of an earlier correction is one that Dockhand wrote: its fields are what counts.
    record.isOffShape = !report::isRepair(**file)
        && (isBroken(record.reject) || hasCode(record.reject, ErrorCode::RowTooManyColumns));
    return record;
}

Result<TypedRecord> takeApart(std::string_view text, const source::Dialect &dialect,
                              std::size_t columns)
{
    source::ReaderLimits limits;
    limits.maxRecords = 2;
    limits.maxRecordBytes = static_cast<std::size_t>(source::kLargestRecordLimit);
    source::CsvReader reader(std::make_unique<source::MemorySource>(text), dialect, limits);
    if (auto header = reader.readHeader(); !header)
        return failure(header.error());
    source::RecordBlock block;
    const auto more = reader.next(block);
    if (!more)
        return failure(more.error());
    TypedRecord typed;
    typed.fields.resize(columns);
    if (!*more || block.records.empty())
        return typed;
    typed.isOne = block.records.size() == 1 && block.isFinal;
    const auto &record = block.records.front();
    typed.fieldCount = record.fieldCount;
    for (std::uint32_t i = 0; i < record.fieldCount; ++i) {
        std::string field(block.field(record, i));
        if (i < columns)
            typed.fields[i] = std::move(field);
        else
            typed.rest.push_back(std::move(field));
    }
    if (!block.issues.empty())
        typed.issue = block.issues.front().code;
    return typed;
}

std::string recordText(const std::vector<std::string> &fields, const std::vector<std::string> &rest,
                       const source::Dialect &dialect)
{
    std::string text;
    const auto add = [&](const std::string &field) {
        const bool isSpecial = field.find(dialect.delimiter) != std::string::npos
            || field.find_first_of("\r\n") != std::string::npos
            || field.find(dialect.quote) != std::string::npos;
        if (!isSpecial || dialect.quote == '\0') {
            text += field;
            return;
        }
        text += dialect.quote;
        for (const char c : field) {
            if (c == dialect.quote || (dialect.escape != '\0' && c == dialect.escape))
                text += dialect.escape == '\0' ? dialect.quote : dialect.escape;
            text += c;
        }
        text += dialect.quote;
    };
    for (std::size_t i = 0; i < fields.size() + rest.size(); ++i) {
        if (i > 0)
            text += dialect.delimiter;
        add(i < fields.size() ? fields[i] : rest[i - fields.size()]);
    }
    return text;
}

Result<std::vector<Repair>> prepareRepairs(std::span<const report::CorrectedRecord> records,
                                           target::Target &target, ledger::Ledger &ledger)
{
    const auto all = sorted(records, ledger);
    if (!all)
        return failure(all.error());
    std::vector<Repair> repairs;
    for (const auto &[shapeId, corrected] : all->byShape) {
        const auto binding = bindingOf(ledger, shapeId);
        if (!binding)
            return failure(binding.error());
        QTemporaryFile sheet(QDir(QDir::tempPath()).filePath(u"dockhand-corrections-XXXXXX.csv"_s));
        if (!sheet.open())
            return failure(ErrorCode::OutputUnwritable,
                           { sheet.fileTemplate(), sheet.errorString() });
        const auto written
            = report::writeCorrections(report::sheetColumns(*binding), corrected, sheet);
        if (!written)
            return failure(written.error());
        if (!sheet.flush())
            return failure(ErrorCode::OutputUnwritable, { sheet.fileName(), sheet.errorString() });
        auto repair = prepareRepairOfCorrections(sheet.fileName(), target, ledger);
        if (!repair) {
            // The sheet means nothing to whoever never saw it.
            auto error = repair.error();
            const auto record
                = static_cast<std::size_t>(std::max<std::int64_t>(0, error.place.record));
            error.place = record > 0 && record <= corrected.size()
                ? all->places.at(corrected[record - 1].rejectId)
                : Place {};
            return failure(std::move(error));
        }
        repairs.push_back(*std::move(repair));
    }
    return repairs;
}

} // namespace dockhand::engine
