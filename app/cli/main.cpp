// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"
#include "app/cli/dump_command.h"
#include "app/cli/errors_command.h"
#include "app/cli/exit_code.h"
#include "app/cli/history_command.h"
#include "app/cli/import_command.h"
#include "app/cli/inspect_command.h"
#include "app/cli/recommend_command.h"
#include "app/cli/repair_command.h"
#include "app/cli/show_command.h"
#include "app/cli/terminal.h"
#include "app/cli/undo_command.h"
#include "core/base/system_info.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>

namespace {

using namespace Qt::StringLiterals;
using namespace dockhand::cli;

/// A word of the command line and what it starts.
struct Command
{
    const char *name;
    int (*run)(const QStringList &);
    const char *summary; ///< translation source of the context "Main"
};

constexpr std::array kCommands {
    Command { "import", importCommand, QT_TRANSLATE_NOOP("Main", "files into a database") },
    Command { "inspect", inspectCommand,
              QT_TRANSLATE_NOOP("Main", "what files are and hold, without importing them") },
    Command { "dump", dumpCommand, QT_TRANSLATE_NOOP("Main", "every record of a file as JSON") },
    Command { "recommend", recommendCommand,
              QT_TRANSLATE_NOOP("Main", "the plan an import would follow, and why") },
    Command { "errors", errorsCommand,
              QT_TRANSLATE_NOOP("Main", "the error report of a run or a file") },
    Command { "repair", repairCommand,
              QT_TRANSLATE_NOOP("Main", "corrected rejects into the database") },
    Command { "history", historyCommand, QT_TRANSLATE_NOOP("Main", "the runs into a database") },
    Command { "show", showCommand, QT_TRANSLATE_NOOP("Main", "one run and its files") },
    Command { "undo", undoCommand,
              QT_TRANSLATE_NOOP("Main", "takes a run or a file out of a database again") },
};

QString usage()
{
    auto text = QCoreApplication::translate("Main", "Usage: dockhand-cli COMMAND [options] …")
        + u"\n\n"_s + QCoreApplication::translate("Main", "Commands:") + u'\n';
    for (const auto &command : kCommands) {
        text += u"  "_s + QString::fromLatin1(command.name).leftJustified(12)
            + QCoreApplication::translate("Main", command.summary) + u'\n';
    }
    return text + u'\n'
        + QCoreApplication::translate("Main",
                                      "“dockhand-cli COMMAND --help” lists a command's options.\n"
                                      "Exit codes: 0 all in, 1 usage, 2 in part, 3 failed, "
                                      "130 cancelled.")
        + u'\n';
}

int runCommand(const QStringList &arguments)
{
    const auto word = arguments.value(1);
    if (word == "--help"_L1 || word == "-h"_L1 || word == "help"_L1) {
        printOut(usage());
        return kAllIn;
    }
    if (word == "--version"_L1 || word == "-v"_L1) {
        printOut(u"dockhand-cli "_s + QStringLiteral(DOCKHAND_VERSION) + u'\n');
        return kAllIn;
    }
    for (const auto &command : kCommands) {
        if (word == QLatin1String(command.name))
            return command.run(arguments.mid(2));
    }
    if (!word.isEmpty()) {
        printError(
            u"dockhand-cli: "_s
            + QCoreApplication::translate("Main", "“%1” is not a command.").arg(printable(word)));
    }
    printError(usage().trimmed());
    return kUsage;
}

/// What was asked for has not arrived: that is no success, however the command itself ended.
int codeAfterOutput(int code)
{
    flushOut();
    const auto problem = outProblem();
    if (!problem)
        return code;
    printError(*problem);
    return code == kAllIn || code == kPartial ? kFailed : code;
}

} // namespace

int main(int argc, char *argv[])
{
    dockhand::returnFreedMemory();
    prepareStandardStreams();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"dockhand"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DOCKHAND_VERSION));
    return codeAfterOutput(runCommand(QCoreApplication::arguments()));
}
