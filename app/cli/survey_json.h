// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"

#include <QJsonObject>

namespace dockhand::cli {

/// How much of a survey is printed: what a plan needs, or the dialect, the header and records, too.
enum class SurveyDetail : std::uint8_t { Brief, Full };

/// What a survey or a plan says of an error: code, message, fix.
[[nodiscard]] QJsonObject errorJson(const Error &error);

/// A survey as an object: path, bytes, profile, estimated_records, error, …
[[nodiscard]] QJsonObject surveyJson(const advisor::FileSurvey &survey, SurveyDetail detail);

/// "gzip", "bzip2", "xz", "zstd"; "none".
[[nodiscard]] QString compressionName(source::Compression compression);

} // namespace dockhand::cli
