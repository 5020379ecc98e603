// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dockhand::source {

/// The bytes that a dialect gives a meaning. Without quotes `quote` is NUL.
struct StructuralBytes
{
    char delimiter = ',';
    char quote = '"';
};

/// What the text before a stretch leaves behind. The default stands at the begin of a record.
struct QuoteState
{
    std::uint64_t inside = 0; ///< all ones inside quotes
    std::uint64_t close = 0;  ///< the last byte was a closing quote
    std::uint64_t closeAndReturn = 0;
    std::uint64_t mayOpen = 1; ///< the last byte ended a field, or was a closing quote
};

/// A byte that needs a closer look; these are rare in most texts.
struct SpecialByte
{
    enum Kind : std::uint16_t {
        NonAscii = 1,       ///< the first of a run of bytes 0x80…0xFF
        DoubledQuote = 2,   ///< the second of two, inside quotes
        QuotedLineFeed = 4, ///< inside quotes
    };
    static constexpr unsigned kKindBits = 3;

    [[nodiscard]] std::size_t place() const { return bits >> kKindBits; } ///< in the stretch
    [[nodiscard]] bool is(Kind kind) const { return (bits & kind) != 0; }

    std::uint16_t bits;
};

/// Where the delimiters and line feeds outside quotes stand in a stretch of text. Large: kept and
/// used again.
struct SeparatorIndex
{
    static constexpr std::size_t kBlockBytes = 64;
    static constexpr std::size_t kMostBytes = 64 * kBlockBytes;
    static constexpr SpecialByte kNoMore { 0xFFFF }; ///< its place is behind every stretch

    std::size_t bytes = 0; ///< of the stretch
    std::size_t count = 0; ///< of separators
    /// Something odd follows the last separator given (a quote where RFC 4180 has none, a NUL).
    bool endsOdd = false;
    std::array<std::uint32_t, kMostBytes + 16> separators; ///< offsets in the stretch, rising
    std::array<SpecialByte, kMostBytes + 1> specials;      ///< before the odd place; then kNoMore
};

/// Indexes `bytes` bytes at `text` (at most kMostBytes), which 64 readable bytes follow; `state` is
/// carried from stretch to stretch. The code for the best instruction set of this machine is chosen
/// at run time. Thread-safe.
void indexSeparators(const char *text, std::size_t bytes, StructuralBytes structure,
                     QuoteState &state, SeparatorIndex &index);

} // namespace dockhand::source
