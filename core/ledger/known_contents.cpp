// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/known_contents.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dockhand::ledger {

KnownContents::KnownContents(std::vector<KnownContent> contents)
    : m_contents(std::move(contents))
{
    std::ranges::sort(m_contents, [](const KnownContent &a, const KnownContent &b) {
        return a.bytes != b.bytes ? a.bytes < b.bytes : a.fileId > b.fileId;
    });
}

bool KnownContents::mayHoldOtherForm(std::int64_t bytes, std::int64_t fileBytes) const
{
    const auto alike = std::ranges::equal_range(m_contents, bytes, {}, &KnownContent::bytes);
    return std::ranges::any_of(
        alike, [fileBytes](const auto &known) { return known.fileBytes != fileBytes; });
}

std::optional<std::int64_t> KnownContents::find(const QByteArray &hash, std::int64_t bytes) const
{
    const auto alike = std::ranges::equal_range(m_contents, bytes, {}, &KnownContent::bytes);
    for (const auto &known : alike) {
        if (std::cmp_equal(known.hash.size(), hash.size())
            && std::memcmp(known.hash.data(), hash.constData(), known.hash.size()) == 0)
            return known.fileId;
    }
    return std::nullopt;
}

} // namespace dockhand::ledger
