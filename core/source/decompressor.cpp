// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/decompressor.h"

#include <QtGlobal>

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>

namespace dockhand::source {

namespace {

constexpr std::size_t kLargestStep = 1 << 30; // zlib and bzip2 count in 32 bits
constexpr std::int64_t kXzBesideWindow = 8 << 20;
constexpr int kZstandardWindowLog = 26;
static_assert(std::int64_t { 1 } << kZstandardWindowLog == Decompressor::kLargestWindow);

void checkMemory(bool isThere)
{
    if (!isThere)
        throw std::bad_alloc();
}

/// The pointers of a library that takes both ends of a step in one struct.
template <class Stream, class Byte>
void setEnds(Stream &stream, Byte *input, std::span<const char> packed, std::span<char> text)
{
    using Size = decltype(stream.avail_in);
    stream.next_in = input;
    stream.avail_in = static_cast<Size>(std::min(packed.size(), kLargestStep));
    stream.next_out = reinterpret_cast<decltype(stream.next_out)>(text.data());
    stream.avail_out = static_cast<Size>(std::min(text.size(), kLargestStep));
}

template <class Stream>
Decompressor::Step stepOf(const Stream &stream, std::span<const char> packed, std::span<char> text,
                          Decompressor::State state)
{
    return { state, std::min(packed.size(), kLargestStep) - stream.avail_in,
             std::min(text.size(), kLargestStep) - stream.avail_out };
}

class GzipDecompressor final : public Decompressor
{
public:
    GzipDecompressor()
    {
        constexpr int kWithGzipHeader = 16;
        checkMemory(inflateInit2(&m_stream, MAX_WBITS + kWithGzipHeader) == Z_OK);
    }
    ~GzipDecompressor() override { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(GzipDecompressor)

    Step step(std::span<const char> packed, std::span<char> text) override
    {
        setEnds(m_stream, reinterpret_cast<z_const Bytef *>(const_cast<char *>(packed.data())),
                packed, text);
        const auto code = inflate(&m_stream, Z_NO_FLUSH);
        checkMemory(code != Z_MEM_ERROR);
        const bool isGood = code == Z_OK || code == Z_BUF_ERROR; // that is no progress this time
        return stepOf(m_stream, packed, text,
                      code == Z_STREAM_END ? State::MemberEnd
                          : isGood         ? State::More
                                           : State::Damaged);
    }
    void restart() override { inflateReset(&m_stream); }
    std::int64_t memoryBytes() const override { return 48 << 10; } // zlib.h: about 44 KiB

private:
    z_stream m_stream {};
};

class Bzip2Decompressor final : public Decompressor
{
public:
    Bzip2Decompressor() { begin(); }
    ~Bzip2Decompressor() override { BZ2_bzDecompressEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Bzip2Decompressor)

    Step step(std::span<const char> packed, std::span<char> text) override
    {
        setEnds(m_stream, const_cast<char *>(packed.data()), packed, text);
        const auto code = BZ2_bzDecompress(&m_stream);
        checkMemory(code != BZ_MEM_ERROR);
        return stepOf(m_stream, packed, text,
                      code == BZ_STREAM_END ? State::MemberEnd
                          : code == BZ_OK   ? State::More
                                            : State::Damaged);
    }
    void restart() override
    {
        BZ2_bzDecompressEnd(&m_stream);
        begin();
    }
    std::int64_t memoryBytes() const override { return 4 << 20; } // its manual, 1.3: 3700k

private:
    void begin()
    {
        m_stream = {};
        checkMemory(BZ2_bzDecompressInit(&m_stream, 0, 0) == BZ_OK);
    }

    bz_stream m_stream {};
};

class XzDecompressor final : public Decompressor
{
public:
    XzDecompressor() { restart(); }
    ~XzDecompressor() override { lzma_end(&m_stream); }
    Q_DISABLE_COPY_MOVE(XzDecompressor)

    Step step(std::span<const char> packed, std::span<char> text) override
    {
        setEnds(m_stream, reinterpret_cast<const std::uint8_t *>(packed.data()), packed, text);
        const auto code = lzma_code(&m_stream, LZMA_RUN);
        checkMemory(code != LZMA_MEM_ERROR);
        return stepOf(m_stream, packed, text, stateOf(code));
    }
    // What was taken is used again.
    void restart() override
    {
        checkMemory(lzma_stream_decoder(&m_stream, kLargestWindow + kXzBesideWindow, 0) == LZMA_OK);
    }
    std::int64_t memoryBytes() const override
    {
        return static_cast<std::int64_t>(lzma_memusage(&m_stream));
    }

private:
    static State stateOf(lzma_ret code)
    {
        switch (code) {
        case LZMA_OK:
        case LZMA_BUF_ERROR: // no progress this time
            return State::More;
        case LZMA_STREAM_END:
            return State::MemberEnd;
        case LZMA_MEMLIMIT_ERROR:
            return State::TooMuchMemory;
        default:
            return State::Damaged;
        }
    }

    lzma_stream m_stream = LZMA_STREAM_INIT;
};

class ZstandardDecompressor final : public Decompressor
{
public:
    ZstandardDecompressor()
        : m_context(ZSTD_createDCtx())
    {
        checkMemory(m_context != nullptr);
        ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, kZstandardWindowLog);
    }
    ~ZstandardDecompressor() override { ZSTD_freeDCtx(m_context); }
    Q_DISABLE_COPY_MOVE(ZstandardDecompressor)

    Step step(std::span<const char> packed, std::span<char> text) override
    {
        ZSTD_inBuffer in { packed.data(), packed.size(), 0 };
        ZSTD_outBuffer out { text.data(), text.size(), 0 };
        const auto left = ZSTD_decompressStream(m_context, &out, &in);
        const auto error = ZSTD_getErrorCode(left);
        checkMemory(error != ZSTD_error_memory_allocation);
        auto state = left == 0 ? State::MemberEnd : State::More;
        if (error == ZSTD_error_frameParameter_windowTooLarge)
            state = State::TooMuchMemory;
        else if (ZSTD_isError(left) != 0)
            state = State::Damaged;
        return { state, in.pos, out.pos };
    }
    void restart() override { ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only); }
    std::int64_t memoryBytes() const override
    {
        return static_cast<std::int64_t>(ZSTD_sizeof_DCtx(m_context));
    }

private:
    ZSTD_DCtx *m_context;
};

} // namespace

std::unique_ptr<Decompressor> makeDecompressor(Compression compression)
{
    switch (compression) {
    case Compression::None:
        break;
    case Compression::Gzip:
        return std::make_unique<GzipDecompressor>();
    case Compression::Bzip2:
        return std::make_unique<Bzip2Decompressor>();
    case Compression::Xz:
        return std::make_unique<XzDecompressor>();
    case Compression::Zstandard:
        return std::make_unique<ZstandardDecompressor>();
    }
    Q_ASSERT(false);
    return nullptr;
}

} // namespace dockhand::source
