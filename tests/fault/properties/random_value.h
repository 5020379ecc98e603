// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "tests/fault/properties/dice.h"

#include <QByteArray>

namespace dockhand::fault {

/// A text for a field of this column, in UTF-8: mostly one of a few good values, so that keys come
/// again; at times an odd one that is still good, NULL, or one that is to be rejected.
[[nodiscard]] QByteArray randomValue(const profile::SourceColumn &column, Dice &dice);

} // namespace dockhand::fault
