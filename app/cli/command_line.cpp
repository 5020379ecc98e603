// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/console.h"
#include "app/cli/exit_code.h"

#include <QCoreApplication>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace

CommandLine::CommandLine(const QString &command, const QString &arguments,
                         const QString &description)
    : m_command(command)
    , m_arguments(arguments)
{
    m_parser.setApplicationDescription(description);
    m_parser.addOption({ { u"h"_s, u"help"_s }, Words::tr("Shows this help.") });
}

void CommandLine::add(const QString &name, const QString &value, const QString &help)
{
    m_parser.addOption(QCommandLineOption(name, help, value));
    m_options.insert(name, !value.isEmpty());
}

void CommandLine::addDialectOptions()
{
    add(u"encoding"_s, u"NAME"_s,
        Words::tr("Read files in this encoding: UTF-8, UTF-16LE, UTF-16BE, windows-1252, "
                  "ISO-8859-1."));
    add(u"delimiter"_s, u"CHAR"_s, Words::tr("Fields are separated by this character, or “tab”."));
    add(u"quote"_s, u"CHAR"_s, Words::tr("Fields are quoted with this character, or “none”."));
    add(u"header-row"_s, u"N"_s,
        Words::tr("The header is the Nth record that is not blank; 0: there is none."));
}

void CommandLine::addTargetOption()
{
    add(u"to"_s, u"URL"_s,
        Words::tr("The database: sqlite:PATH, a path ending in .sqlite or .db, or "
                  "qsql:DRIVER:DATABASE. Default: dockhand.sqlite in your data folder."));
}

void CommandLine::addSurveyOptions()
{
    add(u"profile"_s, u"ID|auto"_s,
        Words::tr("What the files are. Default: recognised by their header."));
    add(u"table"_s, u"NAME"_s, Words::tr("The table for files without a profile of their own."));
    add(u"max-file-size"_s, u"SIZE"_s, Words::tr("Leave larger files out, for example 500M."));
}

void CommandLine::addConfigOption()
{
    // Not one of m_options: a file names no other file.
    m_parser.addOption(QCommandLineOption(
        u"config"_s,
        Words::tr(
            "Take options from this JSON file, too: {\"memory-limit\": \"64M\", \"force\": true}. "
            "Those given here win."),
        u"FILE"_s));
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    if (!m_parser.parse(QStringList { u"dockhand-cli"_s } + arguments))
        return usageError(m_parser.errorText());
    if (m_parser.isSet(u"help"_s)) {
        printOut(help());
        return kAllIn;
    }
    if (m_parser.optionNames().contains(u"config"_s)) {
        auto config = readConfigFile(m_parser.value(u"config"_s), m_options);
        if (!config)
            return usageError(errorText(config.error()));
        m_config = *std::move(config);
    }
    return std::nullopt;
}

bool CommandLine::has(const QString &name) const
{
    return m_parser.isSet(name) || m_config.contains(name);
}

std::optional<QString> CommandLine::value(const QString &name) const
{
    if (m_parser.isSet(name))
        return m_parser.value(name);
    const auto fromFile = m_config.constFind(name);
    return fromFile == m_config.constEnd() ? std::nullopt : std::optional(*fromFile);
}

QStringList CommandLine::positional() const
{
    return m_parser.positionalArguments();
}

int CommandLine::usageError(const QString &what) const
{
    printError(u"dockhand-cli %1: %2"_s.arg(m_command, printable(what)));
    printError(Words::tr("“dockhand-cli %1 --help” lists what can be said.").arg(m_command));
    return kUsage;
}

QString CommandLine::help() const
{
    // The parser's own first line knows nothing of commands.
    auto text = m_parser.helpText();
    text.remove(0, text.indexOf(u'\n') + 1);
    return Words::tr("Usage: dockhand-cli %1 [options] %2").arg(m_command, m_arguments) + u'\n'
        + text;
}

} // namespace dockhand::cli
