// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/raw_sample.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace dockhand::source {

namespace {

constexpr qint64 kHeadBytes = 256 << 10;
constexpr qint64 kLargestHead = 64 << 20; // for a header that is longer than the usual head
constexpr qint64 kStretchBytes = 64 << 10;
constexpr qint64 kLargeFile = 1 << 20;
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
    for (auto bytes = kHeadBytes; bytes <= kLargestHead; bytes *= 4) {
        if (auto done = readStretch(file, 0, bytes, head); !done)
            return done;
        if (isWholeFile() || hasTwoLines(head.view()))
            break;
    }
    if (fileSize <= std::max(kLargeFile, 2 * static_cast<qint64>(head.size())))
        return {};
    auto done = readStretch(file, fileSize / 2, kStretchBytes, middle);
    if (done)
        done = readStretch(file, fileSize - kStretchBytes, kStretchBytes, tail);
    return done;
}

Result<void> RawSample::lengthenHead(const QString &path)
{
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
