// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme_colors.h"

#include <QString>

namespace dockhand::ui {

/// The style sheet of the program for these colours. Roles are told by the dynamic property
/// `role`: "primary" and "flat" buttons, "card" frames, "label", "figure" and "muted" labels.
[[nodiscard]] QString themeSheet(const ThemeColors &colors, qreal bodyPointSize);

} // namespace dockhand::ui
