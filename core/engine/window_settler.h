// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/window.h"
#include "core/target/target.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace dockhand::engine {

/// The outcome of every row of one window table, in its order.
struct SettledTable
{
    std::vector<target::RowOutcome> outcomes; ///< parallel to WindowTable::rows

    struct Refused
    {
        std::size_t row = 0; ///< index into outcomes
        QString message;
    };
    std::vector<Refused> refused; ///< sorted by row
};

/// Writes one window table and settles equal keys inside it, so that the result and every count are
/// those of writing record by record: under Skip and Reject the first record of a key wins, under
/// Update the last; a row that the database refuses gives its place to the next (or the one before
/// it).
class WindowSettler final
{
public:
    using FileIdOf = std::function<std::int64_t(std::size_t)>;

    WindowSettler(const Window &window, profile::DuplicatePolicy policy, FileIdOf fileIdOf);

    /// `excluded`: rows (sorted indexes) that must not be written since what they belong to was
    /// refused.
    [[nodiscard]] Result<SettledTable> settle(const WindowTable &table,
                                              const profile::TableSpec &spec,
                                              target::RowWriter &writer,
                                              const std::vector<SettledTable::Refused> &excluded);

private:
    struct Group
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t candidate = 0;
    };

    std::vector<Group> groupsOf(const WindowTable &table, const profile::TableSpec &spec,
                                const std::vector<SettledTable::Refused> &excluded);
    Result<void> tryCandidates(const WindowTable &table, target::RowWriter &writer,
                               SettledTable &settled);
    bool moveOn(Group &group) const;
    void spread(const Group &group, target::RowOutcome outcome, SettledTable &settled) const;

    const Window &m_window;
    profile::DuplicatePolicy m_policy;
    FileIdOf m_fileIdOf;
    std::vector<Group> m_pending;
    std::vector<target::RowRef> m_refs;
    std::vector<target::RowOutcome> m_outcomes;
};

} // namespace dockhand::engine
