// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/file_groups.h"

#include "core/profile/binding_json.h"
#include "core/source/dialect_json.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>
#include <tuple>

namespace dockhand::engine {

namespace {

constexpr std::size_t kMostKept = 8;

/// What `make` gives for `key`, made again only when it was not among the last ones asked for.
template <class Key, class Value, class Make>
Value kept(std::vector<std::pair<Key, Value>> &last, const Key &key, Make make)
{
    for (const auto &[known, value] : last) {
        if (known == key)
            return value;
    }
    if (last.size() == kMostKept)
        last.erase(last.begin());
    return last.emplace_back(key, make()).second;
}

bool isImportable(const advisor::FileSurvey &survey)
{
    return !survey.error && survey.binding;
}

QString destination(const profile::ImportProfile *profile, const ImportOptions &options)
{
    QStringList parts;
    if (profile != nullptr) {
        for (const auto &table : profile->tables)
            parts << table.spec.name;
    }
    if (!options.channel.isEmpty())
        parts << QStringLiteral("channel=") + options.channel;
    return parts.join(QLatin1Char('\n'));
}

void groupProfiles(const std::vector<advisor::FileSurvey> &surveys, FileGroups &groups)
{
    auto &profiles = groups.profiles;
    groups.profileOfFile.assign(surveys.size(), FileGroups::kNone);
    for (std::size_t file = 0; file < surveys.size(); ++file) {
        if (!isImportable(surveys[file]))
            continue;
        const auto *wanted = surveys[file].binding->profile.get();
        const auto same = std::find_if(profiles.begin(), profiles.end(), [&](const auto *known) {
            return known == wanted || known->tables == wanted->tables;
        });
        groups.profileOfFile[file] = static_cast<std::size_t>(same - profiles.begin());
        if (same == profiles.end())
            profiles.push_back(wanted);
    }
}

void findTwins(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options,
               FileGroups &groups)
{
    groups.twinOf.assign(surveys.size(), std::nullopt);
    if (options.force)
        return;
    FileIdentities identities(options);
    std::map<std::tuple<std::int64_t, QByteArray, QString>, std::size_t> firstOf;
    for (std::size_t file = 0; file < surveys.size(); ++file) {
        const auto &survey = surveys[file];
        if (!isImportable(survey))
            continue;
        const auto [first, isNew] = firstOf.try_emplace(
            { survey.sizeBytes, survey.fingerprint, identities.destinationOf(survey) }, file);
        if (!isNew)
            groups.twinOf[file] = first->second;
    }
}

} // namespace

FileGroups groupFiles(const std::vector<advisor::FileSurvey> &surveys, const ImportOptions &options)
{
    FileGroups groups;
    groupProfiles(surveys, groups);
    findTwins(surveys, options, groups);
    return groups;
}

FileIdentities::FileIdentities(const ImportOptions &options)
    : m_options(options)
{
}

ledger::FileIdentity FileIdentities::of(const advisor::FileSurvey &survey)
{
    if (m_options.repair)
        return m_options.repair->identity;
    return { survey.path,
             survey.sizeBytes,
             survey.fingerprint,
             survey.binding ? survey.binding->profile->id : QString(),
             dialectJson(survey.sniff.dialect),
             destinationOf(survey),
             shapeJson(survey) };
}

// By the profile's address: the surveys that hold it are there as long as this is in use.
QString FileIdentities::destinationOf(const advisor::FileSurvey &survey)
{
    const profile::ImportProfile *profile
        = survey.binding ? survey.binding->profile.get() : nullptr;
    return kept(m_destinations, profile, [&] { return destination(profile, m_options); });
}

QByteArray FileIdentities::dialectJson(const source::Dialect &dialect)
{
    return kept(m_dialects, dialect, [&] {
        return QJsonDocument(source::toJson(dialect)).toJson(QJsonDocument::Compact);
    });
}

QByteArray FileIdentities::shapeJson(const advisor::FileSurvey &survey)
{
    const auto *binding = survey.binding.get();
    return binding == nullptr ? QByteArray()
                              : kept(m_shapes, binding, [&] { return bindingToJson(*binding); });
}

} // namespace dockhand::engine
