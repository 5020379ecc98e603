// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_settler.h"

#include <algorithm>

namespace dockhand::engine {

using profile::DuplicatePolicy;
using target::RowOutcome;

WindowSettler::WindowSettler(const profile::TableSpec &spec, DuplicatePolicy policy,
                             FileIdOf fileIdOf)
    : m_spec(spec)
    , m_policy(policy)
    , m_fileIdOf(std::move(fileIdOf))
{
}

bool WindowSettler::haveEqualKeys(profile::PackedRow a, profile::PackedRow b) const
{
    return !m_spec.key.empty() && a.header().prefix == b.header().prefix
        && profile::compareKeys(m_spec, a, b) == 0;
}

// Neighbours with equal keys; without a key every row is a group of its own. Excluded rows split no
// group: they are given to the outcome at once and stepped over.
void WindowSettler::findGroups(std::span<const profile::PackedRow> rows,
                               const std::vector<SettledRows::Refused> &excluded)
{
    m_pending.clear();
    auto skip = excluded.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (skip != excluded.end() && skip->row == i) {
            ++skip;
            continue;
        }
        const bool continues = !m_pending.empty() && m_pending.back().end == i
            && haveEqualKeys(rows[i - 1], rows[i]);
        if (continues)
            m_pending.back().end = i + 1;
        else
            m_pending.push_back({ i, i + 1, i, i + 1 });
        m_pending.back().endOfKey = i + 1;
    }
}

WindowSettler::Group WindowSettler::groupOfFile(std::span<const profile::PackedRow> rows,
                                                std::size_t begin, std::size_t endOfKey)
{
    auto end = begin + 1;
    while (end < endOfKey && rows[end].header().file == rows[begin].header().file)
        ++end;
    return { begin, end, end - 1, endOfKey };
}

// The files of a key follow each other: where the database may refuse a row it must have answered
// for the one before the next is written. A place apart takes them as they come.
void WindowSettler::splitByFile(std::span<const profile::PackedRow> rows, bool allAtOnce)
{
    m_split.clear();
    for (const auto &group : m_pending) {
        m_split.push_back(groupOfFile(rows, group.begin, group.endOfKey));
        while (allAtOnce && m_split.back().end < group.endOfKey) {
            const auto begin = m_split.back().end;
            m_split.back().endOfKey = begin;
            m_split.push_back(groupOfFile(rows, begin, group.endOfKey));
        }
    }
    std::swap(m_pending, m_split);
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
void WindowSettler::spread(const Group &group, RowOutcome outcome)
{
    const bool isUpdate = m_policy == DuplicatePolicy::Update;
    bool isFirst = true;
    for (auto i = group.begin; i < group.end; ++i) {
        const bool wasRefused = isUpdate ? i > group.candidate : i < group.candidate;
        if (wasRefused)
            continue; // already marked
        if (isFirst)
            m_settled.outcomes[i] = outcome;
        else
            m_settled.outcomes[i] = isUpdate ? RowOutcome::Updated : RowOutcome::Duplicate;
        isFirst = false;
    }
}

Result<void> WindowSettler::tryCandidates(std::span<const profile::PackedRow> rows,
                                          target::RowWriter &writer)
{
    m_refs.clear();
    for (const auto &group : m_pending) {
        const auto row = rows[group.candidate];
        m_refs.push_back({ row, m_fileIdOf(row.header().file) });
    }
    m_outcomes.assign(m_refs.size(), RowOutcome::Inserted);
    if (auto written = writer.write(m_refs, m_outcomes); !written)
        return written;
    auto refusal = writer.refusals().begin();
    std::vector<Group> next;
    const auto goOnBehind = [&](const Group &group) {
        if (group.end < group.endOfKey)
            next.push_back(groupOfFile(rows, group.end, group.endOfKey));
    };
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        auto group = m_pending[i];
        if (m_outcomes[i] != RowOutcome::Refused) {
            spread(group, m_outcomes[i]);
            goOnBehind(group);
            continue;
        }
        m_settled.outcomes[group.candidate] = RowOutcome::Refused;
        QString message;
        while (refusal != writer.refusals().end() && refusal->index < i)
            ++refusal;
        if (refusal != writer.refusals().end() && refusal->index == i)
            message = refusal->message;
        m_settled.refused.push_back({ group.candidate, message });
        if (moveOn(group))
            next.push_back(group);
        else
            goOnBehind(group);
    }
    m_pending = std::move(next);
    return {};
}

Result<const SettledRows *> WindowSettler::settle(std::span<const profile::PackedRow> rows,
                                                  target::RowWriter &writer,
                                                  const std::vector<SettledRows::Refused> &excluded)
{
    m_settled.outcomes.assign(rows.size(), RowOutcome::Refused);
    m_settled.refused = excluded;
    findGroups(rows, excluded);
    if (m_policy == DuplicatePolicy::Update)
        splitByFile(rows, writer.writesApart());
    while (!m_pending.empty()) {
        if (auto tried = tryCandidates(rows, writer); !tried)
            return failure(tried.error());
    }
    std::sort(m_settled.refused.begin(), m_settled.refused.end(),
              [](const auto &a, const auto &b) { return a.row < b.row; });
    return &m_settled;
}

} // namespace dockhand::engine
