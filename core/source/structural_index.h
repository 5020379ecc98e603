// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace dockhand::source {

/// Which bytes of a stretch of 64 mean something to a reader: bit i stands for byte i.
struct BlockMasks
{
    static constexpr std::size_t kBytes = 64;

    std::uint64_t delimiter = 0;
    std::uint64_t quote = 0;
    std::uint64_t lineFeed = 0;
    std::uint64_t carriageReturn = 0;
    std::uint64_t nul = 0;
    std::uint64_t nonAscii = 0; ///< bytes 0x80…0xFF
};

/// The bytes that a dialect gives a meaning. Without quotes (`quote` is NUL) their mask stays
/// empty.
struct StructuralBytes
{
    char delimiter = ',';
    char quote = '"';
};

/// Fills one BlockMasks for each of `blocks` stretches of 64 readable bytes at `text`. The code for
/// the best instruction set of this machine is chosen at run time. Thread-safe.
void indexBlocks(const char *text, std::size_t blocks, StructuralBytes bytes, BlockMasks *masks);

} // namespace dockhand::source
