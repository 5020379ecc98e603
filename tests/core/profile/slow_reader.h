// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"

#include <string>

namespace dockhand::test {

/// Reads a field as a column says, in the most obvious way: regular expressions, QDateTime, strtod,
/// QString. Slow, and nothing of the real reader is used. The result is "NULL", "text " and the
/// text, "bits " and the slot's content as a number, or the id of the issue.
[[nodiscard]] std::string readSlowly(const profile::SourceColumn &column, const std::string &field);

} // namespace dockhand::test
