// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/option_values.h"

#include "app/cli/console.h"
#include "core/base/text.h"
#include "core/profile/import_profile.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OptionValues)
};

auto invalid(const QString &name, const QString &value, const QString &possible)
{
    return failure(ErrorCode::OptionInvalid, { u"--"_s + name, value, possible });
}

std::optional<char> namedCharacter(const QString &text)
{
    if (text == "tab"_L1 || text == "\\t"_L1)
        return '\t';
    if (text.size() != 1)
        return std::nullopt;
    const auto code = text.front().unicode();
    const bool isUsable = (code >= 0x20 && code < 0x7F) || code == '\t';
    return isUsable ? std::optional(static_cast<char>(code)) : std::nullopt;
}

Result<void> readDelimiter(const CommandLine &line, source::DialectOverrides &overrides)
{
    const auto text = line.value(u"delimiter"_s);
    if (!text)
        return {};
    overrides.delimiter = namedCharacter(*text);
    if (!overrides.delimiter || *overrides.delimiter == '"')
        return invalid(u"delimiter"_s, *text, Words::tr("one character such as ; or the word tab"));
    return {};
}

Result<void> readQuote(const CommandLine &line, source::DialectOverrides &overrides)
{
    const auto text = line.value(u"quote"_s);
    if (!text)
        return {};
    overrides.quote = *text == "none"_L1 ? std::optional('\0') : namedCharacter(*text);
    if (!overrides.quote || overrides.quote == overrides.delimiter)
        return invalid(u"quote"_s, *text,
                       Words::tr("one character that is not the delimiter, or the word none"));
    return {};
}

std::vector<std::shared_ptr<const profile::ImportProfile>> allProfiles()
{
    const auto folder = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
                            .filePath(u"profiles"_s);
    std::vector<Error> problems;
    std::vector<std::shared_ptr<const profile::ImportProfile>> profiles;
    for (auto &profile : profile::loadProfiles(folder, &problems))
        profiles.push_back(std::make_shared<const profile::ImportProfile>(std::move(profile)));
    for (const auto &problem : problems)
        printError(problem);
    return profiles;
}

Result<void> checkProfileId(const advisor::SurveyOptions &options)
{
    QStringList ids { u"auto"_s };
    for (const auto &profile : options.profiles)
        ids.append(profile->id);
    if (options.profileId.isEmpty() || ids.contains(options.profileId))
        return {};
    return failure(ErrorCode::ProfileNotFound, { options.profileId, ids.join(u", "_s) });
}

} // namespace

Result<std::optional<std::int64_t>> numberOption(const CommandLine &line, const QString &name,
                                                 std::int64_t smallest, std::int64_t largest)
{
    const auto text = line.value(name);
    if (!text || *text == "auto"_L1)
        return std::nullopt;
    bool isNumber = false;
    const auto value = text->toLongLong(&isNumber);
    if (!isNumber || value < smallest || value > largest)
        return invalid(name, *text,
                       Words::tr("a whole number from %1 to %2").arg(smallest).arg(largest));
    return std::int64_t { value };
}

Result<std::optional<std::int64_t>> sizeOption(const CommandLine &line, const QString &name,
                                               std::int64_t smallest, std::int64_t largest)
{
    const auto text = line.value(name);
    if (!text || *text == "auto"_L1)
        return std::nullopt;
    const auto value = parseByteSize(*text);
    if (value >= smallest && value <= largest)
        return std::int64_t { value };
    if (largest == std::numeric_limits<std::int64_t>::max())
        return invalid(name, *text,
                       Words::tr("a size such as 64M or 2G, %1 bytes at least").arg(smallest));
    return invalid(name, *text,
                   Words::tr("a size such as 64M, from %1 to %2 bytes").arg(smallest).arg(largest));
}

Result<std::optional<std::chrono::milliseconds>> durationOption(const CommandLine &line,
                                                                const QString &name)
{
    const auto text = line.value(name);
    if (!text)
        return std::nullopt;
    const auto value = parseDuration(*text);
    if (!value)
        return invalid(name, *text, Words::tr("a time such as 90s, 10m or 2h"));
    return value;
}

Result<source::DialectOverrides> dialectOptions(const CommandLine &line)
{
    source::DialectOverrides overrides;
    if (const auto name = line.value(u"encoding"_s)) {
        overrides.encoding = source::encodingFromName(*name);
        if (!overrides.encoding)
            return invalid(u"encoding"_s, *name,
                           u"UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1"_s);
    }
    if (auto read = readDelimiter(line, overrides); !read)
        return failure(read.error());
    if (auto read = readQuote(line, overrides); !read)
        return failure(read.error());
    const auto row = numberOption(line, u"header-row"_s, 0, 1'000'000);
    if (!row)
        return failure(row.error());
    if (*row)
        overrides.headerRow = static_cast<int>(**row);
    return overrides;
}

Result<target::TargetAddress> targetOption(const CommandLine &line)
{
    const auto text = line.value(u"to"_s);
    return text ? target::parseTargetAddress(*text)
                : Result<target::TargetAddress>(target::defaultTargetAddress());
}

Result<advisor::SurveyOptions> surveyOptions(const CommandLine &line)
{
    advisor::SurveyOptions options;
    auto dialect = dialectOptions(line);
    if (!dialect)
        return failure(dialect.error());
    options.dialect = *dialect;
    const auto limit = sizeOption(line, u"max-file-size"_s, 1);
    if (!limit)
        return failure(limit.error());
    options.maxFileBytes = limit->value_or(0);
    options.profiles = allProfiles();
    options.profileId = line.value(u"profile"_s).value_or(QString());
    const auto table = line.value(u"table"_s);
    if (table && table->isEmpty())
        return failure(ErrorCode::OptionInvalid, { u"--table"_s, *table, u"a name"_s });
    options.tableName = table.value_or(QString());
    if (auto checked = checkProfileId(options); !checked)
        return failure(checked.error());
    return options;
}

} // namespace dockhand::cli
