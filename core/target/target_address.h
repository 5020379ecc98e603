// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace dockhand::target {

/// Where rows go, as a value that can be written down: it never holds a password.
/// Forms: `sqlite:PATH`, a bare path ending in .sqlite/.sqlite3/.db, or
/// `qsql:DRIVER:DATABASE[?host=H&port=N&user=U]` for any installed Qt SQL driver (DATABASE is what
/// the driver's setDatabaseName takes, e.g. an ODBC connection string).
struct TargetAddress
{
    QString driver;   ///< Qt driver name: "QSQLITE", "QODBC", …
    QString database; ///< path, or what the driver calls database
    QString host;
    int port = 0;
    QString user;
    bool native = false; ///< sqlite: the native writer; qsql: the generic path even for QSQLITE

    /// Canonical text form, for the ledger, JSON and people.
    [[nodiscard]] QString toString() const;

    friend bool operator==(const TargetAddress &, const TargetAddress &) = default;
};

/// Errors: option.invalid, db.driver_missing.
[[nodiscard]] Result<TargetAddress> parseTargetAddress(const QString &text);

/// `dockhand.sqlite` in the user's data folder.
[[nodiscard]] TargetAddress defaultTargetAddress();

} // namespace dockhand::target
