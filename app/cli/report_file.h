// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/error_report.h"
#include "core/target/target_address.h"

#include <QIODevice>
#include <QString>
#include <QStringList>

#include <functional>

namespace dockhand::cli {

/// A report that goes into a file.
struct ReportFile
{
    QString path;
    report::ReportFormat format = report::ReportFormat::Csv;
};

/// The format by the file's suffix. Errors: option.invalid naming `option`.
[[nodiscard]] Result<ReportFile> reportFile(const QString &option, const QString &path);

/// The files a database lives in, with those SQLite keeps beside it; none for a server's.
[[nodiscard]] QStringList databaseFiles(const target::TargetAddress &address);

/// A report must not overwrite what is read. Errors: option.invalid naming `option` when `path`
/// leads to one of `kept`, through links or not.
[[nodiscard]] Result<void> checkOverwrites(const QString &option, const QString &path,
                                           const QStringList &kept);

/// Whether a report could be written there, found out by trying; nothing is left behind.
/// Errors: output.unwritable.
[[nodiscard]] Result<void> checkWritable(const QString &path);

/// Writes a regular file as a whole or not at all; a pipe or a device that is there is opened and
/// written as it is. Errors: output.unwritable and those of `write`.
[[nodiscard]] Result<void>
writeReportFile(const ReportFile &file,
                const std::function<Result<std::int64_t>(QIODevice &)> &write);

} // namespace dockhand::cli
