// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window.h"

#include <algorithm>
#include <cstring>

namespace dockhand::engine {

namespace {

using profile::PackedRows;
using profile::RowChunk;
using profile::TableSpec;
using profile::ValueType;

std::uint64_t textPrefix(std::string_view text)
{
    unsigned char bytes[8] {};
    std::memcpy(bytes, text.data(), std::min<std::size_t>(text.size(), 8));
    std::uint64_t prefix = 0;
    for (const auto byte : bytes)
        prefix = prefix << 8 | byte;
    return prefix;
}

std::uint64_t orderedBits(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    return (bits >> 63) != 0 ? ~bits : bits | std::uint64_t { 1 } << 63;
}

std::uint64_t keyPrefix(const RowChunk &chunk, const TableSpec &spec, const PackedRows &rows,
                        std::uint32_t row)
{
    const auto column = static_cast<std::uint32_t>(spec.key.front());
    switch (spec.columns[column].type) {
    case ValueType::Text:
        return textPrefix(chunk.slice(rows.text(row, column)));
    case ValueType::Real:
        return orderedBits(rows.real(row, column));
    default:
        return static_cast<std::uint64_t>(rows.integer(row, column)) ^ std::uint64_t { 1 } << 63;
    }
}

template <class T>
int compareValues(const T &a, const T &b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

int compareColumn(const RowChunk &chunkA, const RowChunk &chunkB, std::size_t table,
                  std::uint32_t rowA, std::uint32_t rowB, std::uint32_t column, ValueType type)
{
    const auto &a = chunkA.tables[table];
    const auto &b = chunkB.tables[table];
    switch (type) {
    case ValueType::Text: {
        const int order
            = chunkA.slice(a.text(rowA, column)).compare(chunkB.slice(b.text(rowB, column)));
        return order < 0 ? -1 : (order > 0 ? 1 : 0);
    }
    case ValueType::Real:
        return compareValues(a.real(rowA, column), b.real(rowB, column));
    default:
        return compareValues(a.integer(rowA, column), b.integer(rowB, column));
    }
}

void collectRows(Window &window, WindowTable &table, const TableSpec &spec,
                 std::span<const std::size_t> profileOfFile)
{
    for (std::uint32_t part = 0; part < window.parts.size(); ++part) {
        if (profileOfFile[window.parts[part].file] != table.profile)
            continue;
        const auto &chunk = *window.parts[part].chunk;
        const auto &rows = chunk.tables[table.table];
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            const auto prefix = spec.key.empty() ? 0 : keyPrefix(chunk, spec, rows, row);
            table.rows.push_back({ prefix, part, row });
        }
    }
}

void sortRows(const Window &window, WindowTable &table, const TableSpec &spec)
{
    std::sort(table.rows.begin(), table.rows.end(), [&](const WindowRow &a, const WindowRow &b) {
        if (a.prefix != b.prefix)
            return a.prefix < b.prefix;
        const int order = compareKeys(window, spec, table.table, a, b);
        if (order != 0)
            return order < 0;
        return a.part != b.part ? a.part < b.part : a.row < b.row;
    });
}

} // namespace

int compareKeys(const Window &window, const TableSpec &spec, std::size_t table, const WindowRow &a,
                const WindowRow &b)
{
    const auto &chunkA = *window.parts[a.part].chunk;
    const auto &chunkB = *window.parts[b.part].chunk;
    for (const int column : spec.key) {
        const auto index = static_cast<std::uint32_t>(column);
        const int order
            = compareColumn(chunkA, chunkB, table, a.row, b.row, index, spec.columns[index].type);
        if (order != 0)
            return order;
    }
    return 0;
}

void sortWindow(Window &window, std::span<const std::size_t> profileOfFile,
                std::span<const profile::ImportProfile *const> profiles)
{
    std::vector<bool> isUsed(profiles.size());
    for (const auto &part : window.parts)
        isUsed[profileOfFile[part.file]] = true;
    for (std::size_t p = 0; p < profiles.size(); ++p) {
        if (!isUsed[p])
            continue;
        for (std::size_t t = 0; t < profiles[p]->tables.size(); ++t) {
            const auto &spec = profiles[p]->tables[t].spec;
            WindowTable table { p, t, {} };
            table.rows.reserve(static_cast<std::size_t>(window.records));
            collectRows(window, table, spec, profileOfFile);
            if (!spec.key.empty())
                sortRows(window, table, spec);
            window.tables.push_back(std::move(table));
        }
    }
}

} // namespace dockhand::engine
