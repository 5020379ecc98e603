// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/encoding.h"

#include <cstddef>
#include <string_view>

namespace dockhand::source {

/// What the bytes of a sample say about its encoding.
struct EncodingGuess
{
    Encoding encoding = Encoding::Utf8;
    bool hasByteOrderMark = false;
    std::size_t badSequences = 0; ///< of UTF-8, where that was chosen in spite of them
};

/// Stretches of a file's bytes: its begin and, of a large one, pieces of its middle and end, which
/// may begin inside a character (the first two may end inside one, too).
struct ByteStretches
{
    std::string_view head;
    std::string_view middle;
    std::string_view tail;
    bool isWholeFile = false; ///< the head is all there is
};

/// Byte-order mark, then UTF-16 by its zero bytes, then UTF-8, then windows-1252. Bad bytes among
/// at least as many good UTF-8 sequences do not turn a file into windows-1252: they stay bad bytes
/// of their records.
[[nodiscard]] EncodingGuess guessEncoding(const ByteStretches &bytes);

} // namespace dockhand::source
