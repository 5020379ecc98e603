// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/target.h"

#include "core/target/qsql_target.h"
#include "core/target/sqlite_target.h"

#include <QDir>
#include <QFileInfo>

namespace dockhand::target {

Result<std::unique_ptr<Target>> openTarget(const TargetAddress &address,
                                           const TargetOptions &options)
{
    if (!address.native)
        return QsqlTarget::open(address, options);
    // The user's data folder is ours to make; any other folder is theirs.
    if (!options.readOnly && address == defaultTargetAddress())
        QDir().mkpath(QFileInfo(address.database).absolutePath());
    return SqliteTarget::open(address, options);
}

} // namespace dockhand::target
