// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_sheet.h"

#include <QHash>
#include <QRegularExpression>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kFrames = R"(
QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: 8px; }
QFrame[role="notice"] { background: @notice; border: 1px solid @attention; border-radius: 8px; }
QFrame[role="notice"][tone="done"] { background: @noticedone; border: 1px solid @done; }
QFrame[role="drop"] { background: @surface; border: 1px dashed @idle; border-radius: 8px; }
QWidget[role="sidebar"] { background: @window; border: none; border-right: 1px solid @line; }
QLabel { background: transparent; }
QLabel[role="label"] { color: @muted; font-size: @labelpt; font-weight: 600; }
QLabel[role="figure"] { font-size: @figurept; font-weight: 600; }
QLabel[role="muted"] { color: @muted; font-size: @labelpt; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="lead"] { font-size: @leadpt; font-weight: 600; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px 6px; }
QStatusBar { background: @window; color: @muted; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QSplitter::handle { background: transparent; }
)";

constexpr auto kButtons = R"(
QToolButton, QPushButton { background: @surface; color: @text; border: 1px solid @line;
    border-radius: 7px; padding: 7px 12px; font-weight: 600; }
QToolButton:hover, QPushButton:hover { background: @hover; }
QToolButton:pressed, QPushButton:pressed, QToolButton:open { background: @selection; }
QToolButton:focus, QPushButton:focus { border: 1px solid @accent; }
QToolButton:disabled, QPushButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; }
QFileDialog QToolButton { padding: 2px; }
QFileDialog QPushButton { padding: 5px 12px; }
QPushButton[role="small"], QToolButton[role="small"] { padding: 4px 10px; }
QPushButton[role="primary"] { background: @accent; color: @onaccent; border: 1px solid @accent; }
QPushButton[role="primary"]:hover { background: @accenthover; }
QPushButton[role="primary"]:pressed { background: @accentpressed; }
QPushButton[role="primary"]:focus { border: 2px solid @text; padding: 6px 11px; }
QPushButton[role="primary"]:disabled { background: @track; color: @muted; border: 1px solid @track; }
QToolButton[role="flat"] { background: transparent; border: 1px solid transparent; padding: 4px 6px;
    font-weight: 400; color: @muted; }
QToolButton[role="flat"]:hover { background: @hover; color: @text; }
QToolButton[role="flat"]:checked { color: @text; font-weight: 600; }
QToolButton[role="flat"]:focus { border: 1px solid @accent; }
)";

constexpr auto kViews = R"(
QTableView { background: @surface; border: 1px solid @line; border-radius: 8px; gridline-color: transparent;
    selection-background-color: @selection; selection-color: @text; outline: none; }
QTableView QTableCornerButton::section { background: @surface; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 0px 2px 0px 10px; font-size: @labelpt; font-weight: 600; }
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }
QHeaderView::section:only-one { border-top-left-radius: 7px; border-top-right-radius: 7px; }
QHeaderView::section:hover { color: @text; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 8px; height: 8px;
    subcontrol-position: top center; top: 3px; }
QTableView[role="inner"], QTableView[role="inner"]:focus { border: none; border-top: 1px solid @line;
    border-radius: 0px; }
QListView[role="side"] { background: transparent; border: none; outline: none; }
QTabWidget::pane { border: none; top: 4px; }
QTabWidget::tab-bar { left: 0px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 3px solid transparent;
    padding: 6px 2px; margin-right: 26px; font-weight: 600; }
QTabBar::tab:selected { color: @text; border-bottom: 3px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected:focus { color: @accent; }
QPlainTextEdit { background: @surface; border: 1px solid @line; border-radius: 8px; padding: 6px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QTableView:focus, QPlainTextEdit:focus { border: 1px solid @accent; }
QLabel:focus { border: 1px solid @accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @idle; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

constexpr auto kFields = R"(
QLineEdit[role="field"] { background: @surface; color: @text; border: 1px solid @line;
    border-radius: 7px; padding: 5px 8px; selection-background-color: @selection; selection-color: @text; }
QLineEdit[role="field"]:focus { border: 1px solid @accent; }
QLineEdit[role="cell"] { background: @surface; color: @text; border: 1px solid @accent;
    padding: 0px 8px; selection-background-color: @selection; selection-color: @text; }
QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 28px; border-radius: 5px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { left: 8px; }
QProgressBar { background: @track; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QProgressBar[tone="done"]::chunk { background: @done; }
QProgressBar[tone="attention"]::chunk { background: @attention; }
QProgressBar[tone="failed"]::chunk { background: @failed; }
QProgressBar[tone="idle"]::chunk { background: @idle; }
)";

QString points(qreal size)
{
    return u"%1pt"_s.arg(size, 0, 'f', 1);
}

QHash<QString, QString> valuesOf(const ThemeColors &c, qreal bodyPointSize)
{
    return {
        { u"window"_s, c.window.name() },
        { u"surface"_s, c.surface.name() },
        { u"text"_s, c.text.name() },
        { u"muted"_s, c.muted.name() },
        { u"faint"_s, mixed(c.surface, c.muted, 0.6).name() },
        { u"line"_s, c.line.name() },
        { u"track"_s, c.track.name() },
        { u"scroll"_s, mixed(c.surface, c.idle, 0.5).name() },
        { u"accent"_s, c.accent.name() },
        { u"accenthover"_s, mixed(c.accent, c.onAccent, 0.10).name() },
        { u"accentpressed"_s, mixed(c.accent, c.text, 0.15).name() },
        { u"onaccent"_s, c.onAccent.name() },
        { u"done"_s, c.done.name() },
        { u"attention"_s, c.attention.name() },
        { u"notice"_s, mixed(c.surface, c.attention, 0.10).name() },
        { u"noticedone"_s, mixed(c.surface, c.done, 0.10).name() },
        { u"failed"_s, c.failed.name() },
        { u"idle"_s, c.idle.name() },
        { u"selection"_s, c.selection.name() },
        { u"hover"_s, c.hover.name() },
        { u"labelpt"_s, points(bodyPointSize - 1) },
        { u"leadpt"_s, points(bodyPointSize + 2) },
        { u"figurept"_s, points(bodyPointSize * 16 / 9.5) },
    };
}

} // namespace

QString themeSheet(const ThemeColors &colors, qreal bodyPointSize)
{
    static const QRegularExpression kToken(u"@([a-z]+)"_s);
    const QHash<QString, QString> values = valuesOf(colors, bodyPointSize);
    const QString source = QLatin1StringView(kFrames) + QLatin1StringView(kButtons)
        + QLatin1StringView(kViews) + QLatin1StringView(kFields);
    QString sheet;
    qsizetype end = 0;
    for (auto it = kToken.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        sheet += QStringView(source).mid(end, match.capturedStart() - end);
        sheet += values.value(match.captured(1));
        end = match.capturedEnd();
    }
    return sheet + QStringView(source).mid(end).toString();
}

} // namespace dockhand::ui
