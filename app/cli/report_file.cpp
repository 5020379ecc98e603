// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_file.h"

#include <QFileInfo>
#include <QSaveFile>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

Result<ReportFile> reportFile(const QString &option, const QString &path)
{
    const auto format = report::reportFormatFromName(QFileInfo(path).suffix());
    if (!format)
        return failure(ErrorCode::OptionInvalid, { u"--"_s + option, path, u"*.csv, *.json"_s });
    return ReportFile { path, *format };
}

Result<void> writeReportFile(const ReportFile &file,
                             const std::function<Result<std::int64_t>(QIODevice &)> &write)
{
    QSaveFile output(file.path);
    if (!output.open(QIODevice::WriteOnly))
        return failure(ErrorCode::OutputUnwritable, { file.path, output.errorString() });
    if (const auto written = write(output); !written)
        return failure(written.error());
    if (!output.commit())
        return failure(ErrorCode::OutputUnwritable, { file.path, output.errorString() });
    return {};
}

} // namespace dockhand::cli
