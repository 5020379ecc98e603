// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/former_log.h"
#include "core/target/row_restorer.h"

#include <cstdint>
#include <map>
#include <unordered_set>
#include <vector>

namespace dockhand::ledger {

/// A row that keeps what it has although a file that worked on it is undone: a later import
/// replaced it, or somebody changed it by hand.
struct LeftRow
{
    QString table;
    QString key; ///< its values, for people
};

/// What was done to rows that were updated.
struct RestoredRows
{
    static constexpr std::size_t kMostNamed = 100;

    std::map<QString, std::int64_t> restored; ///< by table
    std::map<QString, std::int64_t> left;     ///< by table
    std::vector<LeftRow> leftRows;            ///< the first of them
};

/// Takes files out of the history of the rows that they updated. Each such row has a chain of
/// former contents in dockhand_former. Where the last links are those of the files, the row gets
/// back what it had before them; where a later import came behind, its link gets what the files
/// found instead, so that undoing that one later gives the right content, too. Rows that begin with
/// one of the files are left to whoever deletes by import_file_id.
///
/// Inside the target's transaction; memory: the chain at hand, and what the database needs to sort.
/// Rows are gone through in the order of their keys, which lie side by side in the tables.
class FormerChains final
{
public:
    /// `files` outlive the object
    /// and are those that dockhand_file says `runId` takes back.
    FormerChains(target::Target &target, const std::unordered_set<std::int64_t> &files,
                 std::int64_t runId);

    [[nodiscard]] Result<RestoredRows> takeOut();

private:
    struct Link
    {
        std::int64_t id = 0;
        std::int64_t fileId = 0;
        std::int64_t formerFileId = 0;
        std::int64_t shapeId = 0;
        QByteArray key;
        QByteArray row; ///< empty: there was no row
    };
    struct Shape
    {
        FormerShape columns;
        std::unique_ptr<target::RowRestorer> restorer; ///< made when it is needed
        bool isGone = false;                           ///< its table
    };

    [[nodiscard]] bool isOut(std::int64_t fileId) const { return m_files.contains(fileId); }
    [[nodiscard]] bool isAbsent(const Link &link) const;
    [[nodiscard]] Result<LedgerQuery> askForLinks();
    [[nodiscard]] Result<std::int64_t> count(const QString &condition);
    [[nodiscard]] Result<void> takeOutOf(std::vector<Link> &links);
    [[nodiscard]] Result<void> takeOutOfChain(std::span<const Link> chain, bool isCurrent);
    [[nodiscard]] Result<void> restore(std::span<const Link> ours);
    [[nodiscard]] Result<bool> relink(std::span<const Link> links);
    [[nodiscard]] Result<void> save(const Link &link, const Link *base);
    [[nodiscard]] Result<QByteArray> overlaid(const Link &link, const Link &base);
    [[nodiscard]] Result<Shape *> shapeOf(const Link &link);
    [[nodiscard]] Result<target::RowRestorer *> restorerOf(Shape &shape);
    [[nodiscard]] Result<void> noteLeft(const Link &link);

    target::Target &m_target;
    const std::unordered_set<std::int64_t> &m_files;
    std::int64_t m_runId;
    ShapeBook m_shapes;
    std::map<std::int64_t, Shape> m_known;
    LedgerQuery m_save;
    RestoredRows m_result;
};

} // namespace dockhand::ledger
