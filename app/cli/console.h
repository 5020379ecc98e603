// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <string_view>

namespace dockhand::cli {

/// Writes to standard output. Does nothing once a write failed.
void printOut(std::string_view utf8);
void printOut(const QString &text);
/// The one object that `--json` promises.
void printJson(const QJsonObject &object);
/// Hands everything printed to the system; false when that, or a write before, failed.
bool flushOut();
[[nodiscard]] bool isOutClosed();
/// Why writing failed (output.unwritable); nothing while all is well, and nothing when only the
/// reader has gone (`| head`), who had what he wanted.
[[nodiscard]] std::optional<Error> outProblem();

/// A line on standard error.
void printError(const QString &line);
/// "dockhand-cli: what happened, where, what to do" on standard error.
void printError(const Error &error);
/// One object as a line on standard error, for programs.
void printErrorJson(const QJsonObject &object);

/// Text out of a file made safe for a terminal: control characters, which could move the cursor or
/// change colours, become a visible sign.
[[nodiscard]] QString printable(const QString &text);

} // namespace dockhand::cli
