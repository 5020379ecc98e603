// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/recogniser.h"
#include "core/profile/row_chunk.h"
#include "core/source/record_block.h"
#include "core/target/target.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::bench {

/// The order profile bound to a header; empty when it does not fit.
[[nodiscard]] std::optional<profile::ProfileBinding>
bindOrders(const std::vector<std::string> &header);

/// An order export as a writer gets it: packed rows in memory, in the order of their keys. No order
/// may come twice, since a writer never gets a key twice. One thread at a time.
class OrderRows final
{
public:
    /// Call once. False when something is wrong with the text, which must outlive the call only.
    [[nodiscard]] bool load(std::string_view text);

    [[nodiscard]] std::int64_t records() const { return m_records; }
    [[nodiscard]] std::vector<profile::TableSpec> tables() const;

    /// Writes all rows to prepared tables in one transaction. False after an error, or when a row
    /// was not inserted.
    [[nodiscard]] bool writeInto(target::Target &target) const;

private:
    void addRows(const profile::RowChunk &chunk);
    void sortRows();
    bool writeTable(target::Target &target, std::size_t table) const;

    std::shared_ptr<const profile::ImportProfile> m_profile;
    std::vector<std::unique_ptr<profile::RowChunk>> m_chunks;
    std::vector<std::vector<target::RowRef>> m_rows; ///< per table; views into the chunks
    std::int64_t m_records = 0;
};

} // namespace dockhand::bench
