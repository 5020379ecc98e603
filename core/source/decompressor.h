// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/compression.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace dockhand::source {

/// Unpacks one member after the other (RFC 1952: a gzip file may have several; the other formats
/// have them as well), each checked by the sum that it carries.
///
/// Memory: what the window of the format takes, up to `kLargestWindow` and some MiB. One caller at
/// a time. Errors: a state; std::bad_alloc.
class Decompressor
{
public:
    /// Of xz -9; those of zstd may be larger.
    static constexpr std::int64_t kLargestWindow = 64 << 20;

    enum class State : std::uint8_t {
        More,         ///< all of the input is used, or all of the room
        MemberEnd,    ///< the member is whole; `restart` before what follows
        Damaged,      ///< these bytes are none that the packer wrote
        TooMuchMemory ///< the window would be larger than allowed
    };

    struct Step
    {
        State state = State::More;
        std::size_t used = 0; ///< of the packed bytes
        std::size_t made = 0; ///< of the text
    };

    virtual ~Decompressor() = default;

    /// Unpacks as far as input and room go.
    [[nodiscard]] virtual Step step(std::span<const char> packed, std::span<char> text) = 0;
    /// A new member begins.
    virtual void restart() = 0;
    /// What it has taken so far.
    [[nodiscard]] virtual std::int64_t memoryBytes() const = 0;
};

/// Not for `Compression::None`.
[[nodiscard]] std::unique_ptr<Decompressor> makeDecompressor(Compression compression);

} // namespace dockhand::source
