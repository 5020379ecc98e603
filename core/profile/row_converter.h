// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/recogniser.h"
#include "core/profile/row_chunk.h"
#include "core/source/record_block.h"

#include <QByteArray>

#include <memory>
#include <string>

namespace dockhand::profile {

/// What a conversion depends on besides the profile.
struct ConverterOptions
{
    std::string channel; ///< keep only records of this channel; empty: all
    DuplicatePolicy duplicates
        = DuplicatePolicy::Skip; ///< Update: a parent row is given again when its values changed
    std::uint32_t file = 0;      ///< PackedRowHeader::file of the rows
    /// Rows carry the record they came from (PackedRow::Lineage): needed where one that is good may
    /// become a reject after all.
    bool keepsRecords = false;
};

/// Turns blocks of records into typed, validated rows. No allocation per record once warm, no
/// locale, no exception; a bad record becomes a Rejection with every issue found in it.
///
/// State: occurrence numbers inside the current group and the last parent key; it is saved with
/// every watermark, so that chunk size and resume do not change a key. One object per file; one
/// caller at a time.
class RowConverter final
{
public:
    RowConverter(const ProfileBinding &binding, const ConverterOptions &options);
    ~RowConverter();

    /// Replaces the contents of `chunk`. `block` may be dropped afterwards.
    void convert(const source::RecordBlock &block, RowChunk &chunk);

    /// How many of the block's records would be rejected; there is no chunk, and nothing changes
    /// for the records to come.
    [[nodiscard]] std::size_t countBad(const source::RecordBlock &block);

    [[nodiscard]] QByteArray saveState() const;
    /// An empty array is the state of a fresh converter. Errors: db.ledger_damaged when the bytes
    /// are not ours.
    [[nodiscard]] Result<void> restoreState(const QByteArray &state);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace dockhand::profile
