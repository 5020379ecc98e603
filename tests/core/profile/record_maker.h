// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/source/record_block.h"

#include <optional>
#include <string>
#include <vector>

namespace dockhand::test {

/// A record of a made-up file.
struct MadeRecord
{
    std::vector<std::string> fields;
    std::optional<ErrorCode> issue {}; ///< what a reader would have found wrong with it
};

/// Makes blocks as a CSV reader would, out of records in memory: fields with a quote stand in the
/// arena. A block is valid as long as its maker lives and makes no other.
class RecordMaker final
{
public:
    explicit RecordMaker(std::vector<MadeRecord> records);

    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    /// Records [from, to) as one block.
    [[nodiscard]] const source::RecordBlock &block(std::size_t from, std::size_t to);
    [[nodiscard]] const source::RecordBlock &all() { return block(0, size()); }

    /// The record as it stands in the file.
    [[nodiscard]] static std::string rawText(const MadeRecord &record);

private:
    void addField(const std::string &field);

    std::vector<MadeRecord> m_records;
    ByteBuffer m_text; ///< padded, as a reader's
    source::RecordBlock m_block;
};

} // namespace dockhand::test
