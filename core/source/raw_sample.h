// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/result.h"
#include "core/source/compression.h"

#include <QString>

#include <cstdint>

namespace dockhand::source {

/// Raw bytes of a file: its begin and, of a large one, stretches of its middle and end; of a
/// compressed one its unpacked begin alone. Can be filled again for another file, without new
/// memory for most.
struct RawSample
{
    ByteBuffer head;
    ByteBuffer middle; ///< empty: the head says enough
    ByteBuffer tail;
    std::int64_t fileSize = 0; ///< bytes, as it lies on the disk
    Compression compression = Compression::None;
    double packedPerByte = 1;         ///< bytes of the file for one of the text, by this sample
    std::int64_t unpackingMemory = 0; ///< bytes

    [[nodiscard]] bool isCompressed() const { return compression != Compression::None; }
    [[nodiscard]] bool isWholeFile() const
    {
        return isCompressed() ? m_isAllUnpacked
                              : static_cast<std::int64_t>(head.size()) >= fileSize;
    }
    /// There is no longer head to be had.
    [[nodiscard]] bool hasLongHead() const;

    /// Reads some hundred KiB, or as much as two lines take. Errors: file.not_found,
    /// file.is_directory, file.unreadable, file.damaged, file.needs_too_much_memory.
    [[nodiscard]] Result<void> read(const QString &path);
    /// Reads the begin anew, up to 17 MiB. Errors: as above.
    [[nodiscard]] Result<void> lengthenHead(const QString &path);

private:
    [[nodiscard]] Result<void> unpackHead(const QString &path, std::size_t bytes);

    bool m_isAllUnpacked = false;
};

} // namespace dockhand::source
