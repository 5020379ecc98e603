// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"

#include <QSet>
#include <QString>

#include <string_view>
#include <vector>

namespace dockhand::profile {

/// Type, scale and formats of a column after the values of a sample; name and the rest at their
/// defaults. Text unless every value that is not empty fits a stricter type without losing anything
/// (leading zeros, a plus sign, more than 15 digits, an ambiguous date keep it text).
[[nodiscard]] SourceColumn inferColumn(const std::vector<std::string_view> &values);

/// `text` as a name for a table or column: lower case letters and digits of any script and single
/// underscores, at most 60 bytes. Empty when nothing of `text` can be kept.
[[nodiscard]] QString sqlNameFor(const QString &text);

/// `wanted`, or with _2, _3, … behind it until it is not in `taken`; adds it there.
[[nodiscard]] QString uniqueSqlName(const QString &wanted, QSet<QString> &taken);

} // namespace dockhand::profile
