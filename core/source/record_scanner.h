// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/record_parser.h"
#include "core/source/structural_index.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace dockhand::source {

/// How much a scan may add to its block.
struct ScanLimits
{
    std::uint32_t maxRecords = 4096;
    std::size_t maxBytes = 1 << 20; ///< unless the first record alone is larger
};

/// What a scan used up.
struct ScanOutcome
{
    std::size_t consumed = 0;
    std::uint32_t lines = 0;
    bool endsTooLong = false; ///< the last record is row.too_long: skip to the end of its line
};

/// Cuts a window of the stream into records. Well-formed records are found from bit masks of
/// 64-byte stretches; where a quote stands in an odd place, at a NUL, over a limit and at the end
/// of the window the byte-wise parser takes the record, and the masks go on behind it.
///
/// The window's text needs 64 readable bytes behind its end (as ByteBuffer has). One caller at a
/// time.
class RecordScanner final
{
public:
    RecordScanner(const Dialect &dialect, const RecordLimits &limits);

    /// Adds whole records to `block`, whose text is the window's. Blank lines are counted in the
    /// block. Nothing is added when the window is too short for a record.
    [[nodiscard]] ScanOutcome scan(const TextWindow &window, const ScanLimits &limits,
                                   RecordBlock &block);

    [[nodiscard]] const RecordParser &parser() const { return m_parser; }

private:
    static constexpr std::size_t kChunkBlocks = 64;
    static constexpr std::size_t kSpans = 1024;

    enum class Stop : std::uint8_t { Full, Careful, EndOfText };

    /// One 64-byte stretch with what stands inside quotes taken out.
    struct Marks
    {
        std::uint64_t separators = 0;
        std::uint64_t odd = 0; ///< from here on the masks cannot be trusted
        std::uint64_t quotedLineFeeds = 0;
        std::uint64_t doubledQuotes = 0;
    };

    /// What one 64-byte stretch hands to the next.
    struct Carry
    {
        std::uint64_t inside = 0; ///< all ones inside quotes
        std::uint64_t close = 0;  ///< the last byte was a closing quote
        std::uint64_t closeAndReturn = 0;
        std::uint64_t mayOpen = 0; ///< the last byte ended a field, or was a closing quote
    };

    /// One scan in work.
    struct Run
    {
        const TextWindow *window = nullptr;
        const ScanLimits *limits = nullptr;
        RecordBlock *block = nullptr;
        std::size_t recordBegin = 0;
        std::size_t fieldBegin = 0;
        std::size_t recordField = 0; ///< index of the record's first field in the block
        std::size_t recordArena = 0;
        std::uint32_t lines = 0;       ///< before the record
        std::uint32_t quotedLines = 0; ///< inside it, in stretches that are done
        bool hasNonAscii = false;
        bool mayHaveDoubled = false;
        std::size_t spans = 0; ///< used of m_spans
        bool endsTooLong = false;
    };

    [[nodiscard]] bool isFull(const Run &run) const;
    [[nodiscard]] bool canScanFast(const Run &run) const;
    [[nodiscard]] Stop scanFast(Run &run);
    [[nodiscard]] bool parseCarefully(Run &run);
    void indexChunk(const TextWindow &window, std::size_t at);
    [[nodiscard]] static Marks marksOf(const BlockMasks &masks, std::uint64_t valid,
                                       std::uint64_t start, Carry &carry);
    [[nodiscard]] Stop takeSeparators(Run &run, std::size_t base, const BlockMasks &masks,
                                      const Marks &marks);
    [[nodiscard]] Stop endRecord(Run &run, std::size_t lineFeed, std::uint32_t quotedLines);
    void addFields(Run &run, std::size_t base, std::uint64_t delimiters);
    void addField(Run &run, std::size_t end);
    void flushSpans(Run &run);
    static void checkEncoding(Run &run, std::size_t contentEnd);

    Dialect m_dialect;
    RecordLimits m_recordLimits;
    RecordParser m_parser;
    bool m_isSimple = false; ///< no escape character, no lone carriage return
    std::size_t m_chunkAt = 0;
    std::size_t m_chunkBlocks = 0;
    std::array<BlockMasks, kChunkBlocks> m_masks {};
    std::array<FieldSpan, kSpans + BlockMasks::kBytes> m_spans {};
};

} // namespace dockhand::source
