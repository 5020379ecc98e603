// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/corrections.h"

namespace dockhand::ui {

void Corrections::setTarget(const QString &target)
{
    if (target != m_target) {
        m_target = target;
        Q_EMIT changed();
    }
}

const Correction *Corrections::find(std::int64_t rejectId) const
{
    const auto ours = m_all.find(m_target);
    if (ours == m_all.end()) {
        return nullptr;
    }
    const auto found = ours->second.find(rejectId);
    return found == ours->second.end() ? nullptr : &found->second;
}

void Corrections::keep(Correction correction)
{
    const std::int64_t id = correction.record.rejectId;
    m_all[m_target].insert_or_assign(id, std::move(correction));
    Q_EMIT changed();
}

void Corrections::drop(std::int64_t rejectId)
{
    if (m_all[m_target].erase(rejectId) > 0) {
        Q_EMIT changed();
    }
}

void Corrections::drop(const std::vector<report::CorrectedRecord> &records)
{
    auto &ours = m_all[m_target];
    for (const report::CorrectedRecord &record : records) {
        ours.erase(record.rejectId);
    }
    Q_EMIT changed();
}

std::vector<report::CorrectedRecord> Corrections::whole() const
{
    std::vector<report::CorrectedRecord> records;
    if (const auto ours = m_all.find(m_target); ours != m_all.end()) {
        for (const auto &[id, correction] : ours->second) {
            if (correction.isWhole) {
                records.push_back(correction.record);
            }
        }
    }
    return records;
}

QSet<std::int64_t> Corrections::wholeIds() const
{
    QSet<std::int64_t> ids;
    if (const auto ours = m_all.find(m_target); ours != m_all.end()) {
        for (const auto &[id, correction] : ours->second) {
            if (correction.isWhole) {
                ids.insert(id);
            }
        }
    }
    return ids;
}

int Corrections::countAll() const
{
    std::size_t count = 0;
    for (const auto &[target, corrections] : m_all) {
        count += corrections.size();
    }
    return static_cast<int>(count);
}

} // namespace dockhand::ui
