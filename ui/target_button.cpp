// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/target_button.h"

#include "ui/file_dialog.h"

#include <QDir>
#include <QMenu>
#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRecent = 8;
constexpr qsizetype kLeastLetters = 12; ///< of the database's name
constexpr QStringView kArrow = u"  ▾";

QString fileNameOf(const QString &path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

QString withoutSuffix(const QString &name)
{
    const qsizetype stop = name.lastIndexOf(u'.');
    return stop > 0 ? name.left(stop) : name;
}

} // namespace

target::TargetAddress sqliteAddress(const QString &path)
{
    target::TargetAddress address;
    address.driver = u"QSQLITE"_s;
    address.database = path;
    address.native = true;
    return address;
}

TargetButton::TargetButton(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(u"targetButton"_s);
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setMenu(new QMenu(this));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(menu(), &QMenu::aboutToShow, this, &TargetButton::fillMenu);
    setTarget(target::defaultTargetAddress());
}

void TargetButton::setTarget(const target::TargetAddress &target)
{
    m_target = target;
    const QString name = fileNameOf(target.database);
    setText(name + kArrow.toString());
    updateGeometry();
    setToolTip(tr("Import into %1").arg(QDir::toNativeSeparators(target.database)));
    setAccessibleName(tr("Import into %1").arg(name));
}

QSize TargetButton::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    const QString name = text().chopped(kArrow.size());
    QString least = withoutSuffix(name);
    if (least.size() > kLeastLetters) {
        least = least.left(kLeastLetters) + u'…';
    }
    const int saved
        = fontMetrics().horizontalAdvance(name) - fontMetrics().horizontalAdvance(least);
    return { whole.width() - std::max(0, saved), whole.height() };
}

void TargetButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const int missing = sizeHint().width() - width();
    if (missing > 0) {
        const QString name = text().chopped(kArrow.size());
        const int room = option.fontMetrics.horizontalAdvance(name) - missing;
        option.text = option.fontMetrics.elidedText(withoutSuffix(name), Qt::ElideMiddle, room)
            + kArrow.toString();
    }
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
}

void TargetButton::setRecent(const QStringList &paths)
{
    m_recent = paths.mid(0, kMostRecent);
}

void TargetButton::fillMenu()
{
    menu()->clear();
    connect(menu()->addAction(tr("&Choose database…")), &QAction::triggered, this,
            &TargetButton::chooseExisting);
    connect(menu()->addAction(tr("&New database…")), &QAction::triggered, this,
            &TargetButton::chooseNew);
    const QString standard = target::defaultTargetAddress().database;
    connect(menu()->addAction(tr("&Standard database")), &QAction::triggered, this,
            [this, standard] { choose(standard); });
    if (m_recent.isEmpty()) {
        return;
    }
    menu()->addSeparator();
    for (const QString &path : m_recent) {
        QAction *action = menu()->addAction(fileNameOf(path));
        action->setToolTip(QDir::toNativeSeparators(path));
        action->setCheckable(true);
        action->setChecked(path == m_target.database);
        connect(action, &QAction::triggered, this, [this, path] { choose(path); });
    }
    menu()->addSeparator();
    connect(menu()->addAction(tr("C&lear this list")), &QAction::triggered, this,
            [this] { m_recent.clear(); });
    menu()->setToolTipsVisible(true);
}

void TargetButton::chooseExisting()
{
    choose(askForFile(window(), tr("Choose database"), m_target.database,
                      tr("SQLite databases (*.sqlite *.sqlite3 *.db);;All files (*)")));
}

void TargetButton::chooseNew()
{
    QString path = askForNewFile(window(), tr("New database"), m_target.database,
                                 tr("SQLite databases (*.sqlite *.sqlite3 *.db)"), nullptr,
                                 QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty() && !fileNameOf(path).contains(u'.')) {
        path += u".sqlite"_s;
    }
    choose(path);
}

void TargetButton::choose(const QString &path)
{
    if (path.isEmpty()) {
        return;
    }
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent = m_recent.mid(0, kMostRecent);
    setTarget(sqliteAddress(path));
    Q_EMIT targetChosen(m_target);
}

} // namespace dockhand::ui
