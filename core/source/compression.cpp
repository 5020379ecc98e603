// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/compression.h"

namespace dockhand::source {

using namespace std::string_view_literals;

namespace {

// "BZh", the level, and the magic of the first block or of an empty stream: enough bytes not to
// take a header that begins with BZh for it.
bool isBzip2(std::string_view head)
{
    if (head.size() < 10 || !head.starts_with("BZh") || head[3] < '1' || head[3] > '9')
        return false;
    const auto magic = head.substr(4, 6);
    return magic == "1AY&SY"sv || magic == "\x17\x72\x45\x38\x50\x90"sv;
}

// A frame, or one to be skipped, with which parallel packers begin (RFC 8878, section 3.1.2).
bool isZstandard(std::string_view head)
{
    return head.starts_with("\x28\xB5\x2F\xFD"sv)
        || (head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0U) == 0x50
            && head.substr(1, 3) == "\x2A\x4D\x18"sv);
}

} // namespace

Compression compressionOf(std::string_view head)
{
    if (head.starts_with("\x1F\x8B\x08"sv))
        return Compression::Gzip;
    if (isBzip2(head))
        return Compression::Bzip2;
    if (head.starts_with("\xFD"
                         "7zXZ\0"sv))
        return Compression::Xz;
    return isZstandard(head) ? Compression::Zstandard : Compression::None;
}

const QStringList &compressionSuffixes()
{
    static const QStringList suffixes { QStringLiteral("gz"), QStringLiteral("bz2"),
                                        QStringLiteral("xz"), QStringLiteral("zst") };
    return suffixes;
}

QString withoutCompressionSuffix(const QString &name)
{
    const auto dot = name.lastIndexOf(QLatin1Char('.'));
    return dot > 0 && compressionSuffixes().contains(name.mid(dot + 1), Qt::CaseInsensitive)
        ? name.left(dot)
        : name;
}

} // namespace dockhand::source
