// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dockhand {

/// What this process may hold, in bytes, and what of that the program takes before it holds any
/// data. Plain value.
struct MemoryBudget
{
    std::int64_t limitBytes = 0; ///< resident set of the process; 0: no limit
    std::int64_t programBytes = 0;

    [[nodiscard]] bool isLimited() const { return limitBytes > programBytes; }

    /// How much of the room for data is taken at this resident set: 0 with the program alone, 1 at
    /// the limit; 0 without a limit.
    [[nodiscard]] double pressure(std::int64_t residentBytes) const
    {
        if (!isLimited() || residentBytes <= programBytes)
            return 0;
        return static_cast<double>(residentBytes - programBytes)
            / static_cast<double>(limitBytes - programBytes);
    }

    /// The resident set at which the pressure is this high, in bytes.
    [[nodiscard]] double bytesAt(double pressure) const
    {
        return static_cast<double>(programBytes)
            + pressure * static_cast<double>(limitBytes - programBytes);
    }

    friend bool operator==(const MemoryBudget &, const MemoryBudget &) = default;
};

} // namespace dockhand
