// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace dockhand::ledger {

/// What a finished file held, whatever form it came in.
struct KnownContent
{
    std::array<char, 16> hash {}; ///< source::ContentHasher
    std::int64_t bytes = 0;       ///< of UTF-8 text, byte-order mark left out
    std::int64_t fileBytes = 0;   ///< as it lay on the disk
    std::int64_t fileId = 0;
};

/// The contents that are in a target already: 40 bytes for a file. May be asked by many threads
/// once it is filled.
class KnownContents final
{
public:
    KnownContents() = default;
    explicit KnownContents(std::vector<KnownContent> contents);

    [[nodiscard]] bool isEmpty() const { return m_contents.empty(); }
    /// Whether a file of another size held a text of this length: it was compressed, in another
    /// encoding, or with another byte-order mark.
    [[nodiscard]] bool mayHoldOtherForm(std::int64_t bytes, std::int64_t fileBytes) const;
    /// The first file that held this content.
    [[nodiscard]] std::optional<std::int64_t> find(const QByteArray &hash,
                                                   std::int64_t bytes) const;

private:
    std::vector<KnownContent> m_contents; ///< by length of the text, the first one first
};

} // namespace dockhand::ledger
