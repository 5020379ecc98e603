// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_key.h"

#include <QtEndian>

#include <array>

namespace dockhand::profile {

namespace {

std::uint64_t textPrefix(std::string_view text)
{
    std::array<unsigned char, 8> bytes {};
    if (text.size() >= bytes.size())
        std::memcpy(bytes.data(), text.data(), bytes.size()); // of a known size: one load
    else
        std::memcpy(bytes.data(), text.data(), text.size());
    return qFromBigEndian<std::uint64_t>(bytes.data());
}

std::uint64_t orderedBits(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); // -0 equals 0
    return (bits >> 63) != 0 ? ~bits : bits | std::uint64_t { 1 } << 63;
}

std::weak_ordering compareCells(ValueType type, PackedRow a, PackedRow b, std::uint32_t column)
{
    switch (type) {
    case ValueType::Text:
        return a.text(column) <=> b.text(column);
    case ValueType::Real:
        return orderedBits(a.real(column)) <=> orderedBits(b.real(column));
    default:
        return a.integer(column) <=> b.integer(column);
    }
}

} // namespace

std::uint64_t keyPrefix(const TableSpec &spec, PackedRow row)
{
    if (spec.key.empty())
        return 0;
    const auto column = static_cast<std::uint32_t>(spec.key.front());
    switch (spec.columns[column].type) {
    case ValueType::Text:
        return textPrefix(row.text(column));
    case ValueType::Real:
        return orderedBits(row.real(column));
    default:
        return static_cast<std::uint64_t>(row.integer(column)) ^ std::uint64_t { 1 } << 63;
    }
}

std::weak_ordering compareKeys(const TableSpec &spec, PackedRow a, PackedRow b)
{
    for (const int key : spec.key) {
        const auto column = static_cast<std::uint32_t>(key);
        const auto order = compareCells(spec.columns[column].type, a, b, column);
        if (order != 0)
            return order;
    }
    return std::weak_ordering::equivalent;
}

} // namespace dockhand::profile
