// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/encoding_guess.h"

#include "core/source/text_decoder.h"
#include "core/source/utf8_check.h"

#include <optional>

namespace dockhand::source {

namespace {

// Text in windows-1252 hardly ever looks like even one character of UTF-8, and a record that is
// rejected for a bad byte is seen, while letters that became others are not.
constexpr std::size_t kGoodPerBad = 1;

/// Multi-byte sequences of a stretch, read as UTF-8.
struct SequenceCounts
{
    std::size_t good = 0;
    std::size_t bad = 0;
};

// Up to three bytes at either end may belong to a character that is cut.
void countSequences(std::string_view text, bool isCutInFront, bool isCutBehind,
                    SequenceCounts &counts)
{
    for (int i = 0; isCutInFront && i < 3 && !text.empty(); ++i) {
        if ((static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U)
            text.remove_prefix(1);
    }
    for (text.remove_prefix(asciiLength(text)); !text.empty();
         text.remove_prefix(asciiLength(text))) {
        const auto length = utf8SequenceLength(text);
        if (length > 1)
            ++counts.good;
        if (length == 0 && (text.size() > 3 || !isCutBehind))
            ++counts.bad;
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

std::optional<Encoding> utf16ByZeroBytes(std::string_view head)
{
    if (head.find('\0') == head.npos)
        return std::nullopt;
    std::size_t zeros[2] { 0, 0 };
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0';
    const auto pairs = head.size() / 2;
    const auto dominates = [&zeros, pairs](int one, int other) {
        return zeros[one] * 4 > pairs && zeros[other] * 10 < zeros[one];
    };
    if (pairs > 0 && dominates(1, 0))
        return Encoding::Utf16Le;
    if (pairs > 0 && dominates(0, 1))
        return Encoding::Utf16Be;
    return std::nullopt;
}

} // namespace

EncodingGuess guessEncoding(const ByteStretches &bytes)
{
    for (const auto encoding : { Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be }) {
        if (byteOrderMarkLength(bytes.head, encoding) > 0)
            return { encoding, true, 0 };
    }
    if (const auto utf16 = utf16ByZeroBytes(bytes.head))
        return { *utf16, false, 0 };
    SequenceCounts counts;
    countSequences(bytes.head, false, !bytes.isWholeFile, counts);
    countSequences(bytes.middle, true, true, counts);
    countSequences(bytes.tail, true, false, counts);
    if (counts.good >= kGoodPerBad * counts.bad)
        return { Encoding::Utf8, false, counts.bad };
    return { Encoding::Windows1252, false, 0 };
}

} // namespace dockhand::source
