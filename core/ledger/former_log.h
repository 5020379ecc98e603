// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/shape_book.h"
#include "core/target/bulk_insert.h"
#include "core/target/target.h"

#include <memory>

namespace dockhand::ledger {

/// Which columns the images of a table's former rows hold.
struct FormerShape
{
    QString table;
    QStringList columns;  ///< of the row's image
    std::vector<int> key; ///< indexes into `columns`, in the order of the key's image

    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] static std::optional<FormerShape> fromJson(const QByteArray &json);
};

/// Writes dockhand_former: the content that rows of one table had before records of other files
/// replaced it, as undo needs it. Lives as long as the row writer of the table; `begin` comes
/// before the rows of each transaction.
class FormerLog final : public target::FormerSink
{
public:
    FormerLog(target::Target &target, FormerShape shape);

    void begin();
    [[nodiscard]] Result<void> keep(const target::FormerRow &former) override;

private:
    [[nodiscard]] Result<void> prepare();

    target::Target &m_target;
    FormerShape m_shape;
    ShapeBook m_shapes;
    LedgerQuery m_highest;
    std::unique_ptr<target::BulkInsert> m_insert;
    std::int64_t m_nextId = 0; ///< 0: not asked for yet in this transaction
    std::int64_t m_shapeId = 0;
};

} // namespace dockhand::ledger
