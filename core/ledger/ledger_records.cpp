// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_records.h"

#include <array>
#include <cstddef>
#include <utility>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

namespace {

// What the ledger and JSON hold. Names are never changed or given another meaning.
constexpr std::array kFileStates {
    std::pair { FileState::Queued, "queued" },
    std::pair { FileState::Surveying, "surveying" },
    std::pair { FileState::Ready, "ready" },
    std::pair { FileState::Importing, "importing" },
    std::pair { FileState::Merging, "merging" },
    std::pair { FileState::Paused, "paused" },
    std::pair { FileState::Retrying, "retrying" },
    std::pair { FileState::Done, "done" },
    std::pair { FileState::Partial, "partial" },
    std::pair { FileState::Failed, "failed" },
    std::pair { FileState::Cancelled, "cancelled" },
    std::pair { FileState::Skipped, "skipped" },
};

constexpr std::array kRunStates {
    std::pair { RunState::Running, "running" },     std::pair { RunState::Paused, "paused" },
    std::pair { RunState::Succeeded, "succeeded" }, std::pair { RunState::Partial, "partial" },
    std::pair { RunState::Failed, "failed" },       std::pair { RunState::Cancelled, "cancelled" },
};

constexpr std::array kRunKinds {
    std::pair { RunKind::Import, "import" },
    std::pair { RunKind::Repair, "repair" },
    std::pair { RunKind::Undo, "undo" },
};

template <class State, std::size_t N>
QString nameOf(const std::array<std::pair<State, const char *>, N> &names, State state)
{
    for (const auto &[value, name] : names) {
        if (value == state)
            return QString::fromLatin1(name);
    }
    return {};
}

template <class State, std::size_t N>
std::optional<State> fromName(const std::array<std::pair<State, const char *>, N> &names,
                              const QString &wanted)
{
    for (const auto &[value, name] : names) {
        if (wanted == QLatin1StringView(name))
            return value;
    }
    return std::nullopt;
}

} // namespace

Counts &Counts::operator+=(const Counts &other)
{
    read += other.read;
    inserted += other.inserted;
    updated += other.updated;
    duplicate += other.duplicate;
    filtered += other.filtered;
    rejected += other.rejected;
    return *this;
}

QString fileStateName(FileState state)
{
    return nameOf(kFileStates, state);
}

QString runStateName(RunState state)
{
    return nameOf(kRunStates, state);
}

std::optional<FileState> fileStateFromName(const QString &name)
{
    return fromName(kFileStates, name);
}

std::optional<RunState> runStateFromName(const QString &name)
{
    return fromName(kRunStates, name);
}

QString runKindName(RunKind kind)
{
    return nameOf(kRunKinds, kind);
}

std::optional<RunKind> runKindFromName(const QString &name)
{
    return fromName(kRunKinds, name);
}

bool isFinal(FileState state)
{
    switch (state) {
    case FileState::Done:
    case FileState::Partial:
    case FileState::Failed:
    case FileState::Cancelled:
    case FileState::Skipped:
        return true;
    default:
        return false;
    }
}

} // namespace dockhand::ledger
