// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>
#include <cstdint>

namespace dockhand::engine {

/// What folders held that is no table by its name. Plain value.
struct PassedOver
{
    static constexpr qsizetype kMostNames = 5;

    std::int64_t count = 0;
    QStringList names; ///< the first few, without their folders

    void add(const PassedOver &other);
};

/// What paths stand for.
struct WalkedPaths
{
    /// Absolute; and what the survey has to tell about: folders that cannot be read, links to
    /// nothing, names that are not valid UTF-8 (their bytes as U+FFFD).
    QStringList files;
    PassedOver passedOver;
};

/// The files that `paths` stand for, in the order given; folders are walked recursively in name
/// order, links to folders are not followed. Passed over inside folders: silently hidden files,
/// lock files (`~$*`, `.~lock*`) and partial downloads (.part, .crdownload, .download); counted
/// what holds no table by its suffix: notes and settings (.md, .json, .log, .ini), pictures and
/// PDF, SQLite databases, programs and scripts; and pipes and devices. A path named directly is
/// kept whatever it is. Blocks; not for the window's thread.
[[nodiscard]] WalkedPaths filesUnder(const QStringList &paths, const std::atomic<bool> &isStopped);

} // namespace dockhand::engine
