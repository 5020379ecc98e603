// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_colors.h"

#include <algorithm>
#include <cmath>

namespace dockhand::ui {

namespace {

ThemeColors withDerived(ThemeColors colors, double selectionShare)
{
    colors.selection = mixed(colors.surface, colors.accent, selectionShare);
    colors.hover = mixed(colors.surface, colors.text, 0.05);
    return colors;
}

ThemeColors makeLight()
{
    ThemeColors c;
    c.window = QColor(0xf4f6f8);
    c.surface = QColor(0xffffff);
    c.text = QColor(0x1a1e23);
    c.muted = QColor(0x5d6772);
    c.line = QColor(0xe0e4e9);
    c.track = QColor(0xe5e9ef);
    c.accent = QColor(0x2a6bdb);
    c.onAccent = QColor(0xffffff);
    c.done = QColor(0x1b8553);
    c.attention = QColor(0x9c5e0b);
    c.failed = QColor(0xc4342b);
    c.idle = QColor(0x87919c);
    return withDerived(c, 0.10);
}

ThemeColors makeDark()
{
    ThemeColors c;
    c.window = QColor(0x15181c);
    c.surface = QColor(0x1c2025);
    c.text = QColor(0xe8ebee);
    c.muted = QColor(0x9aa4af);
    c.line = QColor(0x2d333a);
    c.track = QColor(0x2b3138);
    c.accent = QColor(0x5a9bff);
    c.onAccent = QColor(0x08121f);
    c.done = QColor(0x4cc38a);
    c.attention = QColor(0xe3ad4f);
    c.failed = QColor(0xf2766c);
    c.idle = QColor(0x7d8792);
    return withDerived(c, 0.16);
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

} // namespace

QColor ThemeColors::of(Tone tone) const
{
    switch (tone) {
    case Tone::Normal:
        return text;
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Done:
        return done;
    case Tone::Attention:
        return attention;
    case Tone::Failed:
        return failed;
    case Tone::Idle:
        return idle;
    }
    return text;
}

const ThemeColors &lightColors()
{
    static const ThemeColors colors = makeLight();
    return colors;
}

const ThemeColors &darkColors()
{
    static const ThemeColors colors = makeDark();
    return colors;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
}

QPalette paletteFor(const ThemeColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Button, colors.surface);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.failed);
    palette.setColor(QPalette::ToolTipBase, colors.surface);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Light, colors.surface);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, colors.idle);
    palette.setColor(QPalette::Shadow, colors.line);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText }) {
        palette.setColor(QPalette::Disabled, role, mixed(colors.surface, colors.muted, 0.6));
    }
    return palette;
}

QColor mixed(const QColor &base, const QColor &over, double share)
{
    const auto blend = [share](float below, float above) {
        return static_cast<float>(below + (above - below) * share);
    };
    return QColor::fromRgbF(blend(base.redF(), over.redF()), blend(base.greenF(), over.greenF()),
                            blend(base.blueF(), over.blueF()));
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const double a = luminance(first) + 0.05;
    const double b = luminance(second) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

} // namespace dockhand::ui
