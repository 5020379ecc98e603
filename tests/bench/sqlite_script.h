// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace dockhand::bench {

/// What the sqlite3 program is told on its standard input.

/// Each file by .import into one untyped table without a key.
[[nodiscard]] QByteArray untypedScript(const QStringList &paths);

/// That, and then its rows into typed, keyed tables made by the statements `tables`. Empty when
/// typed_tables.sql cannot be read.
[[nodiscard]] QByteArray typedScript(const QStringList &paths, const QByteArray &tables);

/// The rows of the untyped table of another database into typed, keyed tables that are there.
[[nodiscard]] QByteArray transferScript(const QString &untypedDatabase);

} // namespace dockhand::bench
