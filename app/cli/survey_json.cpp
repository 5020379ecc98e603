// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/survey_json.h"

#include "core/base/text.h"

#include <QJsonArray>
#include <QJsonValue>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kSampleRecords = 10;

QString qualityName(profile::MatchQuality quality)
{
    switch (quality) {
    case profile::MatchQuality::ExactHeader:
        return u"exact_header"_s;
    case profile::MatchQuality::AliasMatch:
        return u"alias_match"_s;
    case profile::MatchQuality::ByContent:
        return u"by_content"_s;
    case profile::MatchQuality::Inferred:
        return u"inferred"_s;
    }
    return {};
}

QJsonValue characterJson(char c)
{
    return c == '\0' ? QJsonValue() : QJsonValue(QString(QLatin1Char(c)));
}

QJsonArray fieldsJson(const std::vector<std::string> &fields)
{
    QJsonArray array;
    for (const auto &field : fields)
        array.append(toQString(field));
    return array;
}

void insertSniff(QJsonObject &object, const advisor::FileSurvey &survey)
{
    const auto &sniff = survey.sniff;
    const auto &dialect = sniff.dialect;
    QJsonArray sample;
    for (std::size_t i = 0; i < std::min(sniff.sample.size(), kSampleRecords); ++i)
        sample.append(fieldsJson(sniff.sample[i]));
    object.insert(u"encoding"_s, source::encodingName(dialect.encoding));
    object.insert(u"compression"_s, compressionName(sniff.compression));
    object.insert(u"byte_order_mark"_s, dialect.hasByteOrderMark);
    object.insert(u"delimiter"_s, characterJson(dialect.delimiter));
    object.insert(u"quote"_s, characterJson(dialect.quote));
    object.insert(u"header_row"_s, dialect.headerRow);
    object.insert(u"confidence"_s, sniff.confidence);
    object.insert(u"reasons"_s, QJsonArray::fromStringList(sniff.reasons));
    object.insert(u"header"_s, fieldsJson(survey.header()));
    object.insert(u"sample"_s, sample);
}

void insertBinding(QJsonObject &object, const profile::ProfileBinding &binding)
{
    QJsonArray tables;
    for (const auto &table : binding.profile->tables)
        tables.append(table.spec.name);
    object.insert(u"profile_title"_s, binding.profile->title);
    object.insert(u"recognised"_s, qualityName(binding.quality));
    object.insert(u"tables"_s, tables);
    object.insert(u"unused_fields"_s, QJsonArray::fromStringList(binding.unusedFields));
}

} // namespace

QJsonObject errorJson(const Error &error)
{
    return { { u"code"_s, errorId(error.code) },
             { u"message"_s, errorMessage(error.code, error.arguments) },
             { u"fix"_s, errorFix(error.code, error.arguments) } };
}

QString compressionName(source::Compression compression)
{
    switch (compression) {
    case source::Compression::None:
        break;
    case source::Compression::Gzip:
        return u"gzip"_s;
    case source::Compression::Bzip2:
        return u"bzip2"_s;
    case source::Compression::Xz:
        return u"xz"_s;
    case source::Compression::Zstandard:
        return u"zstd"_s;
    }
    return u"none"_s;
}

QJsonObject surveyJson(const advisor::FileSurvey &survey, SurveyDetail detail)
{
    QJsonObject object {
        { u"path"_s, survey.path },
        { u"bytes"_s, static_cast<qint64>(survey.sizeBytes) },
        { u"profile"_s, survey.binding ? QJsonValue(survey.binding->profile->id) : QJsonValue() },
        { u"estimated_records"_s, static_cast<qint64>(survey.estimatedRecords) },
        { u"bytes_per_record"_s, survey.bytesPerRecord },
        { u"bad_share"_s, survey.badShare },
        { u"error"_s, survey.error ? QJsonValue(errorJson(*survey.error)) : QJsonValue() },
    };
    if (detail == SurveyDetail::Brief)
        return object;
    if (!survey.header().empty() || !survey.error) {
        insertSniff(object, survey);
        object.insert(u"sample_records"_s, static_cast<qint64>(survey.sampledRecords));
    }
    if (survey.binding)
        insertBinding(object, *survey.binding);
    return object;
}

} // namespace dockhand::cli
