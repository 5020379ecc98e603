// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/encoding.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <span>

namespace dockhand::source {

/// A stream of UTF-8 bytes out of a file: plain, or unpacked and decoded on the way. The byte-order
/// mark is not part of the stream. Bytes that cannot be decoded arrive as the byte 0xFF (never
/// valid in UTF-8), so that the reader finds them and rejects the record. One caller at a time; may
/// move between threads.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// Fills `into` as far as it can; 0 is the end. Errors: file.unreadable,
    /// file.changed_while_reading (the file shrank or was replaced under the reader), file.damaged
    /// and file.needs_too_much_memory (of compressed files).
    [[nodiscard]] virtual Result<std::size_t> read(std::span<char> into) = 0;

    /// Bytes of the original file consumed so far, for progress against `sizeBytes()`.
    [[nodiscard]] virtual std::int64_t consumedBytes() const = 0;
    /// Size of the original file in bytes when it was opened.
    [[nodiscard]] virtual std::int64_t sizeBytes() const = 0;
    /// Bytes of UTF-8 text that were left out before the stream: a byte-order mark.
    [[nodiscard]] virtual std::int64_t leadBytes() const { return 0; }
    /// How long the stream is, about; where that is not known, more than enough.
    [[nodiscard]] virtual std::int64_t expectedBytes() const { return sizeBytes(); }
    /// What unpacking has taken so far.
    [[nodiscard]] virtual std::int64_t memoryBytes() const { return 0; }
};

/// Opens a file, plain or compressed (told by its first bytes), and puts a decoder before it where
/// `encoding` is not UTF-8. A UTF-8 or UTF-16 byte-order mark is skipped. Errors: file.not_found,
/// file.is_directory, file.unreadable.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> openByteSource(const QString &path,
                                                                 Encoding encoding);

/// The same bytes as they are, undecoded, the byte-order mark among them.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> openUndecoded(const QString &path);

} // namespace dockhand::source
