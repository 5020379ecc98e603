// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/dialect.h"
#include "core/source/record_block.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dockhand::source {

/// What a record may cost before it counts as broken.
struct RecordLimits
{
    std::size_t maxRecordBytes = 16 << 20;
    /// Fields that the stream's records have, as its header tells; 0: not known.
    std::size_t usualFields = 0;
};

/// A view of the stream: `text[0]` is the byte `streamByte` on the line `line`; `isComplete` when
/// the stream ends with it.
struct TextWindow
{
    std::string_view text;
    std::int64_t streamByte = 0;
    std::int64_t line = 1;
    bool isComplete = false;
};

/// Where in a record a byte stands.
enum class RecordPart : std::uint8_t {
    FieldBegin,
    Unquoted,
    Quoted,
    SecondOfPair, ///< inside quotes, behind an escape or the first of two quotes
};

/// How far one call of the parser got.
struct ParsedRecord
{
    enum class End : std::uint8_t {
        Complete,
        NeedsMoreText, ///< undecided, nothing was added
        Unterminated,  ///< [begin, contentEnd) is the first line only
        TooLong,       ///< the rest of the record at `next` is to be skipped, too
    };

    End end = End::NeedsMoreText;
    std::size_t contentEnd = 0; ///< behind the last raw byte
    std::size_t next = 0;       ///< where reading goes on
    std::uint32_t lines = 0;    ///< line ends between the record's first byte and `next`
    RecordPart part = RecordPart::FieldBegin; ///< at `next`, of a record that is too long
};

/// How far the rest of a record goes.
struct SkippedPart
{
    std::size_t bytes = 0;
    std::uint32_t lines = 0;
    std::size_t delimiters = 0;               ///< outside quotes
    RecordPart part = RecordPart::FieldBegin; ///< behind the bytes
    bool isEnd = false;                       ///< the record's line end is the last of the bytes
};

/// Copies the inside of a quoted field to the arena without its escapes.
[[nodiscard]] FieldSpan unescapeToArena(std::string_view inside, const Dialect &dialect,
                                        ByteBuffer &arena);

/// Parses one record byte by byte: every case of a dialect, at the price of speed. The vector code
/// of RecordScanner takes the well-formed rest.
///
/// A stray quote at a field's begin swallows the records behind it, up to the next quote. So a
/// record that spans lines inside quotes, and either reaches the limit there or has text behind the
/// closing quote, is looked at once more: where nearly all of the first kJudgedLines have as many
/// fields as the records of the stream (and more than one), they are records, and only the first
/// line is given up, as unterminated. Else it is one record, which is too long or has that text.
///
/// After an unterminated quote it remembers how far it looked, so that a file full of stray quotes
/// still takes linear time: at a line's begin inside a quoted field, two scans are in the same
/// state. One caller at a time.
class RecordParser final
{
public:
    /// Raw bytes kept of a record that is too long.
    static constexpr std::size_t kRawBytesOfTooLong = 64 << 10;
    /// Lines, blank ones left out, by which a stray quote is told from a long record.
    static constexpr int kJudgedLines = 32;

    RecordParser(const Dialect &dialect, const RecordLimits &limits);

    void setUsualFields(std::size_t fields) { m_limits.usualFields = fields; }

    /// Parses the record at `begin` (which is before the end of the text, and no line end) and adds
    /// it to `block` with its fields and issues. `lineOffset`: lines between the window's first and
    /// it.
    [[nodiscard]] ParsedRecord parse(const TextWindow &window, std::size_t begin,
                                     std::uint32_t lineOffset, RecordBlock &block);

    /// Takes the text of a window for the rest of a record that is too long, as far as the text can
    /// tell; it stands in `part` at the text's begin.
    [[nodiscard]] SkippedPart skip(const TextWindow &window, RecordPart part) const;

    /// Length of the line end at `at`, 0 if there is none; nothing when the text ends too early to
    /// tell.
    [[nodiscard]] std::optional<std::size_t> lineEndAt(const TextWindow &window,
                                                       std::size_t at) const;

    /// Stream offset up to which the text was seen to be inside one unclosed quote.
    [[nodiscard]] std::int64_t knownUnclosedUntil() const { return m_seen.until; }

private:
    /// What a part of the parser stopped at; GoOn inside a quoted field.
    enum class Step : std::uint8_t {
        GoOn,
        Closed,
        Delimiter,
        RecordEnd,
        NeedsMoreText,
        Unterminated,
        OverLimit,
    };

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// One record in work.
    struct Cursor
    {
        const TextWindow *window = nullptr;
        RecordBlock *block = nullptr;
        std::size_t begin = 0;
        std::size_t limit = 0; ///< the first byte that would make it too long
        std::size_t bound = 0; ///< end of the text or limit, whichever comes first
        std::int64_t line = 1; ///< stream line of `begin`

        std::size_t firstField = 0; ///< of the block, to take fields back
        std::size_t arenaSize = 0;
        std::size_t at = 0;
        std::uint32_t lines = 0;
        std::size_t contentEnd = 0;
        std::size_t firstLineEnd = kNone; ///< content end of the first line, if a quote spans it
        std::size_t firstLineNext = kNone;
        std::size_t openQuote = kNone;            ///< of the quoted field in work
        RecordPart part = RecordPart::FieldBegin; ///< at `at`, once over the limit
        bool hasEscapes = false;                  ///< in the quoted field in work
        std::size_t textAfterQuote = kNone;
        std::size_t brokenQuote = kNone; ///< that of the field with this text
        bool mayJump = true;             ///< over text that was seen before
        bool hasJumped = false;          ///< so fields are missing
    };

    /// Text that an earlier scan saw to be inside quotes at each of its line begins.
    struct Seen
    {
        std::int64_t from = 0;
        std::int64_t until = -1;
        std::int64_t line = 0;      ///< at `until`
        std::int64_t openQuote = 0; ///< the one that is open at `until`
    };

    [[nodiscard]] Cursor cursorAt(const TextWindow &window, std::size_t begin,
                                  std::uint32_t lineOffset, RecordBlock &block) const;
    [[nodiscard]] Step parseFields(Cursor &c) const;
    [[nodiscard]] Step parseQuoted(Cursor &c) const;
    [[nodiscard]] Step parseQuoteMark(Cursor &c) const;
    [[nodiscard]] Step parseEscape(Cursor &c) const;
    [[nodiscard]] Step parseQuotedLineEnd(Cursor &c) const;
    [[nodiscard]] Step overLimitInQuotes(Cursor &c) const;
    [[nodiscard]] bool hasStrayQuote(const Cursor &c) const;
    [[nodiscard]] bool holdsRecords(std::string_view lines) const;
    [[nodiscard]] std::size_t skipQuoted(const TextWindow &window, std::size_t at,
                                         SkippedPart &skipped) const;
    [[nodiscard]] Step parseUnquoted(Cursor &c, std::size_t fieldBegin, bool isQuoted) const;
    void addField(Cursor &c, std::size_t fieldBegin, std::size_t textBegin, bool isQuoted) const;
    void jumpOverSeen(Cursor &c) const;
    void remember(const Cursor &c);
    [[nodiscard]] static ParsedRecord outcome(const Cursor &c, Step step);
    static void addRecord(const Cursor &c, const ParsedRecord &parsed, std::uint32_t lineOffset);

    Dialect m_dialect;
    RecordLimits m_limits;
    std::array<bool, 256> m_stopsUnquoted {};
    std::array<bool, 256> m_stopsQuoted {};
    Seen m_seen;
};

} // namespace dockhand::source
