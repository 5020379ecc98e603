// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/theme_sheet.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontInfo>
#include <QPainter>
#include <QPixmap>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <array>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kBodySize = 9.5;
constexpr qreal kLargeSystemSize = 11; ///< a system font from here on is a wish for large text
constexpr std::array kIconSizes { 16, 20, 24, 32, 48, 64 };

struct ChoiceName
{
    ThemeChoice choice;
    QLatin1StringView name;
};

constexpr std::array kChoiceNames {
    ChoiceName { ThemeChoice::System, "system"_L1 },
    ChoiceName { ThemeChoice::Light, "light"_L1 },
    ChoiceName { ThemeChoice::Dark, "dark"_L1 },
};

QPixmap drawn(QSvgRenderer &renderer, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QString themeChoiceName(ThemeChoice choice)
{
    for (const ChoiceName &entry : kChoiceNames) {
        if (entry.choice == choice) {
            return entry.name;
        }
    }
    return {};
}

std::optional<ThemeChoice> themeChoiceFromName(const QString &name)
{
    for (const ChoiceName &entry : kChoiceNames) {
        if (entry.name == name) {
            return entry.choice;
        }
    }
    return std::nullopt;
}

Theme::Theme(QApplication &application, ThemeChoice choice)
    : m_application(application)
    , m_choice(choice)
{
    const qreal systemSize = QFontInfo(QApplication::font()).pointSizeF();
    m_bodySize = systemSize >= kLargeSystemSize ? systemSize : kBodySize;
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QFont font = QApplication::font();
    font.setPointSizeF(m_bodySize);
    QApplication::setFont(font);
    refresh();
    application.installEventFilter(this);
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice != m_choice) {
        m_choice = choice;
        refresh();
    }
}

const ThemeColors &Theme::colors() const
{
    return m_dark ? darkColors() : lightColors();
}

void Theme::refresh()
{
    m_applying = true;
    if (m_choice == ThemeChoice::System) {
        QApplication::setPalette(QPalette()); // the desktop's own shows through
        m_dark = dockhand::ui::isDark(QApplication::palette());
    } else {
        m_dark = m_choice == ThemeChoice::Dark;
    }
    apply();
    m_applying = false;
    Q_EMIT changed();
}

void Theme::apply()
{
    m_icons.clear();
    QApplication::setPalette(paletteFor(colors()));
    m_application.setStyleSheet(themeSheet(colors(), m_bodySize));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Other objects' events are their own: what another thread posts is read by whoever takes it.
    if (!watched->isWidgetType() && watched != &m_application) {
        return false;
    }
    const bool systemChanged = event->type() == QEvent::ThemeChange
        || (event->type() == QEvent::ApplicationPaletteChange && watched == &m_application);
    if (systemChanged && !m_applying && m_choice == ThemeChoice::System) {
        m_applying = true;
        QMetaObject::invokeMethod(this, &Theme::refresh, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

QIcon Theme::icon(const QString &name, Tone tone) const
{
    return tinted(name, colors().of(tone));
}

QIcon Theme::iconOnAccent(const QString &name) const
{
    return tinted(name, colors().onAccent);
}

QIcon Theme::tinted(const QString &name, const QColor &color) const
{
    const QString key = name + color.name();
    if (const auto found = m_icons.constFind(key); found != m_icons.cend()) {
        return *found;
    }
    QFile file(u":/icons/%1.svg"_s.arg(name));
    QIcon icon;
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        for (const int size : kIconSizes) {
            icon.addPixmap(drawn(renderer, size));
        }
    } else {
        icon = QIcon::fromTheme(name);
    }
    m_icons.insert(key, icon);
    return icon;
}

QFont Theme::bodyFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(m_bodySize);
    return font;
}

QFont Theme::labelFont() const
{
    QFont font = bodyFont();
    font.setPointSizeF(m_bodySize - 1);
    return font;
}

QFont Theme::figureFont() const
{
    QFont font = strongFont();
    font.setPointSizeF(m_bodySize * 16 / kBodySize);
    return font;
}

QFont Theme::strongFont() const
{
    QFont font = bodyFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace dockhand::ui
