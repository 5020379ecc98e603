// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_info.h"
#include "core/profile/import_profile.h"
#include "core/target/target_address.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTextStream>

#include <algorithm>
#include <array>

namespace {

using namespace Qt::StringLiterals;
using namespace dockhand;

constexpr int kUsageError = 1;

struct Arguments
{
    std::optional<ui::ThemeChoice> theme;
    std::optional<target::TargetAddress> target;
    QStringList files;
    QString problem; ///< not empty: cannot start
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Desktop", text);
}

constexpr auto kToOption = "to"_L1;
constexpr auto kThemeOption = "theme"_L1;

void setUpParser(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        translated(QT_TRANSLATE_NOOP("Desktop", "Imports order exports into a database.")));
    parser.addOption({ kToOption,
                       translated(QT_TRANSLATE_NOOP("Desktop", "Import into this database.")),
                       u"TARGET"_s });
    parser.addOption({ kThemeOption,
                       translated(QT_TRANSLATE_NOOP("Desktop", "light, dark or system.")),
                       u"THEME"_s });
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        u"files"_s, translated(QT_TRANSLATE_NOOP("Desktop", "Files and folders to queue.")),
        u"[FILE|DIR…]"_s);
}

/// Help and version need no display, and an application with windows cannot be made without one.
/// Does not return when it has answered.
void answerWithoutDisplay(int argc, char *argv[])
{
    const std::array words { "-h"_L1, "--help"_L1, "--help-all"_L1, "-v"_L1, "--version"_L1 };
    const bool isAsked = std::any_of(argv, argv + argc, [&](const char *argument) {
        return std::find(words.begin(), words.end(), QLatin1StringView(argument)) != words.end();
    });
    if (!isAsked) {
        return;
    }
    QCoreApplication application(argc, argv);
    ui::installTranslations(application, QLocale());
    QCommandLineParser parser;
    setUpParser(parser);
    parser.parse(QCoreApplication::arguments()); // Qt's own options are not known here
    if (parser.isSet(u"version"_s)) {
        parser.showVersion();
    }
    if (parser.isSet(u"help"_s) || parser.isSet(u"help-all"_s)) {
        parser.showHelp();
    }
}

Arguments readArguments(const QApplication &application)
{
    QCommandLineParser parser;
    setUpParser(parser);
    parser.process(application);

    Arguments arguments;
    if (parser.isSet(kThemeOption)) {
        arguments.theme = ui::themeChoiceFromName(parser.value(kThemeOption));
        if (!arguments.theme) {
            arguments.problem
                = translated(QT_TRANSLATE_NOOP("Desktop", "--theme is light, dark or system."));
        }
    }
    if (parser.isSet(kToOption)) {
        const auto address = target::parseTargetAddress(parser.value(kToOption));
        if (address) {
            arguments.target = *address;
        } else {
            arguments.problem = errorText(address.error());
        }
    }
    for (const QString &path : parser.positionalArguments()) {
        arguments.files << QDir::current().absoluteFilePath(path);
    }
    return arguments;
}

/// Beside the installed program, or in the sources it was built from.
QString samplesFolder()
{
    const QDir installed(QCoreApplication::applicationDirPath() + u"/../share/dockhand/samples"_s);
    return installed.exists() ? installed.absolutePath() : QStringLiteral(DOCKHAND_SAMPLES_FOLDER);
}

ui::ImportSession::Profiles knownProfiles(const QString &dataFolder)
{
    ui::ImportSession::Profiles profiles;
    for (profile::ImportProfile &profile : profile::loadProfiles(dataFolder + u"/profiles"_s)) {
        profiles.push_back(std::make_shared<const profile::ImportProfile>(std::move(profile)));
    }
    return profiles;
}

} // namespace

int main(int argc, char *argv[])
{
    dockhand::returnFreedMemory();
    QCoreApplication::setApplicationName(u"dockhand"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(DOCKHAND_VERSION));
    answerWithoutDisplay(argc, argv);
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"dockhand"_s);
    ui::installTranslations(application, QLocale());
    const Arguments arguments = readArguments(application);
    if (!arguments.problem.isEmpty()) {
        QTextStream(stderr) << arguments.problem << Qt::endl;
        return kUsageError;
    }

    const QString config = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    QDir().mkpath(config);
    ui::WindowOptions options;
    options.settingsPath = config + u"/window.ini"_s;
    options.samplesFolder = samplesFolder();
    options.profiles
        = knownProfiles(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    options.target = arguments.target;
    options.files = arguments.files;

    const QSettings settings(options.settingsPath, QSettings::IniFormat);
    const auto saved = ui::themeChoiceFromName(settings.value("window/theme").toString());
    ui::Theme theme(application, arguments.theme.value_or(saved.value_or(ui::ThemeChoice::System)));
    ui::MainWindow window(std::move(options), theme);
    window.show();
    return QApplication::exec();
}
