// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/known_contents.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace dockhand::ledger {

namespace {

std::span<const KnownContent> ofLength(const std::vector<KnownContent> &contents,
                                       std::int64_t bytes)
{
    const auto isShorter
        = [](const KnownContent &known, std::int64_t than) { return known.bytes < than; };
    const auto begin = std::lower_bound(contents.begin(), contents.end(), bytes, isShorter);
    const auto end = std::lower_bound(begin, contents.end(), bytes + 1, isShorter);
    return { begin, end };
}

} // namespace

KnownContents::KnownContents(std::vector<KnownContent> contents)
    : m_contents(std::move(contents))
{
    std::sort(m_contents.begin(), m_contents.end(),
              [](const KnownContent &a, const KnownContent &b) {
                  return a.bytes != b.bytes ? a.bytes < b.bytes : a.fileId < b.fileId;
              });
}

bool KnownContents::mayHoldOtherForm(std::int64_t bytes, std::int64_t fileBytes) const
{
    const auto alike = ofLength(m_contents, bytes);
    return std::any_of(alike.begin(), alike.end(), [fileBytes](const KnownContent &known) {
        return known.fileBytes != fileBytes;
    });
}

std::optional<std::int64_t> KnownContents::find(const QByteArray &hash, std::int64_t bytes) const
{
    for (const auto &known : ofLength(m_contents, bytes)) {
        if (std::cmp_equal(known.hash.size(), hash.size())
            && std::memcmp(known.hash.data(), hash.constData(), known.hash.size()) == 0)
            return known.fileId;
    }
    return std::nullopt;
}

} // namespace dockhand::ledger
