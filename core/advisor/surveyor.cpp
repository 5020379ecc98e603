// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/surveyor.h"

#include "core/base/text.h"
#include "core/ledger/repair_columns.h"
#include "core/profile/row_converter.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace dockhand::advisor {

using namespace Qt::StringLiterals;

namespace {

// SQLite's default limit of 2000 (sqlite.org "Limits") less the two columns of lineage.
constexpr int kMaxTableColumns = 1998;
constexpr std::size_t kMostKnown = 8; // headers differ by shop and month, not by file
constexpr qsizetype kMostReasons = 8; // sentences with their figures: alike in files of one kind

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

/// By the header, or by what would be the first record if there were none.
bool isRepairSheet(const source::Sniff &sniff, const source::Sniffer &sniffer)
{
    if (!sniff.header.empty())
        return ledger::isRepairSheet(sniff.header);
    const auto first = sniffer.sampleTexts(1);
    return !first.empty() && ledger::isRepairSheet(first.front());
}

/// Bytes the header record takes, about: its fields and what stands between them.
std::int64_t headerBytes(const source::Sniff &sniff)
{
    std::int64_t bytes = sniff.dialect.hasByteOrderMark ? 3 : 0;
    for (const auto &name : sniff.header)
        bytes += static_cast<std::int64_t>(name.size()) + 1;
    return sniff.header.empty() ? bytes : bytes + 1;
}

void estimateRecords(FileSurvey &survey, std::int64_t records)
{
    if (records == 0 || survey.sniff.sampleBytes <= 0)
        return;
    survey.bytesPerRecord
        = static_cast<double>(survey.sniff.sampleBytes) / static_cast<double>(records);
    const auto body = std::max<std::int64_t>(0, survey.textBytes() - headerBytes(survey.sniff));
    const auto rest = body - survey.sniff.sampleBytes;
    // What is left is less than a record: the sample was the whole file.
    if (static_cast<double>(rest) < survey.bytesPerRecord) {
        survey.estimatedRecords = records;
        return;
    }
    survey.estimatedRecords = std::llround(static_cast<double>(body) / survey.bytesPerRecord);
}

} // namespace

/// What one survey at a time works with.
struct Surveyor::Bench
{
    source::Sniffer sniffer;
    std::shared_ptr<const profile::ProfileBinding> binding; ///< of the converter
    std::unique_ptr<profile::RowConverter> converter;

    [[nodiscard]] double badShare(const std::shared_ptr<const profile::ProfileBinding> &with);
};

// Files of the same kind have the same binding, and a converter is more work than a short file.
double Surveyor::Bench::badShare(const std::shared_ptr<const profile::ProfileBinding> &with)
{
    const auto &sample = sniffer.sample();
    if (sample.records.empty())
        return 0;
    if (binding != with) {
        converter = std::make_unique<profile::RowConverter>(*with, profile::ConverterOptions {});
        binding = with;
    }
    return static_cast<double>(converter->countBad(sample))
        / static_cast<double>(sample.records.size());
}

Surveyor::Surveyor(SurveyOptions options)
    : m_options(std::move(options))
{
}

Surveyor::~Surveyor() = default;

void Surveyor::rest()
{
    const std::lock_guard lock(m_mutex);
    m_free.clear();
}

std::unique_ptr<Surveyor::Bench> Surveyor::takeBench()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free.empty()) {
            auto bench = std::move(m_free.back());
            m_free.pop_back();
            return bench;
        }
    }
    return std::make_unique<Bench>();
}

void Surveyor::giveBack(std::unique_ptr<Bench> bench)
{
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(bench));
}

// By the header alone, so that files with the same header have the same answer.
std::shared_ptr<const profile::ProfileBinding> Surveyor::recognised(const source::Sniff &sniff)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &known : m_known) {
            if (known->header == sniff.header)
                return known;
        }
    }
    auto found = profile::recognise(sniff, m_options.profiles);
    if (!found)
        return nullptr;
    auto binding = std::make_shared<const profile::ProfileBinding>(std::move(*found));
    const std::lock_guard lock(m_mutex);
    if (m_known.size() == kMostKnown)
        m_known.pop_back();
    m_known.insert(m_known.begin(), binding);
    return binding;
}

// Files of the same kind are told by the same words; thousands of surveys hold one copy of them.
QStringList Surveyor::sharedReasons(QStringList reasons)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_knownReasons.indexOf(reasons);
    if (known >= 0)
        return m_knownReasons[known];
    if (m_knownReasons.size() == kMostReasons)
        m_knownReasons.removeLast();
    m_knownReasons.prepend(reasons);
    return reasons;
}

Result<std::shared_ptr<const profile::ProfileBinding>>
Surveyor::bindingFor(const QString &path, source::Sniff &sniff, const Bench &bench)
{
    if (m_options.profileId.isEmpty()) {
        if (auto binding = recognised(sniff))
            return binding;
    }
    const bool isForced = !m_options.profileId.isEmpty() && m_options.profileId != "auto"_L1;
    if (!isForced) // types are found by the values
        sniff.sample = bench.sniffer.sampleTexts(bench.sniffer.sample().records.size());
    const auto table
        = m_options.tableName.isEmpty() ? profile::tableNameFor(path) : m_options.tableName;
    auto binding = isForced ? bindForced(sniff, m_options)
                            : profile::inferProfile(sniff, table, kMaxTableColumns);
    if (!binding)
        return failure(std::move(binding.error()));
    return std::make_shared<const profile::ProfileBinding>(std::move(*binding));
}

Result<void> Surveyor::look(FileSurvey &survey, Bench &bench)
{
    auto sniff = bench.sniffer.look(survey.path, m_options.dialect);
    if (!sniff)
        return failure(sniff.error());
    survey.sniff = std::move(*sniff);
    auto fingerprint = bench.sniffer.fingerprint();
    if (!fingerprint)
        return failure(fingerprint.error());
    survey.fingerprint = *fingerprint;
    const auto sampled = static_cast<std::int64_t>(bench.sniffer.sample().records.size());
    estimateRecords(survey, sampled);
    auto binding = isRepairSheet(survey.sniff, bench.sniffer)
        ? failure(ErrorCode::FileIsRepairSheet)
        : bindingFor(survey.path, survey.sniff, bench);
    const auto kept = std::max(m_options.keptSampleRecords, 0);
    survey.sniff.sample = bench.sniffer.sampleTexts(static_cast<std::size_t>(kept));
    if (!binding)
        return failure(binding.error());
    survey.badShare = bench.badShare(*binding);
    survey.sampledRecords = sampled;
    survey.sniff.header = std::vector<std::string>(); // the binding has it; `= {}` kept its room
    survey.sniff.reasons = sharedReasons(std::move(survey.sniff.reasons));
    survey.binding = *std::move(binding);
    return {};
}

FileSurvey Surveyor::survey(const QString &path)
{
    const QFileInfo info(path);
    FileSurvey survey;
    survey.path = info.absoluteFilePath();
    survey.sizeBytes = info.isFile() ? info.size() : 0;
    survey.modified = info.lastModified();
    auto looked = checkFile(info, m_options);
    if (looked) {
        auto bench = takeBench();
        looked = look(survey, *bench);
        bench->sniffer.rest();
        giveBack(std::move(bench));
    }
    if (!looked) {
        survey.error = looked.error();
        if (survey.error->place.file.isEmpty())
            survey.error->place.file = survey.path;
    }
    return survey;
}

FileSurvey surveyFile(const QString &path, const SurveyOptions &options)
{
    return Surveyor(options).survey(path);
}

} // namespace dockhand::advisor
