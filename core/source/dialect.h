// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/encoding.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace dockhand::source {

/// How a CSV file is written down. RFC 4180 is the default; every deviation is a field here, so
/// that a person can see and override it. Line ends are per record: CR LF, LF, and CR where
/// `carriageReturnEnds`.
struct Dialect
{
    Encoding encoding = Encoding::Utf8;
    bool hasByteOrderMark = false;
    char delimiter = ',';
    char quote = '"';   ///< '\0': quotes are ordinary characters
    char escape = '\0'; ///< '\0': a quote inside a quoted field is doubled; else e.g. '\\'
    bool carriageReturnEnds = false; ///< a lone CR ends a record, too (old Mac files)
    int headerRow = 1; ///< the header is this non-blank record of the file; 0: no header
    bool hasSeparatorLine
        = false; ///< line 1 is Excel's "sep=;" directive: not data, not counted as a record

    friend bool operator==(const Dialect &, const Dialect &) = default;
};

/// What the user fixed by hand; the sniffer fills the rest and never overrides these.
struct DialectOverrides
{
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    std::optional<char> quote; ///< '\0': none
    std::optional<int> headerRow;

    friend bool operator==(const DialectOverrides &, const DialectOverrides &) = default;
};

} // namespace dockhand::source
