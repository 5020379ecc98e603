// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace dockhand {

/// What the machine has and what this process uses. The only place that reads /proc and control
/// groups; on systems without them the portable estimate of Qt or 0 ("not known") is returned.
struct SystemInfo
{
    int cores = 1; ///< usable by this process (affinity respected)
    std::int64_t totalMemoryBytes
        = 0; ///< physical, or the control group's limit when that is lower
    std::int64_t availableMemoryBytes = 0;
    std::int64_t programBytes = 0; ///< resident set of this process; 0: not known
};

[[nodiscard]] SystemInfo systemInfo();

/// Resident set of this process now, in bytes; 0 if not known.
[[nodiscard]] std::int64_t residentBytes();

/// Largest resident set of this process so far, in bytes; 0 if not known.
[[nodiscard]] std::int64_t peakResidentBytes();

/// User + system CPU time of this process so far, in ms.
[[nodiscard]] std::int64_t processCpuMs();

/// Makes the allocator give large buffers back to the system when they are freed, so that resident
/// memory follows the run's budget. Call once, first thing in main. No effect where the C library
/// has no such switch.
void returnFreedMemory();

/// Gives what is freed now and lies between things in use back to the system, too: some
/// milliseconds, for the end of a stage that needed memory the next one has no use for. No effect
/// where the C library has no such switch.
void returnFreedPages();

} // namespace dockhand
