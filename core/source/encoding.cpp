// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/encoding.h"

#include <array>

namespace dockhand::source {

using namespace Qt::StringLiterals;

namespace {

struct Spelling
{
    QLatin1StringView reduced; ///< lower case, letters and digits only
    Encoding encoding;
};

constexpr std::array kSpellings {
    Spelling { "utf8"_L1, Encoding::Utf8 },
    Spelling { "utf8bom"_L1, Encoding::Utf8 },
    Spelling { "utf8sig"_L1, Encoding::Utf8 },
    Spelling { "ascii"_L1, Encoding::Utf8 },
    Spelling { "usascii"_L1, Encoding::Utf8 },
    Spelling { "utf16"_L1, Encoding::Utf16Le },
    Spelling { "utf16le"_L1, Encoding::Utf16Le },
    Spelling { "ucs2"_L1, Encoding::Utf16Le },
    Spelling { "unicode"_L1, Encoding::Utf16Le },
    Spelling { "utf16be"_L1, Encoding::Utf16Be },
    Spelling { "windows1252"_L1, Encoding::Windows1252 },
    Spelling { "win1252"_L1, Encoding::Windows1252 },
    Spelling { "cp1252"_L1, Encoding::Windows1252 },
    Spelling { "1252"_L1, Encoding::Windows1252 },
    Spelling { "ansi"_L1, Encoding::Windows1252 },
    Spelling { "iso88591"_L1, Encoding::Latin1 },
    Spelling { "latin1"_L1, Encoding::Latin1 },
    Spelling { "l1"_L1, Encoding::Latin1 },
};

} // namespace

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return u"UTF-8"_s;
    case Encoding::Utf16Le:
        return u"UTF-16LE"_s;
    case Encoding::Utf16Be:
        return u"UTF-16BE"_s;
    case Encoding::Windows1252:
        return u"windows-1252"_s;
    case Encoding::Latin1:
        return u"ISO-8859-1"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Encoding> encodingFromName(const QString &name)
{
    QString reduced;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            reduced += c.toLower();
    }
    for (const auto &spelling : kSpellings) {
        if (reduced == spelling.reduced)
            return spelling.encoding;
    }
    return std::nullopt;
}

} // namespace dockhand::source
