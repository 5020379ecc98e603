// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/structural_index.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/source/structural_index.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <bit>
#include <type_traits>

HWY_BEFORE_NAMESPACE();
namespace dockhand::source {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kBytes = SeparatorIndex::kBlockBytes;

#if HWY_TARGET == HWY_SCALAR

/// A block of 64 bytes.
class Block
{
public:
    explicit Block(const char *text)
        : m_text(text)
    {
    }

    /// Bit i stands for byte i.
    [[nodiscard]] std::uint64_t equal(char byte) const
    {
        return bits([byte](char c) { return c == byte; });
    }
    [[nodiscard]] std::uint64_t equalEither(char a, char b) const { return equal(a) | equal(b); }
    [[nodiscard]] std::uint64_t nonAscii() const
    {
        return bits([](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
    }

private:
    template <class Test>
    [[nodiscard]] std::uint64_t bits(Test test) const
    {
        std::uint64_t found = 0;
        for (unsigned i = 0; i < kBytes; ++i)
            found |= static_cast<std::uint64_t>(test(m_text[i])) << i;
        return found;
    }

    const char *m_text;
};

// The least of bytes, which tells whether a NUL is among them.
HWY_INLINE char greatestByte()
{
    return '\xFF';
}
HWY_INLINE char leastByte(char least, const char *text)
{
    const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto found = static_cast<unsigned char>(least);
    for (std::size_t i = 0; i < kBytes; ++i)
        found = std::min(found, at(i));
    return static_cast<char>(found);
}
HWY_INLINE bool isNul(char least)
{
    return least == '\0';
}

#else

// Bits are written byte by byte, lowest lanes first.
static_assert(std::endian::native == std::endian::little);

/// A word with a bit for each lane.
template <std::size_t lanes>
using LaneBits = std::conditional_t<
    lanes == 64, std::uint64_t,
    std::conditional_t<lanes == 32, std::uint32_t,
                       std::conditional_t<lanes == 16, std::uint16_t, std::uint8_t>>>;

/// The mask as bits, lowest lane first. A word of just that size can stay in a register; parts of a
/// larger one would go through memory, and reading them back at once as a whole makes a processor
/// wait.
template <class Tag, class Mask>
HWY_INLINE std::uint64_t bitsOf(Tag tag, Mask mask)
{
    LaneBits<hn::MaxLanes(Tag())> bits = 0;
    hn::StoreMaskBits(tag, mask, reinterpret_cast<std::uint8_t *>(&bits));
    return bits;
}

using ByteTag = hn::CappedTag<std::uint8_t, kBytes>;

HWY_INLINE const std::uint8_t *bytesAt(const char *text)
{
    return reinterpret_cast<const std::uint8_t *>(text);
}

/// A block of 64 bytes.
class Block
{
public:
    HWY_INLINE explicit Block(const char *text)
        : m_text(text)
    {
    }

    /// Bit i stands for byte i.
    [[nodiscard]] HWY_INLINE std::uint64_t equal(char byte) const
    {
        const ByteTag tag;
        const auto wanted = hn::Set(tag, static_cast<std::uint8_t>(byte));
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < kBytes; i += hn::Lanes(tag))
            bits |= bitsOf(tag, hn::Eq(hn::LoadU(tag, bytesAt(m_text + i)), wanted)) << i;
        return bits;
    }
    [[nodiscard]] HWY_INLINE std::uint64_t equalEither(char a, char b) const
    {
        const ByteTag tag;
        const auto first = hn::Set(tag, static_cast<std::uint8_t>(a));
        const auto second = hn::Set(tag, static_cast<std::uint8_t>(b));
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < kBytes; i += hn::Lanes(tag)) {
            const auto v = hn::LoadU(tag, bytesAt(m_text + i));
            bits |= bitsOf(tag, hn::Or(hn::Eq(v, first), hn::Eq(v, second))) << i;
        }
        return bits;
    }
    [[nodiscard]] HWY_INLINE std::uint64_t nonAscii() const
    {
        const ByteTag tag;
        const hn::RebindToSigned<ByteTag> signedTag;
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < kBytes; i += hn::Lanes(tag)) {
            const auto v = hn::BitCast(signedTag, hn::LoadU(tag, bytesAt(m_text + i)));
            bits |= bitsOf(signedTag, hn::Lt(v, hn::Zero(signedTag))) << i;
        }
        return bits;
    }

private:
    const char *m_text;
};

// The least of bytes, lane by lane, which tells whether a NUL is among them, at less than a mask
// costs.
HWY_INLINE hn::Vec<ByteTag> greatestByte()
{
    return hn::Set(ByteTag(), 0xFF);
}
HWY_INLINE hn::Vec<ByteTag> leastByte(hn::Vec<ByteTag> least, const char *text)
{
    const ByteTag tag;
    for (std::size_t i = 0; i < kBytes; i += hn::Lanes(tag))
        least = hn::Min(least, hn::LoadU(tag, bytesAt(text + i)));
    return least;
}
HWY_INLINE bool isNul(hn::Vec<ByteTag> least)
{
    const ByteTag tag;
    return !hn::AllFalse(tag, hn::Eq(least, hn::Zero(tag)));
}

#endif

// Bit i of the result: the parity of the bits 0…i. A carry-less product with ones is that, too.
HWY_INLINE std::uint64_t prefixXor(std::uint64_t bits)
{
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_SSSE3 // without the instruction
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ (bits << 32);
#else
    const hn::FixedTag<std::uint64_t, 2> tag;
    return hn::GetLane(hn::CLMulLower(hn::Set(tag, bits), hn::Set(tag, ~std::uint64_t { 0 })));
#endif
}

/// One block with what stands inside quotes taken out.
struct Found
{
    std::uint64_t separators = 0;
    std::uint64_t odd = 0; ///< from here on the separators cannot be trusted
    std::uint64_t quotedLineFeeds = 0;
    std::uint64_t doubledQuotes = 0;
};

/// What of a block's bits counts: not those behind the text.
struct BlockMasks
{
    std::uint64_t separators = 0; ///< inside quotes, too
    std::uint64_t quotes = 0;
    std::uint64_t valid = ~std::uint64_t { 0 };
};

// Quotes toggle "inside" only where RFC 4180 allows them: opening at a field's begin, closing at
// its end, or doubled (a closing one with an opening one right behind it). Any other is odd.
HWY_INLINE Found lookAtQuotes(const Block &block, const BlockMasks &masks, QuoteState &state)
{
    const auto inside = prefixXor(masks.quotes) ^ state.inside;
    const auto open = masks.quotes & inside;
    const auto close = masks.quotes & ~inside;
    Found found { .separators = masks.separators & ~inside };
    const auto behindClose = (close << 1) | state.close;
    const auto endsField = found.separators | close;
    found.odd = open & ~((endsField << 1) | state.mayOpen);
    found.quotedLineFeeds = masks.separators & inside;
    found.quotedLineFeeds &= block.equal('\n');
    found.doubledQuotes = behindClose & open;
    auto others = behindClose & ~(found.separators | open) & masks.valid;
    if ((others | state.closeAndReturn) != 0) [[unlikely]] {
        const auto returns = block.equal('\r') & masks.valid;
        const auto behindReturn = ((behindClose & returns) << 1) | state.closeAndReturn;
        state.closeAndReturn = (behindClose & returns) >> (kBytes - 1);
        found.odd |= others & ~returns;
        found.odd |= behindReturn & ~block.equal('\n') & masks.valid;
    }
    state.inside = (inside >> (kBytes - 1)) != 0 ? ~std::uint64_t { 0 } : 0;
    state.close = close >> (kBytes - 1);
    state.mayOpen = endsField >> (kBytes - 1);
    return found;
}

/// Writes the places of the bits behind `to` and says how many there are. Four at a time, of which
/// up to three are none: a loop that ends at the last bit would be mispredicted in most blocks.
HWY_INLINE std::size_t writePlaces(std::uint64_t bits, std::uint32_t base, std::uint32_t *to)
{
    const auto count = static_cast<std::size_t>(std::popcount(bits));
    for (std::size_t at = 0; at < count; at += 4) {
        for (std::size_t i = 0; i < 4; ++i) {
            to[at + i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
    }
    return count;
}

/// What goes on from block to block; in registers while an index is made.
struct Progress
{
    QuoteState quotes;
    std::uint64_t nonAscii = 0; ///< the last byte was
    std::size_t separators = 0;
    std::size_t specials = 0;
    bool endsOdd = false;
};

HWY_INLINE void noteSpecials(std::uint64_t all, std::uint64_t doubledQuotes,
                             std::uint64_t quotedLineFeeds, std::uint64_t nonAscii,
                             std::size_t base, Progress &progress, SeparatorIndex &index)
{
    for (; all != 0; all &= all - 1) {
        const auto at = static_cast<unsigned>(std::countr_zero(all));
        const auto kind
            = [at](std::uint64_t bits, SpecialByte::Kind is) { return (bits >> at & 1) * is; };
        const auto kinds = kind(doubledQuotes, SpecialByte::DoubledQuote)
            | kind(quotedLineFeeds, SpecialByte::QuotedLineFeed)
            | kind(nonAscii, SpecialByte::NonAscii);
        index.specials[progress.specials++].bits
            = static_cast<std::uint16_t>((base + at) << SpecialByte::kKindBits | kinds);
    }
}

/// Adds one block to the index; `nuls`: NULs in it.
HWY_INLINE void indexBlock(const char *text, std::size_t base, std::uint64_t valid,
                           std::uint64_t nuls, StructuralBytes structure, Progress &progress,
                           SeparatorIndex &index)
{
    const Block block(text);
    const BlockMasks masks {
        .separators = block.equalEither(structure.delimiter, '\n') & valid,
        .quotes = structure.quote == '\0' ? 0 : block.equal(structure.quote) & valid,
        .valid = valid,
    };
    const auto nonAscii = block.nonAscii() & valid;
    const auto nonAsciiBegins = nonAscii & ~(nonAscii << 1 | progress.nonAscii);
    progress.nonAscii = nonAscii >> (kBytes - 1);
    auto found = lookAtQuotes(block, masks, progress.quotes);
    found.odd |= nuls;
    auto specials = found.doubledQuotes | found.quotedLineFeeds | nonAsciiBegins;
    if (found.odd != 0) [[unlikely]] {
        progress.endsOdd = true;
        const auto before = (std::uint64_t { 1 } << std::countr_zero(found.odd)) - 1;
        found.separators &= before;
        specials &= before;
    }
    if (specials != 0) [[unlikely]]
        noteSpecials(specials, found.doubledQuotes, found.quotedLineFeeds, nonAsciiBegins, base,
                     progress, index);
    progress.separators += writePlaces(found.separators, static_cast<std::uint32_t>(base),
                                       index.separators.data() + progress.separators);
}

HWY_INLINE std::uint64_t firstBits(std::size_t count)
{
    return count < kBytes ? (std::uint64_t { 1 } << count) - 1 : ~std::uint64_t { 0 };
}

void indexText(const char *text, std::size_t bytes, StructuralBytes structure, QuoteState &state,
               SeparatorIndex &index)
{
    Progress progress { .quotes = state };
    auto least = greatestByte();
    std::size_t base = 0;
    for (; base + kBytes <= bytes && !progress.endsOdd; base += kBytes) {
        least = leastByte(least, text + base);
        indexBlock(text + base, base, firstBits(kBytes), 0, structure, progress, index);
    }
    if (isNul(least)) { // rare: once more, with a look at each of them
        progress = { .quotes = state };
        base = 0;
    }
    for (; base < bytes && !progress.endsOdd; base += kBytes) {
        const auto valid = firstBits(bytes - base);
        const auto nuls = Block(text + base).equal('\0') & valid;
        indexBlock(text + base, base, valid, nuls, structure, progress, index);
    }
    index.bytes = bytes;
    index.count = progress.separators;
    index.endsOdd = progress.endsOdd;
    index.specials[progress.specials] = SeparatorIndex::kNoMore;
    state = progress.quotes;
}

} // namespace HWY_NAMESPACE
} // namespace dockhand::source
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace dockhand::source {

HWY_EXPORT(indexText);

void indexSeparators(const char *text, std::size_t bytes, StructuralBytes structure,
                     QuoteState &state, SeparatorIndex &index)
{
    HWY_DYNAMIC_DISPATCH(indexText)(text, bytes, structure, state, index);
}

} // namespace dockhand::source

#endif
