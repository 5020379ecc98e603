// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/byte_source.h"

#include "core/base/byte_buffer.h"
#include "core/source/compression.h"
#include "core/source/text_decoder.h"
#include "core/source/unpacking_source.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace dockhand::source {

namespace {

constexpr std::size_t kRawBytes = 256 << 10;
constexpr qint64 kLargestRead = 1 << 20;

/// The bytes of a file, with a watch on its size and time.
class FileSource final : public ByteSource
{
public:
    explicit FileSource(const QString &path)
        : m_path(path)
        , m_file(path)
    {
    }

    /// Stands at the first byte then.
    Result<Compression> open();
    Result<void> skipMark(Encoding encoding);
    Result<std::size_t> read(std::span<char> into) override;
    std::int64_t consumedBytes() const override { return m_consumed; }
    std::int64_t sizeBytes() const override { return m_size; }
    std::int64_t leadBytes() const override { return m_leadBytes; }

private:
    [[nodiscard]] std::string_view front() const { return { m_front.data(), m_frontBytes }; }
    [[nodiscard]] auto unreadable() const
    {
        return failure(ErrorCode::FileUnreadable, { m_file.errorString() }, inFile(m_path));
    }
    [[nodiscard]] bool hasChanged() const;

    QString m_path;
    QFile m_file;
    QDateTime m_modified;
    std::int64_t m_size = 0;
    std::int64_t m_consumed = 0;
    std::int64_t m_leadBytes = 0;
    std::array<char, kCompressionSignature> m_front {};
    std::size_t m_frontBytes = 0;
};

Result<Compression> FileSource::open()
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, {}, inFile(m_path));
    if (info.isDir())
        return failure(ErrorCode::FileIsDirectory, {}, inFile(m_path));
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadable();
    m_size = m_file.size();
    m_modified = info.lastModified();
    const auto got = m_file.read(m_front.data(), m_front.size());
    if (got < 0 || !m_file.seek(0))
        return unreadable();
    m_frontBytes = static_cast<std::size_t>(got);
    return compressionOf(front());
}

Result<void> FileSource::skipMark(Encoding encoding)
{
    m_leadBytes = static_cast<std::int64_t>(byteOrderMarkLength(front(), encoding));
    m_consumed = m_leadBytes;
    if (!m_file.seek(m_consumed))
        return unreadable();
    return {};
}

Result<std::size_t> FileSource::read(std::span<char> into)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        const auto wanted = std::min(static_cast<qint64>(into.size() - filled), kLargestRead);
        const auto got = m_file.read(into.data() + filled, wanted);
        if (got < 0 && filled == 0)
            return unreadable();
        if (got <= 0)
            break; // an error comes again at the next call
        filled += static_cast<std::size_t>(got);
        m_consumed += got;
    }
    if (filled == 0 && !into.empty() && hasChanged())
        return failure(ErrorCode::FileChangedWhileReading, {}, inFile(m_path));
    return filled;
}

// At the end: the file shrank, grew, or another one has its name. One that was only removed was
// read whole.
bool FileSource::hasChanged() const
{
    if (m_consumed != m_size || m_file.size() != m_size)
        return true;
    const QFileInfo now(m_path);
    return now.exists() && (now.size() != m_size || now.lastModified() != m_modified);
}

/// Decodes another source on the way.
class DecodingSource final : public ByteSource
{
public:
    DecodingSource(std::unique_ptr<ByteSource> raw, Encoding encoding)
        : m_raw(std::move(raw))
        , m_decoder(encoding)
        , m_rawBytes(kRawBytes)
    {
    }

    Result<std::size_t> read(std::span<char> into) override;
    std::int64_t consumedBytes() const override { return m_raw->consumedBytes(); }
    std::int64_t sizeBytes() const override { return m_raw->sizeBytes(); }
    std::int64_t expectedBytes() const override { return m_raw->expectedBytes(); }
    std::int64_t memoryBytes() const override { return m_raw->memoryBytes(); }

private:
    Result<void> decodeMore();

    std::unique_ptr<ByteSource> m_raw;
    TextDecoder m_decoder;
    ByteBuffer m_rawBytes;
    ByteBuffer m_text;
    std::size_t m_used = 0; ///< of m_text
    bool m_isAtEnd = false;
};

Result<std::size_t> DecodingSource::read(std::span<char> into)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        if (m_used == m_text.size()) {
            if (m_isAtEnd)
                break;
            const auto decoded = decodeMore();
            if (!decoded && filled == 0)
                return failure(decoded.error());
            if (!decoded)
                break;
            continue;
        }
        const auto count = std::min(into.size() - filled, m_text.size() - m_used);
        std::memcpy(into.data() + filled, m_text.data() + m_used, count);
        m_used += count;
        filled += count;
    }
    return filled;
}

Result<void> DecodingSource::decodeMore()
{
    m_text.clear();
    m_used = 0;
    const auto got = m_raw->read({ m_rawBytes.data(), kRawBytes });
    if (!got)
        return failure(got.error());
    m_isAtEnd = *got == 0;
    m_decoder.decode({ m_rawBytes.data(), *got }, m_isAtEnd, m_text);
    return {};
}

/// Opened, and unpacked where that must be; `encoding`: its byte-order mark is skipped.
Result<std::unique_ptr<ByteSource>> openFile(const QString &path, std::optional<Encoding> encoding)
{
    auto file = std::make_unique<FileSource>(path);
    const auto compression = file->open();
    if (!compression)
        return failure(compression.error());
    if (*compression == Compression::None) {
        if (encoding) {
            if (auto skipped = file->skipMark(*encoding); !skipped)
                return failure(skipped.error());
        }
        return file;
    }
    auto unpacking = std::make_unique<UnpackingSource>(std::move(file), path, *compression);
    if (encoding)
        unpacking->skipMark(*encoding);
    return unpacking;
}

} // namespace

Result<std::unique_ptr<ByteSource>> openByteSource(const QString &path, Encoding encoding)
{
    auto file = openFile(path, encoding);
    if (!file || encoding == Encoding::Utf8)
        return file;
    return std::make_unique<DecodingSource>(*std::move(file), encoding);
}

Result<std::unique_ptr<ByteSource>> openUndecoded(const QString &path)
{
    return openFile(path, std::nullopt);
}

} // namespace dockhand::source
