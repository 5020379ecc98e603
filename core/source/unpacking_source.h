// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/source/byte_source.h"
#include "core/source/decompressor.h"

#include <QString>

#include <array>
#include <memory>
#include <optional>

namespace dockhand::source {

/// The text of a compressed file, unpacked as it is read: a file that unpacks to a thousand times
/// its size takes no more memory than another.
///
/// Errors: those of the packed bytes' source; file.damaged, with the place, for bytes that are not
/// what the packer wrote, an end in the midst of it, and anything behind its end but padding;
/// file.needs_too_much_memory. What was unpacked before comes first.
class UnpackingSource final : public ByteSource
{
public:
    UnpackingSource(std::unique_ptr<ByteSource> packed, const QString &path,
                    Compression compression);

    /// Leaves the byte-order mark out that a file of this encoding may begin with. Call before the
    /// first `read`, or not at all.
    void skipMark(Encoding encoding);

    Result<std::size_t> read(std::span<char> into) override;
    std::int64_t consumedBytes() const override;
    std::int64_t sizeBytes() const override { return m_packed->sizeBytes(); }
    std::int64_t leadBytes() const override { return m_leadBytes; }
    std::int64_t expectedBytes() const override;
    std::int64_t memoryBytes() const override { return m_decompressor->memoryBytes(); }

private:
    [[nodiscard]] Result<std::size_t> unpack(std::span<char> into);
    [[nodiscard]] Result<bool> beginMember();
    [[nodiscard]] Result<std::int64_t> skipPadding();
    [[nodiscard]] Result<void> fetch();
    [[nodiscard]] std::string_view rest() const { return m_bytes.view().substr(m_used); }
    [[nodiscard]] Error damaged(const QString &how) const;

    std::unique_ptr<ByteSource> m_packed;
    QString m_path;
    Compression m_compression;
    std::unique_ptr<Decompressor> m_decompressor;
    ByteBuffer m_bytes; ///< packed ones
    std::size_t m_used = 0;
    std::array<char, 3> m_front {}; ///< of the text, read to look for a mark
    std::size_t m_frontBegin = 0;
    std::size_t m_frontEnd = 0;
    std::int64_t m_leadBytes = 0;
    bool m_hasAllPacked = false;
    bool m_isBetween = false; ///< behind a member
    bool m_isAtEnd = false;
    std::optional<Error> m_error;
};

} // namespace dockhand::source
