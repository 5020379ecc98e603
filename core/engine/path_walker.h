// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>

namespace dockhand::engine {

/// The files that `paths` stand for, absolute, in the order given; folders are walked recursively
/// in name order, links to folders are not followed. Passed over inside folders: hidden files, lock
/// files (`~$*`, `.~lock*`) and partial downloads (.part, .crdownload, .download). A path named
/// directly is kept whatever it is. Blocks; not for the window's thread.
[[nodiscard]] QStringList filesUnder(const QStringList &paths, const std::atomic<bool> &isStopped);

} // namespace dockhand::engine
