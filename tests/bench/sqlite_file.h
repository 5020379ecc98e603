// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace dockhand::bench {

/// SQLite database files as a bench handles them: made, copied and looked at while nobody uses
/// them.

/// With what SQLite keeps beside it.
void removeDatabase(const QString &path);

/// Replaces `to`; it is on the disk when the call returns, so that nobody pays for it later.
[[nodiscard]] bool copyDatabase(const QString &from, const QString &to);

/// -1: there is no such table.
[[nodiscard]] std::int64_t countRows(const QString &path, const QString &table);

/// The statements that made the tables whose names begin like that, one behind the other.
[[nodiscard]] QByteArray tableStatements(const QString &path, const QString &nameBegin);

} // namespace dockhand::bench
