// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/config_file.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>

namespace dockhand::cli {

/// One command's options, its help, and what the user gave. Unknown and abbreviated options are
/// refused.
class CommandLine final
{
public:
    /// `arguments` is what follows the options in the usage line, for example "FILE|DIR…".
    CommandLine(const QString &command, const QString &arguments, const QString &description);

    /// `value` empty: a switch.
    void add(const QString &name, const QString &value, const QString &help);
    /// --encoding, --delimiter, --quote, --header-row.
    void addDialectOptions();
    /// --to
    void addTargetOption();
    /// --profile, --table, --max-file-size
    void addSurveyOptions();
    /// --config: a file with more options (see readConfigFile); the command line wins.
    void addConfigOption();

    /// Empty: go on. Otherwise the program's exit code: help was shown, or the usage is wrong.
    [[nodiscard]] std::optional<int> parse(const QStringList &arguments);

    [[nodiscard]] bool has(const QString &name) const;
    /// The option's value, if it was given.
    [[nodiscard]] std::optional<QString> value(const QString &name) const;
    [[nodiscard]] QStringList positional() const;

    /// Says what is wrong and how to get help; the exit code.
    [[nodiscard]] int usageError(const QString &what) const;

private:
    [[nodiscard]] QString help() const;

    QString m_command;
    QString m_arguments;
    QCommandLineParser m_parser;
    QHash<QString, bool> m_options; ///< name -> takes a value
    ConfigValues m_config;
};

} // namespace dockhand::cli
