// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/record_parser.h"
#include "core/source/structural_index.h"

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
    bool endsTooLong = false;                 ///< the last record is row.too_long: skip its rest
    RecordPart part = RecordPart::FieldBegin; ///< in which it is to be skipped on
};

/// Cuts a window of the stream into records. Well-formed records are found from an index of the
/// separators of some kilobytes; where a quote stands in an odd place, at a NUL, over a limit and
/// at the end of the window the byte-wise parser takes the record, and a new index begins behind
/// it.
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

    void setUsualFields(std::size_t fields) { m_parser.setUsualFields(fields); }

    [[nodiscard]] const RecordParser &parser() const { return m_parser; }

private:
    /// Why the fast way ended; EndOfText: not yet, or nothing is left.
    enum class Stop : std::uint8_t { Full, Careful, EndOfText };

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
        std::size_t nextField = 0; ///< fields of the block in use
        std::uint32_t lines = 0;   ///< before the record
        std::size_t stretch = 0;   ///< begin of the index's text
        std::size_t special = 0;   ///< of the index, not looked at yet
        std::uint16_t earlierKinds
            = 0;                       ///< of the record's special bytes in stretches that are done
        std::uint32_t quotedLines = 0; ///< of the record, in these
        bool endsTooLong = false;
        RecordPart part = RecordPart::FieldBegin;
    };

    [[nodiscard]] bool isFull(const Run &run) const;
    [[nodiscard]] bool canScanFast(const Run &run) const;
    [[nodiscard]] Stop scanFast(Run &run);
    [[nodiscard]] bool parseCarefully(Run &run);
    [[nodiscard]] Stop takeSeparators(Run &run, std::size_t base);
    [[nodiscard]] Stop endRecord(Run &run, std::size_t lineFeed);
    void addRecord(Run &run, std::size_t contentEnd, std::size_t end);
    [[nodiscard]] bool hasSpecial(const Run &run, std::size_t end) const;
    void lookAtSpecials(Run &run, std::size_t end);
    void unescapeFields(Run &run);
    [[nodiscard]] std::size_t unescapeFieldAt(Run &run, std::size_t first, std::size_t quote);
    [[nodiscard]] bool checkRun(Run &run, std::size_t at, std::size_t contentEnd);
    void checkEncoding(Run &run, std::size_t begin, std::size_t end);
    static void addBadEncoding(Run &run, std::size_t at);

    Dialect m_dialect;
    RecordLimits m_recordLimits;
    RecordParser m_parser;
    bool m_isSimple = false; ///< no escape character, no lone carriage return
    SeparatorIndex m_index;
};

} // namespace dockhand::source
