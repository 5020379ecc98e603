// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "core/advisor/survey.h"
#include "core/base/result.h"
#include "core/source/dialect.h"
#include "core/target/target_address.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace dockhand::cli {

// Values of options that several commands share. An option that was not given is an empty optional;
// a value that makes no sense is option.invalid.

/// A whole number from `smallest` to `largest`; "auto" counts as not given.
[[nodiscard]] Result<std::optional<std::int64_t>> numberOption(const CommandLine &line,
                                                               const QString &name,
                                                               std::int64_t smallest,
                                                               std::int64_t largest);

/// Bytes: "64M", "1.5G", "100000"; from `smallest` to `largest`.
[[nodiscard]] Result<std::optional<std::int64_t>>
sizeOption(const CommandLine &line, const QString &name, std::int64_t smallest,
           std::int64_t largest = std::numeric_limits<std::int64_t>::max());

/// "90s", "10m", "2h", "250ms", "0".
[[nodiscard]] Result<std::optional<std::chrono::milliseconds>>
durationOption(const CommandLine &line, const QString &name);

[[nodiscard]] Result<source::DialectOverrides> dialectOptions(const CommandLine &line);

[[nodiscard]] Result<target::TargetAddress> targetOption(const CommandLine &line);

/// The built-in profiles and the user's, and what was said about them and the dialect. Profiles
/// that cannot be read are told on standard error. Errors: option.invalid, profile.not_found.
[[nodiscard]] Result<advisor::SurveyOptions> surveyOptions(const CommandLine &line);

} // namespace dockhand::cli
