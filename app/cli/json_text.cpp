// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/json_text.h"

namespace dockhand::cli {

namespace {

void appendEscaped(char c, std::string &out)
{
    constexpr char kDigits[] = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += "\\u00";
        out += kDigits[code >> 4U];
        out += kDigits[code & 15U];
    }
}

} // namespace

void appendJsonText(std::string_view utf8, std::string &out)
{
    out += '"';
    std::size_t plain = 0; // begin of the stretch that needs no escape
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto code = static_cast<unsigned char>(utf8[i]);
        if (code >= 0x20 && code != '"' && code != '\\')
            continue;
        out.append(utf8, plain, i - plain);
        appendEscaped(utf8[i], out);
        plain = i + 1;
    }
    out.append(utf8, plain);
    out += '"';
}

} // namespace dockhand::cli
