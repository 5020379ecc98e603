// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace dockhand::ui {

/// Qt's own file dialog, where the desktop has none, with room for its columns: dates are not cut.
/// Does nothing to a native one.
void makeRoomInFileDialog(QFileDialog &dialog);

/// As QFileDialog's functions of these names, with that room.
[[nodiscard]] QStringList askForFiles(QWidget *parent, const QString &title, const QString &filter);
[[nodiscard]] QString askForFolder(QWidget *parent, const QString &title);

[[nodiscard]] QString askForFile(QWidget *parent, const QString &title, const QString &start,
                                 const QString &filter);
/// `chosenFilter` gets the filter that was chosen, unless it is null.
[[nodiscard]] QString askForNewFile(QWidget *parent, const QString &title, const QString &start,
                                    const QString &filter, QString *chosenFilter = nullptr,
                                    QFileDialog::Options options = {});

} // namespace dockhand::ui
