// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/report/error_report.h"

#include <QIODevice>
#include <QString>

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

/// Writes the file as a whole or not at all. Errors: output.unwritable and those of `write`.
[[nodiscard]] Result<void>
writeReportFile(const ReportFile &file,
                const std::function<Result<std::int64_t>(QIODevice &)> &write);

} // namespace dockhand::cli
