// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/target.h"

#include "core/target/qsql_target.h"
#include "core/target/sql_dialect.h"
#include "core/target/sql_error.h"
#include "core/target/sqlite_target.h"
#include "core/target/table_statements.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>

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

Result<void> removeRowsOf(Target &target, const profile::TableSpec &spec, std::int64_t fileId)
{
    const auto dialect = SqlDialect::of(target.database());
    QSqlQuery query(target.database());
    const auto sql = QStringLiteral("DELETE FROM %1 WHERE %2 = ?")
                         .arg(dialect.quoted(spec.name), dialect.quoted(importFileIdColumn()));
    if (query.prepare(sql)) {
        query.bindValue(0, static_cast<qlonglong>(fileId));
        if (query.exec())
            return {};
    }
    return failure(sqlError(query.lastError(), target.database(),
                            QCoreApplication::translate(
                                "SqlError", "take back the rows of a file that is started over")));
}

} // namespace dockhand::target
