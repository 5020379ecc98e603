// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/spill_file.h"
#include "core/profile/row_chunk.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace dockhand::engine {

/// A rejected record as the log gives it back; views hold during the visit.
struct LoggedReject
{
    struct Issue
    {
        ErrorCode code = ErrorCode::ValueRequired;
        std::int32_t column = -1;
        std::int64_t byte = -1;
        std::string_view value;
    };

    std::size_t file = 0; ///< index in the run
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::uint32_t occurrence = 0; ///< what it counts as within its group; 0: not known
    std::string_view raw;
    std::vector<Issue> issues;
};

/// The rejects of a window in queue order: written one behind the other, put into a spill file when
/// memory is wanted. One thread at a time.
class RejectLog final
{
public:
    using Visitor = std::function<Result<void>(const LoggedReject &)>;

    /// So that `add` takes no memory: this is where it is refused.
    void makeRoomFor(const profile::RowChunk &chunk);
    void add(std::size_t file, const profile::RowChunk &chunk);
    /// Moves what is in memory to the file's end. After an error it is still in memory.
    [[nodiscard]] Result<void> spill(SpillFile &file);
    /// `file` holds what was spilled; null if nothing was. Ends with the visitor's first error.
    [[nodiscard]] Result<void> forEach(SpillFile *file, const Visitor &visit) const;

    [[nodiscard]] std::size_t bytesInMemory() const { return m_bytes.size(); }

private:
    void put(const void *bytes, std::size_t size);
    void put(std::string_view text);

    struct Stretch
    {
        std::int64_t begin = 0;
        std::int64_t end = 0;
    };

    ByteBuffer m_bytes;
    std::vector<Stretch> m_spilled;
};

} // namespace dockhand::engine
