// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dockhand {

/// What docs/errors.md must hold: every code of the table with its message and what to do.
[[nodiscard]] QString errorListMarkdown();

} // namespace dockhand
