// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/raw_sample.h"

#include "core/source/byte_source.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace dockhand::source {

namespace {

constexpr qint64 kHeadBytes = 256 << 10;
constexpr qint64 kLargestHead = 64 << 20; // for a header that is longer than the usual head
constexpr qint64 kStretchBytes = 64 << 10;
constexpr qint64 kLargeFile = 1 << 20;
constexpr std::size_t kPieceBytes = 64 << 10;
constexpr qint64 kLongHead = 17 << 20; // a record of the reader's usual limit, and more

Result<void> readStretch(QFile &file, qint64 at, qint64 bytes, ByteBuffer &stretch)
{
    stretch.clear();
    if (file.seek(at)) {
        const auto wanted = std::clamp<qint64>(file.size() - at, 0, bytes);
        stretch.reserve(static_cast<std::size_t>(wanted));
        const auto got = file.read(stretch.data(), wanted);
        stretch.grow(static_cast<std::size_t>(std::max<qint64>(got, 0)));
    }
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(file.fileName()));
    return {};
}

/// How a text shrank. Packers that work block by block take a block's bytes in one go and give its
/// text little by little: only what was made when the next bytes are taken belongs to those before.
class PackingMeter final
{
public:
    void add(std::size_t made, std::int64_t packed)
    {
        if (packed > m_packed && m_made > 0) {
            m_telling = static_cast<double>(m_packed) / static_cast<double>(m_made);
            m_isSure = m_made >= kEnough;
        }
        m_made += static_cast<std::int64_t>(made);
        m_packed = packed;
    }
    [[nodiscard]] bool knowsEnough() const { return m_isSure || m_made >= kMost; }
    [[nodiscard]] double packedPerByte(bool isAll) const
    {
        if (m_telling && !isAll)
            return *m_telling;
        return m_made > 0 ? static_cast<double>(m_packed) / static_cast<double>(m_made) : 1;
    }

private:
    static constexpr std::int64_t kEnough = 256 << 10;
    static constexpr std::int64_t kMost = 2 << 20; // two of the largest blocks of bzip2

    std::int64_t m_made = 0;
    std::int64_t m_packed = 0;
    std::optional<double> m_telling;
    bool m_isSure = false;
};

bool hasTwoLines(std::string_view text)
{
    const auto hasTwo = [text](char lineEnd) {
        const auto first = text.find(lineEnd);
        return first != text.npos && text.find(lineEnd, first + 1) != text.npos;
    };
    return hasTwo('\n') || hasTwo('\r');
}

Result<void> openFile(QFile &file)
{
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    return failure(ErrorCode::FileUnreadable, { file.errorString() }, inFile(file.fileName()));
}

} // namespace

bool RawSample::hasLongHead() const
{
    return static_cast<qint64>(head.size()) >= kLongHead;
}

Result<void> RawSample::read(const QString &path)
{
    middle.clear();
    tail.clear();
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::FileNotFound, {}, inFile(path));
    if (info.isDir())
        return failure(ErrorCode::FileIsDirectory, {}, inFile(path));
    QFile file(path);
    if (auto opened = openFile(file); !opened)
        return opened;
    fileSize = file.size();
    compression = Compression::None;
    packedPerByte = 1;
    unpackingMemory = 0;
    for (auto bytes = kHeadBytes; bytes <= kLargestHead; bytes *= 4) {
        auto done = isCompressed() ? unpackHead(path, static_cast<std::size_t>(bytes))
                                   : readStretch(file, 0, bytes, head);
        if (done && !isCompressed()) {
            compression = compressionOf(head.view());
            if (isCompressed())
                done = unpackHead(path, static_cast<std::size_t>(bytes));
        }
        if (!done)
            return done;
        if (isWholeFile() || hasTwoLines(head.view()))
            break;
    }
    if (isCompressed())
        return {};
    if (fileSize <= std::max(kLargeFile, 2 * static_cast<qint64>(head.size())))
        return {};
    auto done = readStretch(file, fileSize / 2, kStretchBytes, middle);
    if (done)
        done = readStretch(file, fileSize - kStretchBytes, kStretchBytes, tail);
    return done;
}

// Goes on behind the head until it is known how much the text shrank.
Result<void> RawSample::unpackHead(const QString &path, std::size_t bytes)
{
    auto input = openUndecoded(path);
    if (!input)
        return failure(input.error());
    PackingMeter meter;
    ByteBuffer beyond;
    head.clear();
    head.reserve(bytes);
    m_isAllUnpacked = false;
    while (!m_isAllUnpacked && (head.size() < bytes || !meter.knowsEnough())) {
        auto &into = head.size() < bytes ? head : beyond;
        beyond.clear();
        beyond.reserve(kPieceBytes);
        const auto room = std::min(kPieceBytes, &into == &head ? bytes - head.size() : kPieceBytes);
        const auto got = (*input)->read(into.free().first(room));
        if (!got && head.size() == bytes)
            break; // whoever reads so far is told
        if (!got)
            return failure(got.error());
        into.grow(*got);
        meter.add(*got, (*input)->consumedBytes());
        m_isAllUnpacked = *got == 0;
    }
    packedPerByte = meter.packedPerByte(m_isAllUnpacked);
    unpackingMemory = (*input)->memoryBytes();
    return {};
}

Result<void> RawSample::lengthenHead(const QString &path)
{
    if (isCompressed())
        return unpackHead(path, static_cast<std::size_t>(kLongHead));
    QFile file(path);
    auto done = openFile(file);
    if (done)
        done = readStretch(file, 0, kLongHead, head);
    if (done && isWholeFile()) {
        middle.clear();
        tail.clear();
    }
    return done;
}

} // namespace dockhand::source
