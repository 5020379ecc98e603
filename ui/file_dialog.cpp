// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/file_dialog.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QTreeView>

#include <algorithm>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDateColumn = 3; ///< of QFileSystemModel
constexpr int kCellMargins = 24;
constexpr QSize kSize { 860, 520 };

} // namespace

void makeRoomInFileDialog(QFileDialog &dialog)
{
    const auto *view = dialog.findChild<QTreeView *>(u"treeView"_s);
    if (!view) {
        return; // a native one
    }
    const QDateTime wide(QDate(2028, 12, 28), QTime(22, 58));
    const int date
        = view->fontMetrics().horizontalAdvance(QLocale().toString(wide, QLocale::ShortFormat));
    QHeaderView *header = view->header();
    header->resizeSection(kDateColumn,
                          std::max(header->sectionSize(kDateColumn), date + kCellMargins));
    dialog.resize(dialog.size().expandedTo(kSize));
}

QStringList askForFiles(QWidget *parent, const QString &title, const QString &filter)
{
    QFileDialog dialog(parent, title, {}, filter);
    dialog.setFileMode(QFileDialog::ExistingFiles);
    makeRoomInFileDialog(dialog);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles() : QStringList();
}

QString askForFolder(QWidget *parent, const QString &title)
{
    QFileDialog dialog(parent, title);
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    makeRoomInFileDialog(dialog);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString askForFile(QWidget *parent, const QString &title, const QString &start,
                   const QString &filter)
{
    QFileDialog dialog(parent, title, start, filter);
    dialog.setFileMode(QFileDialog::ExistingFile);
    makeRoomInFileDialog(dialog);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString askForNewFile(QWidget *parent, const QString &title, const QString &start,
                      const QString &filter, QString *chosenFilter, QFileDialog::Options options)
{
    const QFileInfo proposed(start); // no file is touched: only its name is taken apart
    QFileDialog dialog(parent, title, proposed.path(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setFileMode(QFileDialog::AnyFile);
    dialog.setOptions(options);
    dialog.selectFile(proposed.fileName());
    makeRoomInFileDialog(dialog);
    if (dialog.exec() != QDialog::Accepted) {
        return {};
    }
    if (chosenFilter) {
        *chosenFilter = dialog.selectedNameFilter();
    }
    return dialog.selectedFiles().value(0);
}

} // namespace dockhand::ui
