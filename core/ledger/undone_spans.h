// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QString>

#include <cstdint>
#include <vector>

namespace dockhand::ledger {

/// When rows were in the tables that have been taken back since: files that ended meanwhile and
/// left records out as duplicates may lack them now, so they do not count as in when they come
/// again. Read again they bring in what is missing; the keys keep the rest from coming twice.
class UndoneSpans final
{
public:
    [[nodiscard]] static Result<UndoneSpans> read(const QSqlDatabase &database);

    /// Of a file of which the ledger holds this.
    [[nodiscard]] bool mayLackRows(const QString &destination, std::int64_t duplicates,
                                   std::int64_t lastRun) const;

private:
    struct Span
    {
        QString destination; ///< empty: any
        std::int64_t undoneBy = 0;
        std::int64_t firstRun = 0;
    };
    std::vector<Span> m_spans;
};

} // namespace dockhand::ledger
