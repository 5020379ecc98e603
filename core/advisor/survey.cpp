// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/survey.h"

#include "core/base/text.h"
#include "core/profile/row_chunk.h"
#include "core/profile/row_converter.h"
#include "core/source/content_hash.h"
#include "core/source/record_block.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace dockhand::advisor {

using namespace Qt::StringLiterals;

namespace {

// SQLite's default limit of 2000 (sqlite.org "Limits") less the two columns of lineage.
constexpr int kMaxTableColumns = 1998;

Result<void> checkFile(const QFileInfo &info, const SurveyOptions &options)
{
    const auto place = inFile(info.absoluteFilePath());
    if (!info.exists() && info.filePath().contains(QChar::ReplacementCharacter)) {
        const auto reason = QCoreApplication::translate(
            "Survey", "its name is not valid UTF-8; give it another name");
        return failure(ErrorCode::FileUnreadable, { reason }, place);
    }
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, {}, place);
    // Folders are walked before; one that comes this far and is shut was found by the walk.
    if (info.isDir() && !(info.isReadable() && QFileInfo::exists(info.filePath() + "/."_L1))) {
        const auto reason = QCoreApplication::translate("Survey", "access to the folder is denied");
        return failure(ErrorCode::FileUnreadable, { reason }, place);
    }
    if (info.isDir())
        return failure(ErrorCode::FileIsDirectory, {}, place);
    if (!info.isFile()) {
        // A pipe or a device cannot be read twice, and opening one might wait for ever.
        const auto reason = QCoreApplication::translate(
            "Survey", "it is a pipe or a device; save its contents in a file first");
        return failure(ErrorCode::FileUnreadable, { reason }, place);
    }
    if (options.maxFileBytes > 0 && info.size() > options.maxFileBytes) {
        return failure(ErrorCode::FileTooLarge,
                       { formatBytes(info.size()), formatBytes(options.maxFileBytes) }, place);
    }
    return {};
}

Result<profile::ProfileBinding> bindForced(const source::Sniff &sniff, const SurveyOptions &options)
{
    QStringList known { u"auto"_s };
    for (const auto &candidate : options.profiles) {
        if (candidate->id == options.profileId)
            return profile::bindProfile(candidate, sniff);
        known.append(candidate->id);
    }
    return failure(ErrorCode::ProfileNotFound, { options.profileId, known.join(u", "_s) });
}

Result<profile::ProfileBinding> bindingFor(const QString &path, const source::Sniff &sniff,
                                           const SurveyOptions &options)
{
    if (!options.profileId.isEmpty() && options.profileId != "auto"_L1)
        return bindForced(sniff, options);
    if (options.profileId.isEmpty()) {
        if (auto recognised = profile::recognise(sniff, options.profiles))
            return std::move(*recognised);
    }
    const auto table
        = options.tableName.isEmpty() ? profile::tableNameFor(path) : options.tableName;
    return profile::inferProfile(sniff, table, kMaxTableColumns);
}

/// Bytes the header record takes, about: its fields and what stands between them.
std::int64_t headerBytes(const source::Sniff &sniff)
{
    std::int64_t bytes = sniff.dialect.hasByteOrderMark ? 3 : 0;
    for (const auto &name : sniff.header)
        bytes += static_cast<std::int64_t>(name.size()) + 1;
    return sniff.header.empty() ? bytes : bytes + 1;
}

void estimateRecords(FileSurvey &survey)
{
    const auto records = static_cast<std::int64_t>(survey.sniff.sample.size());
    if (records == 0 || survey.sniff.sampleBytes <= 0)
        return;
    survey.bytesPerRecord
        = static_cast<double>(survey.sniff.sampleBytes) / static_cast<double>(records);
    const auto body = std::max<std::int64_t>(0, survey.sizeBytes - headerBytes(survey.sniff));
    const auto rest = body - survey.sniff.sampleBytes;
    // What is left is less than a record: the sample was the whole file.
    if (static_cast<double>(rest) < survey.bytesPerRecord) {
        survey.estimatedRecords = records;
        return;
    }
    survey.estimatedRecords = std::llround(static_cast<double>(body) / survey.bytesPerRecord);
}

/// The sample as a reader would have handed it out. `text` holds the fields and must outlive the
/// block.
source::RecordBlock blockOf(const std::vector<std::vector<std::string>> &sample, std::string &text)
{
    source::RecordBlock block;
    for (const auto &fields : sample) {
        source::RecordSpan record;
        record.firstField = static_cast<std::uint32_t>(block.fields.size());
        record.fieldCount = static_cast<std::uint32_t>(fields.size());
        record.begin = static_cast<std::uint32_t>(text.size());
        record.lineOffset = static_cast<std::uint32_t>(block.records.size());
        for (const auto &field : fields) {
            block.fields.push_back({ static_cast<std::uint32_t>(text.size()),
                                     static_cast<std::uint32_t>(field.size()) });
            text += field;
            text += ',';
        }
        record.end = static_cast<std::uint32_t>(text.size());
        block.records.push_back(record);
    }
    // The padding lets vector code load whole blocks at the end, as in a reader's buffer.
    const auto used = text.size();
    text.append(ByteBuffer::kPadding, '\0');
    block.text = std::string_view(text).substr(0, used);
    block.endRecord = static_cast<std::int64_t>(block.records.size());
    block.endLine = block.endRecord + 1;
    block.endByte = static_cast<std::int64_t>(used);
    block.isFinal = true;
    return block;
}

double badShareOf(const source::Sniff &sniff, const profile::ProfileBinding &binding)
{
    if (sniff.sample.empty())
        return 0;
    std::string text;
    const auto block = blockOf(sniff.sample, text);
    profile::RowConverter converter(binding, {});
    profile::RowChunk chunk;
    converter.convert(block, chunk);
    return static_cast<double>(chunk.rejects.size()) / static_cast<double>(sniff.sample.size());
}

Result<void> look(FileSurvey &survey, const SurveyOptions &options)
{
    auto sniff = source::sniffFile(survey.path, options.dialect);
    if (!sniff)
        return failure(sniff.error());
    survey.sniff = std::move(*sniff);
    auto fingerprint = source::quickFingerprint(survey.path);
    if (!fingerprint)
        return failure(fingerprint.error());
    survey.fingerprint = *fingerprint;
    estimateRecords(survey);
    auto binding = bindingFor(survey.path, survey.sniff, options);
    if (!binding)
        return failure(binding.error());
    survey.badShare = badShareOf(survey.sniff, *binding);
    auto &sample = survey.sniff.sample;
    survey.sampledRecords = static_cast<std::int64_t>(sample.size());
    sample.resize(std::min(sample.size(), static_cast<std::size_t>(options.keptSampleRecords)));
    sample.shrink_to_fit();
    survey.binding = std::move(*binding);
    return {};
}

} // namespace

FileSurvey surveyFile(const QString &path, const SurveyOptions &options)
{
    const QFileInfo info(path);
    FileSurvey survey;
    survey.path = info.absoluteFilePath();
    survey.sizeBytes = info.isFile() ? info.size() : 0;
    survey.modified = info.lastModified();
    auto looked = checkFile(info, options);
    if (looked)
        looked = look(survey, options);
    if (!looked) {
        survey.error = looked.error();
        if (survey.error->place.file.isEmpty())
            survey.error->place.file = survey.path;
    }
    return survey;
}

} // namespace dockhand::advisor
