// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/base/spill_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dockhand::target {

/// The pages of a SQLite database while it is built: numbered from 1 in the order in which they are
/// added; page 1 comes last and stays in memory. The page at byte 2^30 is left out, since SQLite
/// keeps its locks there ("Database File Format", section 1.3, The Lock-Byte Page). Written in
/// large pieces. Once it is finished it is read from front to back: a leaf page is given back to
/// the system as soon as a later one is read, so that the copy that is made of it finds room in
/// memory that was just in use. After an error `add` does nothing any more: ask `error` at the end.
/// One thread.
class SqlitePageFile final
{
public:
    static constexpr std::uint32_t kLockByte = 1U << 30;

    SqlitePageFile(std::unique_ptr<SpillFile> file, std::uint32_t pageBytes,
                   std::uint32_t lockByte = kLockByte);

    [[nodiscard]] std::uint32_t pageBytes() const { return m_pageBytes; }
    /// The number that the next page gets.
    [[nodiscard]] std::uint32_t nextNumber() const { return m_next; }
    /// The number that the one behind it gets.
    [[nodiscard]] std::uint32_t numberAfterNext() const { return following(m_next); }
    /// Pages so far, page 1 among them.
    [[nodiscard]] std::uint32_t pages() const { return m_next - 1; }

    /// Returns the page's number. `page` has pageBytes bytes.
    std::uint32_t add(std::string_view page);
    /// Takes page 1; nothing may be added any more. The error that stopped the writing.
    [[nodiscard]] Result<void> finish(std::vector<char> firstPage);

    /// Bytes of the finished file.
    [[nodiscard]] std::int64_t size() const { return std::int64_t { pages() } * m_pageBytes; }
    /// Of the finished file; false when they are not there or cannot be read.
    [[nodiscard]] bool read(std::int64_t position, std::span<char> to);
    /// A page was wanted that had been given back: the reader does not go from front to back, and
    /// what it made of it is worth nothing.
    [[nodiscard]] bool wasReadAgain() const { return m_wasReadAgain; }

private:
    void flush();
    void giveBackLeafBefore(std::int64_t position, std::span<const char> page);
    [[nodiscard]] std::uint32_t following(std::uint32_t number) const;

    std::unique_ptr<SpillFile> m_file; ///< begins with page 2
    std::uint32_t m_pageBytes;
    std::uint32_t m_lockPage;
    std::uint32_t m_next = 2;
    ByteBuffer m_buffer;
    std::vector<char> m_firstPage;
    std::optional<Error> m_error;
    std::int64_t m_lastLeaf = -1; ///< where the leaf lies that was read last
    std::vector<bool> m_isGone;   ///< per page
    bool m_wasReadAgain = false;
};

} // namespace dockhand::target
