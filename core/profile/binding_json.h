// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/recogniser.h"

#include <QByteArray>

#include <optional>

namespace dockhand::profile {

/// How a file was read, whole: its header, the profile (an inferred one, too) and which field feeds
/// which column. Kept in the ledger, so that records of that file can be read in the same way long
/// after its profile has changed or gone. The same binding gives the same bytes.
///
/// Format: {"header", "fields", "field_count", "profile": {"id", "title", "version", "columns",
/// "tables", "group", "occurrence_of", "channel"}}; columns and tables hold what their structs do,
/// everything points by index. Settings at their default are left out.
[[nodiscard]] QByteArray bindingToJson(const ProfileBinding &binding);

/// Nothing where the bytes are not of `bindingToJson`.
[[nodiscard]] std::optional<ProfileBinding> bindingFromJson(const QByteArray &json);

} // namespace dockhand::profile
