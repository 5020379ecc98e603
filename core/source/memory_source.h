// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/byte_source.h"

#include <algorithm>
#include <string_view>

namespace dockhand::source {

/// A ByteSource over text in memory: one record, or a benchmark that is not to measure the disk.
/// The text must outlive it.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view text)
        : m_text(text)
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        const auto count = std::min(into.size(), m_text.size() - m_at);
        std::copy_n(m_text.data() + m_at, count, into.data());
        m_at += count;
        return count;
    }

    [[nodiscard]] std::int64_t consumedBytes() const override
    {
        return static_cast<std::int64_t>(m_at);
    }

    [[nodiscard]] std::int64_t sizeBytes() const override
    {
        return static_cast<std::int64_t>(m_text.size());
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace dockhand::source
