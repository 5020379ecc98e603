// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_settler.h"

#include <algorithm>

namespace dockhand::engine {

using profile::DuplicatePolicy;
using target::RowOutcome;

WindowSettler::WindowSettler(const Window &window, DuplicatePolicy policy, FileIdOf fileIdOf)
    : m_window(window)
    , m_policy(policy)
    , m_fileIdOf(std::move(fileIdOf))
{
}

// Neighbours with equal keys; without a key every row is a group of its own. Excluded rows split no
// group: they are given to the outcome at once and stepped over.
std::vector<WindowSettler::Group>
WindowSettler::groupsOf(const WindowTable &table, const profile::TableSpec &spec,
                        const std::vector<SettledTable::Refused> &excluded)
{
    std::vector<Group> groups;
    groups.reserve(table.rows.size());
    auto skip = excluded.begin();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (skip != excluded.end() && skip->row == i) {
            ++skip;
            continue;
        }
        const bool continues = !groups.empty() && !spec.key.empty() && groups.back().end == i
            && table.rows[i - 1].prefix == table.rows[i].prefix
            && compareKeys(m_window, spec, table.table, table.rows[i - 1], table.rows[i]) == 0;
        if (continues)
            groups.back().end = i + 1;
        else
            groups.push_back({ i, i + 1, i });
    }
    if (m_policy == DuplicatePolicy::Update) {
        for (auto &group : groups)
            group.candidate = group.end - 1;
    }
    return groups;
}

bool WindowSettler::moveOn(Group &group) const
{
    if (m_policy == DuplicatePolicy::Update) {
        if (group.candidate == group.begin)
            return false;
        --group.candidate;
        return true;
    }
    ++group.candidate;
    return group.candidate < group.end;
}

// The outcome of a group's written row, told to its other rows as if they had come one by one.
void WindowSettler::spread(const Group &group, RowOutcome outcome, SettledTable &settled) const
{
    const bool isUpdate = m_policy == DuplicatePolicy::Update;
    bool isFirst = true;
    for (auto i = group.begin; i < group.end; ++i) {
        const bool wasRefused = isUpdate ? i > group.candidate : i < group.candidate;
        if (wasRefused)
            continue; // already marked
        if (isFirst)
            settled.outcomes[i] = outcome;
        else
            settled.outcomes[i] = isUpdate ? RowOutcome::Updated : RowOutcome::Duplicate;
        isFirst = false;
    }
}

Result<void> WindowSettler::tryCandidates(const WindowTable &table, target::RowWriter &writer,
                                          SettledTable &settled)
{
    m_refs.clear();
    for (const auto &group : m_pending) {
        const auto &row = table.rows[group.candidate];
        const auto &part = m_window.parts[row.part];
        m_refs.push_back({ part.chunk.get(), row.row, m_fileIdOf(part.file) });
    }
    m_outcomes.assign(m_refs.size(), RowOutcome::Inserted);
    if (auto written = writer.write(m_refs, m_outcomes); !written)
        return written;
    auto refusal = writer.refusals().begin();
    std::vector<Group> next;
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        auto group = m_pending[i];
        if (m_outcomes[i] != RowOutcome::Refused) {
            spread(group, m_outcomes[i], settled);
            continue;
        }
        settled.outcomes[group.candidate] = RowOutcome::Refused;
        QString message;
        while (refusal != writer.refusals().end() && refusal->index < i)
            ++refusal;
        if (refusal != writer.refusals().end() && refusal->index == i)
            message = refusal->message;
        settled.refused.push_back({ group.candidate, message });
        if (moveOn(group))
            next.push_back(group);
    }
    m_pending = std::move(next);
    return {};
}

Result<SettledTable> WindowSettler::settle(const WindowTable &table, const profile::TableSpec &spec,
                                           target::RowWriter &writer,
                                           const std::vector<SettledTable::Refused> &excluded)
{
    SettledTable settled;
    settled.outcomes.assign(table.rows.size(), RowOutcome::Refused);
    settled.refused = excluded;
    m_pending = groupsOf(table, spec, excluded);
    while (!m_pending.empty()) {
        if (auto tried = tryCandidates(table, writer, settled); !tried)
            return failure(tried.error());
    }
    std::sort(settled.refused.begin(), settled.refused.end(),
              [](const auto &a, const auto &b) { return a.row < b.row; });
    return settled;
}

} // namespace dockhand::engine
