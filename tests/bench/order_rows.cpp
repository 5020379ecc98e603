// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/order_rows.h"

#include "core/profile/row_converter.h"
#include "core/profile/row_key.h"
#include "core/source/csv_reader.h"
#include "core/source/memory_source.h"

#include <algorithm>
#include <utility>

namespace dockhand::bench {

namespace {

constexpr std::size_t kRowBatch = 2'048; // as the engine gives them
constexpr std::int64_t kFileId = 1;

} // namespace

std::optional<profile::ProfileBinding> bindOrders(const std::vector<std::string> &header)
{
    source::Sniff sniff;
    sniff.header = header;
    for (auto &found : profile::loadProfiles({})) {
        if (found.id == QLatin1String("jakmall-dropship")) {
            auto binding = profile::bindProfile(
                std::make_shared<const profile::ImportProfile>(std::move(found)), sniff);
            if (binding)
                return *std::move(binding);
        }
    }
    return std::nullopt;
}

bool OrderRows::load(std::string_view text)
{
    source::CsvReader reader(std::make_unique<source::MemorySource>(text), source::Dialect {});
    const auto header = reader.readHeader();
    const auto binding = header ? bindOrders(*header) : std::nullopt;
    if (!binding)
        return false;
    m_profile = binding->profile;
    m_rows.resize(m_profile->tables.size());
    profile::RowConverter converter(*binding, {});
    source::RecordBlock block;
    for (auto more = reader.next(block); more != false; more = reader.next(block)) {
        if (!more)
            return false;
        m_chunks.push_back(std::make_unique<profile::RowChunk>());
        converter.convert(block, *m_chunks.back());
        addRows(*m_chunks.back());
    }
    sortRows();
    return m_records > 0;
}

std::vector<profile::TableSpec> OrderRows::tables() const
{
    std::vector<profile::TableSpec> specs;
    for (const auto &table : m_profile->tables)
        specs.push_back(table.spec);
    return specs;
}

bool OrderRows::writeInto(target::Target &target) const
{
    if (!target.begin())
        return false;
    for (std::size_t table = 0; table < m_rows.size(); ++table) {
        if (!writeTable(target, table))
            return false;
    }
    return target.commit().has_value();
}

void OrderRows::addRows(const profile::RowChunk &chunk)
{
    m_records += chunk.recordsRead;
    for (std::size_t table = 0; table < m_rows.size(); ++table) {
        const auto &rows = chunk.tables[table];
        for (std::uint32_t index = 0; index < rows.size(); ++index)
            m_rows[table].push_back({ rows.row(index), kFileId });
    }
}

void OrderRows::sortRows()
{
    for (std::size_t table = 0; table < m_rows.size(); ++table) {
        const auto &spec = m_profile->tables[table].spec;
        std::sort(m_rows[table].begin(), m_rows[table].end(),
                  [&spec](const target::RowRef &a, const target::RowRef &b) {
                      return profile::comesBefore(spec, a.row, b.row);
                  });
    }
}

bool OrderRows::writeTable(target::Target &target, std::size_t table) const
{
    const auto writer = target.rowWriter(m_profile->tables[table].spec, {});
    const std::span rows(m_rows[table]);
    if (!writer || !(*writer)->beginWindow(static_cast<std::int64_t>(rows.size())))
        return false;
    std::vector<target::RowOutcome> outcomes(kRowBatch);
    for (std::size_t at = 0; at < rows.size(); at += kRowBatch) {
        const auto batch = rows.subspan(at, std::min(kRowBatch, rows.size() - at));
        const auto became = std::span(outcomes).first(batch.size());
        if (!(*writer)->write(batch, became)
            || std::any_of(became.begin(), became.end(),
                           [](auto what) { return what != target::RowOutcome::Inserted; }))
            return false;
    }
    return (*writer)->endWindow().has_value();
}

} // namespace dockhand::bench
