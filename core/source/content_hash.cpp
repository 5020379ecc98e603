// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/content_hash.h"

#include "core/base/byte_buffer.h"
#include "core/base/text.h"
#include "core/source/byte_source.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <xxhash.h>

#include <algorithm>

namespace dockhand::source {

namespace {

constexpr std::size_t kReadBytes = 256 << 10;
constexpr qint64 kFingerprintBytes = 64 << 10;

} // namespace

struct ContentHasher::State
{
    XXH3_state_t *xxh = XXH3_createState();

    State()
    {
        Q_CHECK_PTR(xxh);
        XXH3_128bits_reset(xxh);
    }
    ~State() { XXH3_freeState(xxh); }
    Q_DISABLE_COPY_MOVE(State)
};

ContentHasher::ContentHasher()
    : m_state(std::make_unique<State>())
{
}

ContentHasher::~ContentHasher() = default;
ContentHasher::ContentHasher(ContentHasher &&) noexcept = default;
ContentHasher &ContentHasher::operator=(ContentHasher &&) noexcept = default;

void ContentHasher::reset()
{
    XXH3_128bits_reset(m_state->xxh);
}

void ContentHasher::update(std::string_view bytes)
{
    if (!bytes.empty())
        XXH3_128bits_update(m_state->xxh, bytes.data(), bytes.size());
}

QByteArray ContentHasher::digest() const
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state->xxh));
    return { reinterpret_cast<const char *>(canonical.digest), sizeof canonical.digest };
}

Result<QByteArray> quickFingerprint(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, {}, inFile(path));
    if (info.isDir())
        return failure(ErrorCode::FileIsDirectory, {}, inFile(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(path));
    const auto size = file.size();
    QByteArray sample(sizeof(qint64), Qt::Uninitialized);
    qToLittleEndian<qint64>(size, sample.data());
    sample += file.read(std::min(size, kFingerprintBytes));
    const auto tailAt = std::max(std::min(size, kFingerprintBytes), size - kFingerprintBytes);
    if (file.seek(tailAt))
        sample += file.read(size - tailAt);
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(path));
    ContentHasher hasher;
    hasher.update(view(sample));
    return hasher.digest();
}

Result<QByteArray> contentHash(const QString &path, Encoding encoding)
{
    auto input = openByteSource(path, encoding);
    if (!input)
        return failure(std::move(input.error()));
    ContentHasher hasher;
    ByteBuffer buffer(kReadBytes);
    while (true) {
        const auto got = (*input)->read({ buffer.data(), kReadBytes });
        if (!got)
            return failure(got.error());
        if (*got == 0)
            return hasher.digest();
        hasher.update({ buffer.data(), *got });
    }
}

} // namespace dockhand::source
