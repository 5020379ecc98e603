// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/properties/dice.h"

#include <QByteArray>

namespace dockhand::fault {

/// A valid profile as JSON: one or two tables, keys of any number of columns or none, every type
/// of column and most of their settings.
[[nodiscard]] QByteArray randomProfile(Dice &dice);

} // namespace dockhand::fault
