// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/source/byte_source.h"
#include "core/source/content_hash.h"

#include <memory>
#include <optional>
#include <utility>

namespace dockhand::source {

/// The part of a stream that a reader has in memory, with the hash of everything before it.
///
/// An error of the source is kept until the text before it is used up, so that what is read does
/// not depend on how much was read ahead. A Ctrl-Z (0x1A) as the stream's last byte is not part of
/// the text. Not thread-safe.
class StreamBuffer final
{
public:
    /// What `buffer` holds is forgotten, its memory used.
    StreamBuffer(std::unique_ptr<ByteSource> input, ByteBuffer buffer, std::size_t capacity,
                 std::size_t maxCapacity);

    /// Text read but not used. Views are valid until the next call of `readMore`.
    [[nodiscard]] std::string_view text() const;
    /// Text used since the last call of `release`.
    [[nodiscard]] std::string_view kept() const;
    /// The stream ends with `text`.
    [[nodiscard]] bool isComplete() const { return m_isAtEnd; }
    /// The stream cannot be read beyond `text`.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Stream offset of the text.
    [[nodiscard]] std::int64_t streamByte() const { return m_streamByte; }

    /// Reads on behind the text, making room as far as the largest capacity allows; false when
    /// nothing was added (end, error, no room).
    bool readMore();
    /// The first `bytes` of the text are used; they stay in memory until `release`.
    void consume(std::size_t bytes);
    void release() { m_keep = m_begin; }
    /// Uses up the Ctrl-Z, too, when all text is used and the stream is at its end.
    void consumeEndMark();
    /// Hash of the stream before `text`.
    [[nodiscard]] QByteArray prefixHash();

    [[nodiscard]] const ByteSource &input() const { return *m_input; }

    /// Moves the text to `memory` and goes on there; what was kept stays in the memory that
    /// `memory` holds then. Memory that grew for a long record is not used again.
    void exchangeMemory(ByteBuffer &memory);

    /// The memory, for another stream; this one is over.
    [[nodiscard]] ByteBuffer takeBuffer() { return std::move(m_buffer); }

private:
    void hashConsumed();
    void makeRoom();

    std::unique_ptr<ByteSource> m_input;
    ByteBuffer m_buffer;
    std::size_t m_usualCapacity;
    std::size_t m_maxCapacity;
    std::size_t m_keep = 0;    ///< begin of the used text that is still wanted
    std::size_t m_begin = 0;   ///< of the unused text
    std::size_t m_hashed = 0;  ///< bytes of the buffer that are in the hash
    std::size_t m_endMark = 0; ///< 1: a Ctrl-Z stands behind the text, perhaps the end mark
    std::int64_t m_streamByte = 0;
    bool m_isAtEnd = false;
    std::optional<Error> m_error;
    ContentHasher m_hasher;
};

} // namespace dockhand::source
