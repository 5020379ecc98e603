// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/path_walker.h"

#include <QDir>
#include <QFileInfo>

namespace dockhand::engine {

namespace {

bool isPassedOver(const QString &name)
{
    static const QStringList suffixes { QStringLiteral(".part"), QStringLiteral(".crdownload"),
                                        QStringLiteral(".download") };
    if (name.startsWith(QLatin1Char('.')) || name.startsWith(QLatin1String("~$")))
        return true;
    for (const auto &suffix : suffixes) {
        if (name.endsWith(suffix, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void walk(const QString &folder, const std::atomic<bool> &isStopped, QStringList &files)
{
    const auto entries = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot,
                                                    QDir::Name | QDir::LocaleAware);
    for (const auto &entry : entries) {
        if (isStopped.load(std::memory_order_relaxed))
            return;
        if (isPassedOver(entry.fileName()))
            continue;
        if (!entry.isDir())
            files << entry.absoluteFilePath();
        else if (!entry.isSymLink())
            walk(entry.absoluteFilePath(), isStopped, files);
    }
}

} // namespace

QStringList filesUnder(const QStringList &paths, const std::atomic<bool> &isStopped)
{
    QStringList files;
    for (const auto &path : paths) {
        const QFileInfo info(path);
        if (info.isDir())
            walk(info.absoluteFilePath(), isStopped, files);
        else
            files << QDir::cleanPath(info.absoluteFilePath());
    }
    return files;
}

} // namespace dockhand::engine
