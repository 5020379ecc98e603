// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/byte_source.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace dockhand::source {

/// Hands out bytes of its own, in pieces of the given sizes in turn (none: as many as asked for);
/// at the end an error, if one is given.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string bytes, std::vector<std::size_t> pieces = {},
                          std::optional<Error> error = {})
        : m_bytes(std::move(bytes))
        , m_pieces(std::move(pieces))
        , m_error(std::move(error))
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        auto count = std::min(into.size(), m_bytes.size() - m_at);
        if (!m_pieces.empty())
            count = std::min(count, m_pieces[m_reads++ % m_pieces.size()]);
        if (count == 0 && m_error)
            return failure(*m_error);
        std::memcpy(into.data(), m_bytes.data() + m_at, count);
        m_at += count;
        return count;
    }

    std::int64_t consumedBytes() const override { return static_cast<std::int64_t>(m_at); }
    std::int64_t sizeBytes() const override { return static_cast<std::int64_t>(m_bytes.size()); }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_pieces;
    std::optional<Error> m_error;
    std::size_t m_at = 0;
    std::size_t m_reads = 0;
};

} // namespace dockhand::source
