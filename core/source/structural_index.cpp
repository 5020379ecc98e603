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

/// Which bytes of a block of 64 mean something: bit i stands for byte i.
struct BlockMasks
{
    std::uint64_t delimiter = 0;
    std::uint64_t quote = 0;
    std::uint64_t lineFeed = 0;
    std::uint64_t carriageReturn = 0;
    std::uint64_t nul = 0;
    std::uint64_t nonAscii = 0;
};

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE BlockMasks masksOf(const char *text, StructuralBytes bytes)
{
    BlockMasks m;
    for (unsigned i = 0; i < kBytes; ++i) {
        const auto bit = [i](bool is) { return static_cast<std::uint64_t>(is) << i; };
        m.delimiter |= bit(text[i] == bytes.delimiter);
        m.quote |= bit(text[i] == bytes.quote);
        m.lineFeed |= bit(text[i] == '\n');
        m.carriageReturn |= bit(text[i] == '\r');
        m.nul |= bit(text[i] == '\0');
        m.nonAscii |= bit((static_cast<unsigned char>(text[i]) & 0x80U) != 0);
    }
    return m;
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

HWY_INLINE BlockMasks masksOf(const char *text, StructuralBytes bytes)
{
    const hn::CappedTag<std::uint8_t, kBytes> tag;
    const hn::RebindToSigned<decltype(tag)> signedTag;
    const std::size_t lanes = hn::Lanes(tag);
    const auto is = [&tag](char byte) { return hn::Set(tag, static_cast<std::uint8_t>(byte)); };
    const auto *from = reinterpret_cast<const std::uint8_t *>(text);
    BlockMasks m;
    for (std::size_t i = 0; i < kBytes; i += lanes) {
        const auto v = hn::LoadU(tag, from + i);
        m.delimiter |= bitsOf(tag, hn::Eq(v, is(bytes.delimiter))) << i;
        m.quote |= bitsOf(tag, hn::Eq(v, is(bytes.quote))) << i;
        m.lineFeed |= bitsOf(tag, hn::Eq(v, is('\n'))) << i;
        m.carriageReturn |= bitsOf(tag, hn::Eq(v, is('\r'))) << i;
        m.nul |= bitsOf(tag, hn::Eq(v, hn::Zero(tag))) << i;
        const auto asSigned = hn::BitCast(signedTag, v);
        m.nonAscii |= bitsOf(signedTag, hn::Lt(asSigned, hn::Zero(signedTag))) << i;
    }
    return m;
}

#endif

// Bit i of the result: the parity of the bits 0…i.
HWY_INLINE std::uint64_t prefixXor(std::uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ (bits << 32);
}

/// One block with what stands inside quotes taken out.
struct Found
{
    std::uint64_t separators = 0;
    std::uint64_t odd = 0; ///< from here on the separators cannot be trusted
    std::uint64_t quotedLineFeeds = 0;
    std::uint64_t doubledQuotes = 0;
};

// Quotes toggle "inside" only where RFC 4180 allows them: opening at a field's begin, closing at
// its end, or doubled (a closing one with an opening one right behind it). Any other is odd.
HWY_INLINE Found lookAt(const BlockMasks &masks, std::uint64_t valid, QuoteState &state)
{
    const auto delimiter = masks.delimiter & valid;
    const auto lineFeed = masks.lineFeed & valid;
    const auto quote = masks.quote & valid;
    Found found { .separators = delimiter | lineFeed, .odd = masks.nul & valid };
    if ((quote | state.inside | state.close | state.closeAndReturn) == 0) {
        state.mayOpen = found.separators >> (kBytes - 1);
        return found;
    }
    const auto inside = prefixXor(quote) ^ state.inside;
    const auto open = quote & inside;
    const auto close = quote & ~inside;
    found.separators &= ~inside;
    const auto behindClose = (close << 1) | state.close;
    const auto behindReturn = ((behindClose & masks.carriageReturn) << 1) | state.closeAndReturn;
    const auto mayOpen = ((found.separators | close) << 1) | state.mayOpen;
    found.odd |= open & ~mayOpen;
    found.odd |= behindClose & ~(delimiter | lineFeed | masks.carriageReturn | open) & valid;
    found.odd |= behindReturn & ~lineFeed & valid;
    found.quotedLineFeeds = lineFeed & inside;
    found.doubledQuotes = behindClose & open;
    state.inside = (inside >> (kBytes - 1)) != 0 ? ~std::uint64_t { 0 } : 0;
    state.close = close >> (kBytes - 1);
    state.closeAndReturn = (behindClose & masks.carriageReturn & valid) >> (kBytes - 1);
    state.mayOpen = (found.separators | close) >> (kBytes - 1);
    return found;
}

/// Writes the places of the bits behind `to` and says how many there are. Up to eight cost the
/// same: a loop that ends at the last bit would be mispredicted in most blocks. Up to 8 more are
/// written than there are bits.
HWY_INLINE std::size_t writePlaces(std::uint64_t bits, std::uint32_t base, std::uint32_t *to)
{
    const auto count = static_cast<std::size_t>(std::popcount(bits));
    for (std::size_t at = 0; at < count; at += 8) {
        for (std::size_t i = 0; i < 8; ++i) {
            to[at + i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
    }
    return count;
}

void indexText(const char *text, std::size_t bytes, StructuralBytes structure, QuoteState &state,
               SeparatorIndex &index)
{
    auto carried = state;
    std::size_t count = 0;
    index.bytes = bytes;
    index.endsOdd = false;
    for (std::size_t base = 0; base < bytes && !index.endsOdd; base += kBytes) {
        auto masks = masksOf(text + base, structure);
        if (structure.quote == '\0')
            masks.quote = 0;
        const auto left = bytes - base;
        const auto valid = left < kBytes ? (std::uint64_t { 1 } << left) - 1 : ~std::uint64_t { 0 };
        auto found = lookAt(masks, valid, carried);
        index.endsOdd = found.odd != 0;
        if (index.endsOdd)
            found.separators &= (std::uint64_t { 1 } << std::countr_zero(found.odd)) - 1;
        count += writePlaces(found.separators, static_cast<std::uint32_t>(base),
                             index.separators.data() + count);
        index.marks[base / kBytes] = static_cast<std::uint8_t>(
            (masks.nonAscii != 0) * SeparatorIndex::NonAscii
            | (found.doubledQuotes != 0) * SeparatorIndex::DoubledQuote
            | (found.quotedLineFeeds != 0) * SeparatorIndex::QuotedLineFeed);
    }
    index.count = count;
    state = carried;
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
