// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/content_hash.h"

#include "core/base/byte_buffer.h"
#include "core/base/text.h"
#include "core/source/byte_source.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#ifdef DOCKHAND_XXHASH_DISPATCH // the same hash, by the best instructions of this machine
#    include <xxh_x86dispatch.h>
#else
#    include <xxhash.h>
#endif

#include <algorithm>

namespace dockhand::source {

namespace {

constexpr std::size_t kReadBytes = 256 << 10;
constexpr qint64 kFingerprintBytes = 64 << 10;

Result<void> readStretch(const QString &path, qint64 at, std::size_t bytes, ByteBuffer &buffer)
{
    QFile file(path);
    buffer.clear();
    buffer.reserve(bytes);
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && file.seek(at)) {
        const auto got = file.read(buffer.data(), static_cast<qint64>(bytes));
        buffer.grow(static_cast<std::size_t>(std::max<qint64>(got, 0)));
    }
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(path));
    return {};
}

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

Result<QByteArray> quickFingerprint(const QString &path, const RawSample &sample,
                                    ByteBuffer &buffer)
{
    const qint64 size = sample.fileSize;
    if (sample.isCompressed()) // it holds other bytes than the file
        return quickFingerprint(path);
    const auto headBytes = std::min(size, kFingerprintBytes);
    const auto tailAt = std::max(headBytes, size - kFingerprintBytes);
    const auto tailBytes = static_cast<std::size_t>(size - tailAt);
    const auto head = sample.head.view();
    if (static_cast<qint64>(head.size()) < headBytes)
        return quickFingerprint(path);
    std::string_view tail;
    if (sample.isWholeFile()) {
        tail = head.substr(static_cast<std::size_t>(tailAt), tailBytes);
    } else if (sample.tail.size() >= tailBytes) {
        tail = sample.tail.view().substr(sample.tail.size() - tailBytes);
    } else {
        if (auto read = readStretch(path, tailAt, tailBytes, buffer); !read)
            return failure(std::move(read.error()));
        tail = buffer.view();
    }
    char sizeBytes[sizeof size];
    qToLittleEndian<qint64>(size, sizeBytes);
    ContentHasher hasher;
    hasher.update({ sizeBytes, sizeof sizeBytes });
    hasher.update(head.substr(0, static_cast<std::size_t>(headBytes)));
    hasher.update(tail);
    return hasher.digest();
}

Result<Content> contentOf(const QString &path, Encoding encoding,
                          const std::function<bool()> &goesOn)
{
    auto input = openByteSource(path, encoding);
    if (!input)
        return failure(std::move(input.error()));
    ContentHasher hasher;
    ByteBuffer buffer(kReadBytes);
    Content content;
    while (goesOn()) {
        const auto got = (*input)->read({ buffer.data(), kReadBytes });
        if (!got)
            return failure(got.error());
        if (*got == 0) {
            content.hash = hasher.digest();
            return content;
        }
        hasher.update({ buffer.data(), *got });
        content.bytes += static_cast<std::int64_t>(*got);
    }
    return failure(ErrorCode::RunCancelled);
}

Result<QByteArray> contentHash(const QString &path, Encoding encoding)
{
    auto content = contentOf(path, encoding, [] { return true; });
    if (!content)
        return failure(std::move(content.error()));
    return content->hash;
}

} // namespace dockhand::source
