// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/source/reference_reader.h"

#include <random>
#include <string>
#include <vector>

namespace dockhand::source {

/// Empty when the reader tells the same as the reference; else both results.
[[nodiscard]] std::string difference(const std::string &bytes, const Dialect &dialect,
                                     const ReaderLimits &limits,
                                     const std::vector<std::size_t> &pieces,
                                     Reading reading = Reading::Itself);

/// Text made of what parsers stumble over.
[[nodiscard]] std::string randomText(std::mt19937 &random, std::size_t length);
[[nodiscard]] Dialect randomDialect(std::mt19937 &random);
[[nodiscard]] ReaderLimits randomLimits(std::mt19937 &random);

} // namespace dockhand::source
