// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/result.h"

#include <QString>

#include <cstdint>

namespace dockhand::source {

/// Raw bytes of a file: its begin and, of a large one, stretches of its middle and end. Can be
/// filled again for another file, without new memory for most.
struct RawSample
{
    ByteBuffer head;
    ByteBuffer middle; ///< empty: the head says enough
    ByteBuffer tail;
    std::int64_t fileSize = 0; ///< bytes

    [[nodiscard]] bool isWholeFile() const
    {
        return static_cast<std::int64_t>(head.size()) >= fileSize;
    }
    /// There is no longer head to be had.
    [[nodiscard]] bool hasLongHead() const;

    /// Reads some hundred KiB, or as much as two lines take. Errors: file.not_found,
    /// file.is_directory, file.unreadable.
    [[nodiscard]] Result<void> read(const QString &path);
    /// Reads the begin anew, up to 17 MiB. Errors: file.unreadable.
    [[nodiscard]] Result<void> lengthenHead(const QString &path);
};

} // namespace dockhand::source
