// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    auto *ours = new QTranslator(&application);
    const bool isLoaded = ours->load(locale, u"dockhand"_s, u"_"_s, u":/i18n"_s)
        || ours->load(u":/i18n/dockhand_en.qm"_s); // its plural forms
    if (isLoaded) {
        QCoreApplication::installTranslator(ours);
    }
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qt);
    }
}

} // namespace dockhand::ui
