// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

class QCoreApplication;

namespace dockhand::ui {

/// Makes the program speak the locale's language, or English where there is none of it.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace dockhand::ui
