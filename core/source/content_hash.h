// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/encoding.h"
#include "core/source/raw_sample.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace dockhand::source {

/// Running XXH3 128-bit hash over a file's decoded bytes (byte-order mark left out). One caller at
/// a time.
class ContentHasher final
{
public:
    ContentHasher();
    ~ContentHasher();
    ContentHasher(ContentHasher &&) noexcept;
    ContentHasher &operator=(ContentHasher &&) noexcept;

    void reset();
    void update(std::string_view bytes);
    /// 16 bytes, canonical (big-endian) form of xxHash; the hasher may go on after it.
    [[nodiscard]] QByteArray digest() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Cheap first look: size, first and last 64 KiB. Equal fingerprints are only a hint; the content
/// hash decides.
[[nodiscard]] Result<QByteArray> quickFingerprint(const QString &path);

/// The same, out of a sample of the file where that holds the bytes; what is missing is read into
/// `buffer`.
[[nodiscard]] Result<QByteArray> quickFingerprint(const QString &path, const RawSample &sample,
                                                  ByteBuffer &buffer);

/// What a reader with some encoding finds in a file, byte-order mark left out: the same for a plain
/// file, one that is compressed, and one in another encoding.
struct Content
{
    QByteArray hash;        ///< as ContentHasher's
    std::int64_t bytes = 0; ///< of UTF-8

    friend bool operator==(const Content &, const Content &) = default;
};

/// Reads the whole file; `goesOn` is asked now and then. Errors: those of the source;
/// run.cancelled when it is not to go on.
[[nodiscard]] Result<Content> contentOf(const QString &path, Encoding encoding,
                                        const std::function<bool()> &goesOn);

/// Hash of the whole file as a reader with this encoding would compute it.
[[nodiscard]] Result<QByteArray> contentHash(const QString &path, Encoding encoding);

} // namespace dockhand::source
