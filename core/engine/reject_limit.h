// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace dockhand::engine {

/// How many records of a file may be rejected until it is given up as simply the wrong kind. Plain
/// value.
struct RejectLimit
{
    std::int64_t count = -1; ///< -1: any number
    double percent = -1;     ///< of the records read so far; -1: any share

    /// A share says nothing before so many records were read, or the file's end.
    static constexpr std::int64_t kLeastForShare = 1'000;

    [[nodiscard]] bool isExceeded(std::int64_t rejected, std::int64_t read, bool isAtEnd) const;
    /// "100", "2.5 %"; empty: none.
    [[nodiscard]] QString toString() const;
    /// Reads "100" or "2.5%". Nothing: malformed, negative or more than 100 %.
    [[nodiscard]] static std::optional<RejectLimit> fromString(const QString &text);

    friend bool operator==(const RejectLimit &, const RejectLimit &) = default;
};

} // namespace dockhand::engine
