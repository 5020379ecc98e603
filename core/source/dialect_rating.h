// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/dialect.h"
#include "core/source/record_block.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dockhand::source {

/// Text from the begin of a file, decoded, with 64 readable bytes behind it.
struct SampleText
{
    std::string_view text;
    bool isWholeFile = false;
    std::size_t maxRecordBytes = 512 << 20; ///< a quote over it was never closed
};

/// Length of Excel's "sep=;" line with its line end at the front of the text, 0 if there is none.
[[nodiscard]] std::size_t separatorLineLength(std::string_view text);

/// The records of `sample` in this dialect, at most `maxRecords`, without the separator line, but
/// with preamble and header; a record that is cut off at its end is left out. Returns where in the
/// sample's text they end.
std::size_t parseSample(const SampleText &sample, const Dialect &dialect, std::uint32_t maxRecords,
                        RecordBlock &block);

/// Numbers, money, percentages, dates and times: digits with their usual company.
[[nodiscard]] bool isNumberOrTime(std::string_view cell);

/// Records of one sample, as it was parsed last: whoever wants the same records does not parse
/// again. The sample's text must stay where it is until `forget`.
class SampleParse final
{
public:
    /// What `parseSample` gives, perhaps with more records behind the `wanted` ones.
    [[nodiscard]] const RecordBlock &records(const SampleText &sample, const Dialect &dialect,
                                             std::uint32_t wanted);
    /// Where the records end, of the last call; of use when there are fewer than were wanted.
    [[nodiscard]] std::size_t end() const { return m_end; }
    /// The text is another one, or has moved.
    void forget() { m_dialect.reset(); }

private:
    RecordBlock m_block;
    std::optional<Dialect> m_dialect;
    std::uint32_t m_most = 0; ///< records that were asked for
    std::size_t m_end = 0;
};

/// One way to read the sample, and how well it does.
struct DialectRating
{
    Dialect dialect;
    double score = 0;
    std::size_t width = 0;    ///< most frequent count of fields
    std::size_t matching = 0; ///< records with this count
    std::size_t records = 0;
    std::size_t broken = 0;      ///< records with an issue
    std::size_t filledCells = 0; ///< behind the header, as is the next
    std::size_t quotedCells = 0;
    std::size_t spacedCells = 0; ///< behind a delimiter and a space
    std::size_t innerCells = 0;  ///< behind a delimiter
};

/// The records of a block that ratings rest on.
[[nodiscard]] std::span<const RecordSpan> ratedRecords(const RecordBlock &block);

/// Rates dialects by the first records of one sample, which outlives it, as does `parse`.
class DialectRater final
{
public:
    static constexpr std::uint32_t kMaxRecords = 500;

    DialectRater(const SampleText &sample, SampleParse &parse);

    [[nodiscard]] DialectRating rate(const Dialect &dialect);
    /// Whether apostrophes may surround two cells or more; false is certain.
    [[nodiscard]] bool mayBeQuotedByApostrophes(char delimiter) const;

private:
    [[nodiscard]] std::optional<DialectRating> rateLines(const Dialect &dialect) const;
    [[nodiscard]] double countCells(const RecordBlock &block, DialectRating &rating) const;
    [[nodiscard]] std::string uncleanIn(const Dialect &dialect) const;

    SampleText m_sample;
    SampleParse &m_parse;
    std::string m_unclean; ///< the bytes of the text that another dialect might cut at
    std::array<std::uint32_t, 256> m_beforeApostrophe {}; ///< how often, by byte
    std::array<std::uint32_t, 256> m_behindApostrophe {};
    std::uint32_t m_apostrophesAtEnds = 0; ///< at begin or end of the text
};

} // namespace dockhand::source
