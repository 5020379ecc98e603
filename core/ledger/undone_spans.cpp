// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/undone_spans.h"

#include "core/ledger/ledger_query.h"

#include <QCoreApplication>

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

Result<UndoneSpans> UndoneSpans::read(const QSqlDatabase &database)
{
    LedgerQuery query(database,
                      u"SELECT destination, undone_by, MIN(first_run) FROM dockhand_file "
                      "WHERE undone_by <> 0 GROUP BY destination, undone_by"_s,
                      QCoreApplication::translate("LedgerWords", "look for what was undone"));
    if (auto done = query.run(); !done)
        return failure(done.error());
    UndoneSpans spans;
    while (query.next()) {
        Span span;
        span.destination = query.text();
        span.undoneBy = query.integer();
        span.firstRun = query.integer();
        if (auto whole = query.check(); !whole)
            return failure(whole.error());
        spans.m_spans.push_back(std::move(span));
    }
    if (auto whole = query.check(); !whole)
        return failure(whole.error());
    query.finish();
    return spans;
}

bool UndoneSpans::mayLackRows(const QString &destination, std::int64_t duplicates,
                              std::int64_t lastRun) const
{
    return duplicates > 0 && std::any_of(m_spans.begin(), m_spans.end(), [&](const Span &span) {
               const bool meets = span.destination.isEmpty() || destination.isEmpty()
                   || span.destination == destination;
               return meets && span.firstRun <= lastRun && lastRun < span.undoneBy;
           });
}

} // namespace dockhand::ledger
