// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/ledger/ledger_records.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <cstdint>

namespace dockhand::report {

// What is told of runs in JSON, alike wherever it stands: names that were released stay.

inline constexpr qsizetype kMostErrorsOfFile = 20; ///< all of them are what error reports are for

[[nodiscard]] QJsonValue numberJson(std::int64_t value);
/// null for the value that means “not known”.
[[nodiscard]] QJsonValue knownNumber(std::int64_t value, std::int64_t unknown);
/// null for an empty text.
[[nodiscard]] QJsonValue knownText(const QString &text);
[[nodiscard]] QJsonValue timeJson(const QDateTime &moment); ///< UTC; null if it is not valid
[[nodiscard]] QJsonObject errorJson(const Error &error);
[[nodiscard]] QJsonObject issueJson(const ledger::RejectRecord &reject,
                                    const ledger::RejectIssue &issue);
void insertCounts(QJsonObject &object, const ledger::Counts &counts);

/// How many files of a run ended how.
class FileTotals final
{
public:
    void add(ledger::FileState state, std::int64_t bytes);
    [[nodiscard]] QJsonObject toJson(const ledger::Counts &counts) const;

private:
    std::int64_t m_files = 0;
    std::int64_t m_done = 0;
    std::int64_t m_partial = 0;
    std::int64_t m_failed = 0;
    std::int64_t m_skipped = 0;
    std::int64_t m_cancelled = 0;
    std::int64_t m_bytes = 0;
};

} // namespace dockhand::report
