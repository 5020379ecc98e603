// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/table_spec.h"
#include "core/target/sql_dialect.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace dockhand::target {

/// How a column that is already there keeps numbers and text.
enum class ColumnStorage : std::uint8_t {
    Unknown, ///< the database converts by its own, strict rules
    Any,     ///< keeps what it is given
    Text,    ///< turns numbers into text
    Numeric, ///< turns text that looks like a number into one
    Real,    ///< turns every number into a double
};

/// One column of a table that is already there.
struct ColumnShape
{
    QString name;
    ColumnStorage storage = ColumnStorage::Unknown;
    bool needsValue = false; ///< NOT NULL and the database has no value of its own for it
    bool isComputed = false; ///< cannot be written
};

/// What is found in the database under a destination table's name.
struct TableShape
{
    enum class Kind : std::uint8_t { Missing, Table, View, Virtual };

    Kind kind = Kind::Missing;
    std::vector<ColumnShape> columns;
    std::vector<QStringList> uniqueKeys; ///< columns of each unique index over the whole table
    bool hasTriggers = false;
    QString definition; ///< the statement that made it, where the database keeps it
};

/// Why `spec` cannot be written to that table: one phrase per difference, empty if it fits. A
/// missing table fits.
[[nodiscard]] QStringList differences(const profile::TableSpec &spec, const TableShape &shape,
                                      Qt::CaseSensitivity names);

} // namespace dockhand::target
