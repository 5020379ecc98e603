// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path_walker.h"

#include "core/source/compression.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <type_traits>

namespace dockhand::engine {

namespace {

bool isNoise(const QString &name)
{
    static const QStringList suffixes { QStringLiteral(".part"), QStringLiteral(".crdownload"),
                                        QStringLiteral(".download") };
    if (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1String("~$")))
        return true;
    return std::any_of(suffixes.begin(), suffixes.end(), [&](const QString &suffix) {
        return name.endsWith(suffix, Qt::CaseInsensitive);
    });
}

/// By the suffix alone, that of compression aside: looking into every file would take as long as
/// surveying it.
bool holdsNoTable(const QString &name)
{
    static const auto suffixes = [] {
        QSet<QString> set;
        for (const auto *suffix : { "md",      "json",        "log",         "ini",
                                    "png",     "jpg",         "jpeg",        "gif",
                                    "bmp",     "webp",        "svg",         "ico",
                                    "tif",     "tiff",        "heic",        "pdf",
                                    "sqlite",  "sqlite-wal",  "sqlite-shm",  "sqlite-journal",
                                    "sqlite3", "sqlite3-wal", "sqlite3-shm", "sqlite3-journal",
                                    "db",      "db-wal",      "db-shm",      "db-journal",
                                    "exe",     "dll",         "so",          "py",
                                    "sh" })
            set.insert(QString::fromLatin1(suffix));
        return set;
    }();
    const QFileInfo plain(source::withoutCompressionSuffix(name));
    return suffixes.contains(plain.suffix().toLower());
}

/// A folder's names can be read without the right to enter it; they are of no use then.
bool isOpenFolder(const QFileInfo &folder)
{
    return folder.isReadable() && QFile::exists(folder.filePath() + QStringLiteral("/."));
}

/// Names that are no text: where names are bytes, Qt does not list those that are not UTF-8. Their
/// unreadable bytes come back as U+FFFD.
QStringList undecodableNames(const QFileInfo &folder)
{
    using NativeChar = std::filesystem::path::value_type;
    QStringList names;
    if constexpr (std::is_same_v<NativeChar, char>) {
        std::error_code error;
        std::filesystem::directory_iterator entry(folder.filesystemAbsoluteFilePath(), error);
        for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
            const std::string name = entry->path().filename().string();
            if (!QUtf8StringView(name.data(), static_cast<qsizetype>(name.size())).isValidUtf8())
                names << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        }
    }
    names.sort();
    return names;
}

bool isBrokenLink(const QFileInfo &entry)
{
    return entry.isSymLink() && !entry.exists();
}

/// A copy with memory of its own. The entry's lies between what the listing needed for it, and
/// would keep the pages of all that from being freed: six times as much as the path.
QString ofItsOwn(const QString &path)
{
    return QString(path.constData(), path.size());
}

void walk(const QFileInfo &folder, const std::atomic<bool> &isStopped, WalkedPaths &walked)
{
    if (!isOpenFolder(folder)) {
        walked.files << folder.absoluteFilePath();
        return;
    }
    const auto entries
        = QDir(folder.absoluteFilePath())
              .entryInfoList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot,
                             QDir::Name | QDir::LocaleAware);
    for (const auto &entry : entries) {
        if (isStopped.load(std::memory_order_relaxed))
            return;
        const auto name = entry.fileName();
        if (isNoise(name))
            continue;
        if (entry.isDir()) {
            if (!entry.isSymLink())
                walk(entry, isStopped, walked);
        } else if (holdsNoTable(name) || !(entry.isFile() || isBrokenLink(entry))) {
            walked.passedOver.add({ 1, { name } });
        } else {
            walked.files << ofItsOwn(entry.absoluteFilePath());
        }
    }
    for (const auto &name : undecodableNames(folder))
        walked.files << QDir(folder.absoluteFilePath()).filePath(name);
}

} // namespace

void PassedOver::add(const PassedOver &other)
{
    count += other.count;
    names += other.names.mid(0, kMostNames - names.size());
}

WalkedPaths filesUnder(const QStringList &paths, const std::atomic<bool> &isStopped)
{
    WalkedPaths walked;
    for (const auto &path : paths) {
        const QFileInfo info(path);
        if (info.isDir())
            walk(info, isStopped, walked);
        else
            walked.files << QDir::cleanPath(info.absoluteFilePath());
    }
    return walked;
}

} // namespace dockhand::engine
