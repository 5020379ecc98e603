// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_query.h"

#include <utility>
#include <vector>

namespace dockhand::ledger {

/// The long descriptions that many rows of the ledger share (how a file was read, which columns a
/// former row has), each kept once in dockhand_shape. Used inside the target's transaction; after a
/// rollback `forget` must come before the next use.
class ShapeBook final
{
public:
    explicit ShapeBook(const QSqlDatabase &database);

    void forget() { m_last.clear(); }
    /// Enters it where it is new. An empty description is 0.
    [[nodiscard]] Result<std::int64_t> idOf(const QByteArray &json);
    /// Empty for 0. Errors: db.ledger_damaged when it is not there.
    [[nodiscard]] Result<QByteArray> shape(std::int64_t id);

private:
    [[nodiscard]] Result<std::int64_t> find(const QByteArray &json, const QByteArray &hash);
    [[nodiscard]] Result<std::int64_t> enter(const QByteArray &json, const QByteArray &hash);

    LedgerQuery m_find;
    LedgerQuery m_highest;
    LedgerQuery m_insert;
    LedgerQuery m_read;
    std::vector<std::pair<QByteArray, std::int64_t>> m_last; ///< most files have one of a few
};

} // namespace dockhand::ledger
