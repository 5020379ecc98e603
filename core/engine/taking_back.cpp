// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/taking_back.h"

#include "core/base/failpoint.h"
#include "core/profile/binding_json.h"
#include "core/target/catalogue.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace dockhand::engine {

using namespace Qt::StringLiterals;

namespace {

/// The context of this file's words for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Undo)
};

auto impossible(const QString &reason)
{
    return failure(ErrorCode::UndoImpossible, { reason });
}

// The column of the last table that comes from the same field as the parent's key.
QString childColumn(const profile::ImportProfile &profile)
{
    const auto &parent = profile.tables.front();
    const auto source
        = parent.mapping[static_cast<std::size_t>(parent.spec.key.front())].sourceColumn;
    const auto &child = profile.tables.back();
    for (std::size_t i = 0; i < child.mapping.size(); ++i) {
        if (!child.mapping[i].isOccurrence && child.mapping[i].sourceColumn == source)
            return child.spec.columns[i].name;
    }
    return {};
}

} // namespace

std::int64_t TakenBack::countLeftRows() const
{
    std::int64_t rows = 0;
    for (const auto &table : tables)
        rows += table.left;
    return rows;
}

TakingBack::TakingBack(target::Target &target, ledger::Ledger &ledger,
                       const std::vector<ledger::FileRecord> &files)
    : m_target(target)
    , m_ledger(ledger)
    , m_files(files)
{
}

Result<QStringList> TakingBack::findTables()
{
    m_tables.clear();
    m_missing.clear();
    if (auto found = findDestinations(); !found)
        return failure(found.error());
    std::vector<Table> there;
    QStringList names;
    for (auto &table : m_tables) {
        const auto is = isThere(table.name);
        if (!is)
            return failure(is.error());
        if (!*is) {
            m_missing += table.name;
            continue;
        }
        names += table.name;
        there.push_back(std::move(table));
    }
    m_tables = std::move(there);
    return names;
}

Result<void> TakingBack::findDestinations()
{
    for (const auto &file : m_files) {
        const auto json = m_ledger.shapeOf(file);
        if (!json)
            return failure(json.error());
        if (const auto binding = profile::bindingFromJson(*json)) {
            addTables(*binding->profile);
            continue;
        }
        if (file.identity.destination.isEmpty())
            return impossible(Words::tr("it is not known where “%1” went").arg(file.identity.path));
        for (const auto &name : file.identity.destination.split(u'\n')) {
            if (!hasTable(name) && !name.startsWith("channel="_L1))
                m_tables.push_back({ .name = name });
        }
    }
    return {};
}

bool TakingBack::hasTable(const QString &name) const
{
    return std::any_of(m_tables.begin(), m_tables.end(),
                       [&name](const Table &table) { return table.name == name; });
}

void TakingBack::addTables(const profile::ImportProfile &profile)
{
    for (std::size_t i = 0; i < profile.tables.size(); ++i) {
        Table table { .name = profile.tables[i].spec.name };
        if (i == 0 && profile.tables.size() == 2 && !profile.tables[0].spec.key.empty()) {
            const auto key = static_cast<std::size_t>(profile.tables[0].spec.key.front());
            table.keyColumn = profile.tables[0].spec.columns[key].name;
            table.child = profile.tables[1].spec.name;
            table.childColumn = childColumn(profile);
        }
        const auto known = std::find_if(m_tables.begin(), m_tables.end(),
                                        [&](const auto &t) { return t.name == table.name; });
        if (known == m_tables.end())
            m_tables.push_back(std::move(table));
        else if (known->child.isEmpty())
            *known = std::move(table);
    }
}

Result<bool> TakingBack::isThere(const QString &table)
{
    const auto dialect = target::SqlDialect::of(m_target.database());
    const auto shape = target::readShape(m_target.database(), dialect, table);
    if (!shape)
        return failure(shape.error());
    if (shape->kind == target::TableShape::Kind::Missing)
        return false;
    const bool hasLineage
        = std::any_of(shape->columns.begin(), shape->columns.end(), [](const auto &column) {
              return column.name.compare(target::importFileIdColumn(), Qt::CaseInsensitive) == 0;
          });
    if (!hasLineage)
        return impossible(
            Words::tr("the table “%1” no longer says which file a row is from").arg(table));
    return true;
}

Result<TakenBack> TakingBack::run(std::int64_t runId)
{
    std::unordered_set<std::int64_t> fileIds;
    std::vector<std::int64_t> ids;
    for (const auto &file : m_files) {
        fileIds.insert(file.id);
        ids.push_back(file.id);
    }
    if (auto marked = m_ledger.markUndone(ids, runId); !marked)
        return failure(marked.error());
    auto updated = ledger::FormerChains(m_target, fileIds, runId).takeOut();
    if (!updated)
        return failure(updated.error());
    DOCKHAND_FAILPOINT("undo.restored");
    TakenBack taken;
    taken.missingTables = m_missing;
    taken.leftRows = std::move(updated->leftRows);
    for (auto table = m_tables.rbegin(); table != m_tables.rend(); ++table) {
        UndoneTable undone { .name = table->name,
                             .restored = updated->restored[table->name],
                             .left = updated->left[table->name] };
        if (auto out = takeOut(*table, runId, undone); !out)
            return failure(out.error());
        taken.tables.insert(taken.tables.begin(), undone);
        DOCKHAND_FAILPOINT("undo.removed");
    }
    return taken;
}

Result<void> TakingBack::takeOut(const Table &table, std::int64_t runId, UndoneTable &undone)
{
    if (hasTable(table.child) && !table.childColumn.isEmpty()) {
        const auto kept = m_ledger.handOverParents(table.name, table.keyColumn, table.child,
                                                   table.childColumn, runId);
        if (!kept)
            return failure(kept.error());
        undone.handedOver = *kept;
    }
    const auto removed = m_ledger.removeUndoneRows(table.name, runId);
    if (!removed)
        return failure(removed.error());
    undone.removed = *removed;
    return {};
}

Result<TakenBack> startFilesOver(target::Target &target, ledger::Ledger &ledger,
                                 const std::vector<std::int64_t> &ids,
                                 const std::vector<std::int64_t> &goingOn, std::int64_t runId)
{
    std::vector<ledger::FileRecord> files;
    for (const auto *some : { &ids, &goingOn }) {
        for (const auto id : *some) {
            auto file = ledger.file(id);
            if (!file)
                return failure(file.error());
            if (*file && (*file)->undoneBy == 0)
                files.push_back(**std::move(file));
        }
    }
    TakingBack taking(target, ledger, files);
    if (const auto found = taking.findTables(); !found)
        return failure(found.error());
    auto taken = taking.run(runId);
    if (!taken)
        return taken;
    for (const auto &file : files) {
        if (auto done = ledger.startOver(file.id); !done)
            return failure(done.error());
    }
    if (auto closed = ledger.closeUndone(runId); !closed)
        return failure(closed.error());
    for (const auto id : goingOn) {
        if (auto reopened = ledger.reopen(id); !reopened)
            return failure(reopened.error());
    }
    return taken;
}

} // namespace dockhand::engine
