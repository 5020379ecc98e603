// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

#ifdef Q_OS_WIN
constexpr auto kPathCase = Qt::CaseInsensitive;
#else
constexpr auto kPathCase = Qt::CaseSensitive;
#endif

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportFile)
};

/// Without links. A file that is not there yet is where its folder is.
QString realPath(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists())
        return info.canonicalFilePath();
    const QFileInfo end(info.isSymLink() ? info.symLinkTarget() : path);
    return QFileInfo(end.absolutePath()).canonicalFilePath() + u'/' + end.fileName();
}

/// A pipe or a device: replacing it by a file would take it away from everybody.
bool isSpecial(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() && !info.isFile() && !info.isDir();
}

auto unwritable(const QString &path, const QString &reason)
{
    return failure(ErrorCode::OutputUnwritable, { path, reason });
}

Result<void> writeSpecial(const QString &path,
                          const std::function<Result<std::int64_t>(QIODevice &)> &write)
{
    QFile output(path);
    if (!output.open(QIODevice::WriteOnly))
        return unwritable(path, output.errorString());
    if (const auto written = write(output); !written)
        return failure(written.error());
    if (!output.flush())
        return unwritable(path, output.errorString());
    return {};
}

} // namespace

Result<ReportFile> reportFile(const QString &option, const QString &path)
{
    const auto format = report::reportFormatFromName(QFileInfo(path).suffix());
    if (!format)
        return failure(ErrorCode::OptionInvalid, { u"--"_s + option, path, u"*.csv, *.json"_s });
    return ReportFile { path, *format };
}

QStringList databaseFiles(const target::TargetAddress &address)
{
    if (address.driver != "QSQLITE"_L1)
        return {};
    // SQLite puts them beside the file that a link leads to.
    const auto real = realPath(address.database);
    return { real, real + u"-wal"_s, real + u"-shm"_s, real + u"-journal"_s };
}

Result<void> checkOverwrites(const QString &option, const QString &path, const QStringList &kept)
{
    const auto real = realPath(path);
    const bool isKept = std::any_of(kept.begin(), kept.end(), [&](const QString &other) {
        return realPath(other).compare(real, kPathCase) == 0;
    });
    if (!isKept)
        return {};
    return failure(
        ErrorCode::OptionInvalid,
        { u"--"_s + option, path, Words::tr("another file: this one is read or is the database") });
}

Result<void> checkWritable(const QString &path)
{
    if (isSpecial(path)) {
        // Opening a pipe would wait for its reader, and closing it end him.
        if (QFileInfo(path).isWritable())
            return {};
        return unwritable(path, Words::tr("access is denied"));
    }
    QSaveFile output(path);
    if (!output.open(QIODevice::WriteOnly))
        return unwritable(path, output.errorString());
    output.cancelWriting();
    return {};
}

Result<void> writeReportFile(const ReportFile &file,
                             const std::function<Result<std::int64_t>(QIODevice &)> &write)
{
    if (isSpecial(file.path))
        return writeSpecial(file.path, write);
    QSaveFile output(file.path);
    if (!output.open(QIODevice::WriteOnly))
        return unwritable(file.path, output.errorString());
    if (const auto written = write(output); !written)
        return failure(written.error());
    if (!output.commit())
        return unwritable(file.path, output.errorString());
    return {};
}

} // namespace dockhand::cli
