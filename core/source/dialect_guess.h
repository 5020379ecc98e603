// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/dialect.h"
#include "core/source/record_block.h"

#include <QStringList>

#include <string_view>

namespace dockhand::source {

/// A dialect with the evidence for it.
struct DialectGuess
{
    Dialect dialect;
    double confidence = 1.0; ///< 0..1, for the delimiter
    QStringList reasons;     ///< sentences in the user's language
};

/// Text from the begin of a file, decoded, with 64 readable bytes behind it.
struct SampleText
{
    std::string_view text;
    bool isWholeFile = false;
    std::size_t maxRecordBytes = 512 << 20; ///< a quote over it was never closed
};

/// Delimiter, quote, escape, line end, separator line and header row of `sample`; encoding and
/// byte-order mark are taken from `known`. What `overrides` holds is kept as it is.
[[nodiscard]] DialectGuess guessDialect(const SampleText &sample, const Dialect &known,
                                        const DialectOverrides &overrides);

/// Length of Excel's "sep=;" line with its line end at the front of the text, 0 if there is none.
[[nodiscard]] std::size_t separatorLineLength(std::string_view text);

/// The records of `sample` in this dialect, at most `maxRecords`, without the separator line, but
/// with preamble and header; a record that is cut off at its end is left out. Returns where in the
/// sample's text they end.
std::size_t parseSample(const SampleText &sample, const Dialect &dialect, std::uint32_t maxRecords,
                        RecordBlock &block);

} // namespace dockhand::source
