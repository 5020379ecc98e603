// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/import_profile.h"

#include "core/profile/profile_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <utility>

/// Pulls the built-in profiles out of a static library. The macro wants to stand outside of any
/// namespace.
static void registerBuiltInProfiles()
{
    Q_INIT_RESOURCE(dockhand_profiles);
}

namespace dockhand::profile {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestProfileBytes = 1 << 20;

constexpr std::array<std::pair<DuplicatePolicy, QLatin1String>, 3> kPolicyNames { {
    { DuplicatePolicy::Skip, "skip"_L1 },
    { DuplicatePolicy::Update, "update"_L1 },
    { DuplicatePolicy::Reject, "reject"_L1 },
} };

QString tr(const char *text)
{
    return QCoreApplication::translate("ImportProfile", text);
}

Result<ImportProfile> loadProfileFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(path));
    if (file.size() > kLargestProfileBytes)
        return failure(ErrorCode::ProfileInvalid, { u"$"_s, tr("the file is too large") },
                       inFile(path));
    return loadProfile(file.readAll()).map_error([&path](Error error) {
        error.place = inFile(path);
        return error;
    });
}

using Loaded = std::vector<ImportProfile>;

Loaded::iterator findById(Loaded &profiles, const QString &id)
{
    return std::find_if(profiles.begin(), profiles.end(),
                        [&id](const ImportProfile &profile) { return profile.id == id; });
}

/// Valid profiles of a folder, in the order of their file names; of two with one id the first.
Loaded loadFolder(const QString &folder, std::vector<Error> *problems)
{
    Loaded profiles;
    const auto report = [problems](Error error) {
        if (problems != nullptr)
            problems->push_back(std::move(error));
    };
    const QDir directory(folder);
    for (const auto &name : directory.entryList({ u"*.json"_s }, QDir::Files, QDir::Name)) {
        const auto path = directory.filePath(name);
        auto profile = loadProfileFile(path);
        if (!profile)
            report(profile.error());
        else if (findById(profiles, profile->id) != profiles.end())
            report({ ErrorCode::ProfileInvalid,
                     inFile(path),
                     { u"id"_s, tr("another file of this folder has this id already") } });
        else
            profiles.push_back(*std::move(profile));
    }
    return profiles;
}

} // namespace

QString duplicatePolicyName(DuplicatePolicy policy)
{
    for (const auto &[value, name] : kPolicyNames) {
        if (value == policy)
            return name;
    }
    return {};
}

std::optional<DuplicatePolicy> duplicatePolicyFromName(const QString &name)
{
    for (const auto &[value, spelling] : kPolicyNames) {
        if (name == spelling)
            return value;
    }
    return std::nullopt;
}

Result<ImportProfile> loadProfile(const QByteArray &json)
{
    return ProfileReader().read(json);
}

std::vector<ImportProfile> loadProfiles(const QString &userFolder, std::vector<Error> *problems)
{
    registerBuiltInProfiles();
    auto profiles = loadFolder(u":/profiles"_s, problems);
    if (userFolder.isEmpty())
        return profiles;
    for (auto &own : loadFolder(userFolder, problems)) {
        const auto builtIn = findById(profiles, own.id);
        if (builtIn != profiles.end())
            *builtIn = std::move(own);
        else
            profiles.push_back(std::move(own));
    }
    return profiles;
}

} // namespace dockhand::profile
