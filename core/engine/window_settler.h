// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/import_profile.h"
#include "core/profile/row_key.h"
#include "core/target/target.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace dockhand::engine {

/// The outcome of every row of a batch, in its order.
struct SettledRows
{
    std::vector<target::RowOutcome> outcomes; ///< parallel to the rows

    struct Refused
    {
        std::size_t row = 0; ///< index into outcomes
        QString message;
    };
    std::vector<Refused> refused; ///< sorted by row
};

/// Writes a table's rows batch by batch and settles equal keys inside a batch, so that the result
/// and every count are those of writing record by record: under Skip and Reject the first record of
/// a key wins, under Update the last; a row that the database refuses gives its place to the next
/// (or the one before it).
class WindowSettler final
{
public:
    using FileIdOf = std::function<std::int64_t(std::size_t)>;

    /// `spec` outlives the settler.
    WindowSettler(const profile::TableSpec &spec, profile::DuplicatePolicy policy,
                  FileIdOf fileIdOf);

    /// `rows` are in key order. `excluded`: rows (sorted indexes) that must not be written since
    /// what they belong to was refused. The result holds until the next call.
    [[nodiscard]] Result<const SettledRows *>
    settle(std::span<const profile::PackedRow> rows, target::RowWriter &writer,
           const std::vector<SettledRows::Refused> &excluded = {});

private:
    /// Rows [begin, end) of one key, of which one is written. Under Update they are those of one
    /// file: what it found is kept for each file. Behind them, up to `endOfKey`, come the next
    /// file's.
    struct Group
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t candidate = 0;
        std::size_t endOfKey = 0;
    };

    void findGroups(std::span<const profile::PackedRow> rows,
                    const std::vector<SettledRows::Refused> &excluded);
    void splitByFile(std::span<const profile::PackedRow> rows, bool allAtOnce);
    [[nodiscard]] static Group groupOfFile(std::span<const profile::PackedRow> rows,
                                           std::size_t begin, std::size_t endOfKey);
    [[nodiscard]] bool haveEqualKeys(profile::PackedRow a, profile::PackedRow b) const;
    Result<void> tryCandidates(std::span<const profile::PackedRow> rows, target::RowWriter &writer);
    bool moveOn(Group &group) const;
    void spread(const Group &group, target::RowOutcome outcome);

    const profile::TableSpec &m_spec;
    profile::DuplicatePolicy m_policy;
    FileIdOf m_fileIdOf;
    SettledRows m_settled;
    std::vector<Group> m_pending;
    std::vector<Group> m_split;
    std::vector<target::RowRef> m_refs;
    std::vector<target::RowOutcome> m_outcomes;
};

} // namespace dockhand::engine
