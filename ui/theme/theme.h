// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme_colors.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QString>

#include <optional>

class QApplication;

namespace dockhand::ui {

/// Who decides between light and dark.
enum class ThemeChoice : std::uint8_t { System, Light, Dark };

[[nodiscard]] QString themeChoiceName(ThemeChoice choice); ///< "system", "light", "dark"
[[nodiscard]] std::optional<ThemeChoice> themeChoiceFromName(const QString &name);

/// The look of the program: palette, style sheet, fonts and tinted icons, kept in step with the
/// system's own palette. One per program; widgets take it by reference and it must outlive them.
class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &application, ThemeChoice choice = ThemeChoice::System);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);

    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] const ThemeColors &colors() const;

    /// An icon of ours (resources/icons) in the tone's colour; else the desktop's of that name.
    [[nodiscard]] QIcon icon(const QString &name, Tone tone = Tone::Normal) const;
    [[nodiscard]] QIcon iconOnAccent(const QString &name) const;

    [[nodiscard]] QFont bodyFont() const;
    [[nodiscard]] QFont labelFont() const;  ///< small
    [[nodiscard]] QFont figureFont() const; ///< large
    [[nodiscard]] QFont strongFont() const; ///< body, weight 600

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void apply();
    [[nodiscard]] QIcon tinted(const QString &name, const QColor &color) const;

    QApplication &m_application;
    ThemeChoice m_choice;
    qreal m_bodySize = 9.5;
    bool m_dark = false;
    bool m_applying = false;
    mutable QHash<QString, QIcon> m_icons;
};

} // namespace dockhand::ui
