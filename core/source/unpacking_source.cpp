// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/unpacking_source.h"

#include "core/base/text.h"
#include "core/source/text_decoder.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace dockhand::source {

namespace {

constexpr std::size_t kPackedBytes = 256 << 10;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Unpacking)
};

} // namespace

UnpackingSource::UnpackingSource(std::unique_ptr<ByteSource> packed, const QString &path,
                                 Compression compression)
    : m_packed(std::move(packed))
    , m_path(path)
    , m_compression(compression)
    , m_decompressor(makeDecompressor(compression))
    , m_bytes(static_cast<std::size_t>(
          std::clamp<std::int64_t>(m_packed->sizeBytes(), kCompressionSignature, kPackedBytes)))
{
}

void UnpackingSource::skipMark(Encoding encoding)
{
    const auto got = read(m_front);
    if (!got)
        return; // it is kept
    m_leadBytes
        = static_cast<std::int64_t>(byteOrderMarkLength({ m_front.data(), *got }, encoding));
    m_frontBegin = static_cast<std::size_t>(m_leadBytes);
    m_frontEnd = *got;
}

Result<std::size_t> UnpackingSource::read(std::span<char> into)
{
    auto filled = std::min(into.size(), m_frontEnd - m_frontBegin);
    std::copy_n(m_front.data() + m_frontBegin, filled, into.data());
    m_frontBegin += filled;
    while (filled < into.size() && !m_isAtEnd && !m_error) {
        const auto got = unpack(into.subspan(filled));
        if (got)
            filled += *got;
        else
            m_error = got.error();
    }
    if (filled == 0 && !into.empty() && m_error)
        return failure(*m_error);
    return filled;
}

std::int64_t UnpackingSource::consumedBytes() const
{
    return m_packed->consumedBytes() - static_cast<std::int64_t>(rest().size());
}

// Nobody knows.
std::int64_t UnpackingSource::expectedBytes() const
{
    return std::numeric_limits<std::int32_t>::max();
}

Result<std::size_t> UnpackingSource::unpack(std::span<char> into)
{
    if (m_isBetween || rest().empty()) {
        const auto hasMember = beginMember();
        if (!hasMember)
            return failure(hasMember.error());
        if (!*hasMember)
            return 0;
    }
    const auto done = m_decompressor->step(rest(), into);
    const bool isStuck = done.used == 0 && done.made == 0;
    m_used += done.used;
    switch (done.state) {
    case Decompressor::State::More:
        if (!isStuck)
            break;
        if (rest().empty())
            return failure(damaged(Words::tr("it ends too early, as if it were cut off")));
        [[fallthrough]];
    case Decompressor::State::Damaged:
        return failure(damaged(Words::tr("these bytes are not what was packed")));
    case Decompressor::State::TooMuchMemory:
        return failure(Error { ErrorCode::FileNeedsTooMuchMemory,
                               inFile(m_path),
                               { formatBytes(Decompressor::kLargestWindow) } });
    case Decompressor::State::MemberEnd:
        m_isBetween = true;
        break;
    }
    return done.made;
}

// Fetches packed bytes; false at the end of the file behind a member.
Result<bool> UnpackingSource::beginMember()
{
    if (!m_isBetween) {
        if (rest().empty() && !m_hasAllPacked) {
            if (auto done = fetch(); !done)
                return failure(done.error());
        }
        return true;
    }
    const auto padding = skipPadding();
    if (!padding)
        return failure(padding.error());
    constexpr std::int64_t kXzUnit = 4;
    m_isAtEnd = rest().empty();
    const bool isWhole = m_compression != Compression::Xz || *padding % kXzUnit == 0;
    if (m_isAtEnd && isWhole)
        return false;
    const bool mayFollow = *padding == 0 || m_compression == Compression::Xz;
    if (!isWhole || !mayFollow || compressionOf(rest()) != m_compression)
        return failure(damaged(Words::tr("something that is no part of it stands behind its end")));
    m_decompressor->restart();
    m_isBetween = false;
    return true;
}

// Zeros behind a member, as tapes and some tools leave them: gzip passes over those at the end of a
// file; the xz file format (2.2) has multiples of four bytes, also before another stream. The other
// formats have none. Afterwards there is a signature, or all that is left.
Result<std::int64_t> UnpackingSource::skipPadding()
{
    const bool mayBe = m_compression == Compression::Gzip || m_compression == Compression::Xz;
    for (std::int64_t padding = 0;;) {
        if (rest().size() < kCompressionSignature && !m_hasAllPacked) {
            if (auto done = fetch(); !done)
                return failure(done.error());
        }
        const auto zeros = mayBe ? std::min(rest().find_first_not_of('\0'), rest().size()) : 0;
        if (zeros == 0)
            return padding;
        m_used += zeros;
        padding += static_cast<std::int64_t>(zeros);
    }
}

// What is left of the packed bytes is less than a signature. The end of the file is only known
// when nothing comes; that it was changed is told then.
Result<void> UnpackingSource::fetch()
{
    m_bytes.discardFront(m_used);
    m_used = 0;
    while (!m_hasAllPacked && m_bytes.size() < kCompressionSignature) {
        const auto got = m_packed->read(m_bytes.free());
        if (!got)
            return failure(got.error());
        m_bytes.grow(*got);
        m_hasAllPacked = *got == 0;
    }
    return {};
}

Error UnpackingSource::damaged(const QString &how) const
{
    auto place = inFile(m_path);
    place.byte = consumedBytes() + 1;
    return { ErrorCode::FileDamaged, place, { how } };
}

} // namespace dockhand::source
