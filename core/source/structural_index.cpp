// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/structural_index.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/source/structural_index.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <bit>

HWY_BEFORE_NAMESPACE();
namespace dockhand::source {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

void fillMasks(const char *text, std::size_t blocks, StructuralBytes bytes, BlockMasks *masks)
{
    for (std::size_t block = 0; block < blocks; ++block, text += BlockMasks::kBytes) {
        BlockMasks m;
        for (unsigned i = 0; i < BlockMasks::kBytes; ++i) {
            const auto bit = [i](bool is) { return static_cast<std::uint64_t>(is) << i; };
            m.delimiter |= bit(text[i] == bytes.delimiter);
            m.quote |= bit(text[i] == bytes.quote);
            m.lineFeed |= bit(text[i] == '\n');
            m.carriageReturn |= bit(text[i] == '\r');
            m.nul |= bit(text[i] == '\0');
            m.nonAscii |= bit((static_cast<unsigned char>(text[i]) & 0x80U) != 0);
        }
        masks[block] = m;
    }
}

#else

// The masks are written byte by byte, lowest lanes first.
static_assert(std::endian::native == std::endian::little);

void fillMasks(const char *text, std::size_t blocks, StructuralBytes bytes, BlockMasks *masks)
{
    const hn::CappedTag<std::uint8_t, BlockMasks::kBytes> tag;
    const hn::RebindToSigned<decltype(tag)> signedTag;
    const std::size_t lanes = hn::Lanes(tag);
    const auto delimiter = hn::Set(tag, static_cast<std::uint8_t>(bytes.delimiter));
    const auto quote = hn::Set(tag, static_cast<std::uint8_t>(bytes.quote));
    const auto lineFeed = hn::Set(tag, static_cast<std::uint8_t>('\n'));
    const auto carriageReturn = hn::Set(tag, static_cast<std::uint8_t>('\r'));
    const auto nul = hn::Zero(tag);
    const auto *from = reinterpret_cast<const std::uint8_t *>(text);
    const auto at = [](std::uint64_t &mask, std::size_t offset) {
        return reinterpret_cast<std::uint8_t *>(&mask) + offset / 8;
    };
    for (std::size_t block = 0; block < blocks; ++block, from += BlockMasks::kBytes) {
        auto &m = masks[block];
        for (std::size_t i = 0; i < BlockMasks::kBytes; i += lanes) {
            const auto v = hn::LoadU(tag, from + i);
            hn::StoreMaskBits(tag, hn::Eq(v, delimiter), at(m.delimiter, i));
            hn::StoreMaskBits(tag, hn::Eq(v, quote), at(m.quote, i));
            hn::StoreMaskBits(tag, hn::Eq(v, lineFeed), at(m.lineFeed, i));
            hn::StoreMaskBits(tag, hn::Eq(v, carriageReturn), at(m.carriageReturn, i));
            hn::StoreMaskBits(tag, hn::Eq(v, nul), at(m.nul, i));
            const auto asSigned = hn::BitCast(signedTag, v);
            hn::StoreMaskBits(signedTag, hn::Lt(asSigned, hn::Zero(signedTag)), at(m.nonAscii, i));
        }
    }
}

#endif

} // namespace HWY_NAMESPACE
} // namespace dockhand::source
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace dockhand::source {

HWY_EXPORT(fillMasks);

void indexBlocks(const char *text, std::size_t blocks, StructuralBytes bytes, BlockMasks *masks)
{
    HWY_DYNAMIC_DISPATCH(fillMasks)(text, blocks, bytes, masks);
    if (bytes.quote == '\0') {
        for (std::size_t block = 0; block < blocks; ++block)
            masks[block].quote = 0;
    }
}

} // namespace dockhand::source

#endif
