// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/packed_rows.h"
#include "core/profile/table_spec.h"

#include <compare>

namespace dockhand::profile {

/// Order-preserving first 8 bytes of the row's key: a < b where the prefix is smaller.
[[nodiscard]] std::uint64_t keyPrefix(const TableSpec &spec, PackedRow row);

/// The keys of two rows of one table; byte order for text, as SQLite's BINARY collation.
[[nodiscard]] std::weak_ordering compareKeys(const TableSpec &spec, PackedRow a, PackedRow b);

/// Key order; equal keys by place in the queue. The prefixes must be set.
[[nodiscard]] inline bool comesBefore(const TableSpec &spec, PackedRow a, PackedRow b)
{
    const auto left = a.header();
    const auto right = b.header();
    if (left.prefix != right.prefix)
        return left.prefix < right.prefix;
    const auto order = compareKeys(spec, a, b);
    if (order != 0)
        return order < 0;
    return left.file != right.file ? left.file < right.file : left.record < right.record;
}

} // namespace dockhand::profile
