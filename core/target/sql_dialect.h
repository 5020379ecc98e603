// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/table_spec.h"

#include <QSqlDatabase>
#include <QString>

#include <cstdint>

namespace dockhand::target {

/// Families of databases that differ in types and a few words.
enum class Dbms : std::uint8_t { Sqlite, PostgreSql, MySql, Other };

/// How one connected database spells what SQL leaves open: quotes, types, limits. Plain value.
struct SqlDialect
{
    Dbms dbms = Dbms::Other;
    QChar openQuote = u'"';
    QChar closeQuote = u'"';
    /// After a failed statement the transaction takes no other until a savepoint is rolled back to.
    bool failurePoisons = false;

    /// Asks the open connection (by ODBC the server's kind is found by a question).
    [[nodiscard]] static SqlDialect of(const QSqlDatabase &database);

    /// `name` as an identifier, whatever characters it holds.
    [[nodiscard]] QString quoted(const QString &name) const;

    [[nodiscard]] QString columnType(const profile::TableColumn &column, bool isKey) const;
    [[nodiscard]] QString bigInteger() const;
    /// Short text that may be indexed.
    [[nodiscard]] QString shortText(int characters) const;
    [[nodiscard]] QString longText() const;
    [[nodiscard]] QString bytes() const;
    /// " LIMIT n", or nothing where the database says that in another way.
    [[nodiscard]] QString limit(int rows) const;
};

} // namespace dockhand::target
