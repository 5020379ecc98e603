// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/file_signature.h"

#include "core/source/compression.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace dockhand::source {

using namespace std::string_view_literals;

namespace {

struct Signature
{
    std::string_view bytes;
    const char *name;
};

constexpr std::array kSignatures {
    Signature { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
                QT_TRANSLATE_NOOP("FileSignature", ".xls or password-protected workbook") },
    Signature { "7z\xBC\xAF\x27\x1C"sv, QT_TRANSLATE_NOOP("FileSignature", "compressed file") },
    Signature { "Rar!\x1A\x07"sv, QT_TRANSLATE_NOOP("FileSignature", "compressed file") },
    Signature { "%PDF-"sv, QT_TRANSLATE_NOOP("FileSignature", "PDF") },
    Signature { "\x89PNG\r\n\x1A\n"sv, QT_TRANSLATE_NOOP("FileSignature", "PNG image") },
    Signature { "\xFF\xD8\xFF"sv, QT_TRANSLATE_NOOP("FileSignature", "JPEG image") },
    Signature { "GIF87a"sv, QT_TRANSLATE_NOOP("FileSignature", "GIF image") },
    Signature { "GIF89a"sv, QT_TRANSLATE_NOOP("FileSignature", "GIF image") },
    Signature { "SQLite format 3\0"sv, QT_TRANSLATE_NOOP("FileSignature", "SQLite database") },
    Signature { "\x7F"
                "ELF"sv,
                QT_TRANSLATE_NOOP("FileSignature", "ELF program") },
    Signature { "\xFF\xFE\0\0"sv, QT_TRANSLATE_NOOP("FileSignature", "UTF-32 text") },
    Signature { "\0\0\xFE\xFF"sv, QT_TRANSLATE_NOOP("FileSignature", "UTF-32 text") },
};

constexpr std::array kMarkup {
    Signature { "<!doctype html"sv, QT_TRANSLATE_NOOP("FileSignature", "HTML page") },
    Signature { "<html"sv, QT_TRANSLATE_NOOP("FileSignature", "HTML page") },
    Signature { "<table"sv, QT_TRANSLATE_NOOP("FileSignature", "HTML page") },
    Signature { "<?xml"sv, QT_TRANSLATE_NOOP("FileSignature", "XML document") },
};

QString translated(const char *name)
{
    return QCoreApplication::translate("FileSignature", name);
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

QString zipName(std::string_view head, std::string_view tail)
{
    if (contains(head, "xl/") || contains(tail, "xl/workbook"))
        return translated(QT_TRANSLATE_NOOP("FileSignature", "Excel workbook"));
    if (contains(head, "opendocument.spreadsheet"))
        return translated(QT_TRANSLATE_NOOP("FileSignature", "OpenDocument spreadsheet"));
    return translated(QT_TRANSLATE_NOOP("FileSignature", "ZIP archive"));
}

// POSIX.1-1988 "ustar", behind the first name and its figures; GNU's as well.
bool isTar(std::string_view head)
{
    constexpr std::size_t kMagic = 257;
    return head.size() > kMagic && head.substr(kMagic).starts_with("ustar"sv)
        && contains(head.substr(0, kMagic), "\0"sv);
}

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
        && qstrnicmp(text.data(), lowerCase.data(), lowerCase.size()) == 0;
}

// 0x00…0x1F without the spacing \t \n \v \f \r, and 0x7F. No branches, so that the compiler can
// take many bytes at once.
unsigned isControl(unsigned char c)
{
    const auto behindTab = static_cast<unsigned char>(c - '\t');
    return (static_cast<unsigned>(c < 0x20) & static_cast<unsigned>(behindTab > '\r' - '\t'))
        | static_cast<unsigned>(c == 0x7F);
}

std::size_t countControls(std::string_view text)
{
    constexpr std::size_t kStretch = 128;
    std::size_t count = 0;
    for (; text.size() >= kStretch; text.remove_prefix(kStretch)) {
        unsigned char inStretch = 0;
        for (std::size_t i = 0; i < kStretch; ++i)
            inStretch = static_cast<unsigned char>(
                inStretch + isControl(static_cast<unsigned char>(text[i])));
        count += inStretch;
    }
    for (const char c : text)
        count += isControl(static_cast<unsigned char>(c));
    return count;
}

// Exports of web services: an object, an array of objects or arrays, or one object a line.
bool isJson(std::string_view text)
{
    const auto behind = [&](std::size_t at) {
        at = text.find_first_not_of(" \t\r\n", at);
        return at == text.npos ? '\0' : text[at];
    };
    if (text.starts_with('{'))
        return behind(1) == '"' || behind(1) == '}';
    return text.starts_with('[') && (behind(1) == '{' || behind(1) == '[' || behind(1) == ']');
}

} // namespace

std::optional<QString> formatBySignature(std::string_view head, std::string_view tail)
{
    if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv))
        return zipName(head, tail);
    if (compressionOf(head) != Compression::None)
        return translated(QT_TRANSLATE_NOOP("FileSignature", "compressed file"));
    if (isTar(head))
        return translated(QT_TRANSLATE_NOOP("FileSignature", "tar archive"));
    for (const auto &signature : kSignatures) {
        if (head.starts_with(signature.bytes))
            return translated(signature.name);
    }
    if (head.starts_with("\xEF\xBB\xBF"sv))
        head.remove_prefix(3);
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    for (const auto &markup : kMarkup) {
        if (startsWithIgnoringCase(head, markup.bytes))
            return translated(markup.name);
    }
    if (isJson(head))
        return translated(QT_TRANSLATE_NOOP("FileSignature", "JSON file"));
    return std::nullopt;
}

bool looksBinary(std::string_view text)
{
    const auto controls = countControls(text);
    return controls >= 4 && controls * 20 > text.size();
}

QString binaryDataName()
{
    return QCoreApplication::translate("FileSignature", "binary data");
}

} // namespace dockhand::source
