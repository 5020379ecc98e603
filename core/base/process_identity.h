// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace dockhand {

/// A process that can be told from any other one, on whatever machine: where process numbers mean
/// the same (machine and, on Linux, process namespace), its number and when it began. As text it is
/// what the ledger keeps of the owner of a run.
struct ProcessIdentity
{
    QString place; ///< a hash, no name; empty: not known
    std::int64_t processId = 0;
    std::int64_t startedAt = 0; ///< in whatever unit the system counts; 0: not known
    QString hostName;           ///< for people

    /// This process.
    [[nodiscard]] static ProcessIdentity own();

    [[nodiscard]] QString toText() const;
    [[nodiscard]] static std::optional<ProcessIdentity> fromText(const QString &text);

    /// True: it runs. False: it has ended. Nothing: it is somewhere else, and nobody here knows.
    [[nodiscard]] std::optional<bool> isAlive() const;

    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

namespace platform {

/// Tells processes with equal numbers apart where one machine has several sets of them.
[[nodiscard]] QString processNamespace();
/// Whether there is a process of that number that has not ended.
[[nodiscard]] bool isRunning(std::int64_t processId);
/// 0: not known.
[[nodiscard]] std::int64_t startOf(std::int64_t processId);

} // namespace platform

} // namespace dockhand
