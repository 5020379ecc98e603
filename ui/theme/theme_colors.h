// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <cstdint>

namespace dockhand::ui {

/// What a colour says. Always beside a word or an icon, never alone.
enum class Tone : std::uint8_t { Normal, Muted, Accent, Done, Attention, Failed, Idle };

/// The window's colours by role. No other file names a colour.
struct ThemeColors
{
    QColor window;  ///< behind everything
    QColor surface; ///< cards, table, fields
    QColor text;
    QColor muted;
    QColor line;  ///< hairlines and borders
    QColor track; ///< empty part of a bar
    QColor accent;
    QColor onAccent;
    QColor done;
    QColor attention;
    QColor failed;
    QColor idle;      ///< bars and icons only
    QColor selection; ///< behind selected rows
    QColor hover;     ///< behind what the pointer is on

    [[nodiscard]] QColor of(Tone tone) const;
};

[[nodiscard]] const ThemeColors &lightColors();
[[nodiscard]] const ThemeColors &darkColors();

/// A palette of light text on a dark window.
[[nodiscard]] bool isDark(const QPalette &palette);
[[nodiscard]] QPalette paletteFor(const ThemeColors &colors);

/// `share` (0..1) of `over` on top of `base`.
[[nodiscard]] QColor mixed(const QColor &base, const QColor &over, double share);

/// Contrast ratio of two colours, 1 to 21. Source: WCAG 2.1, relative luminance.
[[nodiscard]] double contrastRatio(const QColor &first, const QColor &second);

} // namespace dockhand::ui
