// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/cut_change.h"
#include "tests/fault/history_scene.h"

#include <QList>

namespace dockhand::fault {

/// Every run and some files of the scene, taken back. After a cut all is as it was before, to the
/// last cell, or as it is after the undisturbed undo. Empty: not even that one could be done.
[[nodiscard]] QList<Change> undosOf(const HistoryScene &scene);

/// Repairs of the scene. After a cut the counts agree with what is in; at the end all that can be
/// in is in once, what is still wrong can be repaired next, and then the tables are those of files
/// without rejects. `inWindows`: import_in_windows, which does it in several transactions; empty:
/// none of those.
[[nodiscard]] QList<Change> repairsOf(const HistoryScene &scene, const QString &inWindows = {});

/// What is wrong with the counts of a ledger in which nothing was undone; empty: nothing.
[[nodiscard]] QString faultOfCounts(const QString &database, const QString &copy);

} // namespace dockhand::fault
