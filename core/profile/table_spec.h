// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace dockhand::profile {

/// Types of a destination column. Written to profiles by name, never by number.
enum class ValueType : std::uint8_t {
    Text,      ///< UTF-8
    Integer,   ///< int64
    Decimal,   ///< exact: int64 scaled by 10^scale
    Real,      ///< double
    Date,      ///< local, no zone: days since 1970-01-01 (proleptic Gregorian)
    Timestamp, ///< local, no zone: microseconds since 1970-01-01T00:00:00
    Boolean,   ///< 0 or 1
};

/// One column of a destination table.
struct TableColumn
{
    QString name;
    ValueType type = ValueType::Text;
    int scale = 0;         ///< digits behind the decimal point; Decimal only
    bool required = false; ///< NOT NULL

    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

/// A destination table as a profile wants it. The target adds `import_file_id` and, where
/// `rowPerRecord`, `import_record` behind these columns (lineage, undo).
struct TableSpec
{
    QString name;
    std::vector<TableColumn> columns;
    std::vector<int> key; ///< indexes into columns, in key order; empty: no key, rows are appended
    bool rowPerRecord = true; ///< every accepted record gives exactly one row here: this table's
                              ///< outcome is the record's

    friend bool operator==(const TableSpec &, const TableSpec &) = default;
};

} // namespace dockhand::profile
