// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/packing.h"

#include <QtGlobal>

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

namespace dockhand::testdata {

namespace {

constexpr qsizetype kRoom = 4096; // for what does not shrink, and for the frame

QByteArray roomFor(const QByteArray &bytes)
{
    return { bytes.size() + bytes.size() / 50 + kRoom, Qt::Uninitialized };
}

template <class Size>
QByteArray cutTo(QByteArray room, Size size)
{
    room.truncate(static_cast<qsizetype>(size));
    return room;
}

QByteArray gzip(QByteArray bytes)
{
    constexpr int kWithGzipHeader = 16;
    auto into = roomFor(bytes);
    z_stream stream {};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kWithGzipHeader, 8,
                 Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(into.data());
    stream.avail_out = static_cast<uInt>(into.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("deflate");
    const auto size = stream.total_out;
    deflateEnd(&stream);
    return cutTo(into, size);
}

QByteArray bzip2(QByteArray bytes)
{
    auto into = roomFor(bytes);
    auto size = static_cast<unsigned>(into.size());
    if (BZ2_bzBuffToBuffCompress(into.data(), &size, bytes.data(),
                                 static_cast<unsigned>(bytes.size()), 9, 0, 0)
        != BZ_OK)
        qFatal("bzip2");
    return cutTo(into, size);
}

QByteArray xz(const QByteArray &bytes)
{
    auto into = roomFor(bytes);
    std::size_t size = 0;
    if (lzma_easy_buffer_encode(LZMA_PRESET_DEFAULT, LZMA_CHECK_CRC64, nullptr,
                                reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                static_cast<std::size_t>(bytes.size()),
                                reinterpret_cast<std::uint8_t *>(into.data()), &size,
                                static_cast<std::size_t>(into.size()))
        != LZMA_OK)
        qFatal("xz");
    return cutTo(into, size);
}

} // namespace

QByteArray packedWithWindow(const QByteArray &bytes, int windowLog)
{
    auto into = roomFor(bytes);
    auto *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    if (windowLog > 0)
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog);
    ZSTD_inBuffer in { bytes.constData(), static_cast<std::size_t>(bytes.size()), 0 };
    ZSTD_outBuffer out { into.data(), static_cast<std::size_t>(into.size()), 0 };
    // Not all at once: the window would be cut to what there is.
    ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue);
    const auto left = ZSTD_compressStream2(context, &out, &in, ZSTD_e_end);
    ZSTD_freeCCtx(context);
    if (left != 0)
        qFatal("zstd");
    return cutTo(into, out.pos);
}

QByteArray packed(source::Compression compression, const QByteArray &bytes)
{
    switch (compression) {
    case source::Compression::None:
        break;
    case source::Compression::Gzip:
        return gzip(bytes);
    case source::Compression::Bzip2:
        return bzip2(bytes);
    case source::Compression::Xz:
        return xz(bytes);
    case source::Compression::Zstandard:
        return packedWithWindow(bytes, 0);
    }
    return bytes;
}

} // namespace dockhand::testdata
