// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/dialect.h"
#include "core/source/dialect_rating.h"

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

/// Delimiter, quote, escape, line end, separator line and header row of `sample`; encoding and
/// byte-order mark are taken from `known`. What `overrides` holds is kept as it is. `parse` is used
/// on the way, and likely to hold the records in this dialect afterwards.
[[nodiscard]] DialectGuess guessDialect(const SampleText &sample, const Dialect &known,
                                        const DialectOverrides &overrides, SampleParse &parse);

} // namespace dockhand::source
